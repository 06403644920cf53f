"""A loopback server that answers as a test says, and sees what it was asked; fetchers that may talk to it."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from secreader.fetch import Fetcher

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """One request; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]


Behaviour = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    host: str
    port: int
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"http://{self.place}{path}"


def http(
    body: bytes = b"", *, status: int = 200, reason: str = "OK", headers: Headers = (), length: int | None = None
) -> bytes:
    """An answer as it goes over the wire; `length` is what Content-Length says where that is not the truth."""
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers)]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def saying(answer: bytes) -> Behaviour:
    """Sends `answer`, whatever was asked."""

    async def behave(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    return behave


def by_path(**answers: bytes) -> Behaviour:
    """Sends the answer of that name for /name."""

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answers[asked.path.strip("/")])

    return behave


@asynccontextmanager
async def serving(
    answer: bytes | Behaviour,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    tls: ssl.SSLContext | None = None,
    close: bool = False,
) -> AsyncIterator[Server]:
    """A server that behaves so at every request, and with `close` ends the connection after each."""
    behave = saying(answer) if isinstance(answer, bytes) else answer
    tasks: set[asyncio.Task[Any]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        server.connections += 1
        with suppress(asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError, ssl.SSLError):
            while True:
                asked = _asked(await reader.readuntil(b"\r\n\r\n"))
                server.asked.append(asked)
                await behave(asked, writer)
                await writer.drain()
                if close:
                    break
        writer.close()

    listening = await asyncio.start_server(converse, host, port, ssl=tls)
    server = Server(host, listening.sockets[0].getsockname()[1])
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _asked(head: bytes) -> Asked:
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ")
    pairs = (line.partition(":") for line in lines if line)
    return Asked(method, path, {name.lower(): value.strip() for name, _, value in pairs})


def fetcher(*servers: Server, **options: Any) -> Fetcher:
    """A fetcher that may connect to `servers` and nowhere else off the public internet."""
    return Fetcher(allow=[server.place for server in servers], **options)


class Names:
    """A resolver that knows these names alone (wire_example for wire.example), and remembers what it was asked."""

    def __init__(self, **addresses: Sequence[str]) -> None:
        self._addresses = {name.replace("_", "."): found for name, found in addresses.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        if host in self._addresses:
            return self._addresses[host]
        # Numbers in any spelling, as the system reads them; nothing is looked up.
        found = await asyncio.get_running_loop().getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)
        return [str(entry[4][0]) for entry in found]


class Others:
    """Another task of the event loop, which counts how often it had its turn."""

    turns = 0

    async def _work(self) -> None:
        while True:
            await asyncio.sleep(0)
            self.turns += 1

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._work())

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
