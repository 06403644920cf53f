"""Choosing categories of the curated catalogue: the first thing a new user sees."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from secreader.model import Subscription
from secreader.ui.dialogs.dialog import Dialog
from secreader.ui.render.words import count, safe_line

_PRESET = ("news", "government advisories", "vulnerabilities")
"""Chosen to begin with: what most of the audience reads daily."""

_NAME_WIDTH = 24


class CatalogueDialog(Dialog[tuple[Subscription, ...]]):
    """Answers the feeds of the categories that were chosen."""

    DEFAULT_CSS = """
    CatalogueDialog SelectionList {
        & > .selection-list--button, & > .selection-list--button-highlighted { color: $panel; background: $panel; }
        & > .selection-list--button-selected, & > .selection-list--button-selected-highlighted {
            color: $text-accent; background: $panel;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "subscribe", "Subscribe", show=False, priority=True),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, catalogue: Sequence[Subscription], *, welcome: bool) -> None:
        super().__init__()
        self._welcome = welcome
        self._by_category: dict[str, list[Subscription]] = {}
        for feed in catalogue:
            self._by_category.setdefault(feed.category, []).append(feed)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("Welcome to secreader" if self._welcome else "Curated feeds")
            box.border_subtitle = Content("space chooses, enter subscribes, esc leaves")
            yield Static(
                Content("Choose what to read. Feeds can be added and removed at any time;\na adds one of your own.\n")
                if self._welcome
                else Content("Feeds you already have are left as they are.\n")
            )
            yield SelectionList[str](
                *(
                    Selection(self._line(category, feeds), category, self._welcome and category in _PRESET)
                    for category, feeds in self._by_category.items()
                )
            )

    def on_mount(self) -> None:
        self.query_one(SelectionList).focus()

    def action_move(self, steps: int) -> None:
        chooser = self.query_one(SelectionList)
        if steps > 0:
            chooser.action_cursor_down()
        else:
            chooser.action_cursor_up()

    def action_subscribe(self) -> None:
        chosen = self.query_one(SelectionList).selected
        self.dismiss(tuple(feed for category in chosen for feed in self._by_category[category]))

    def _line(self, category: str, feeds: Sequence[Subscription]) -> Content:
        names = ", ".join(feed.title for feed in feeds[:3])
        more = ", …" if len(feeds) > 3 else ""
        head = safe_line(category, "bold")
        head = head.pad_right(max(_NAME_WIDTH - head.cell_length, 1))
        return Content.assemble(head, (f"{count(len(feeds), 'feed')}: ", "$quiet"), safe_line(names + more))
