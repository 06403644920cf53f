"""The yardstick of the cold start: a Textual app with three empty panes."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static


class Bare(App[None]):
    CSS = "Static { width: 1fr; height: 1fr; border: solid $primary; }"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("sources painted")
            yield Static("list")
            yield Static("article")


if __name__ == "__main__":
    Bare().run()
