"""Stories: finding and making them, the snapshots and rows that lists show, what is known of one."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from sqlite3 import Connection

from secreader import urls
from secreader.errors import UsageError
from secreader.model import StoryId, StoryRow, View
from secreader.query import Query
from secreader.store import search
from secreader.store.compile import where
from secreader.store.naming import NAME
from secreader.store.times import moment, seconds
from secreader.text import line

_AT_ONCE = 500
"""Ids in one statement; SQLite allows 32,766 parameters, a page of the list has 100."""


def view(db: Connection, query: Query, now: datetime) -> View:
    """The stories that `query` finds, newest first."""
    sql, values = where(query, now)
    found = db.execute(
        f"SELECT id FROM story WHERE {sql} ORDER BY published DESC, id DESC",  # noqa: S608  # compiled with parameters
        values,
    )
    return View(query.text, array("q", (row[0] for row in found)))


def rows(db: Connection, ids: Sequence[StoryId]) -> list[StoryRow]:
    """The rows of `ids` in that order; an unknown id has none."""
    found: dict[StoryId, StoryRow] = {}
    for some in _chunks(ids):
        marks = ",".join("?" * len(some))
        tags, cves = _names(db, _TAGS, marks, some), _names(db, _CVES, marks, some)
        for row in db.execute(_ROWS.format(marks=marks), some):
            story, title, source, url, published, read, saved, offline = row
            found[story] = StoryRow(
                story,
                title,
                source or urls.display_host(url),
                url,
                moment(published),
                bool(read),
                bool(saved),
                bool(offline),
                tags[story],
                cves[story],
            )
    return [found[story] for story in ids if story in found]


def find(db: Connection, url: str) -> StoryId | None:
    """The story at `url`, by any address it is known by."""
    found = db.execute("SELECT story FROM address WHERE key = ?", (urls.key(url),)).fetchone()
    return int(found[0]) if found else None


def ensure(db: Connection, url: str, *, title: str, outlet: str, now: datetime) -> StoryId:
    """The story at `url`, made where there is none: a page reached by a link, which can be kept like any other.

    Raises UsageError when `url` is no http or https address.
    """
    key = urls.key(url)
    if not key:
        raise UsageError(f"{line(url)} is not an http or https address.")
    known = find(db, url)
    if known is not None:
        return known
    url = urls.absolute("", url)
    story = insert(db, url, line(title) or url, line(outlet), seconds(now), dated=False, first_seen=seconds(now))
    db.execute("INSERT INTO address (key, story) VALUES (?, ?)", (key, story))
    search.add(db, story)
    return story


def insert(
    db: Connection,
    url: str,
    title: str,
    outlet: str,
    published: int,
    *,
    dated: bool,
    first_seen: int,
    feed: int | None = None,
) -> StoryId:
    """A new row of `story`, not yet indexed and without an address."""
    made = db.execute(
        "INSERT INTO story (url, title, outlet, feed, published, dated, first_seen) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (url, title, outlet, feed, published, dated, first_seen),
    )
    return int(made.lastrowid or 0)


def feed_text(db: Connection, story: StoryId) -> tuple[str, str, str]:
    """What the feed itself gives: HTML, summary, author; empty where no feed lists it."""
    found = db.execute("SELECT html, summary, author FROM body WHERE story = ?", (story,)).fetchone()
    return found or ("", "", "")


def tags(db: Connection) -> list[tuple[str, int]]:
    """Every tag in use with the number of its stories, the most used first."""
    return db.execute(
        "SELECT name, count(*) FROM tag JOIN story_tag ON tag = tag.id GROUP BY tag.id ORDER BY 2 DESC, fold"
    ).fetchall()


_ROWS = f"""
SELECT story.id, story.title, coalesce({NAME}, story.outlet), story.url, published, read, saved,
       EXISTS (SELECT 1 FROM article WHERE article.story = story.id)
FROM story LEFT JOIN feed ON feed.id = story.feed WHERE story.id IN ({{marks}})
"""  # noqa: S608  # constants and parameter marks
_TAGS = "SELECT story, name FROM story_tag JOIN tag ON tag.id = tag WHERE story IN ({marks}) ORDER BY fold"
_CVES = "SELECT story, value FROM entity WHERE kind = 'cve' AND story IN ({marks}) ORDER BY start"


def _names(db: Connection, sql: str, marks: str, ids: Sequence[StoryId]) -> "defaultdict[StoryId, tuple[str, ...]]":
    found: defaultdict[StoryId, tuple[str, ...]] = defaultdict(tuple)
    for story, name in db.execute(sql.format(marks=marks), ids):
        found[story] += (name,)
    return found


def _chunks(ids: Sequence[StoryId]) -> Iterator[Sequence[StoryId]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
