"""A refresh: many feeds at a time, few of one host, each stored in one transaction."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace

from secreader.model import FeedRefreshed
from secreader.reader.refreshing.asking import Asker
from secreader.reader.refreshing.lock import RefreshLock
from secreader.reader.refreshing.manners import Manners, host
from secreader.reader.rooms import Rooms
from secreader.store import feeds
from secreader.store.feeds import FeedState

_AT_ONCE = 50
_AT_ONCE_PER_HOST = 2
"""Many blogs share one host, which answers 429 to a crowd of requests."""

_ELSEWHERE = FeedRefreshed(
    0,
    "secreader",
    "skipped",
    problem="Another secreader is refreshing these feeds now; what it finds is seen here too.",
    done=1,
    total=1,
)


class Refresher:
    """All refreshes of a reader."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._lock = RefreshLock(rooms)
        self._tasks: set[asyncio.Task[FeedRefreshed]] = set()
        self._stopped = False

    async def refresh(self, ids: Sequence[int] | None, *, force: bool) -> AsyncIterator[FeedRefreshed]:
        """Fetch, parse and store the feeds that are due, in whichever order they finish.

        With `force` all feeds (of `ids`) but those that are gone; one that is gone is asked again when it is the only
        one. One result a feed, "skipped" for those that must not be asked now; when another process is refreshing, one
        result for all of them, whose feed_id is 0.

        Leaving the iteration early stops what is still being fetched; what was stored stays. `stop` ends it early.
        """
        if not await self._due(ids, force=force):
            return
        if not await self._lock.take():
            yield _ELSEWHERE
            return
        tasks: list[asyncio.Task[FeedRefreshed]] = []
        try:
            # Read again: another process may have refreshed them meanwhile.
            tasks = self._started(await self._due(ids, force=force))
            for done, finished in enumerate(asyncio.as_completed(tasks), 1):
                yield replace(await finished, done=done, total=len(tasks))
        except asyncio.CancelledError:
            if not self._stopped:
                raise
        finally:
            await _cancelled(tasks)
            self._tasks.difference_update(tasks)
            await self._lock.leave()

    async def stop(self) -> None:
        """End every refresh; a feed that is being stored is stored."""
        self._stopped = True
        await _cancelled(self._tasks)
        await self._lock.free()

    async def _due(self, ids: Sequence[int] | None, *, force: bool) -> list[FeedState]:
        return await self._rooms.library.read(feeds.due, self._rooms.now(), force=force, feed_ids=ids)

    def _started(self, due: Sequence[FeedState]) -> list[asyncio.Task[FeedRefreshed]]:
        manners = Manners(self._rooms.now)
        asker = Asker(self._rooms, manners)
        slots = asyncio.Semaphore(_AT_ONCE)
        beginning = asyncio.Lock()
        hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(_AT_ONCE_PER_HOST))

        async def in_turn(feed: FeedState) -> FeedRefreshed:
            async with hosts[host(feed)], slots:
                if reason := manners.forbid(feed):
                    return FeedRefreshed(feed.id, feed.title, "skipped", problem=reason)
                async with beginning:
                    # One request a turn of the event loop: fifty at once would keep a key press waiting for 50 ms.
                    await asyncio.sleep(0)
                return await asker.ask(feed)

        tasks = [asyncio.create_task(in_turn(feed)) for feed in due]
        self._tasks.update(tasks)
        return tasks


async def _cancelled(tasks: "Collection[asyncio.Task[FeedRefreshed]]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
