"""The real app in Textual's headless terminal: keys in, the text of the screen out."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from textual.worker import WorkerCancelled

from secreader.config import Settings, paths
from secreader.model import StoryRow
from secreader.reader import Reader
from secreader.ui.app import SecreaderApp
from secreader.ui.main import MainScreen

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FULL, WIDE, MEDIUM, NARROW = (160, 45), (130, 40), (100, 32), (60, 24)
"""A size in each of the four width classes."""

OFFLINE_BY_ITSELF = Settings(background_refresh=False, allow=("127.0.0.1",))
"""Refreshes nothing unless a key asks for it, and then from loopback alone."""

_PATIENCE = 20.0
"""Seconds until a test gives up on what it waits for."""


@dataclass
class Driven:
    """A running app. `press` types keys, `sees` waits until the screen shows a text."""

    app: SecreaderApp
    pilot: Pilot[None]
    reader: Reader

    @property
    def main(self) -> MainScreen:
        """The main screen, also while a dialog lies over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def shown(self) -> StoryRow:
        """The story in the article pane."""
        story = self.main.article.story
        assert story is not None
        return story.row

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """`text` as it is typed into an input."""
        for char in text:
            await self.pilot.press(_KEY_NAMES.get(char, char))

    @property
    def text(self) -> str:
        """What a user reads on the screen now, line by line."""
        return "\n".join(strip.text.rstrip() for strip in self._strips())

    def shows(self, words: str) -> bool:
        """Whether `words` stand on one line of the screen, or in one pane of it, wrapped or not."""
        return words in self.text or any(words in pane for pane in self._panes())

    def _strips(self) -> list[Strip]:
        return self.app.screen._compositor.render_strips()

    def _panes(self) -> Iterator[str]:
        """The words of each widget."""
        return map(self.words, self.app.screen.query("*"))

    def words(self, widget: Widget) -> str:
        """The words of `widget` as it is drawn now, "" where it is not."""
        region = widget.region.intersection(self.app.screen.region)
        if not region.area or not widget.display:
            return ""
        lines = [strip.crop(region.x, region.right).text for strip in self._strips()[region.y : region.bottom]]
        return " ".join(" ".join(lines).split())

    async def lists(self, *texts: str) -> None:
        """Wait until the story list shows all of `texts`."""
        await self.until(lambda: all(text in self.words(self.main.stories) for text in texts), f"{texts} are listed")

    async def sees(self, *texts: str) -> None:
        """Wait until the screen shows all of `texts`."""
        await self.until(lambda: all(map(self.shows, texts)), f"{texts} are shown")

    async def hears(self, *texts: str) -> None:
        """Wait until a notice says each of `texts`."""

        def said() -> bool:
            notices = " ".join(notice.message for notice in self.app._notifications)
            return all(text in notices for text in texts)

        await self.until(said, f"{texts} are said")

    async def sees_no(self, *texts: str) -> None:
        """Wait until the screen shows none of `texts`."""
        await self.until(lambda: not any(map(self.shows, texts)), f"{texts} are gone")

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Let the app go on until `condition` holds; fails with the screen's text when it never does."""
        try:
            async with asyncio.timeout(_PATIENCE):
                while not condition():
                    await self.pilot.pause(0.005)
        except TimeoutError:
            notices = [notice.message for notice in self.app._notifications]
            raise AssertionError(f"Never: {what}. Said: {notices}. The screen:\n{self.text}") from None

    async def settled(self) -> None:
        """Wait until nothing is being fetched or written; dialogs may be waiting for the user."""
        for worker in list(self.app.workers):
            if worker.group in ("article", "errands", "refresh"):
                with contextlib.suppress(WorkerCancelled):
                    await worker.wait()
        await self.pilot.pause()


_KEY_NAMES = {" ": "space", ":": "colon", "/": "slash", ".": "full_stop", "-": "minus", "(": "left_parenthesis"}


@asynccontextmanager
async def driven(
    home: Path, *, size: tuple[int, int] = FULL, settings: Settings = OFFLINE_BY_ITSELF, now: datetime = NOW
) -> AsyncIterator[Driven]:
    """The app on the library in `home`, with a clock that stands still."""
    async with Reader(paths(home), settings, now=lambda: now) as reader:
        app = SecreaderApp(reader, settings)
        async with app.run_test(size=size, notifications=True) as pilot:
            ui = Driven(app, pilot, reader)
            await ui.until(lambda: ui.main.filter_box.is_attached, "the first picture is complete")
            yield ui
