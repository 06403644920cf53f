"""Feeds: what they list, what the user follows, how it fares."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


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
