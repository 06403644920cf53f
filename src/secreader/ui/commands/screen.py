"""The screen itself: panes, density, theme, help, the way out."""

from typing import TYPE_CHECKING

from secreader.ui.commands.base import Command

if TYPE_CHECKING:
    from secreader.ui.main import MainScreen


class Screen(Command):
    group = "Screen"


class Zen(Screen):
    """The article alone, and back."""

    key = "z"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.toggle_zen()


class Sources(Screen):
    """Show or hide the sources."""

    key, shown_key = "less_than_sign", "<"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.toggle_sources()


class Related(Screen):
    """Show or hide the related stories."""

    key, shown_key = "greater_than_sign", ">"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.toggle_related()


class Density(Screen):
    """Three lines a story, or one."""

    key = "D"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.stories.toggle_density()


class Theme(Screen):
    """Light or dark."""

    key = "T"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.toggle_theme()


class Palette(Screen):
    """All commands by name."""

    key, shown_key = "colon,ctrl+p", ": ctrl+p"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.app.action_command_palette()


class Help(Screen):
    """The keys, searchable."""

    key, shown_key = "question_mark", "?"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        from secreader.ui import conversations

        conversations.show_help(screen)


class Quit(Screen):
    """Leave the pane, then the reader."""

    key = "q"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        if not screen.leave():
            screen.app.exit()


SCREEN: tuple[type[Command], ...] = (Zen, Sources, Related, Density, Theme, Palette, Help, Quit)
