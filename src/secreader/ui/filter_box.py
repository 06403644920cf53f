"""The filter above the list: what is typed narrows the view at once."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from secreader.ui.messages import FilterChanged, FilterClosed


class FilterBox(Input):
    """Enter keeps the filter and goes to the list, escape drops it, tab looks through the whole library."""

    DEFAULT_CSS = """
    FilterBox { height: 1; border: none; padding: 0 1; background: $surface; &:focus { border: none; } }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Drop the filter", show=False),
        Binding("tab", "everywhere", "Whole library", show=False),
        Binding("down", "keep", "To the list", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder="filter: words, tag:x, cve:…, is:saved", compact=True)
        self.everywhere = False

    def clear_quietly(self) -> None:
        """Empty it without telling anybody: the view is about to change for another reason."""
        self.everywhere = False
        with self.prevent(Input.Changed):
            self.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(FilterChanged(self.value, everywhere=self.everywhere))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_keep()

    def action_keep(self) -> None:
        self.post_message(FilterChanged(self.value, final=True, everywhere=self.everywhere))

    def action_close(self) -> None:
        self.post_message(FilterClosed())

    def action_everywhere(self) -> None:
        self.everywhere = not self.everywhere
        self.post_message(FilterChanged(self.value, everywhere=self.everywhere))
