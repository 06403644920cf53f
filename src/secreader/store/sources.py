"""The source tree: views, categories with their feeds, tags; each with its counts and the query that shows it."""

from datetime import datetime
from itertools import groupby
from sqlite3 import Connection

from secreader.model import Source
from secreader.store.compile import midnight
from secreader.store.naming import NAME
from secreader.store.times import seconds

UNFILED = "Other feeds"
"""The heading for feeds without a category."""

_LISTED = "hidden = 0 AND feed IS NOT NULL"


def sources(db: Connection, now: datetime) -> list[Source]:
    """In the order of the tree."""
    return [*_views(db, now), *_feeds(db), *_tags(db)]


def _views(db: Connection, now: datetime) -> list[Source]:
    def count(condition: str, *values: int) -> int:
        return int(db.execute(f"SELECT count(*) FROM story WHERE {condition}", values).fetchone()[0])  # noqa: S608  # constants

    today = seconds(midnight(now))
    return [
        Source("view", "Unread", "is:unread", unread=count(f"read = 0 AND {_LISTED}")),
        Source("view", "Today", "since:today", unread=count(f"read = 0 AND {_LISTED} AND published >= ?", today)),
        Source("view", "Saved", "is:saved", unread=count("saved = 1")),
        Source("view", "Everything", "", total=count("hidden = 0")),
    ]


def _feeds(db: Connection) -> list[Source]:
    unread = dict(db.execute("SELECT feed, count(*) FROM entry WHERE unread = 1 GROUP BY feed").fetchall())
    total = dict(db.execute("SELECT feed, count(*) FROM entry GROUP BY feed").fetchall())
    counted_twice = dict(db.execute(_COUNTED_TWICE).fetchall())
    rows = db.execute(
        f"SELECT category, id, {NAME}, problem <> '' FROM feed "  # noqa: S608  # a constant
        f"ORDER BY category = '', category COLLATE NOCASE, category, {NAME} COLLATE NOCASE"
    ).fetchall()
    found = []
    for category, group in groupby(rows, key=lambda row: row[0]):
        feeds = list(group)
        in_all = sum(unread.get(row[1], 0) for row in feeds) - counted_twice.get(category, 0)
        query = f'category:"{category}"' if category else "-category:*"
        found.append(Source("category", category or UNFILED, query, unread=in_all))
        found += [
            Source(
                "feed",
                name,
                f"feed:{number}",
                unread=unread.get(number, 0),
                total=total.get(number, 0),
                feed_id=number,
                failing=bool(failing),
            )
            for _, number, name, failing in feeds
        ]
    return found


_COUNTED_TWICE = """
SELECT category, count(*) - count(DISTINCT story) FROM entry JOIN feed ON feed.id = entry.feed
WHERE unread = 1 AND story IN (SELECT story FROM entry GROUP BY story HAVING count(*) > 1) GROUP BY category
"""
"""By how much a category's unread stories are fewer than its feeds' together; counting all of them at once distinctly
takes 34 ms at 100,000 stories, this 13."""


def _tags(db: Connection) -> list[Source]:
    found = db.execute(
        """
        SELECT name, sum(read = 0), count(*) FROM tag JOIN story_tag ON tag = tag.id JOIN story ON story.id = story
        WHERE hidden = 0 GROUP BY tag.id ORDER BY fold
        """
    )
    return [Source("tag", name, f'tag:"{name}"', unread=unread, total=total) for name, unread, total in found]
