"""What a refresh brings: entries become stories, one transaction a feed."""

from collections import Counter
from datetime import datetime, timedelta
from hashlib import blake2b
from sqlite3 import Connection

from secreader import codec, entities, urls
from secreader.model import Entry, ParsedFeed, StoryId
from secreader.store import search, stories
from secreader.store.articles import put_entities
from secreader.store.times import seconds, sort_time
from secreader.text import clean, line


def store_feed(
    db: Connection,
    feed: int,
    parsed: ParsedFeed,
    *,
    etag: str,
    last_modified: str,
    next_check: datetime,
    now: datetime,
    fingerprint: bytes = b"",
    habit: timedelta = timedelta(0),
    left_alone: datetime | None = None,
) -> int:
    """Keep what the feed lists; the number of stories that are new to the library.

    `fingerprint` is what `FeedState.fingerprint` then says; `left_alone` until when the server must not be asked again.

    An entry is known by its guid; one that says the same as before costs a look, one that was edited updates its
    story's title and text and leaves the user's state alone. What a feed no longer lists stays.
    """
    told = db.execute(
        """
        UPDATE feed SET title = ?, site_url = coalesce(nullif(?, ''), site_url),
            language = coalesce(nullif(?, ''), language), fingerprint = ?, ttl = ?, habit = ? WHERE id = ?
        """,
        (
            *(line(parsed.title), urls.absolute("", parsed.site_url), line(parsed.language)),
            *(fingerprint, parsed.ttl, int(habit.total_seconds()), feed),
        ),
    )
    if not told.rowcount:
        # Unsubscribed while it was being fetched.
        return 0
    sent_again(
        db,
        feed,
        etag=etag,
        last_modified=last_modified,
        next_check=next_check,
        now=now,
        left_alone=left_alone,
    )
    known = {
        row[0]: (row[1], row[2]) for row in db.execute("SELECT guid, story, listing FROM entry WHERE feed = ?", (feed,))
    }
    times = Counter(key for key, _ in {(urls.key(entry.url), entry.guid) for entry in parsed.entries})
    new = 0
    for entry in parsed.entries:
        guid, listing = _hash(entry.guid), _hash(codec.dumps(entry))
        story, listed = known.get(guid, (None, b""))
        if story is None:
            key = urls.key(entry.url)
            # An address that the feed gives to several entries (a home page, a podcast page) is nobody's key.
            new += _add(db, feed, entry, guid, listing, key if key and times[key] == 1 else "", seconds(now))
            known[guid] = (0, listing)
        elif listing != listed and story:
            _edit(db, feed, entry, story)
            db.execute("UPDATE entry SET listing = ? WHERE feed = ? AND guid = ?", (listing, feed, guid))
    return new


def sent_again(
    db: Connection,
    feed: int,
    *,
    etag: str,
    last_modified: str,
    next_check: datetime,
    now: datetime,
    left_alone: datetime | None = None,
) -> None:
    """The server sent the feed, and nothing is new. The validators are kept all the same: with old ones it would send
    the feed for ever.
    """
    db.execute(
        "UPDATE feed SET etag = ?, last_modified = ?, validated = ? WHERE id = ?",
        (etag, last_modified, seconds(now), feed),
    )
    unchanged(db, feed, next_check=next_check, now=now, left_alone=left_alone)


def unchanged(
    db: Connection, feed: int, *, next_check: datetime, now: datetime, left_alone: datetime | None = None
) -> None:
    """The server answers that nothing is new."""
    db.execute(
        """
        UPDATE feed SET next_check = ?, left_alone = ?, checked = ?, succeeded = ?, failures = 0, problem = '', gone = 0
        WHERE id = ?
        """,
        (seconds(next_check), seconds(left_alone) if left_alone else 0, seconds(now), seconds(now), feed),
    )


def failed(db: Connection, feed: int, problem: str, *, next_check: datetime, now: datetime, gone: bool = False) -> None:
    """The feed could not be had; `problem` says why. What is stored stays. One that is `gone` is due no more."""
    db.execute(
        "UPDATE feed SET next_check = ?, checked = ?, failures = failures + 1, problem = ?, gone = ? WHERE id = ?",
        (seconds(next_check), seconds(now), problem, gone, feed),
    )


def _add(db: Connection, feed: int, entry: Entry, guid: bytes, listing: bytes, key: str, now: int) -> bool:
    """Whether the entry's story is new to the library."""
    key = key or f"guid:{feed}:{guid.hex()}"
    found = db.execute("SELECT story FROM address WHERE key = ?", (key,)).fetchone()
    if found is None:
        story = stories.insert(
            db,
            urls.absolute("", entry.url),
            _title(entry),
            "",
            sort_time(entry.published or entry.updated, now),
            dated=(entry.published or entry.updated) is not None,
            first_seen=now,
            feed=feed,
        )
        db.execute("INSERT INTO address (key, story) VALUES (?, ?)", (key, story))
        _put_body(db, entry, story)
        search.add(db, story)
        put_entities(db, story, entities.find(entry.title, entry.summary))
    else:
        story = int(found[0])
        _adopt(db, feed, entry, story, now)
        _edit(db, feed, entry, story)
    # The same story under another guid: the feed changed its mind, the entry is the same.
    db.execute("DELETE FROM entry WHERE feed = ? AND story = ?", (feed, story))
    db.execute(
        """
        INSERT INTO entry (feed, guid, story, listing, first_seen, unread)
        SELECT ?, ?, id, ?, ?, read = 0 AND hidden = 0 FROM story WHERE id = ?
        """,
        (feed, guid, listing, now, story),
    )
    return found is None


def _adopt(db: Connection, feed: int, entry: Entry, story: StoryId, now: int) -> None:
    """A story that the library has from a link: the first feed that lists it speaks for it and gives it its date."""
    if not db.execute("UPDATE story SET feed = ? WHERE id = ? AND feed IS NULL", (feed, story)).rowcount:
        return
    if published := entry.published or entry.updated:
        db.execute("UPDATE story SET published = ?, dated = 1 WHERE id = ?", (sort_time(published, now), story))


def _edit(db: Connection, feed: int, entry: Entry, story: StoryId) -> None:
    """Only the feed that listed a story first speaks for it."""
    if db.execute("SELECT feed FROM story WHERE id = ?", (story,)).fetchone()[0] != feed:
        return
    with search.reindexed(db, story):
        db.execute("UPDATE story SET title = ? WHERE id = ?", (_title(entry), story))
        _put_body(db, entry, story)
    if not db.execute("SELECT 1 FROM article WHERE story = ?", (story,)).fetchone():
        put_entities(db, story, entities.find(entry.title, entry.summary))


def _put_body(db: Connection, entry: Entry, story: StoryId) -> None:
    db.execute(
        "INSERT OR REPLACE INTO body (story, author, summary, html) VALUES (?, ?, ?, ?)",
        (story, line(entry.author), clean(entry.summary), clean(entry.content)),
    )


def _title(entry: Entry) -> str:
    return line(entry.title) or entry.url


def _hash(value: bytes | str) -> bytes:
    return blake2b(
        value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"), digest_size=16
    ).digest()
