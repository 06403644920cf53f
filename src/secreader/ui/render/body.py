"""The blocks of a body as wrapped lines, with the addresses of their links beside them."""

from collections.abc import Iterable

from textual.content import Content
from textual.style import Style

from secreader.model import Block, Blocks, Code, Heading, Image, ListItem, Paragraph, Quote, Rule, Spans, Table
from secreader.text import clean
from secreader.ui.render.words import safe, safe_line

LINK_ACTION = "screen.follow_link"
_CELL_LIMIT = 40


class LinkBook:
    """The links drawn so far: content carries an index, the address is looked up here and nowhere else."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def style(self, url: str) -> Style:
        """The style that makes a click follow `url`."""
        if url not in self.urls:
            self.urls.append(url)
        return Style.from_meta({"@click": f"{LINK_ACTION}({self.urls.index(url)})"})


def hang(content: Content, width: int, first: str | Content = "", rest: str | None = None) -> list[Content]:
    """`content` wrapped to `width`, `first` before its first line and `rest` (as wide) before the others."""
    lead = first if isinstance(first, Content) else Content(first)
    indent = Content(rest) if rest is not None else Content(" " * lead.cell_length)
    lines = content.wrap(max(width - lead.cell_length, 1))
    return [Content.assemble(lead if i == 0 else indent, piece) for i, piece in enumerate(lines)]


def spans_content(spans: Spans, links: LinkBook, style: str = "") -> Content:
    parts: list[Content] = []
    for span in spans:
        text = clean(span.text)
        if span.href:
            piece = Content.styled(text, "$text-accent underline").stylize(links.style(span.href))
        else:
            piece = Content.styled(text, "$text-secondary" if span.code else "")
        marks = " ".join(name for name, on in (("italic", span.em), ("bold", span.strong)) if on)
        parts.append(piece.stylize(marks) if marks else piece)
    content = Content("").join(parts)
    return content.stylize_before(style) if style else content


def body_lines(blocks: Blocks, width: int, links: LinkBook) -> list[Content]:
    """The whole body: one blank line between blocks, none between the items of a list."""
    lines: list[Content] = []
    previous: Block | None = None
    for block in blocks:
        drawn = list(_block(block, width, links))
        if not drawn:
            continue
        if previous is not None and not (isinstance(block, ListItem) and isinstance(previous, ListItem)):
            lines.append(Content(""))
        lines += drawn
        previous = block
    return lines


def _block(block: Block, width: int, links: LinkBook) -> Iterable[Content]:
    match block:
        case Paragraph(spans=spans):
            return spans_content(spans, links).wrap(width)
        case Heading(spans=spans):
            return spans_content(spans, links, "bold $text-accent").wrap(width)
        case ListItem(spans=spans, depth=depth, number=number):
            mark = f"{number}." if number else "•◦▪"[min(depth, 2)]
            lead = Content.assemble("  " * min(depth, 8, width // 6), (mark, "$quiet"), " ")
            return hang(spans_content(spans, links), width, lead)
        case Quote(spans=spans, author=author):
            bar = Content.styled("│ ", "$accent")
            said = [spans_content(spans, links, "italic")]
            if author:
                said.append(safe_line(f"— {author}", "$quiet"))
            return [Content.assemble(bar, piece) for part in said for piece in part.wrap(max(width - 2, 1))]
        case Code(text=text):
            return [Content.assemble("  ", piece) for piece in safe(text, "$text-secondary").wrap(max(width - 2, 1))]
        case Table():
            return _table(block, width)
        case Image(alt=alt, caption=caption):
            words = caption or alt
            return safe_line(f"▨ {words}", "$quiet italic").wrap(width) if words else []
        case Rule():
            return [Content.styled("─" * min(width, 20), "$quiet")]


def _table(table: Table, width: int) -> list[Content]:
    """Columns as wide as their longest cell where that fits; the last one is cut where it does not."""
    columns = max(len(row) for row in table.rows) if table.rows else 0
    cells = [[safe_line(cell, "") for cell in row] for row in table.rows]
    widths = [
        min(max((row[i].cell_length for row in cells if i < len(row)), default=0), _CELL_LIMIT) for i in range(columns)
    ]
    lines = []
    for index, row in enumerate(cells):
        padded = [
            cell.truncate(widths[i], ellipsis=True).pad_right(widths[i] - min(cell.cell_length, widths[i]))
            for i, cell in enumerate(row)
        ]
        drawn = Content("  ").join(padded).truncate(width, ellipsis=True)
        lines.append(drawn.stylize("bold") if index == 0 and table.header else drawn)
    return lines
