"""Tables of data as rows of cells; tables that only arrange a page are read like any other box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secreader.articles.tree import text_of
from secreader.model import Table
from secreader.text import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_ROWS = 1_000
_MOST_COLUMNS = 30
_MOST_CELL = 2_000
_LONG = 300
"""Characters of a cell that make a table one of layout, unless it has a head or a border of its own."""


def is_data(table: HtmlElement) -> bool:
    """Whether `table` holds data: at least two columns and rows, no table inside, cells rather than essays."""
    if table.find(".//table") is not None or table.get("role") == "presentation":
        return False
    rows = _rows(table)
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    if table.find(".//th") is not None or table.find(".//thead") is not None:
        return True
    texts = [text_of(cell) for row in rows for cell in row]
    return max(map(len, texts)) <= _LONG and any(texts)


def table(element: HtmlElement) -> Table | None:
    """The rows of `element`, padded to one length; None when all cells are empty."""
    found = _rows(element)[:_MOST_ROWS]
    rows = [tuple(line(text_of(cell), _MOST_CELL) for cell in row[:_MOST_COLUMNS]) for row in found]
    width = max(map(len, rows), default=0)
    padded = tuple(row + ("",) * (width - len(row)) for row in rows if any(row))
    if not padded:
        return None
    head = next((row for row in found if row), [])
    return Table(padded, header=bool(head) and all(cell.tag == "th" for cell in head))


def _rows(table: HtmlElement) -> list[list[HtmlElement]]:
    return [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
