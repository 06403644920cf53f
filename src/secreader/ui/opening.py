"""Opening stories: preview from the library, fetch what is not there, remember the trail, mark as read."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer

if TYPE_CHECKING:
    from secreader.model import OpenStory, RelatedGroups, StoryId
    from secreader.ui.main import MainScreen, Work

_PREVIEW_AFTER = 0.15
"""Seconds after the last move in the list until its story is previewed."""

_LOADING_AFTER = 0.15
"""Seconds until a fetch is said to be going on: a quick one never flashes a notice."""

_READ_AFTER = 1.0
"""Seconds for which a story stands open until it counts as read."""


class Opening:
    """What the article pane and the sidebar show, and how it comes there."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._related: RelatedGroups = ()
        self._preview_timer: Timer | None = None
        self._read_timer: Timer | None = None
        self._opened: StoryId | None = None
        self._awaited: StoryId | None = None
        self._changes = 0

    @property
    def opened(self) -> StoryId | None:
        """The story that was opened last (not one that is only previewed)."""
        return self._opened

    @property
    def related(self) -> RelatedGroups:
        return self._related

    # --- preview ----------------------------------------------------------------------------------------------------

    def preview_soon(self, story: StoryId) -> None:
        """Preview `story` once the cursor rests on it: from the library only, not marked read."""
        if self._preview_timer is not None:
            self._preview_timer.stop()
        if self._screen.article.story is not None and self._screen.article.story.row.id == story:
            return
        self._awaited = story
        self._preview_timer = self._screen.set_timer(_PREVIEW_AFTER, partial(self._preview_now, story))

    def _preview_now(self, story: StoryId) -> None:
        # The timer may have gone off just before another story was opened: that one must not give way.
        if self._awaited == story:
            self._start(partial(self._preview, story))

    async def _preview(self, story: StoryId) -> None:
        self._opened = None
        self._stop_read_timer()
        await self._show_library_copy(story)

    # --- open -------------------------------------------------------------------------------------------------------

    def open(self, story: StoryId, *, remember: bool = True) -> None:
        """Show `story` at once as the library has it, then fetch and clean its page where that is missing."""
        self._awaited = None
        if remember:
            self._screen.trail.visit(story)
        self._opened = story
        self._start(partial(self._open, story))

    def again(self) -> None:
        """Fetch and clean the open story's page once more."""
        shown = self._screen.article.story
        if shown is not None:
            self._awaited = None
            self._opened = shown.row.id
            self._start(partial(self._fetch, shown, again=True))

    def follow(self, url: str, title: str = "", outlet: str = "") -> None:
        """Open any address in place, as a story of the library."""
        self._awaited = None
        self._start(partial(self._follow, url, title, outlet))

    async def _follow(self, url: str, title: str, outlet: str) -> None:
        story = await self._screen.reader.find_story(url, title=title, outlet=outlet)
        self._screen.trail.visit(story)
        self._opened = story
        await self._open(story)

    async def _open(self, story: StoryId) -> None:
        shown = await self._show_library_copy(story)
        self._start_read_timer(story)
        if shown.article is None:
            await self._fetch(shown, again=False)

    async def _fetch(self, shown: OpenStory, *, again: bool) -> None:
        reader, story = self._screen.reader, shown.row.id
        notice = self._screen.set_timer(_LOADING_AFTER, lambda: self._show(shown, loading=True))
        try:
            fetched = await (reader.clean_again(story) if again else reader.open(story))
            related = await reader.related(story)
        finally:
            notice.stop()
        if self._opened == story:
            self._related = related
            self._show(fetched)
        await self._screen.story_changed([story])

    async def _show_library_copy(self, story: StoryId) -> OpenStory:
        reader = self._screen.reader
        while True:
            changes = self._changes
            shown, related = await asyncio.gather(reader.peek(story), reader.related(story))
            if changes == self._changes:
                break
        self._related = related
        self._show(shown)
        return shown

    def outdate(self) -> None:
        """Stories have changed: what is being read from the library now may be what they were before."""
        self._changes += 1

    def _start(self, work: Work) -> None:
        """One at a time: moving on cancels what was being fetched."""
        self._screen.start(partial(self._screen.guarded, work), "article", exclusive=True)

    # --- drawing ----------------------------------------------------------------------------------------------------

    def _show(self, story: OpenStory, *, loading: bool = False) -> None:
        screen = self._screen
        at_end = () if screen.panes.sidebar_fits else self._related
        screen.article.show(story, at_end, loading=loading)
        screen.related.show(self._related)

    def redraw(self) -> None:
        """The width or the state of the open story changed."""
        if (story := self._screen.article.story) is not None:
            self._show(story)

    async def reload(self) -> None:
        """Read the shown story's flags and related links again after a change of state."""
        shown = self._screen.article.story
        if shown is None:
            return
        reader = self._screen.reader
        fresh, related = await asyncio.gather(reader.peek(shown.row.id), reader.related(shown.row.id))
        if self._screen.article.story is shown:
            self._related = related
            kept = shown.problem if fresh.article is None else ""
            self._show(replace(fresh, problem=fresh.problem or kept))

    # --- read -------------------------------------------------------------------------------------------------------

    def scrolled(self) -> None:
        """Scrolling in the open story is reading it."""
        if self._read_timer is not None and self._opened is not None:
            self._stop_read_timer()
            self._screen.errand(partial(self._screen.mark_read, self._opened))

    async def leave_read(self) -> None:
        """The story is left with space, n or J: it counts as read."""
        if self._opened is not None:
            self._stop_read_timer()
            await self._screen.mark_read(self._opened)

    def _start_read_timer(self, story: StoryId) -> None:
        self._stop_read_timer()
        self._read_timer = self._screen.set_timer(
            _READ_AFTER, lambda: self._screen.errand(partial(self._screen.mark_read, story))
        )

    def _stop_read_timer(self) -> None:
        if self._read_timer is not None:
            self._read_timer.stop()
            self._read_timer = None
