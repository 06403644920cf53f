"""The jobs that workers do: what is sent, what has to come back, and the sentences for when it does not."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from secreader.errors import SandboxError
from secreader.model import Article, Blocks, Discovered, Entities, ParsedFeed, Subscription

LARGEST = 16_000_000
"""Bytes of a request or an answer. Fetching stops at 10 MB, and an article of 10,000 words is 76 kB of JSON."""

_GRACE = 0.25
"""Seconds that a job may still take when its asker has gone: most are done before a new worker would have started."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` in the worker, `values` the types of what it answers.

    `patient` jobs let those go first that somebody waits for. `subject`, `verb` and `advice` make the sentences.
    """

    name: str
    values: tuple[Any, ...]
    subject: str
    verb: str
    advice: str
    patient: bool = False

    def too_slow(self, seconds: float) -> SandboxError:
        return SandboxError(f"{self.subject} took longer than {seconds:g} s to {self.verb}; {self.advice}.")

    def too_hungry(self, memory: int) -> SandboxError:
        return SandboxError(
            f"{self.subject} needs more than {memory // 1_000_000:,} MB of memory to {self.verb}; {self.advice}."
        )

    def too_large(self) -> SandboxError:
        return SandboxError(f"{self.subject} is larger than {LARGEST // 1_000_000} MB; {self.advice}.")

    def failed(self) -> SandboxError:
        return SandboxError(f"{self.subject} made the process fail that was to {self.verb} it; {self.advice}.")


FEED = Kind("feed", (ParsedFeed,), "This feed", "read", "try again later, or do without it", patient=True)
PAGE = Kind("extract", (Article, Entities), "This page", "clean", "open it in a browser")
FRAGMENT = Kind("fragment", (Blocks,), "The text in the feed", "clean", "open its page")
DISCOVER = Kind(
    "discover", (tuple[Discovered, ...],), "This page", "search for feeds", "give the address of the feed itself"
)
OPML = Kind("opml", (tuple[Subscription, ...],), "This OPML file", "read", "export it again, or split it")
WARM = Kind("warm", (), "What feeds and pages need", "load", "reinstalling secreader may help", patient=True)


class Job:
    """One job on its way. `answer` is done when the worker has answered, failed or been killed, or the asker has gone.

    Made in a running event loop.
    """

    def __init__(self, kind: Kind, data: bytes, **keywords: str | None) -> None:
        self.kind = kind
        self.url = keywords.get("url") or ""
        self.answer: asyncio.Future[tuple[Any, ...]] = asyncio.get_running_loop().create_future()
        self._head = json.dumps({"job": kind.name, **keywords}).encode()
        self._data = data
        self._deadline: asyncio.Timeout | None = None

    @property
    def size(self) -> int:
        """Bytes to work on."""
        return len(self._data)

    @property
    def request(self) -> bytes:
        """The two frames that `secreader.worker` reads."""
        return b"".join((len(self._head).to_bytes(4), self._head, len(self._data).to_bytes(4), self._data))

    @asynccontextmanager
    async def limited(self, seconds: float) -> AsyncIterator[None]:
        """A block that raises TimeoutError after `seconds`, or shortly after the asker has gone."""
        try:
            async with asyncio.timeout(_GRACE if self.answer.done() else seconds) as self._deadline:
                yield
        finally:
            self._deadline = None

    def abandon(self) -> None:
        """The asker has gone: what is being done may be done soon, to be thrown away, or its worker is killed."""
        deadline = self._deadline
        if deadline is not None and (end := deadline.when()) is not None and not deadline.expired():
            deadline.reschedule(min(end, asyncio.get_running_loop().time() + _GRACE))
