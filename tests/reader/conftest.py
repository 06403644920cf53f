"""Loopback alone, and workers that the tests of a session share: starting them takes longer than most tests."""

import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from reader.wire import Wire, wired
from secreader import sandbox
from secreader.sandbox import Sandbox


@pytest.fixture(autouse=True)
def no_names_but_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are offline: no name is looked up anywhere."""
    ask = socket.getaddrinfo

    def answer(host: str | bytes | None, *args: Any, **kwargs: Any) -> Any:
        if host in ("127.0.0.1", "localhost", "::1", None):
            return ask(host, *args, **kwargs)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", answer)


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
    """Readers of this test use the session's workers."""
    monkeypatch.setattr(sandbox, "Sandbox", lambda: workers)


@pytest_asyncio.fixture(loop_scope="session")
async def wire() -> AsyncIterator[Wire]:
    async with wired() as site:
        yield site
