"""The jobs that workers do: what is sent, what has to come back, and the sentences for when it does not."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from secreader.errors import SandboxError
from secreader.model import Article, Blocks, Discovered, Entities, ParsedFeed, Subscription


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
            f"{self.subject} needs more than {memory / 1e6:,.0f} MB of memory to {self.verb}; {self.advice}."
        )

    def too_large(self, size: int) -> SandboxError:
        return SandboxError(f"{self.subject} comes to more than {size / 1e6:,.0f} MB of text; {self.advice}.")

    def failed(self) -> SandboxError:
        return SandboxError(f"{self.subject} cannot be {_PAST[self.verb]}: the worker process failed; {self.advice}.")


_PAST = {"read": "read", "clean": "cleaned", "search": "searched", "load": "loaded"}

FEED = Kind("feed", (ParsedFeed,), "This feed", "read", "the next refresh tries again", patient=True)
PAGE = Kind("extract", (Article, Entities), "This page", "clean", "o opens it in the browser")
FRAGMENT = Kind("fragment", (Blocks,), "The text in the feed", "clean", "o opens the page in the browser")
DISCOVER = Kind("discover", (tuple[Discovered, ...],), "This page", "search", "give the address of the feed itself")
OPML = Kind("opml", (tuple[Subscription, ...],), "This OPML file", "read", "export it again, or split it")
WARM = Kind("warm", (), "A worker process", "load", "reinstalling secreader may help", patient=True)


class Job:
    """One job on its way: `answer` is done when the worker has answered, failed or been killed."""

    def __init__(self, kind: Kind, data: bytes, **keywords: str | None) -> None:
        self.kind = kind
        self.url = keywords.get("url") or ""
        self.answer: asyncio.Future[tuple[Any, ...]] = asyncio.get_running_loop().create_future()
        self.deadline: asyncio.Timeout | None = None
        self._head = json.dumps({"job": kind.name, **keywords}).encode()
        self._data = data

    @property
    def request(self) -> bytes:
        """The frames that `secreader.worker` reads."""
        return b"".join([len(self._head).to_bytes(4), self._head, len(self._data).to_bytes(4), self._data])
