"""Tags of a story: typed in one line, completed from those there are."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from secreader.ui.dialogs.dialog import Dialog
from secreader.ui.render.words import safe_line

_SHOWN = 8


class TagsDialog(Dialog[tuple[str, ...]]):
    """Answers the names that the story should have; tab completes the last word."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete", show=False, priority=True)]

    def __init__(self, title: str, tags: Sequence[str], known: Sequence[str]) -> None:
        super().__init__()
        self._title, self._tags, self._known = title, tuple(tags), list(known)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("Tags")
            box.border_subtitle = Content("space between, tab completes, enter keeps")
            yield Static(safe_line(self._title, "$quiet"), id="story")
            yield Input(" ".join((*self._tags, "")) if self._tags else "", placeholder="apt espionage", compact=True)
            yield Static(Content(""), id="matches")

    def on_mount(self) -> None:
        field = self.query_one(Input)
        field.cursor_position = len(field.value)
        self._draw()

    def on_input_changed(self) -> None:
        self._draw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(tuple(dict.fromkeys(name.lstrip("#") for name in event.value.split() if name.lstrip("#"))))

    def action_complete(self) -> None:
        field = self.query_one(Input)
        if matches := self._matches():
            head = field.value[: len(field.value) - len(self._last_word())]
            field.value = f"{head}{matches[0]} "
            field.cursor_position = len(field.value)

    def _last_word(self) -> str:
        value = self.query_one(Input).value
        return "" if not value or value[-1].isspace() else value.split()[-1]

    def _matches(self) -> list[str]:
        word = self._last_word().lstrip("#").lower()
        chosen = {name.lower() for name in self.query_one(Input).value.split()} - {word}
        return [name for name in self._known if name.lower().startswith(word) and name.lower() not in chosen]

    def _draw(self) -> None:
        names = self._matches()[:_SHOWN]
        drawn = Content("  ").join([safe_line(f"#{name}", "$accent" if i == 0 else "") for i, name in enumerate(names)])
        self.query_one("#matches", Static).update(drawn or Content.styled("a new tag", "$quiet"))
