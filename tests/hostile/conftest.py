"""One server and one pair of workers for a session; no name is looked up but those that a test makes up."""

import logging
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio

from hostile.server import HostileServer
from secreader import sandbox
from secreader.sandbox import Sandbox


@pytest.fixture(scope="session")
def server() -> Iterator[HostileServer]:
    with HostileServer() as running:
        yield running


class Lent(Sandbox):
    """Readers leave it running."""

    async def __aexit__(self, *_: object) -> None:
        pass


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def workers() -> AsyncIterator[Sandbox]:
    async with Sandbox() as box:
        lent = Lent()
        lent._pool = box._pool
        yield lent


@pytest.fixture
def shared_workers(workers: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers of this test use the session's workers: starting them takes longer than most cases."""
    monkeypatch.setattr(sandbox, "Sandbox", lambda: workers)


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The addresses of made-up names, from the first look-up on; the last one stays. Numbers are read as ever."""
    known: dict[str, list[str]] = {}
    ask = socket.getaddrinfo

    def answer(host: str | bytes | None, port: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(host, str) and host in known:
            host = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return ask(host, port, *args, **{**kwargs, "flags": socket.AI_NUMERICHOST})

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return known


@pytest.fixture(autouse=True)
def _journal() -> Iterator[None]:
    """Readers here start the log; the next test gets it as it was."""
    logger = logging.getLogger("secreader")
    before = (logger.handlers[:], logger.propagate, logger.level)
    yield
    for handler in logger.handlers:
        handler.close()
    logger.handlers[:], logger.propagate, logger.level = before
