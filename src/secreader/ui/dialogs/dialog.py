"""What all dialogs share: a quiet box in the middle, escape leaves."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import OptionList

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None]):
    """A box over the main screen; `escape` dismisses it with None."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 84;
            max-width: 94%;
            height: auto;
            max-height: 90%;
            padding: 1 2;
            background: $surface;
            border: round $border-quiet;
            border-title-color: $text-accent;
            border-subtitle-color: $quiet;
        }
        & Static { width: 1fr; height: auto; }
        & Input { margin: 0 0 1 0; height: 1; border: none; padding: 0 1; background: $panel; }
        & Input:focus { border: none; }
        & OptionList, & SelectionList {
            height: auto; border: none; padding: 0; background: transparent;
            scrollbar-size-vertical: 1;
        }
        & OptionList:focus, & SelectionList:focus { border: none; background: transparent; }
        & OptionList > .option-list--option-highlighted, & OptionList:focus > .option-list--option-highlighted {
            background: $row-cursor-focus; color: $foreground; text-style: none;
        }
        & OptionList > .option-list--option-hover { background: $row-cursor; }
        & OptionList > .option-list--option-disabled { color: $foreground; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave", show=False)]

    def on_resize(self) -> None:
        # In cells: with a share of the screen Textual makes the box around the list higher than the list.
        for chooser in self.query(OptionList):
            chooser.styles.max_height = max(self.size.height * 6 // 10, 3)

    def action_leave(self) -> None:
        self.dismiss(None)
