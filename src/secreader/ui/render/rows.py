"""One story as the lines of the list: three of a normal row, one of a compact one."""

from datetime import datetime

from textual.content import Content

from secreader.model import StoryRow
from secreader.ui.render.words import age, safe_line

NORMAL_HEIGHT = 3
COMPACT_HEIGHT = 1
_SEPARATOR = Content.styled(" · ", "$quiet")


def row_lines(row: StoryRow, width: int, height: int, now: datetime) -> list[Content]:
    """Exactly `height` lines of at most `width` cells: the title, with a bar when unread; source, age and chips."""
    style = "" if row.read else "bold"
    bar = Content(" ") if row.read else Content.styled("▌", "$accent")
    if height == COMPACT_HEIGHT:
        return [_compact(row, width, bar, style, now).truncate(width)]
    title = safe_line(row.title, style).wrap(max(width - 2, 1))
    if len(title) > 2:
        title = [title[0], (title[1] + Content("…")).truncate(max(width - 2, 1), ellipsis=True)]
    lines = [Content.assemble(bar, " ", piece) for piece in title]
    # No bar beside the details: where it stops, the next story begins.
    lines.append(Content.assemble("  ", _details(row, max(width - 2, 1), now)))
    lines += [Content("")] * (height - len(lines))
    return [piece.truncate(width) for piece in lines]


def _compact(row: StoryRow, width: int, bar: Content, style: str, now: datetime) -> Content:
    when = age(row.published, now)
    marks = _marks(row)
    room = max(width - 2 - len(when) - 1 - marks.cell_length, 1)
    title = safe_line(row.title, style).truncate(room, ellipsis=True)
    gap = " " * max(room - title.cell_length, 0)
    return Content.assemble(bar, " ", title, gap, marks, " ", (when, "$quiet"))


def _marks(row: StoryRow) -> Content:
    parts = []
    if row.saved:
        parts.append(Content.styled(" ★", "$warning"))
    if row.tags:
        parts.append(Content.styled(" #", "$accent"))
    return Content("").join(parts)


def _details(row: StoryRow, width: int, now: datetime) -> Content:
    """Source, age, then as many chips as fit: saved, tags, CVE ids."""
    chips: list[Content] = []
    if row.saved:
        chips.append(Content.styled("★", "$warning"))
    chips += [safe_line(f"#{tag}", "$accent") for tag in row.tags]
    if row.cves:
        more = f" +{len(row.cves) - 1}" if len(row.cves) > 1 else ""
        chips.append(safe_line(row.cves[0] + more, "$secondary"))
    when = age(row.published, now)
    tail = Content("")
    for chip in chips:
        candidate = Content.assemble(tail, _SEPARATOR if not tail else " ", chip)
        if candidate.cell_length + len(when) + 3 + 6 > width:
            break
        tail = candidate
    room = max(width - tail.cell_length - len(when) - 3, 1)
    source = safe_line(row.source, "$quiet").truncate(room, ellipsis=True)
    return Content.assemble(source, _SEPARATOR, (when, "$quiet"), tail)
