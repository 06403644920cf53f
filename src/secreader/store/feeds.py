"""Subscriptions: what the user follows, when each is due, how each fares, and the source tree made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from sqlite3 import Connection
from typing import Any
from urllib.parse import urlsplit

from secreader import urls
from secreader.errors import NotFoundError, UsageError
from secreader.model import FeedHealth, Subscription
from secreader.store import search
from secreader.store.naming import NAME
from secreader.store.times import DAY, moment, moment_or_none, seconds
from secreader.text import line

VALIDATORS_LAST = timedelta(days=8)
"""Some servers say for ever that nothing is new; after this the whole feed is asked for once."""

MOVES_AFTER = 3
"""Days on which the same permanent redirect was seen: on one day it may be a mistake, or an airport's network."""

_BEYOND = timedelta(days=2)
"""No schedule reaches so far: a time beyond was written while the clock was wrong."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What a refresh needs to know of a feed. `etag` and `last_modified` are empty once they are too old."""

    id: int
    url: str
    title: str
    etag: str
    last_modified: str
    failures: int
    ttl: int
    """Minutes that the feed asks to be left alone, 0 when it asks for nothing."""
    habit: timedelta
    """As `schedule.habit`."""
    fingerprint: bytes
    """Of the answer whose entries are stored, b"" where there is none."""
    checked: datetime | None
    left_alone: datetime | None
    """Until when the server, or its host, asked not to be asked; None where it did not."""
    moving: bool
    """Whether a permanent redirect has been seen."""


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
    """The feeds to fetch now, of `feed_ids` only where given: those whose time has come and that may be asked.

    With `force` all, also those that must not be asked now; but one that is gone only when `feed_ids` names it alone.
    """
    alone = force and feed_ids is not None and len(feed_ids) == 1
    hosts = dict(db.execute("SELECT name, left_alone FROM host").fetchall())
    found = db.execute(
        f"""
        SELECT id, url, {NAME}, etag, last_modified, failures, ttl, habit, fingerprint, checked, left_alone,
               moved_to <> '', validated
        FROM feed WHERE (next_check <= ? OR next_check > ? OR ?) AND (gone = 0 OR ?) ORDER BY next_check
        """,  # noqa: S608  # a constant
        (seconds(now), seconds(now + _BEYOND), force, alone),
    )
    states = [_state(row, hosts, now) for row in found]
    if not force:
        states = [state for state in states if state.left_alone is None]
    return states if feed_ids is None else [state for state in states if state.id in set(feed_ids)]


def _state(row: Sequence[Any], hosts: Mapping[str, int], now: datetime) -> FeedState:
    number, url, title, etag, last_modified, failures, ttl, habit, fingerprint, checked, left_alone, moving, given = row
    if not timedelta() <= now - moment(given) < VALIDATORS_LAST:
        etag = last_modified = ""
    until = moment(max(left_alone, hosts.get(urlsplit(url).netloc, 0)))
    return FeedState(
        *(number, url, title, etag, last_modified, failures, ttl, timedelta(seconds=habit), fingerprint),
        checked=moment_or_none(checked),
        left_alone=until if now < until <= now + _BEYOND else None,
        moving=bool(moving),
    )


def leave_alone(db: Connection, host: str, until: datetime, *, now: datetime) -> None:
    """No feed of `host` (a name with its port) is asked before `until`."""
    db.execute("DELETE FROM host WHERE left_alone <= ?", (seconds(now),))
    db.execute("INSERT OR REPLACE INTO host (name, left_alone) VALUES (?, ?)", (host, seconds(until)))


def redirected(db: Connection, feed: int, url: str, *, now: datetime) -> None:
    """The feed was had from `url`, by permanent redirects alone; "" where it was had from its own address.

    On the third day its address becomes `url`, unless that is another subscription's.
    """
    found = db.execute("SELECT moved_to, moved_days, moved_last FROM feed WHERE id = ?", (feed,)).fetchone()
    if found is None:
        # Unsubscribed while it was being fetched.
        return
    before, days, last = found
    today = seconds(now) // DAY
    days = 1 if url != before else days + (today != last)
    key = urls.key(url)
    if (
        days >= MOVES_AFTER
        and key
        and not db.execute("SELECT 1 FROM feed WHERE key = ? AND id <> ?", (key, feed)).fetchone()
    ):
        db.execute("UPDATE feed SET url = ?, key = ? WHERE id = ?", (url, key, feed))
        url, days = "", 0
    db.execute("UPDATE feed SET moved_to = ?, moved_days = ?, moved_last = ? WHERE id = ?", (url, days, today, feed))


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
