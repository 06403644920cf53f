"""Sandbox: the jobs as methods."""

import logging
from types import TracebackType
from typing import Any, Self

from secreader.errors import SandboxError
from secreader.model import Article, Blocks, Discovered, Entities, ParsedFeed, Subscription
from secreader.sandbox import jobs
from secreader.sandbox.jobs import Job, Kind
from secreader.sandbox.pool import Pool
from secreader.sandbox.process import Worker

_log = logging.getLogger(__name__)

_WORKER = ("-P", "-m", "secreader.worker")
"""-P: a file of the folder that secreader was started in must not pass for a module of the worker."""


class Sandbox:
    """Up to two worker processes, each started when it is first needed; an async context manager that ends them.

    `seconds` and `memory` (bytes) are what one job may take; a worker is replaced after `recycle` jobs. `worker` are
    the arguments of the interpreter. Every method raises SandboxError when its job overran, failed or was stopped.
    """

    def __init__(
        self,
        *,
        workers: int = 2,
        seconds: float = 10.0,
        memory: int = 1_000_000_000,
        recycle: int = 200,
        worker: tuple[str, ...] = _WORKER,
    ) -> None:
        command = (*worker, str(seconds), str(memory))
        self._pool = Pool(
            [Worker(command, recycle=recycle) for _ in range(workers)],
            seconds=seconds,
            memory=memory,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.close()

    async def warm(self) -> None:
        """Have a worker ready that has loaded what feeds and pages need. Where none starts, the first job says so."""
        try:
            await self._do(jobs.WARM, b"")
        except SandboxError as error:
            _log.warning("no warm worker: %s", error)

    async def parse_feed(self, data: bytes, *, url: str, content_type: str) -> ParsedFeed:
        """As `feeds.parse`. Raises FeedError."""
        feed: ParsedFeed = (await self._do(jobs.FEED, data, url=url, content_type=content_type))[0]
        return feed

    async def extract(self, html: bytes, *, url: str, charset: str | None) -> tuple[Article, Entities]:
        """As `articles.extract`, and what `entities.find` finds in title, deck and text. Raises ExtractError."""
        article, entities = await self._do(jobs.PAGE, html, url=url, charset=charset)
        return article, entities

    async def fragment(self, html: str, *, url: str) -> Blocks:
        """As `articles.fragment`: a feed's own HTML as blocks. Raises ExtractError."""
        blocks: Blocks = (await self._do(jobs.FRAGMENT, html.encode("utf-8", "replace"), url=url))[0]
        return blocks

    async def discover(self, data: bytes, *, url: str) -> tuple[Discovered, ...]:
        """As `feeds.discover`: the feeds that a page names."""
        found: tuple[Discovered, ...] = (await self._do(jobs.DISCOVER, data, url=url))[0]
        return found

    async def opml(self, data: bytes) -> tuple[Subscription, ...]:
        """As `opml.read`. Raises FeedError."""
        listed: tuple[Subscription, ...] = (await self._do(jobs.OPML, data))[0]
        return listed

    async def _do(self, kind: Kind, data: bytes, **keywords: str | None) -> tuple[Any, ...]:
        return await self._pool.do(Job(kind, data, **keywords))
