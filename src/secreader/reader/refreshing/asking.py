"""Asking one feed: fetch, parse, store, and when to ask again."""

import asyncio
import logging
import random
from datetime import datetime, timedelta
from hashlib import blake2b

from secreader import __version__
from secreader.errors import FeedError, FetchError, SandboxError, SecreaderError
from secreader.feeds import schedule
from secreader.fetch import Fetched
from secreader.model import FeedRefreshed, ParsedFeed
from secreader.reader.refreshing.manners import Manners, host
from secreader.reader.rooms import Rooms
from secreader.store import feeds, ingest
from secreader.store.feeds import FeedState

_log = logging.getLogger(__name__)

_IN_HAND = 5
"""Feeds that are parsed and stored at a time, so that neither the worker nor the library waits for the other. What is
parsed takes several times the memory of what was sent: the others wait as they came.
"""

_GONE = 410
_GONE_ADVICE = "It is not asked again by itself; refresh this feed alone to try once more."


class Asker:
    """Asks the feeds of one refresh."""

    def __init__(self, rooms: Rooms, manners: Manners) -> None:
        self._rooms = rooms
        self._manners = manners
        self._hands = asyncio.Semaphore(_IN_HAND)

    async def ask(self, feed: FeedState) -> FeedRefreshed:
        """What became of it; whatever is wrong with the feed is in the result and in the library."""
        rooms = self._rooms
        try:
            got = await rooms.fetcher.fetch(feed.url, accept="feed", etag=feed.etag, last_modified=feed.last_modified)
            if got.status == 304:
                return await self._unchanged(feed, got)
            fingerprint = await asyncio.to_thread(_fingerprint, got)
            if fingerprint == feed.fingerprint:
                return await self._sent_again(feed, got)
            async with self._hands:
                parsed = await rooms.sandbox.parse_feed(got.body, url=got.url, content_type=got.content_type)
                return await self._stored(feed, got, parsed, fingerprint)
        except (FetchError, FeedError, SandboxError) as error:
            return await self._failed(feed, error)

    async def _unchanged(self, feed: FeedState, got: Fetched) -> FeedRefreshed:
        now = self._rooms.now()
        due = _due(now, got, ttl=feed.ttl, habit=feed.habit)
        await self._rooms.library.write(
            ingest.unchanged, feed.id, next_check=due, now=now, left_alone=_left_alone(now, got)
        )
        return FeedRefreshed(feed.id, feed.title, "unchanged")

    async def _sent_again(self, feed: FeedState, got: Fetched) -> FeedRefreshed:
        """The body is the one that was stored last: nothing is in it that the library lacks."""
        now = self._rooms.now()
        await self._rooms.library.write(
            ingest.sent_again,
            feed.id,
            etag=got.etag,
            last_modified=got.last_modified,
            next_check=_due(now, got, ttl=feed.ttl, habit=feed.habit),
            now=now,
            left_alone=_left_alone(now, got),
        )
        await self._moved(feed, got)
        return FeedRefreshed(feed.id, feed.title, "unchanged")

    async def _stored(self, feed: FeedState, got: Fetched, parsed: ParsedFeed, fingerprint: bytes) -> FeedRefreshed:
        now = self._rooms.now()
        habit = schedule.habit([entry.published for entry in parsed.entries if entry.published is not None])
        new = await self._rooms.library.write(
            ingest.store_feed,
            feed.id,
            parsed,
            etag=got.etag,
            last_modified=got.last_modified,
            fingerprint=fingerprint,
            habit=habit,
            next_check=_due(now, got, ttl=parsed.ttl, habit=habit),
            left_alone=_left_alone(now, got),
            now=now,
        )
        await self._moved(feed, got)
        return FeedRefreshed(feed.id, feed.title or parsed.title, "new" if new else "unchanged", new=new)

    async def _failed(self, feed: FeedState, error: SecreaderError) -> FeedRefreshed:
        _log.info("feed %s: %s", feed.url, error)
        now = self._rooms.now()
        status, retry_after = (error.status, error.retry_after) if isinstance(error, FetchError) else (0, 0.0)
        if retry_after:
            until = now + timedelta(seconds=retry_after)
            self._manners.leave_alone(feed, until)
            await self._rooms.library.write(feeds.leave_alone, host(feed), until, now=now)
        problem = f"{error} {_GONE_ADVICE}" if status == _GONE else str(error)
        due = schedule.next_check(now, failures=feed.failures + 1, retry_after=retry_after, jitter=_jitter())
        await self._rooms.library.write(ingest.failed, feed.id, problem, next_check=due, now=now, gone=status == _GONE)
        return FeedRefreshed(feed.id, feed.title, "failed", problem=problem)

    async def _moved(self, feed: FeedState, got: Fetched) -> None:
        """After a body that is a feed: any network's sign-in page can answer a redirect."""
        if got.permanent_url or feed.moving:
            await self._rooms.library.write(feeds.redirected, feed.id, got.permanent_url, now=self._rooms.now())


def _due(now: datetime, got: Fetched, *, ttl: int, habit: timedelta) -> datetime:
    """When to ask again after an answer, by what server and feed say and how often the feed posts."""
    return schedule.next_check(
        now, retry_after=got.retry_after, ttl=ttl, max_age=got.max_age, habit=habit, jitter=_jitter()
    )


def _left_alone(now: datetime, got: Fetched) -> datetime | None:
    return now + timedelta(seconds=got.retry_after) if got.retry_after else None


def _fingerprint(got: Fetched) -> bytes:
    """Equal for answers that the same version of secreader makes the same entries of."""
    told = f"{__version__}\n{got.url}\n{got.content_type}"
    return blake2b(got.body, key=blake2b(told.encode(), digest_size=64).digest(), digest_size=16).digest()


def _jitter() -> float:
    """Spreads the feeds of one refresh over time; nothing secret hangs on it."""
    return random.random()  # noqa: S311
