"""The bottom line: counts, refresh, failures, arrivals, offline; and the three keys to know."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from textual.content import Content
from textual.widgets import Static

from secreader.ui.render.words import ago, count, safe_line


@dataclass(frozen=True)
class Status:
    """What the line says. `progress` is (done, total) while a refresh runs."""

    unread: int = 0
    feeds: int = 0
    failing: int = 0
    arrived: int = 0
    refreshed: datetime | None = None
    progress: tuple[int, int] | None = None
    offline: bool = False
    banner: str = ""


class StatusBar(Static):
    """Draws a `Status`; change it with `say(unread=..., ...)`."""

    DEFAULT_CSS = """
    StatusBar { height: 1; padding: 0 1; background: $panel; color: $quiet; }
    """

    def __init__(self) -> None:
        super().__init__(Content(""))
        self.status = Status()
        self._now: datetime | None = None

    def say(self, now: datetime, **changes: Any) -> None:
        """Change fields of the status and draw it as of `now`."""
        self.status, self._now = replace(self.status, **changes), now
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._now is None:
            return
        left, right = _left(self.status, self._now), _RIGHT
        width = self.content_size.width
        if left.cell_length + right.cell_length + 2 > width:
            right = _SHORT if left.cell_length + _SHORT.cell_length + 2 <= width else Content("")
        left = left.truncate(max(width - right.cell_length - 1, 1), ellipsis=True)
        gap = " " * max(width - left.cell_length - right.cell_length, 1)
        self.update(Content.assemble(left, gap, right), layout=False)


_RIGHT = Content("/ filter   ? help   : commands")
_SHORT = Content("? help")


def _left(status: Status, now: datetime) -> Content:
    parts: list[Content] = []
    if status.banner:
        parts.append(safe_line(status.banner, "bold $text-warning"))
    parts.append(Content(f"{status.unread:,} unread"))
    if status.arrived:
        parts.append(Content.styled(f"{status.arrived:,} new (.)", "bold $text-accent"))
    if status.offline:
        parts.append(Content.styled("offline", "bold $text-warning"))
    if status.progress is not None:
        done, total = status.progress
        parts.append(Content(f"refreshing {done}/{total}"))
    else:
        parts.append(Content(count(status.feeds, "feed")))
        if status.refreshed is not None:
            parts.append(Content(f"refreshed {ago(status.refreshed, now)}"))
    if status.failing:
        parts.append(Content.styled(f"{status.failing} failing (!)", "$text-error"))
    return Content(" · ").join(parts)
