"""Of all the processes that have a library open, one refreshes at a time."""

import asyncio
import contextlib
import logging
import os
import secrets
import socket
import sys
from collections.abc import Iterator

from secreader.errors import SecreaderError
from secreader.reader.rooms import Rooms
from secreader.store import lock

_log = logging.getLogger(__name__)

_BEAT_EVERY = 15.0
"""Seconds; a lock without a sign of life for `lock.DEAD_AFTER` is anybody's."""


class RefreshLock:
    """One reader's hold on the right to refresh; its own refreshes may share it."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._owner = f"{secrets.token_hex(8)} {os.getpid()} {socket.gethostname()}"
        self._holders = 0
        self._beating: asyncio.Task[None] | None = None

    async def take(self) -> bool:
        """Whether this reader may refresh now; then `leave` when it is over."""
        if not await self._rooms.library.write(lock.take, self._owner, now=self._rooms.now(), ended=_ended):
            return False
        self._holders += 1
        if self._beating is None:
            self._beating = asyncio.create_task(self._beat())
        return True

    async def leave(self) -> None:
        """One refresh is over; the last one frees the lock."""
        if self._holders:
            self._holders -= 1
            if not self._holders:
                await self.free()

    async def free(self) -> None:
        """Give the lock back, whoever still holds it."""
        self._holders = 0
        if self._beating is not None:
            self._beating.cancel()
            self._beating = None
            with _forgiven():
                await self._rooms.library.write(lock.release, self._owner)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(_BEAT_EVERY)
            with _forgiven():
                await self._rooms.library.write(lock.beat, self._owner, now=self._rooms.now())


@contextlib.contextmanager
def _forgiven() -> Iterator[None]:
    """A library that cannot be written is told of by who writes stories; the lock ends by itself."""
    try:
        yield
    except SecreaderError as error:
        _log.warning("the lock of refreshes: %s", error)


def _ended(owner: str) -> bool:
    """Whether the process that `owner` names certainly runs no more."""
    _, pid, machine = owner.split(" ", 2)
    if machine != socket.gethostname() or sys.platform == "win32":
        # Of another machine nothing is known; on Windows there is no harmless signal to ask with.
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        # It runs, for another user.
        return False
    return False
