"""Related links: the options of the sidebar, and the same at the end of an article."""

from datetime import datetime

from textual.content import Content

from secreader.model import RelatedGroup, RelatedGroups, RelatedItem
from secreader.ui.render.body import LinkBook, hang
from secreader.ui.render.words import date, safe_line
from secreader.urls import display_host

IN_LIBRARY, NOT_FETCHED = "●", "○"


def group_heading(group: RelatedGroup, width: int) -> Content:
    """The publisher's own heading and how many links stand under it."""
    number = str(len(group.items))
    name = safe_line(group.heading.rstrip(":： ") or "Related", "bold").truncate(width - len(number) - 1, ellipsis=True)
    gap = " " * max(width - name.cell_length - len(number), 1)
    return Content.assemble(name, gap, (number, "$quiet"))


def item_lines(item: RelatedItem, width: int, now: datetime) -> list[Content]:
    """The numbered title in at most three lines, then outlet, date and whether it is in the library."""
    lead = Content.styled(f"{item.number:>2} ", "$quiet" if item.number > 9 else "$accent")
    title = hang(safe_line(item.title, "" if item.read else "bold"), width, lead)
    if len(title) > 3:
        title = [*title[:2], (title[2] + Content("…")).truncate(width, ellipsis=True)]
    return [*title, _details(item, width, now)]


def _details(item: RelatedItem, width: int, now: datetime) -> Content:
    mark, style = (IN_LIBRARY, "$success") if item.offline else (NOT_FETCHED, "$quiet")
    when = date(item.published, now) if item.published else ""
    outlet = item.outlet or display_host(item.url)
    tail = Content.assemble((f" · {when}" if when else "", "$quiet"), " ", (mark, style))
    name = safe_line(outlet, "$quiet").truncate(max(width - 3 - tail.cell_length, 1), ellipsis=True)
    return Content.assemble("   ", name, tail)


def related_lines(groups: RelatedGroups, width: int, now: datetime, links: LinkBook) -> list[Content]:
    """All groups as lines under an article, for screens too narrow for the sidebar."""
    lines: list[Content] = []
    for group in groups:
        lines += [Content(""), Content.styled("─" * width, "$quiet"), group_heading(group, width)]
        for item in group.items:
            lines.append(Content(""))
            lines += [piece.stylize(links.style(item.url)) for piece in item_lines(item, width, now)]
    return lines
