"""The words of secreader, as frozen dataclasses that pass between rooms. No I/O.

Text in them has been through `text.clean`; addresses are absolute http or https, or empty. Times are aware datetimes in
UTC. Everything that crosses a process or enters the library as JSON goes through `codec`.
"""

from array import array
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

# --- the body of an article -----------------------------------------------------------------------------------------


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


# --- articles -------------------------------------------------------------------------------------------------------


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


# --- feeds ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed as the feed lists it. `content` is HTML, absolute and clean of controls; `summary` is text."""

    guid: str
    url: str
    title: str
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    summary: str = ""
    content: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """`ttl` in minutes, 0 when the feed names none; `format` is "rss", "rdf", "atom" or "json"."""

    title: str
    site_url: str
    entries: tuple[Entry, ...]
    format: str = ""
    language: str = ""
    ttl: int = 0


@dataclass(frozen=True, slots=True)
class Discovered:
    """A feed that an address offers."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed as the user has it: in OPML, in the catalogue, on the command line. `category` may be nested: "a/b"."""

    url: str
    title: str = ""
    site_url: str = ""
    category: str = ""
    language: str = ""


# --- what the library answers ----------------------------------------------------------------------------------------

StoryId = int


@dataclass(frozen=True, slots=True)
class Entities:
    """What a text names; each tuple in order of first appearance, without repeats."""

    cves: tuple["Entity", ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """`value` is canonical and refanged, `text` as written, `start` its 0-based offset in title + newline + text."""

    kind: str
    value: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One row of a list: never a body. `published` is what the list sorts by, clamped to [1990, now + 1 day]."""

    id: StoryId
    title: str
    source: str
    url: str
    published: datetime
    read: bool = False
    saved: bool = False
    offline: bool = False
    """Whether the cleaned article is in the library."""
    tags: tuple[str, ...] = ()
    cves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the source tree: a view, a category, a feed or a tag. `query` is what opening it shows."""

    kind: Literal["view", "category", "feed", "tag"]
    name: str
    query: str
    unread: int = 0
    total: int = 0
    feed_id: int = 0
    failing: bool = False


@dataclass(frozen=True)
class View:
    """An ordered snapshot of story ids, newest first."""

    query: str
    ids: "array[int]" = field(default_factory=lambda: array("q"))


@dataclass(frozen=True, slots=True)
class OpenStory:
    """What the article pane shows: the cleaned article, or the feed's own text and `problem`, the reason why."""

    row: StoryRow
    article: Article | None = None
    feed_blocks: Blocks = ()
    author: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """One numbered line of the sidebar. `id` is None while the library has never seen the address.

    `outlet` is what the link itself names, else the story's source, "" where nobody says.
    """

    number: int
    title: str
    url: str
    outlet: str = ""
    id: StoryId | None = None
    published: datetime | None = None
    read: bool = False
    offline: bool = False


@dataclass(frozen=True, slots=True)
class RelatedGroup:
    """`heading` is the publisher's own, or "Linked from" for `kind` "backlinks". Nothing guessed is in "publisher"."""

    kind: Literal["publisher", "backlinks"]
    heading: str
    items: tuple[RelatedItem, ...]


RelatedGroups = tuple[RelatedGroup, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A change of state that was made, undone or redone; `text` says it in words, `ids` are the stories touched."""

    text: str
    ids: tuple[StoryId, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedRefreshed:
    """One feed of a refresh is done. `problem` is empty unless it failed; `done` of `total` feeds are through."""

    feed_id: int
    title: str
    outcome: Literal["new", "unchanged", "failed", "skipped"]
    new: int = 0
    problem: str = ""
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """How a subscription fares; `problem` is the last error in words, empty when the last try went well."""

    feed_id: int
    title: str
    url: str
    site_url: str = ""
    category: str = ""
    entries: int = 0
    checked: datetime | None = None
    succeeded: datetime | None = None
    failures: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `doctor`: what was checked, whether it is well, and what to do where it is not."""

    name: str
    ok: bool
    detail: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return all(finding.ok for finding in self.findings)
