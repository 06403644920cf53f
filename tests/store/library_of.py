"""What the tests of the library share: short ways to feeds, entries and stories."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection

from secreader.model import Entry, ParsedFeed, StoryId, Subscription
from secreader.query import parse
from secreader.store import feeds, ingest, integrity, stories

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def feed(db: Connection, name: str = "one", category: str = "") -> int:
    return feeds.subscribe(db, Subscription(f"https://{name}.example/feed", name.title(), category=category), now=NOW)


def entry(name: str, title: str = "", *, host: str = "one", **fields: object) -> Entry:
    url = f"https://{host}.example/{name}"
    return Entry(**{"guid": name, "url": url, "title": title or name, "published": NOW} | fields)  # type: ignore[arg-type]  # by name


def store(db: Connection, number: int, *entries: Entry, title: str = "") -> int:
    parsed = ParsedFeed(title, "https://one.example/", tuple(entries))
    return ingest.store_feed(db, number, parsed, etag="e", last_modified="m", next_check=LATER, now=NOW)


def at(db: Connection, name: str, host: str = "one") -> StoryId:
    found = stories.find(db, f"https://{host}.example/{name}")
    assert found is not None
    return found


def titles(db: Connection, query: str = "") -> list[str]:
    return [row.title for row in stories.rows(db, list(stories.view(db, parse(query), NOW).ids))]


def rows_of(db: Connection, *ids: StoryId) -> Sequence[tuple[bool, bool, tuple[str, ...]]]:
    return [(row.read, row.saved, row.tags) for row in stories.rows(db, ids)]


def is_whole(db: Connection) -> bool:
    return not integrity.check(db).problems
