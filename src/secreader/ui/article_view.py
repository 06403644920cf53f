"""The article pane: one piece of content in a scrolling column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from secreader.model import Blocks, OpenStory, RelatedGroups

_MARGIN = 4
_TEXT_WIDTH = 80
"""Cells of a line of text at most; longer lines are tiring to read."""


class ArticleView(VerticalScroll, can_focus=True):
    """Draws an open story at the width it has, again when that changes."""

    DEFAULT_CSS = """
    ArticleView {
        padding: 1 2;
        align-horizontal: center;
        scrollbar-size-vertical: 1;
        & > Static {
            width: 100%;
            max-width: 80;
            height: auto;
            text-wrap: nowrap;
            link-color: $text-accent;
            link-style: underline;
            link-color-hover: $background;
            link-background-hover: $accent;
        }
    }
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self._story: OpenStory | None = None
        self._related: RelatedGroups = ()
        self._loading = False
        self._feed_text: Blocks | None = None
        self._drawn_width = 0
        self._urls: list[str] = []
        self._text = Static(Content(""))

    def compose(self) -> ComposeResult:
        yield self._text

    @property
    def story(self) -> OpenStory | None:
        return self._story

    @property
    def feed_text(self) -> bool:
        """Whether the feed's own text is shown in place of the cleaned page."""
        return self._feed_text is not None

    @property
    def urls(self) -> list[str]:
        """Every address that what is drawn links to."""
        return list(self._urls)

    def url(self, index: int) -> str:
        """The address behind link `index` of what is drawn, "" when there is none."""
        return self._urls[index] if 0 <= index < len(self._urls) else ""

    def show(self, story: OpenStory, related: RelatedGroups = (), *, loading: bool = False) -> None:
        """Show `story` from its top, or where the reader is when it is the same story again."""
        same = self._story is not None and self._story.row.id == story.row.id
        self._story, self._related, self._loading = story, related, loading
        if not same:
            self._feed_text = None
            self.scroll_to(y=0, animate=False, immediate=True)
        self._draw()

    def show_nothing(self, words: Content) -> None:
        self._story = None
        self._text.update(words)

    def show_feed_text(self, blocks: Blocks | None) -> None:
        """Show the feed's own text in place of the cleaned page; None brings the page back."""
        self._feed_text = blocks
        self._draw()

    @property
    def at_end(self) -> bool:
        return self.scroll_offset.y >= self.max_scroll_y

    def page(self, direction: int) -> None:
        """A screenful down (1) or up (-1), two lines kept."""
        step = max(self.size.height - 2, 1) * direction
        self.scroll_to(y=self.scroll_offset.y + step, animate=False, immediate=True)

    def scroll_lines(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def on_resize(self) -> None:
        if self._story is not None and self._text_width() != self._drawn_width:
            self._draw()

    def _text_width(self) -> int:
        return max(min(self.container_size.width - _MARGIN - 1, _TEXT_WIDTH), 1)

    def _draw(self) -> None:
        if self._story is None:
            return
        from secreader.ui.render.article import page

        self._drawn_width = self._text_width()
        drawn = page(
            self._story,
            self._drawn_width,
            self._clock(),
            feed_text=self._feed_text,
            loading=self._loading,
            related=self._related,
        )
        self._urls = drawn.urls
        self._text.update(drawn.content)
