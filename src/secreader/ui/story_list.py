"""The story list: rows drawn line by line from a snapshot of ids, fetched from the library in pages."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import events
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from secreader.model import StoryId, StoryRow, View
from secreader.ui.messages import RowsNeeded, StoryChosen, StoryHighlighted
from secreader.ui.render.rows import COMPACT_HEIGHT, NORMAL_HEIGHT, row_lines

PAGE = 100
"""Rows asked for at a time."""

_KEPT_PAGES = 20
_KEPT_STRIPS = 600


class StoryList(ScrollView, can_focus=True):
    """Shows any number of stories at the cost of those on screen."""

    DEFAULT_CSS = """
    StoryList {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & > .story-list--row { color: $foreground; }
        & > .story-list--cursor { background: $row-cursor; }
        & > .story-list--empty { color: $quiet; }
        &:focus > .story-list--cursor { background: $row-cursor-focus; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"story-list--row", "story-list--cursor", "story-list--empty"}

    cursor: reactive[int] = reactive(0, repaint=False)
    row_height: reactive[int] = reactive(NORMAL_HEIGHT, repaint=False)

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._ids: array[int] = array("q")
        self._pages: LRUCache[int, Sequence[StoryRow]] = LRUCache(_KEPT_PAGES)
        self._asked: set[int] = set()
        self._strips: LRUCache[tuple[int, int, int, bool, bool], list[Strip]] = LRUCache(_KEPT_STRIPS)
        self._empty = Content("")

    # --- what it shows ----------------------------------------------------------------------------------------------

    @property
    def ids(self) -> "array[int]":
        return self._ids

    @property
    def current(self) -> StoryId | None:
        """The story under the cursor."""
        return self._ids[self.cursor] if 0 <= self.cursor < len(self._ids) else None

    @property
    def current_row(self) -> StoryRow | None:
        """The row under the cursor, None while it is on its way from the library."""
        return self._row(self.cursor)

    def show(self, view: View, first_rows: Sequence[StoryRow], *, empty: Content, at: StoryId | None = None) -> None:
        """Show `view`, whose first page of rows is `first_rows`; the cursor goes to story `at` where it is in it."""
        self._ids = view.ids
        self._empty = empty
        self._forget()
        if first_rows:
            self._pages[0] = first_rows
            self._asked.add(0)
        position = self.find(at) if at is not None else None
        self._resize()
        self.set_reactive(StoryList.cursor, position or 0)
        if position:
            self._reveal()
        else:
            self.scroll_to(y=0, animate=False, immediate=True)
        self.refresh()
        if (current := self.current) is not None:
            self.post_message(StoryHighlighted(current))

    def set_rows(self, page: int, rows: Sequence[StoryRow]) -> None:
        """The answer to `RowsNeeded`."""
        # Textual's cache keeps the value that a key has.
        self._pages.discard(page)
        self._pages[page] = rows
        self._strips.clear()
        self.refresh()

    def loaded_pages(self) -> list[int]:
        """Pages whose rows may have changed after a change of state."""
        return sorted(self._asked & set(self._pages.keys()))

    def redraw(self) -> None:
        """Draw all again: another minute, another theme."""
        self._strips.clear()
        self.refresh()

    def find(self, story: StoryId) -> int | None:
        """Where `story` stands in the view."""
        try:
            return self._ids.index(story)
        except ValueError:
            return None

    # --- moving -----------------------------------------------------------------------------------------------------

    def move(self, steps: int) -> None:
        self.go(self.cursor + steps)

    def go(self, position: int) -> None:
        """Put the cursor on `position`, or on the nearest that there is."""
        self.cursor = max(0, min(position, len(self._ids) - 1))

    @property
    def rows_on_screen(self) -> int:
        return max(1, self.size.height // self.row_height)

    def watch_cursor(self, before: int, after: int) -> None:
        self._reveal()
        for position in (before, after):
            top = position * self.row_height - self.scroll_offset.y
            self.refresh(Region(0, top, self.size.width, self.row_height))
        if (current := self.current) is not None:
            self.post_message(StoryHighlighted(current))

    def watch_row_height(self) -> None:
        self._strips.clear()
        self._resize()
        self._reveal()
        self.refresh()

    def toggle_density(self) -> None:
        self.row_height = COMPACT_HEIGHT if self.row_height == NORMAL_HEIGHT else NORMAL_HEIGHT

    def _reveal(self) -> None:
        top, bottom = self.cursor * self.row_height, (self.cursor + 1) * self.row_height
        first, height = self.scroll_offset.y, self.size.height
        if top < first:
            self.scroll_to(y=top, animate=False, immediate=True)
        elif height and bottom > first + height:
            self.scroll_to(y=bottom - height, animate=False, immediate=True)

    # --- drawing ----------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        line = self.scroll_offset.y + y
        width = self._width
        if not self._ids:
            return self._empty_line(y, width)
        position, offset = divmod(line, self.row_height)
        row_style = self.get_visual_style("story-list--row")
        if position >= len(self._ids):
            return Strip.blank(width, row_style.rich_style)
        on_cursor = position == self.cursor
        style = self.get_visual_style("story-list--row", "story-list--cursor") if on_cursor else row_style
        # Only the cursor's row looks otherwise when the list has the keys.
        key = (position, width, self.row_height, on_cursor, on_cursor and self.has_focus)
        strips = self._strips.get(key)
        if strips is None:
            row = self._row(position)
            if row is None:
                self._ask(position // PAGE)
                return Strip.blank(width, style.rich_style)
            drawn = Content("\n").join(row_lines(row, width - 1, self.row_height, self._clock()))
            strips = Visual.to_strips(self, drawn, width, self.row_height, style, apply_selection=False, pad=True)
            self._strips[key] = strips
        return strips[offset]

    def _empty_line(self, y: int, width: int) -> Strip:
        style = self.get_visual_style("story-list--row", "story-list--empty")
        lines = self._empty.wrap(max(width - 4, 1))
        if 1 <= y <= len(lines):
            content = Content.assemble("  ", lines[y - 1])
            return Visual.to_strips(self, content, width, 1, style, apply_selection=False, pad=True)[0]
        return Strip.blank(width, style.rich_style)

    def _row(self, position: int) -> StoryRow | None:
        if not 0 <= position < len(self._ids):
            return None
        page, index = divmod(position, PAGE)
        rows = self._pages.get(page)
        if rows is None or index >= len(rows):
            return None
        return rows[index]

    def _ask(self, page: int) -> None:
        if page not in self._asked or page not in self._pages:
            if page in self._asked:
                return
            self._asked.add(page)
            self.post_message(RowsNeeded(page))

    def _forget(self) -> None:
        self._pages.clear()
        self._asked.clear()
        self._strips.clear()

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _resize(self) -> None:
        self.virtual_size = Size(self._width, len(self._ids) * self.row_height)

    # --- events -----------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        self._strips.clear()
        self._resize()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        position = (self.scroll_offset.y + event.y) // self.row_height
        if 0 <= position < len(self._ids):
            self.go(position)
            self.post_message(StoryChosen(self._ids[position]))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()


def page_ids(ids: "array[int]", page: int) -> Iterable[StoryId]:
    """The ids whose rows page `page` holds."""
    return ids[page * PAGE : (page + 1) * PAGE]
