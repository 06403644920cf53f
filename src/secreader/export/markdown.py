"""Articles as Markdown: CommonMark 0.31 (https://spec.commonmark.org/0.31.2/) with the tables of GFM.

Whatever the text holds, it is read back as the same text: no HTML, no markup of its own, links to http and https alone.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from secreader.export import escape
from secreader.export.head import about
from secreader.export.inline import inline, one_line
from secreader.export.lists import list_markdown
from secreader.model import (
    Article,
    Block,
    Blocks,
    Code,
    Heading,
    Image,
    ListItem,
    Paragraph,
    Quote,
    RelatedLink,
    Rule,
    Span,
    Spans,
    Table,
)
from secreader.text import clean

_LANGUAGE = re.compile(r"[\w+#.-]+")


def article_markdown(article: Article) -> str:
    """`article` as one document: title, deck, who and when, source, body, corrections, related links.

    Related links stand under the publisher's own headings. The text ends with a line feed; what the page does not say
    is left out.
    """
    parts = [
        _heading((Span(article.title),), 1),
        _paragraph((Span(article.deck, em=True),)),
        _paragraph((Span(about(article)),)),
        _source(article.url),
        _primary(article),
        _paragraph((Span(article.warning, strong=True),)),
        blocks_markdown(article.blocks).rstrip("\n"),
        *(_paragraph((Span(note, em=True),)) for note in article.notes),
        *_related(article.related),
    ]
    return _document(parts)


def listed_markdown(title: str, blocks: Blocks) -> str:
    """`blocks`, the text that a feed itself gives, under the title that it lists."""
    return blocks_markdown((Heading((Span(title),), level=1), *blocks))


def blocks_markdown(blocks: Blocks) -> str:
    """`blocks` as Markdown that ends with a line feed, "" where they hold nothing to see."""
    return _document(_parts(blocks))


def _document(parts: Iterable[str]) -> str:
    text = "\n\n".join(filter(None, parts))
    return text and text + "\n"


# --- the parts of an article -----------------------------------------------------------------------------------------


def _source(url: str) -> str:
    return _paragraph((Span("Source: "), Span(url, href=url))) if url else ""


def _primary(article: Article) -> str:
    if not article.primary:
        return ""
    return _paragraph((Span("Second-hand: reports on "), Span(article.primary.outlet, href=article.primary.url)))


def _related(links: Iterable[RelatedLink]) -> Iterator[str]:
    for heading, group in groupby(links, key=lambda link: link.heading):
        yield _heading((Span(heading or "Related"),), 2)
        yield from _parts(tuple(ListItem(_title(link), number=n) for n, link in enumerate(group, 1)))


def _title(link: RelatedLink) -> Spans:
    outlet = f" ({link.outlet})" if link.outlet else ""
    return (Span(link.title.strip() or link.url, href=link.url), Span(outlet))


# --- blocks ----------------------------------------------------------------------------------------------------------


def _parts(blocks: Blocks) -> Iterator[str]:
    """Each block as Markdown; the items of a list are one part, so are the paragraphs that one person says."""
    # What is not seen does not part a list.
    seen = [(block, text) for block in blocks if (text := _block(block))]
    for author, group in groupby(seen, key=lambda pair: pair[0].author if isinstance(pair[0], Quote) else None):
        if author is not None:
            yield _quotation([text for _, text in group], author)
            continue
        for listed, same in groupby(group, key=lambda pair: isinstance(pair[0], ListItem)):
            if listed:
                yield list_markdown(block for block, _ in same if isinstance(block, ListItem))
            else:
                yield from (text for _, text in same)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return _heading(block.spans, block.level)
        case Code():
            return _code(block)
        case Table():
            return _table(block)
        case Image():
            return _image(block)
        case Rule():
            # Not `---`: at the start of a file that is read as the beginning of front matter.
            return "***"
        case Paragraph() | ListItem() | Quote():
            return _paragraph(block.spans)


def _paragraph(spans: Spans) -> str:
    return "\n".join(escape.paragraph(inline(spans)))


def _heading(spans: Spans, level: int) -> str:
    text = one_line(spans)
    # A `#` at the end would be read as the heading's own.
    text = f"{text[:-1]}\\#" if text.endswith("#") else text
    return f"{'#' * min(max(level, 1), 6)} {text}" if text else ""


def _quotation(paragraphs: list[str], author: str) -> str:
    """What one person says; the name is the last line."""
    parts = [*paragraphs, _paragraph((Span(f"— {author}"),))] if author else paragraphs
    return "\n".join(f"> {line}".rstrip(" ") for line in "\n\n".join(parts).split("\n"))


def _code(block: Code) -> str:
    text = clean(block.text)
    if not text.strip():
        return ""
    fence = escape.fence(text)
    language = block.language if _LANGUAGE.fullmatch(block.language) else ""
    return f"{fence}{language}\n{text}\n{fence}"


def _table(block: Table) -> str:
    """Rows padded to one length; a table without a head gets an empty one, which GFM cannot do without."""
    columns = max(map(len, block.rows), default=0)
    if not columns:
        return ""
    rows = [[_cell(cell) for cell in row] + [""] * (columns - len(row)) for row in block.rows]
    head, *body = rows if block.header else [[""] * columns, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * columns, *body))


def _cell(text: str) -> str:
    return one_line((Span(text),)).replace("|", "\\|")


def _image(block: Image) -> str:
    url = escape.destination(block.url)
    caption = inline((Span(block.caption, em=True),))
    picture = f"![{one_line((Span(block.alt),))}]({url})" if url else ""
    return "\\\n".join(filter(None, (picture, caption)))
