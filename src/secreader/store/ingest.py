"""What a refresh brings: entries become stories, one transaction a feed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from sqlite3 import Connection

from secreader import entities, urls
from secreader.model import Entities, Entry, ParsedFeed, StoryId
from secreader.store import search
from secreader.store.articles import put_entities
from secreader.store.times import seconds, sort_time
from secreader.text import clean, line

_NOTHING = Entities()


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
        guid: (story, listing)
        for guid, story, listing in db.execute("SELECT guid, story, listing FROM entry WHERE feed = ?", (feed,))
    }
    fresh = []
    for guid, entry in {_hash(entry.guid): entry for entry in reversed(parsed.entries)}.items():
        listing = _listing(entry)
        if guid not in known:
            fresh.append(_Listed(entry, guid, listing))
        elif listing != known[guid][1]:
            _edit(db, feed, entry, known[guid][0])
            db.execute("UPDATE entry SET listing = ? WHERE feed = ? AND guid = ?", (listing, feed, guid))
    return _add(db, feed, parsed.entries, fresh[::-1], seconds(now)) if fresh else 0


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


@dataclass(frozen=True, slots=True)
class _Listed:
    """An entry that the feed lists for the first time, with the hashes of its guid and of all that it says."""

    entry: Entry
    guid: bytes
    listing: bytes


def _add(db: Connection, feed: int, listed: Sequence[Entry], fresh: Sequence[_Listed], now: int) -> int:
    """Keep the fresh ones of the entries that the feed lists; the number of those whose stories are new."""
    keys = {entry.url: urls.key(entry.url) for entry in listed}
    times = Counter(key for key, _ in {(keys[entry.url], entry.guid) for entry in listed})
    new: list[tuple[str, _Listed]] = []
    for item in fresh:
        key = keys[item.entry.url]
        if not key or times[key] > 1:
            # An address that the feed gives to several entries (a home page, a podcast page) is nobody's key.
            key = f"guid:{feed}:{item.guid.hex()}"
        found = db.execute("SELECT story FROM address WHERE key = ?", (key,)).fetchone()
        if found is None:
            new.append((key, item))
        else:
            _join(db, feed, item, int(found[0]), now)
    _make(db, feed, new, now)
    return len(new)


def _make(db: Connection, feed: int, new: Sequence[tuple[str, _Listed]], now: int) -> None:
    """A story for each of the entries, under its key."""
    (last,) = db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'story'").fetchone()
    numbered = [(last + place, key, item) for place, (key, item) in enumerate(new, 1)]
    db.executemany(
        "INSERT INTO story (id, url, title, outlet, feed, published, dated, first_seen) "
        "VALUES (?, ?, ?, '', ?, ?, ?, ?)",
        (
            (story, urls.absolute("", item.entry.url), _title(item.entry), feed, *_dated(item.entry, now), now)
            for story, _, item in numbered
        ),
    )
    db.executemany("INSERT INTO address (key, story) VALUES (?, ?)", ((key, story) for story, key, _ in numbered))
    db.executemany(_BODY, (_body(item.entry, story) for story, _, item in numbered))
    db.executemany(
        "INSERT INTO entry (feed, guid, story, listing, first_seen, unread) VALUES (?, ?, ?, ?, ?, 1)",
        ((feed, item.guid, story, item.listing, now) for story, _, item in numbered),
    )
    search.add_after(db, last)
    for story, _, item in numbered:
        if (found := entities.find(item.entry.title, item.entry.summary)) != _NOTHING:
            put_entities(db, story, found)


def _join(db: Connection, feed: int, item: _Listed, story: StoryId, now: int) -> None:
    """The story is in the library already: another feed lists it, a link led to it, or the guid was another."""
    _adopt(db, feed, item.entry, story, now)
    _edit(db, feed, item.entry, story)
    # The same story under another guid: the feed changed its mind, the entry is the same.
    db.execute("DELETE FROM entry WHERE feed = ? AND story = ?", (feed, story))
    db.execute(
        """
        INSERT INTO entry (feed, guid, story, listing, first_seen, unread)
        SELECT ?, ?, id, ?, ?, read = 0 AND hidden = 0 FROM story WHERE id = ?
        """,
        (feed, item.guid, item.listing, now, story),
    )


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
        db.execute(_BODY, _body(entry, story))
    if not db.execute("SELECT 1 FROM article WHERE story = ?", (story,)).fetchone():
        put_entities(db, story, entities.find(entry.title, entry.summary))


_BODY = "INSERT OR REPLACE INTO body (story, author, summary, html) VALUES (?, ?, ?, ?)"


def _body(entry: Entry, story: StoryId) -> tuple[StoryId, str, str, str]:
    return story, line(entry.author), clean(entry.summary), clean(entry.content)


def _title(entry: Entry) -> str:
    return line(entry.title) or entry.url


def _dated(entry: Entry, now: int) -> tuple[int, bool]:
    """What lists sort the entry's story by, and whether the feed says so."""
    moment = entry.published or entry.updated
    return sort_time(moment, now), moment is not None


def _listing(entry: Entry) -> bytes:
    """A hash of all that the feed says."""
    said = (entry.guid, entry.url, entry.title, entry.author, str(entry.published), str(entry.updated))
    return _hash("\0".join((*said, entry.summary, entry.content, *entry.categories)))


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
