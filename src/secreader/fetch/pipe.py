"""One connection as asyncio sees it: bytes come in, somebody waits for them."""

import asyncio

_HIGH_WATER = 128 * 1024
"""Bytes kept while nobody reads; then the other side has to wait."""


class Pipe(asyncio.Protocol):
    """Buffers what arrives until it is read. `failed` is why the connection broke, None while it did not."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.failed: Exception | None = None
        self.ended = False
        self._buffer = bytearray()
        self._paused = False
        self._waiter: asyncio.Future[None] | None = None

    @property
    def silent(self) -> bool:
        """Whether the connection is open and nothing unread has come."""
        return not self.ended and not self._buffer

    async def read(self, limit: int) -> bytes:
        """Up to `limit` bytes, b"" at the end. Raises what broke the connection once everything is read."""
        if self.silent:
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        else:
            # A sender that is never behind must not keep the event loop to itself.
            await asyncio.sleep(0)
        data = bytes(self._buffer[:limit])
        del self._buffer[:limit]
        if self._paused and len(self._buffer) < _HIGH_WATER and not self.ended:
            self._paused = False
            self.transport.resume_reading()
        if not data and self.failed is not None:
            raise self.failed
        return data

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._paused and len(self._buffer) >= _HIGH_WATER:
            self._paused = True
            self.transport.pause_reading()
        self._awake()

    def eof_received(self) -> None:
        self.ended = True
        self._awake()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended = True
        self.failed = exc
        self._awake()

    def _awake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
