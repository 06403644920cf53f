"""Feeds in the background: refreshing, progress, what arrived, changes made by other processes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from secreader.errors import SecreaderError
from secreader.ui.render.words import count

if TYPE_CHECKING:
    from secreader.model import FeedRefreshed
    from secreader.ui.main import MainScreen

_DUE_EVERY = 60.0
"""Seconds between looks for feeds that are due."""

_LOOK_EVERY = 2.0
"""Seconds between looks for changes by another process."""

_COUNT_EVERY = 0.5
"""Seconds between counts of what arrived while a refresh runs: each reads the whole view."""


class Refreshing:
    """Runs one refresh at a time and keeps the status line true."""

    def __init__(self, screen: MainScreen) -> None:
        self._screen = screen
        self._running = False
        self._version = 0

    async def watch(self) -> None:
        """From now on a change by another process is a change: before the first view is read."""
        self._version = await self._screen.reader.version()

    def start(self, *, background: bool) -> None:
        """After first paint: refresh what is due, now and then every minute; look for changes in the library."""
        if background:
            self.run()
            self._screen.set_interval(_DUE_EVERY, self.run)
        self._screen.set_interval(_LOOK_EVERY, lambda: self._screen.converse(self._look))

    def run(self, feeds: Sequence[int] | None = None, *, force: bool = False) -> None:
        if self._running:
            if force:
                self._screen.say("A refresh is already running.")
            return
        self._running = True
        self._screen.start(partial(self._refresh, feeds, force=force), "refresh")

    async def _refresh(self, feeds: Sequence[int] | None, *, force: bool) -> None:
        screen = self._screen
        results: list[FeedRefreshed] = []
        counted = 0.0
        try:
            async for result in screen.reader.refresh(feeds, force=force):
                results.append(result)
                screen.status.say(screen.clock(), progress=(result.done, result.total))
                if result.new and monotonic() - counted > _COUNT_EVERY:
                    await screen.viewing.count_arrivals()
                    await screen.load_sources()
                    counted = monotonic()
        except SecreaderError as error:
            screen.say(str(error), wrong=True)
        finally:
            self._running = False
        screen.status.say(screen.clock(), progress=None)
        if results:
            tried = [result for result in results if result.outcome != "skipped"]
            failed = [result for result in tried if result.outcome == "failed"]
            offline = bool(tried) and len(failed) == len(tried) and len(tried) > 1
            screen.status.say(screen.clock(), refreshed=screen.clock(), offline=offline)
            await screen.viewing.count_arrivals()
            screen.viewing.filled()
            await screen.load_sources()
        if force:
            self._report(results)

    def _report(self, results: list[FeedRefreshed]) -> None:
        failed = [result for result in results if result.outcome == "failed"]
        if len(results) == 1 and results[0].problem:
            self._screen.say(f"{results[0].title}: {results[0].problem}", wrong=True)
            return
        new = count(sum(result.new for result in results), "new story", "new stories")
        skipped = [result for result in results if result.outcome == "skipped"]
        asked = len(results) - len(skipped)
        if skipped and not asked:
            self._screen.say(f"Nothing was asked. {skipped[0].title}: {skipped[0].problem}", wrong=True)
            return
        words = f"{count(asked, 'feed')} refreshed, {new}"
        self._screen.say(f"{words}, {len(failed)} failed (! shows why)." if failed else f"{words}.")

    async def _look(self) -> None:
        version = await self._screen.reader.version()
        if version != self._version:
            self._version = version
            await self._screen.viewing.count_arrivals()
            await self._screen.load_sources()
