"""Subscriptions: what the user follows, when each is due, how each fares, and the source tree made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from secreader import urls
from secreader.errors import NotFoundError, UsageError
from secreader.model import FeedHealth, Subscription
from secreader.store import search
from secreader.store.naming import NAME
from secreader.store.times import moment, moment_or_none, seconds
from secreader.text import line

_HABIT = 10
"""Stories whose dates tell a feed's habit."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What a refresh needs to know of a feed."""

    id: int
    url: str
    title: str
    etag: str
    last_modified: str
    failures: int
    ttl: int
    """Minutes that the feed asks to be left alone, 0 when it asks for nothing."""


def subscribe(db: Connection, feed: Subscription, *, now: datetime) -> int:
    """The number of the new subscription, or of the one there was: `urls.key` tells. Raises UsageError."""
    key = urls.key(feed.url)
    if not key:
        raise UsageError(f"{feed.url} is not an http or https address.")
    known = db.execute("SELECT id FROM feed WHERE key = ?", (key,)).fetchone()
    if known:
        return int(known[0])
    values = (
        *(key, urls.absolute("", feed.url), line(feed.title), urls.absolute("", feed.site_url)),
        *(_category(feed.category), line(feed.language), seconds(now)),
    )
    made = db.execute(
        "INSERT INTO feed (key, url, name, site_url, category, language, next_check) VALUES (?, ?, ?, ?, ?, ?, ?)",
        values,
    )
    return int(made.lastrowid or 0)


def unsubscribe(db: Connection, feed: int) -> None:
    """Remove a feed and what only it listed. Raises NotFoundError.

    Stories that are saved, tagged or noted stay, and those that were opened and that another story links to.
    """
    gone = db.execute(
        """
        SELECT story.id FROM entry JOIN story ON story.id = entry.story
        WHERE entry.feed = ?1 AND saved = 0 AND note = ''
          AND NOT EXISTS (SELECT 1 FROM story_tag WHERE story_tag.story = story.id)
          AND NOT EXISTS (SELECT 1 FROM entry AS other WHERE other.story = story.id AND other.feed <> ?1)
          AND NOT (
              EXISTS (SELECT 1 FROM article WHERE article.story = story.id) AND EXISTS (
                  SELECT 1 FROM address JOIN link ON link.key = address.key
                  WHERE address.story = story.id AND link.story <> story.id
              )
          )
        """,
        (feed,),
    ).fetchall()
    # The stories that stay keep the name of their outlet, which was the feed's.
    db.execute(
        f"UPDATE story SET outlet = (SELECT {NAME} FROM feed WHERE id = ?1) WHERE feed = ?1 AND outlet = ''",  # noqa: S608  # a constant
        (feed,),
    )
    for (story,) in gone:
        search.remove(db, story)
        db.execute("DELETE FROM story WHERE id = ?", (story,))
    if not db.execute("DELETE FROM feed WHERE id = ?", (feed,)).rowcount:
        raise NotFoundError(f"There is no feed {feed}.")
    db.execute("UPDATE story SET feed = (SELECT min(feed) FROM entry WHERE story = story.id) WHERE feed IS NULL")


def edit_feed(db: Connection, feed: int, *, title: str | None = None, category: str | None = None) -> None:
    """Call it otherwise, put it elsewhere; None leaves as it is. Raises NotFoundError."""
    changed = db.execute(
        "UPDATE feed SET name = coalesce(?, name), category = coalesce(?, category) WHERE id = ?",
        (None if title is None else line(title), None if category is None else _category(category), feed),
    )
    if not changed.rowcount:
        raise NotFoundError(f"There is no feed {feed}.")


def subscriptions(db: Connection) -> list[Subscription]:
    found = db.execute(
        f"SELECT url, {NAME}, site_url, category, language FROM feed ORDER BY category, {NAME} COLLATE NOCASE"  # noqa: S608  # a constant
    )
    return [Subscription(*row) for row in found]


def due(
    db: Connection, now: datetime, *, force: bool = False, feed_ids: Sequence[int] | None = None
) -> list[FeedState]:
    """The feeds to fetch now: those whose time has come, with `force` all; of `feed_ids` only where given."""
    found = db.execute(
        f"SELECT id, url, {NAME}, etag, last_modified, failures, ttl FROM feed "  # noqa: S608  # a constant
        "WHERE next_check <= ? OR ? ORDER BY next_check",
        (seconds(now), force),
    )
    states = [FeedState(*row) for row in found]
    return states if feed_ids is None else [state for state in states if state.id in set(feed_ids)]


def recent(db: Connection, feed: int) -> list[datetime]:
    """The dates of the feed's newest stories, which tell how often it posts."""
    found = db.execute(
        "SELECT published FROM entry JOIN story ON story.id = entry.story WHERE entry.feed = ? AND dated = 1 "
        "ORDER BY published DESC LIMIT ?",
        (feed, _HABIT),
    )
    return [moment(row[0]) for row in found]


def health(db: Connection) -> list[FeedHealth]:
    """How each feed fares, in the order of the source tree."""
    found = db.execute(
        f"""
        SELECT id, {NAME}, url, site_url, category,
               (SELECT count(*) FROM entry WHERE entry.feed = feed.id), checked, succeeded, failures, problem
        FROM feed ORDER BY category, {NAME} COLLATE NOCASE
        """  # noqa: S608  # a constant
    )
    return [
        FeedHealth(
            *(number, title, url, site_url, category, entries),
            checked=moment_or_none(checked),
            succeeded=moment_or_none(succeeded),
            failures=failures,
            problem=problem,
        )
        for number, title, url, site_url, category, entries, checked, succeeded, failures, problem in found
    ]


def _category(name: str) -> str:
    """Without the quote that the query language would end at."""
    return line(name).replace('"', "'")
