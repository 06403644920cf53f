# ruff: noqa: ARG002, ASYNC109 - the signatures are httpcore's; time is limited once, by the fetcher's deadline
"""The network as httpcore sees it: names are resolved here, and only addresses that the guard passes are connected to.

Faults become sentences where they happen. Imports httpcore: `client` imports this module when it is first needed.
"""

import asyncio
import errno
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

from secreader.errors import FetchError
from secreader.fetch.guard import Guard
from secreader.fetch.pipe import Pipe
from secreader.fetch.race import first_to_connect
from secreader.fetch.resolve import Resolver
from secreader.fetch.tls import handshake_problem
from secreader.text import line

_READ = 16 * 1024
"""Bytes handed over at a time: parsing more of a hostile answer at once would hold up the event loop."""

_HEAD = 256 * 1024
"""Bytes that may come before an answer's head is complete: interim answers (1xx) before it can go on without end."""


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Resolves, asks the guard, connects to the literal that it passed: no second look-up can give another address."""

    def __init__(self, guard: Guard, resolve: Resolver) -> None:
        self._guard = guard
        self._resolve = resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = self._guard.passed(host, port, await self._resolve(host, port))
        try:
            pipe = await first_to_connect(addresses, port)
        except OSError as error:
            raise FetchError(_unreachable(host, port, error)) from None
        return GuardedStream(pipe, host)


class GuardedStream(httpcore.AsyncNetworkStream):
    """An open connection to `host`."""

    def __init__(self, pipe: Pipe, host: str) -> None:
        self._pipe = pipe
        self._host = host
        self._head_left = _HEAD
        self._in_head = True

    def head_is_complete(self) -> None:
        """What comes from here to the next request is a body, which its reader limits."""
        self._in_head = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = await self._pipe.read(min(max_bytes, _READ))
        except (OSError, ssl.SSLError) as error:
            raise FetchError(
                f"{line(self._host, 100)} broke off the connection ({_reason(error)}); try again later."
            ) from None
        if self._in_head:
            self._head_left -= len(data)
            if self._head_left < 0:
                raise FetchError(f"{line(self._host, 100)} sends headers without end, so it is not read.")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._head_left, self._in_head = _HEAD, True
        # A request is small: it waits in the transport's buffer, and a broken connection shows when the answer is read.
        self._pipe.transport.write(buffer)

    async def aclose(self) -> None:
        self._pipe.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        plain = self._pipe.transport
        # A proxy's own address says nothing about the certificate behind it.
        peer = plain.get_extra_info("peername") if server_hostname == self._host else None
        if not self._pipe.silent:
            # Read after the handshake, what came before it would pass for the server's verified words.
            plain.abort()
            raise FetchError(_before_tls(server_hostname or self._host))
        try:
            secure = await loop.start_tls(plain, self._pipe, ssl_context, server_hostname=server_hostname)
        except (OSError, ssl.SSLError) as error:
            plain.abort()
            raise FetchError(await handshake_problem(server_hostname or self._host, peer, error)) from None
        except BaseException:
            plain.abort()
            raise
        assert secure is not None
        self._pipe.transport = secure
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            # On an idle connection that means: it ended, or something came that nobody asked for.
            return not self._pipe.silent
        return self._pipe.transport.get_extra_info(info)


def _before_tls(host: str) -> str:
    return f"{line(host, 100)} closed the connection or sent something before it was secure; try again later."


def _unreachable(host: str, port: int, error: OSError) -> str:
    where = f"{line(host, 100)}, port {port},"
    match error.errno:
        case errno.ECONNREFUSED:
            return f"{where} refuses the connection: no server runs there now."
        case errno.ENETUNREACH | errno.EHOSTUNREACH:
            return f"{where} cannot be reached from here; check that this computer is online."
        case _:
            return f"{where} cannot be connected to ({_reason(error)})."


def _reason(error: Exception) -> str:
    return line(getattr(error, "strerror", None) or str(error) or "connection lost", 200).lower()
