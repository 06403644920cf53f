"""The main screen: four panes over one reader."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from importlib import import_module
from shutil import get_terminal_size
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from secreader.errors import QueryError, SecreaderError
from secreader.model import Change, StoryId, StoryRow
from secreader.reader import Reader
from secreader.text import clean
from secreader.ui.article_view import ArticleView
from secreader.ui.commands import BY_ID, COMMANDS
from secreader.ui.filter_box import FilterBox
from secreader.ui.messages import (
    FilterChanged,
    FilterClosed,
    RelatedChosen,
    RowsNeeded,
    SourceChosen,
    StoryChosen,
    StoryHighlighted,
)
from secreader.ui.panes import BREAKPOINTS, Panes, width_class
from secreader.ui.refreshing import Refreshing
from secreader.ui.related_pane import RelatedPane
from secreader.ui.render.words import safe_line
from secreader.ui.source_tree import SourceTree
from secreader.ui.status_bar import StatusBar
from secreader.ui.story_list import StoryList, page_ids
from secreader.ui.themes import DARK, LIGHT
from secreader.ui.trail import Trail
from secreader.ui.viewing import Viewing

if TYPE_CHECKING:
    from secreader.ui.opening import Opening
    from secreader.ui.walking import Walking

Work = Callable[[], Coroutine[None, None, None]]
"""Something to do that waits. A function, not what it returns: what is left unstarted at the end was never awaited."""


class MainScreen(Screen[None]):
    """Wires panes, commands and the reader together; each subject has a part of its own:

    `panes` layout and focus, `viewing` the list's snapshot, `opening` article and sidebar, `walking` from story to
    story, `refreshing` the feeds. `keys` are the user's own (command id -> keys), `banner` stands first in the status
    line.
    """

    AUTO_FOCUS = "StoryList"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [binding for command in COMMANDS for binding in command.bindings()]

    def __init__(
        self, reader: Reader, *, background_refresh: bool = True, keys: Mapping[str, str], banner: str = ""
    ) -> None:
        # The classes that the first layout will find anyway: changing them afterwards costs another one.
        super().__init__(classes=f"on-list {width_class(get_terminal_size().columns)}")
        self.reader = reader
        self.clock: Callable[[], datetime] = reader.now
        self.keys = keys
        # Held, not looked up: what is still being awaited when the reader is left finds them all the same.
        self.sources = SourceTree()
        self.list_title = Static(Content(""), classes="pane-title")
        self.filter_box = FilterBox()
        self.stories = StoryList(self.clock)
        self.article = ArticleView(self.clock)
        self.related = RelatedPane(self.clock)
        self.status = StatusBar()
        self.panes = Panes(self)
        self.viewing = Viewing(self)
        self.refreshing = Refreshing(self)
        self.trail = Trail()
        self._background_refresh = background_refresh
        self._banner = banner
        self._turn = asyncio.Lock()

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            with Vertical(id="sources-pane"):
                yield Static(Content("Sources"), classes="pane-title")
            with Vertical(id="list-pane"):
                yield self.list_title
                yield self.stories
            yield self.article
            with Vertical(id="related-pane"):
                yield Static(Content("Related"), classes="pane-title")
        yield self.status

    @cached_property
    def opening(self) -> Opening:
        from secreader.ui.opening import Opening

        return Opening(self)

    @cached_property
    def walking(self) -> Walking:
        from secreader.ui.walking import Walking

        return Walking(self)

    async def prepare(self) -> None:
        """Read what the first picture shows."""
        await self.refreshing.watch()
        await self.viewing.read_ahead()

    async def on_mount(self) -> None:
        self.status.say(self.clock(), banner=self._banner)
        await self.viewing.load()
        self.call_after_refresh(self._after_first_paint)

    async def _after_first_paint(self) -> None:
        # Starting makes no garbage; `cli.screen` had switched looking for it off.
        gc.freeze()
        gc.enable()
        await self._mount_the_rest()
        await self.load_sources()
        self.refreshing.start(background=self._background_refresh)
        self.converse(self._warm)
        self.set_interval(60, self._next_minute)
        if not self.sources.has_feeds:
            from secreader.ui import conversations

            conversations.first_run(self)

    async def _warm(self) -> None:
        """Load what the first story needs while nobody waits for it."""
        await asyncio.to_thread(import_module, "secreader.ui.render.article")
        await self.reader.warm()

    async def _mount_the_rest(self) -> None:
        """What is empty or unseen at first: mounting it with the list would hold up the first picture."""
        await asyncio.gather(
            self.query_one("#sources-pane").mount(self.sources),
            self.query_one("#related-pane").mount(self.related),
            self.query_one("#list-pane").mount(self.filter_box, before=self.stories),
        )

    # --- work that waits --------------------------------------------------------------------------------------------

    def errand(self, work: Work) -> None:
        """Do `work` after the errands before it: keys are answered meanwhile, and their order is kept."""

        async def in_turn() -> None:
            async with self._turn:
                await self.guarded(work)

        self.start(in_turn, "errands")

    def converse(self, work: Work) -> None:
        """Do `work` beside everything else: it waits for the user, or for the network."""
        self.start(partial(self.guarded, work), "conversations")

    def start(self, work: Work, group: str, *, exclusive: bool = False) -> Worker[None]:
        """Do `work` beside the screen; an exclusive one ends those of its group before it."""
        return self.run_worker(work, group=group, exclusive=exclusive)

    async def guarded(self, work: Work) -> None:
        """Do `work`; what goes wrong is said in words."""
        try:
            await work()
        except SecreaderError as error:
            self.say(str(error), wrong=True)

    # --- what commands act on ---------------------------------------------------------------------------------------

    def target(self) -> StoryRow | None:
        """The story a command means: the one in the article pane, or under the list's cursor when that has the keys."""
        if self.panes.focused != "list" and self.article.story is not None:
            return self.article.story.row
        return self.stories.current_row

    async def fresh_target(self) -> StoryRow | None:
        """As `target`, with its flags as the library has them now."""
        row = self.target()
        if row is None:
            return None
        rows = await self.reader.rows([row.id])
        return rows[0] if rows else None

    async def apply(self, change: Change) -> None:
        """Show what a change of state changed."""
        await self.story_changed(change.ids)

    async def mark_read(self, story: StoryId) -> None:
        rows = await self.reader.rows([story])
        if rows and not rows[0].read:
            await self.apply(await self.reader.mark([story], read=True))

    async def story_changed(self, ids: Iterable[StoryId]) -> None:
        """Read the rows on screen, the open story and the counts again; the view keeps its order."""
        changed = set(ids)
        self.opening.outdate()
        for page in self.stories.loaded_pages():
            wanted = page_ids(self.stories.ids, page)
            if changed.intersection(wanted):
                self.stories.set_rows(page, await self.reader.rows(wanted))
        shown = self.article.story
        if shown is not None and (shown.row.id in changed or self.opening.related):
            await self.opening.reload()
        await self.load_sources()

    # --- list -------------------------------------------------------------------------------------------------------

    async def reload_view(self, *, keep_position: bool = False) -> None:
        """A new snapshot of the same view, from the top or where the cursor stands."""
        position = self.stories.cursor
        await self.viewing.load(at=self.stories.current)
        if keep_position:
            self.stories.go(position)

    async def load_sources(self) -> None:
        sources = await self.reader.sources()
        self.sources.show(sources, self.viewing.source.query)
        feeds = [source for source in sources if source.kind == "feed"]
        unread = next((s.unread for s in sources if s.query == "is:unread"), 0)
        self.status.say(self.clock(), unread=unread, feeds=len(feeds), failing=sum(feed.failing for feed in feeds))

    def show_title(self, name: str, filter_text: str, number: int, *, everywhere: bool) -> None:
        """The line above the list: what is shown and how many."""
        parts = [safe_line("Library" if everywhere else name, "bold")]
        if filter_text:
            parts.append(safe_line(filter_text, "$text-accent"))
        title = Content(" › ").join(parts)
        self.list_title.update(Content.assemble(title, (f" · {number:,}", "$quiet")), layout=False)

    def open_filter(self) -> None:
        if not self.filter_box.is_attached:
            # The key came before the first picture was complete.
            self.call_later(self.open_filter)
            return
        self.add_class("filtering")
        self.filter_box.focus()

    def refresh_here(self) -> None:
        """In the article: fetch and clean it again. Elsewhere: the feed that is shown, or every feed."""
        if self.panes.focused in ("article", "related") and self.article.story is not None:
            self.opening.again()
        else:
            self.refreshing.run(self._selected_feeds(), force=True)

    def _selected_feeds(self) -> Sequence[int] | None:
        source = self.viewing.source
        return [source.feed_id] if source.kind == "feed" else None

    # --- talking ----------------------------------------------------------------------------------------------------

    def say(self, words: str, *, wrong: bool = False) -> None:
        """A short notice in the corner; `words` may quote anything, they are never markup."""
        self.notify(clean(words), severity="warning" if wrong else "information", markup=False, timeout=4)

    def browse(self, url: str) -> None:
        from secreader.ui.browser import open_in_browser

        if problem := open_in_browser(url):
            self.app.copy_to_clipboard(url)
            self.say(problem)

    def leave(self) -> bool:
        """Drop the filter or leave the pane; False when the list itself has the keys and nothing is filtered."""
        if self.panes.focused == "list" and self.viewing.filter:
            self.post_message(FilterClosed())
            return True
        return self.panes.leave()

    def toggle_theme(self) -> None:
        self.app.theme = LIGHT if self.app.current_theme.dark else DARK
        self.stories.redraw()

    def _next_minute(self) -> None:
        self.stories.redraw()
        self.status.say(self.clock())

    # --- actions of the bindings ------------------------------------------------------------------------------------

    async def action_command(self, name: str) -> None:
        command = BY_ID[name]
        if command.waits:
            self.errand(partial(command.run, self))
        else:
            await self.guarded(partial(command.run, self))

    def action_follow_related(self, number: int) -> None:
        if item := self.related.item(number):
            self.walking.follow(item.url, item.title, item.outlet)

    def action_follow_link(self, index: int) -> None:
        if url := self.article.url(index):
            self.walking.follow(url)

    # --- messages of the panes --------------------------------------------------------------------------------------

    async def on_rows_needed(self, message: RowsNeeded) -> None:
        self.stories.set_rows(message.page, await self.reader.rows(page_ids(self.stories.ids, message.page)))

    def on_story_highlighted(self, message: StoryHighlighted) -> None:
        if self.opening.opened != message.id:
            self.opening.preview_soon(message.id)

    def on_story_chosen(self, message: StoryChosen) -> None:
        self.walking.open(message.id)

    async def on_source_chosen(self, message: SourceChosen) -> None:
        self._hide_filter()
        await self.viewing.show(message.source)
        self.panes.focus("list")

    def on_related_chosen(self, message: RelatedChosen) -> None:
        self.walking.follow(message.item.url, message.item.title, message.item.outlet)

    async def on_filter_changed(self, message: FilterChanged) -> None:
        try:
            await self.viewing.narrow(message.text, everywhere=message.everywhere)
        except QueryError as error:
            if message.final:
                self.say(str(error), wrong=True)
            return
        if message.final:
            self.set_class(bool(message.text), "filtering")
            self.panes.focus("list")

    async def on_filter_closed(self, _: FilterClosed) -> None:
        self._hide_filter()
        await self.viewing.narrow("", everywhere=False)
        self.panes.focus("list")

    def _hide_filter(self) -> None:
        self.remove_class("filtering")
        self.filter_box.clear_quietly()

    def on_resize(self) -> None:
        self.call_after_refresh(self.opening.redraw)
