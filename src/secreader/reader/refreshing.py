"""Refreshing feeds: a few at a time, politely, each stored in one transaction."""

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from secreader.errors import FeedError, FetchError, SandboxError, SecreaderError
from secreader.feeds import schedule
from secreader.fetch import Fetched
from secreader.model import FeedRefreshed, ParsedFeed
from secreader.reader.rooms import Rooms
from secreader.store import feeds, ingest
from secreader.store.feeds import FeedState
from secreader.text import line

_log = logging.getLogger(__name__)

_AT_ONCE = 20
_AT_ONCE_PER_HOST = 2
"""Many blogs share one host, which answers 429 to a crowd of requests."""


class Refresher:
    """All refreshes of a reader. A host that asks to be left alone is, for all of its feeds, until its time is over."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._tasks: set[asyncio.Task[FeedRefreshed]] = set()
        self._stopped = False
        self._left_alone: dict[str, datetime] = {}

    async def refresh(self, ids: Sequence[int] | None, *, force: bool) -> AsyncIterator[FeedRefreshed]:
        """Fetch, parse and store the feeds that are due, in whichever order they finish.

        Leaving the iteration early stops what is still being fetched; what was stored stays. `stop` ends it early.
        """
        due = await self._rooms.library.read(feeds.due, self._rooms.now(), force=force, feed_ids=ids)
        slots = asyncio.Semaphore(_AT_ONCE)
        hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(_AT_ONCE_PER_HOST))

        async def in_turn(feed: FeedState) -> FeedRefreshed:
            async with hosts[_host(feed)], slots:
                return self._skipped(feed) or await self._refreshed(feed)

        tasks = [asyncio.create_task(in_turn(feed)) for feed in due]
        self._tasks.update(tasks)
        try:
            for done, finished in enumerate(asyncio.as_completed(tasks), 1):
                yield replace(await finished, done=done, total=len(tasks))
        except asyncio.CancelledError:
            if not self._stopped:
                raise
        finally:
            await _cancelled(tasks)
            self._tasks.difference_update(tasks)

    async def stop(self) -> None:
        """End every refresh; a feed that is being stored is stored."""
        self._stopped = True
        await _cancelled(self._tasks)

    def _skipped(self, feed: FeedState) -> FeedRefreshed | None:
        until = self._left_alone.get(_host(feed))
        if until is None or until <= self._rooms.now():
            return None
        problem = (
            f"{line(_host(feed), 100)} has had too many requests and asked to be left alone until {until:%H:%M} UTC."
        )
        return FeedRefreshed(feed.id, feed.title, "skipped", problem=problem)

    async def _refreshed(self, feed: FeedState) -> FeedRefreshed:
        rooms = self._rooms
        try:
            got = await rooms.fetcher.fetch(feed.url, accept="feed", etag=feed.etag, last_modified=feed.last_modified)
            if got.status == 304:
                return await self._unchanged(feed, got)
            parsed = await rooms.sandbox.parse_feed(got.body, url=got.url, content_type=got.content_type)
        except (FetchError, FeedError, SandboxError) as error:
            return await self._failed(feed, error)
        return await self._stored(feed, got, parsed)

    async def _unchanged(self, feed: FeedState, got: Fetched) -> FeedRefreshed:
        library, now = self._rooms.library, self._rooms.now
        published = await library.read(feeds.recent, feed.id)
        due = _due(now(), got, ttl=feed.ttl, published=published)
        await library.write(ingest.unchanged, feed.id, next_check=due, now=now())
        return FeedRefreshed(feed.id, feed.title, "unchanged")

    async def _failed(self, feed: FeedState, error: SecreaderError) -> FeedRefreshed:
        _log.info("feed %s: %s", feed.url, error)
        now = self._rooms.now()
        retry_after = error.retry_after if isinstance(error, FetchError) else 0.0
        if retry_after:
            self._left_alone[_host(feed)] = now + timedelta(seconds=retry_after)
        due = schedule.next_check(now, failures=feed.failures + 1, retry_after=retry_after, jitter=_jitter())
        await self._rooms.library.write(ingest.failed, feed.id, str(error), next_check=due, now=now)
        return FeedRefreshed(feed.id, feed.title, "failed", problem=str(error))

    async def _stored(self, feed: FeedState, got: Fetched, parsed: ParsedFeed) -> FeedRefreshed:
        now = self._rooms.now()
        published = [entry.published for entry in parsed.entries if entry.published is not None]
        due = _due(now, got, ttl=parsed.ttl, published=published)
        validators = {"etag": got.etag, "last_modified": got.last_modified}
        new = await self._rooms.library.write(ingest.store_feed, feed.id, parsed, **validators, next_check=due, now=now)
        return FeedRefreshed(feed.id, feed.title or parsed.title, "new" if new else "unchanged", new=new)


async def _cancelled(tasks: "Collection[asyncio.Task[FeedRefreshed]]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _host(feed: FeedState) -> str:
    return urlsplit(feed.url).netloc


def _due(now: datetime, got: Fetched, *, ttl: int, published: Sequence[datetime]) -> datetime:
    """When to ask again after an answer, by what server and feed say and how often the feed posts."""
    return schedule.next_check(
        now,
        retry_after=got.retry_after,
        ttl=ttl,
        max_age=got.max_age,
        published=published,
        jitter=_jitter(),
    )


def _jitter() -> float:
    """Spreads the feeds of one refresh over time; nothing secret hangs on it."""
    return random.random()  # noqa: S311
