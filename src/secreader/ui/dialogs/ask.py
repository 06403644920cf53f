"""One line of text: an address."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from secreader.ui.dialogs.dialog import Dialog


class AskDialog(Dialog[str]):
    """Answers what was typed, stripped; nothing typed is None."""

    def __init__(self, title: str, words: str, *, placeholder: str) -> None:
        super().__init__()
        self._title, self._words, self._placeholder = title, words, placeholder

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("enter goes on, esc leaves")
            yield Input(placeholder=self._placeholder, compact=True)
            yield Static(Content.styled(self._words, "$quiet"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)
