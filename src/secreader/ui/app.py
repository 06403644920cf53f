"""The Textual application: themes, keys, palette, and the main screen over one reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from secreader.config import Settings
from secreader.errors import ConfigError
from secreader.reader import Reader
from secreader.ui.commands import BY_ID
from secreader.ui.main import MainScreen
from secreader.ui.themes import DARK, LIGHT, THEMES

if TYPE_CHECKING:
    from textual.command import Provider


def _command_provider() -> type[Provider]:
    """The palette is loaded when it is first opened."""
    from secreader.ui.palette import CommandProvider

    return CommandProvider


class SecreaderApp(App[None]):
    """Runs the main screen; `reader` is open before and closed after it. Raises ConfigError on unusable settings."""

    TITLE = "secreader"
    CSS_PATH = Path(__file__).with_name("main.tcss")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_command_provider}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False, priority=True)]

    def __init__(self, reader: Reader, settings: Settings | None = None, *, banner: str = "") -> None:
        settings = settings or Settings()
        super().__init__()
        self._main = MainScreen(
            reader, background_refresh=settings.background_refresh, keys=_checked(settings.keys), banner=banner
        )
        for theme in THEMES:
            self.register_theme(theme)
        if settings.theme not in (DARK, LIGHT):
            raise ConfigError(f"The configuration names a theme {settings.theme!r}; there are {DARK} and {LIGHT}.")
        self._begin_with(settings.theme)
        self.set_keymap(dict(settings.keys))

    def _begin_with(self, theme: str) -> None:
        """Set `theme` before anything is drawn: the setter would have every style read and applied once more (7 ms)."""
        self.set_reactive(App.theme, theme)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    async def prepare(self) -> None:
        """Read what the first picture shows; without it the stories come a moment after the empty screen."""
        await self._main.prepare()

    def get_default_screen(self) -> Screen[None]:
        return self._main

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002  # Textual's hook
        """None of Textual's own: every command of secreader is in the palette under its own name."""
        return ()


def _checked(keys: Mapping[str, str]) -> Mapping[str, str]:
    """`keys` when each names a command; a key for nothing is a misspelling that the user should hear of."""
    for name in keys:
        if name not in BY_ID:
            raise ConfigError(f"The configuration binds {name!r}, which is no command; ? lists their ids.")
    return keys
