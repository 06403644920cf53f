"""Which stories the list shows: a source, a filter on top, and what has arrived since."""

from typing import TYPE_CHECKING

from textual.content import Content

from secreader.errors import QueryError
from secreader.model import Source, StoryId, StoryRow, View
from secreader.ui.story_list import PAGE

if TYPE_CHECKING:
    from secreader.ui.main import MainScreen

UNREAD = Source("view", "Unread", "is:unread")

_EMPTY = {
    "is:unread": "Nothing unread.\nR refreshes all feeds, < shows the sources, a adds one.",
    "is:saved": "Nothing saved yet.\ns saves a story for good.",
}
_NO_MATCH = "No story matches.\nesc clears the filter, tab looks through the whole library."
_NOTHING = "No stories here yet.\nR refreshes all feeds."


class Viewing:
    """Holds the snapshot; reads another one when asked, never by itself under the user's eyes."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self.source = UNREAD
        self.filter = ""
        self.everywhere = False
        self._filling = False
        self._ahead: tuple[View, list[StoryRow]] | None = None

    async def read_ahead(self) -> None:
        """Read the view before there is a screen, so that its first picture has the stories on it."""
        self._ahead = await self._read()

    @property
    def query(self) -> str:
        """The query of the source and the filter together."""
        base = "" if self.everywhere else self.source.query
        if not self.filter:
            return base
        return f"{base} ({self.filter})" if base else self.filter

    async def show(self, source: Source) -> None:
        self.source, self.filter, self.everywhere = source, "", False
        self._screen.sources.mark_shown(source.query)
        await self.load()

    async def narrow(self, text: str, *, everywhere: bool) -> None:
        """Filter the view; a filter that is not understood leaves the list as it is and raises QueryError."""
        before = (self.filter, self.everywhere)
        self.filter, self.everywhere = text.strip(), everywhere
        try:
            await self.load()
        except QueryError:
            self.filter, self.everywhere = before
            raise

    async def load(self, at: StoryId | None = None) -> None:
        """Read the view again and show it from the top, or at story `at`."""
        screen = self._screen
        view, rows = self._ahead or await self._read()
        self._ahead = None
        self._filling = not view.ids
        screen.stories.show(view, rows, empty=self._empty(), at=at)
        screen.show_title(self.source.name, self.filter, len(view.ids), everywhere=self.everywhere)
        screen.status.say(screen.clock(), arrived=0)
        if not view.ids:
            screen.article.show_nothing(Content(""))
            screen.related.show(())

    async def _read(self) -> tuple[View, list[StoryRow]]:
        view = await self._screen.reader.view(self.query)
        return view, await self._screen.reader.rows(view.ids[:PAGE])

    async def count_arrivals(self) -> None:
        """Say how many stories the view would have more; an empty list, or one still filling, takes them at once."""
        screen = self._screen
        view = await screen.reader.view(self.query)
        shown = set(screen.stories.ids)
        arrived = sum(1 for story in view.ids if story not in shown)
        if arrived and (not shown or (self._filling and screen.stories.cursor == 0 and not screen.opening.opened)):
            await self._take(view)
        else:
            screen.status.say(screen.clock(), arrived=arrived)

    def filled(self) -> None:
        """The first refresh is over: from now on arrivals wait to be asked for."""
        self._filling = False

    async def _take(self, view: View) -> None:
        rows = await self._screen.reader.rows(view.ids[:PAGE])
        self._screen.stories.show(view, rows, empty=self._empty())
        self._screen.show_title(self.source.name, self.filter, len(view.ids), everywhere=self.everywhere)
        self._filling = True

    def _empty(self) -> Content:
        return Content(_NO_MATCH if self.filter else _EMPTY.get(self.source.query, _NOTHING))
