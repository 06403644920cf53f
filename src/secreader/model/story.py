"""Stories as lists show them, the sources they come from, the stories beside them, and changes to them."""

from array import array
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

StoryId = int


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
