"""Items of lists as Markdown: markers, nesting and numbers."""

from collections.abc import Iterable
from dataclasses import dataclass

from secreader.export import escape
from secreader.export.inline import inline
from secreader.model import ListItem

DEEPEST = 8
"""Items below are put there: a thousand levels would be a megabyte of blanks."""

_LARGEST = 999_999_999
"""CommonMark reads nine digits; an item of a larger number is a bullet."""


@dataclass(frozen=True)
class _Open:
    """The latest item of a level: its marker, its number (0 for a bullet) and where its text begins."""

    sign: str
    number: int
    column: int


def list_markdown(items: Iterable[ListItem]) -> str:
    """`items`, all of which have words, that follow each other in one or more lists."""
    lines: list[str] = []
    levels: list[_Open] = []
    for item in items:
        depth = min(item.depth, DEEPEST)
        number = item.number if item.number <= _LARGEST else 0
        before = levels[depth] if depth < len(levels) else None
        del levels[depth:]
        lead = " " * (levels[-1].column if levels else 0)
        # A list that lies deeper than one level below its parent: levels of no words between them.
        while len(levels) < depth:
            lead += "- "
            levels.append(_Open("-", 0, len(lead)))
        sign = _sign(number, before)
        marker = f"{number}{sign} " if number else f"{sign} "
        levels.append(_Open(sign, number, len(lead + marker)))
        if lines and before is None and number > 1:
            # Only a list that begins with 1 may follow its parent's text at once.
            lines.append("")
        first, *rest = escape.paragraph(inline(item.spans))
        lines.append(lead + marker + first)
        lines += [" " * levels[-1].column + line for line in rest]
    return "\n".join(lines)


def _sign(number: int, before: _Open | None) -> str:
    """What ends the marker; another than before begins another list, as a number out of turn does."""
    if not number:
        return "-"
    if before is None or not before.number:
        return "."
    return before.sign if number == before.number + 1 else ")" if before.sign == "." else "."
