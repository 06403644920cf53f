"""From story to story: neighbours in the list, the next unread, links, the trail."""

from typing import TYPE_CHECKING

from secreader.model import StoryId

if TYPE_CHECKING:
    from secreader.ui.main import MainScreen


class Walking:
    """Opens stories in the article pane; leaving one forwards counts as having read it."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen

    def open(self, story: StoryId, *, remember: bool = True) -> None:
        """Open `story` and go to it; the list's cursor follows where the view has it."""
        screen = self._screen
        if (position := screen.stories.find(story)) is not None:
            screen.stories.go(position)
        screen.opening.open(story, remember=remember)
        screen.panes.focus("article")

    def follow(self, url: str, title: str = "", outlet: str = "") -> None:
        """Open any address in place."""
        self._screen.opening.follow(url, title, outlet)
        self._screen.panes.focus("article")

    def trail(self, story: StoryId | None, end: str) -> None:
        """Open a stop of the trail; say `end` where there is none."""
        if story is None:
            self._screen.say(end)
        else:
            self.open(story, remember=False)

    async def neighbour(self, step: int) -> None:
        screen = self._screen
        await screen.opening.leave_read()
        position = screen.stories.cursor + step
        if 0 <= position < len(screen.stories.ids):
            self.open(screen.stories.ids[position])
        else:
            screen.say("This is the end of the list." if step > 0 else "This is the start of the list.")

    async def unread(self, step: int) -> None:
        screen = self._screen
        await screen.opening.leave_read()
        story = await self._nearest_unread(step)
        if story is None:
            screen.say("Nothing more unread in this view.")
        else:
            self.open(story)

    async def read_on(self) -> None:
        """Space: open what is under the cursor, then page through it, then go on to the next unread."""
        screen = self._screen
        focused, current = screen.panes.focused, screen.stories.current
        if focused in ("sources", "related"):
            screen.panes.page(1)
        elif focused == "list" and current is not None and current != screen.opening.opened:
            self.open(current)
        elif not screen.article.at_end:
            screen.article.page(1)
            screen.opening.scrolled()
        else:
            await self.unread(1)

    async def _nearest_unread(self, step: int) -> StoryId | None:
        """The next unread story of the view after the cursor, by the library's word: rows may not be loaded."""
        screen = self._screen
        unread = set((await screen.reader.view(f"{screen.viewing.query} is:unread".strip())).ids)
        ids, position = screen.stories.ids, screen.stories.cursor + step
        while 0 <= position < len(ids):
            if ids[position] in unread:
                return ids[position]
            position += step
        return None
