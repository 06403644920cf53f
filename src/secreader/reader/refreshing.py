"""Refreshing feeds: a few at a time, politely, each stored in one transaction."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from secreader.errors import FeedError, FetchError, SandboxError
from secreader.feeds import schedule
from secreader.fetch import Fetched
from secreader.model import FeedRefreshed
from secreader.reader.rooms import Rooms
from secreader.store import feeds, ingest
from secreader.store.feeds import FeedState

_log = logging.getLogger(__name__)

_AT_ONCE = 8
_AT_ONCE_PER_HOST = 2
"""Many blogs share one host, which answers 429 to a crowd of requests."""


async def refreshed(rooms: Rooms, ids: Sequence[int] | None, *, force: bool) -> AsyncIterator[FeedRefreshed]:
    """Fetch, parse and store the feeds that are due, in whichever order they finish.

    Leaving the iteration early stops what is still being fetched; what was stored stays.
    """
    due = await rooms.library.read(feeds.due, rooms.now(), force=force, feed_ids=ids)
    slots = asyncio.Semaphore(_AT_ONCE)
    hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(_AT_ONCE_PER_HOST))

    async def in_turn(feed: FeedState) -> FeedRefreshed:
        async with hosts[urlsplit(feed.url).netloc], slots:
            return await _refresh(rooms, feed)

    tasks = [asyncio.create_task(in_turn(feed)) for feed in due]
    try:
        for done, finished in enumerate(asyncio.as_completed(tasks), 1):
            yield replace(await finished, done=done, total=len(tasks))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _refresh(rooms: Rooms, feed: FeedState) -> FeedRefreshed:
    library, now = rooms.library, rooms.now
    try:
        got = await rooms.fetcher.fetch(feed.url, accept="feed", etag=feed.etag, last_modified=feed.last_modified)
        if got.status == 304:
            await library.write(ingest.unchanged, feed.id, next_check=_next(rooms, feed, got), now=now())
            return FeedRefreshed(feed.id, feed.title, "unchanged")
        parsed = await rooms.sandbox.parse_feed(got.body, url=got.url, content_type=got.content_type)
    except (FetchError, FeedError, SandboxError) as error:
        _log.info("feed %s: %s", feed.url, error)
        retry_after = error.retry_after if isinstance(error, FetchError) else 0.0
        again = schedule.next_check(now(), failures=feed.failures + 1, retry_after=retry_after)
        await library.write(ingest.failed, feed.id, str(error), next_check=again, now=now())
        return FeedRefreshed(feed.id, feed.title, "failed", problem=str(error))
    new = await library.write(
        ingest.store_feed,
        feed.id,
        parsed,
        etag=got.etag,
        last_modified=got.last_modified,
        next_check=_next(rooms, feed, got),
        now=now(),
    )
    return FeedRefreshed(feed.id, feed.title or parsed.title, "new" if new else "unchanged", new=new)


def _next(rooms: Rooms, feed: FeedState, got: Fetched) -> object: ...
