"""Choosing one of many, with a search line: links, commands, feeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from secreader.ui.dialogs.dialog import Dialog

T = TypeVar("T")


@dataclass(frozen=True)
class Choice(Generic[T]):
    """`words` is what the search line looks in, `drawn` what is shown."""

    words: str
    drawn: Content
    value: T


class PickDialog(Dialog[T]):
    """Type to narrow, up and down to move, enter to choose."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[Choice[T]], *, hint: str = "enter chooses, esc leaves") -> None:
        super().__init__()
        self._title = title
        self._choices = list(choices)
        self._found = list(choices)
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content(self._hint)
            yield Input(placeholder="search", compact=True)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        # The keys stay with the search line; the list follows by arrows.
        self.query_one(OptionList).can_focus = False
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        wanted = event.value.lower().split()
        self._found = [choice for choice in self._choices if all(word in choice.words.lower() for word in wanted)]
        self._draw()

    def on_input_submitted(self) -> None:
        index = self.query_one(OptionList).highlighted
        if index is not None and index < len(self._found):
            self.dismiss(self._found[index].value)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_index < len(self._found):
            self.dismiss(self._found[event.option_index].value)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)

    def action_move(self, steps: int) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        options.highlighted = max(0, min(at + steps, len(self._found) - 1))

    def _draw(self) -> None:
        options = self.query_one(OptionList)
        if self._found:
            options.set_options([Option(choice.drawn) for choice in self._found])
            options.highlighted = 0
        else:
            options.set_options([Option(Content.styled("Nothing of that name.", "$quiet"), disabled=True)])
