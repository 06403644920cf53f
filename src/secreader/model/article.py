"""An article: the blocks and spans of its body, its links and what else its page says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; `href` makes it a link."""

    text: str
    em: bool = False
    strong: bool = False
    code: bool = False
    href: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 2 to 6; the page's own title is `Article.title`, not a heading."""

    spans: Spans
    level: int = 2
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; `depth` 0 is the outermost list, `number` 0 a bullet, else the item's number."""

    spans: Spans
    depth: int = 0
    number: int = 0
    kind: Literal["item"] = "item"


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted paragraph; `author` names who said it, where an embedded post does."""

    spans: Spans
    author: str = ""
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Code:
    text: str
    language: str = ""
    kind: Literal["code"] = "code"


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` of cells as text, equally long; the first is the head when `header` says so."""

    rows: tuple[tuple[str, ...], ...]
    header: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Image:
    url: str
    alt: str = ""
    caption: str = ""
    kind: Literal["image"] = "image"


@dataclass(frozen=True, slots=True)
class Rule:
    kind: Literal["rule"] = "rule"


Block = Paragraph | Heading | ListItem | Quote | Code | Table | Image | Rule
Blocks = tuple[Block, ...]


def plain(spans: Spans) -> str:
    """The text of `spans` without their style."""
    return "".join(span.text for span in spans)


def block_text(block: Block) -> str:
    """The words that a reader sees in `block`; images and rules have none."""
    match block:
        case Code(text=text):
            return text
        case Table(rows=rows):
            return "\n".join(" | ".join(row) for row in rows)
        case Image() | Rule():
            return ""
        case Paragraph() | Heading() | ListItem() | Quote():
            return plain(block.spans)


def blocks_text(blocks: Blocks) -> str:
    """The body as plain text: one blank line between blocks."""
    return "\n\n".join(text for text in map(block_text, blocks) if text)


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A link that the publisher offers as related, with the heading it stood under.

    `kind`: "body" inside or at the end of the text, "widget" in a box beside or after it.
    """

    title: str
    url: str
    heading: str = ""
    outlet: str = ""
    kind: Literal["body", "widget"] = "body"


@dataclass(frozen=True, slots=True)
class PrimarySource:
    """The outlet that a second-hand story reports on; `evidence` quotes where the page says so."""

    outlet: str
    url: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """The cleaned page of a story. Dates are None and texts "" where the page does not say.

    `caption` is the lead image's; `notes` are corrections and updates; `warning` says in one sentence what the page
    kept back ("this page shows only its first two paragraphs").
    """

    url: str
    title: str
    blocks: Blocks
    deck: str = ""
    byline: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    site: str = ""
    section: str = ""
    language: str = ""
    image: str = ""
    caption: str = ""
    related: tuple[RelatedLink, ...] = ()
    primary: PrimarySource | None = None
    notes: tuple[str, ...] = ()
    warning: str = ""

    @property
    def text(self) -> str:
        """The body as plain text: one blank line between blocks, nothing of title, deck, captions or links."""
        return blocks_text(self.blocks)

    @property
    def word_count(self) -> int:
        return len(self.text.split())
