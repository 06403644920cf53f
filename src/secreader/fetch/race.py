"""Connecting to the first of several addresses that answers (RFC 8305, "happy eyeballs")."""

import asyncio
import errno
from collections.abc import Sequence
from itertools import chain, zip_longest

from secreader.fetch.pipe import Pipe

HEAD_START = 0.25
"""Seconds that an address has before the next one is tried beside it."""

_ADDRESSES = 8

_NO_ROUTE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL)


async def first_to_connect(addresses: Sequence[str], port: int) -> Pipe:
    """An open connection to one of `addresses`, literals all and at least one. Raises OSError when none answers."""
    waiting = in_turns(addresses)[:_ADDRESSES]
    attempts: list[asyncio.Task[Pipe]] = []
    try:
        while waiting or any(not attempt.done() for attempt in attempts):
            if waiting:
                attempts.append(asyncio.create_task(_connect(waiting.pop(0), port)))
            running = [attempt for attempt in attempts if not attempt.done()]
            done, _ = await asyncio.wait(
                running, timeout=HEAD_START if waiting else None, return_when=asyncio.FIRST_COMPLETED
            )
            for attempt in done:
                if attempt.exception() is None:
                    return attempts.pop(attempts.index(attempt)).result()
        raise _telling(attempts)
    finally:
        for attempt in attempts:
            attempt.cancel()
            attempt.add_done_callback(_abandon)


def in_turns(addresses: Sequence[str]) -> list[str]:
    """The addresses without repeats, the two families in turns, the order within each kept."""
    unique = list(dict.fromkeys(addresses))
    first_is_six = bool(unique) and ":" in unique[0]
    leading = [address for address in unique if (":" in address) == first_is_six]
    others = [address for address in unique if (":" in address) != first_is_six]
    return [address for address in chain.from_iterable(zip_longest(leading, others)) if address is not None]


async def _connect(address: str, port: int) -> Pipe:
    _, pipe = await asyncio.get_running_loop().create_connection(Pipe, address, port)
    return pipe


def _telling(attempts: list[asyncio.Task[Pipe]]) -> BaseException:
    """Of the failures the one to report: that a family of addresses has no route here is often beside the point."""
    errors = [error for attempt in attempts if (error := attempt.exception()) is not None]
    return min(errors, key=lambda error: isinstance(error, OSError) and error.errno in _NO_ROUTE)


def _abandon(attempt: asyncio.Task[Pipe]) -> None:
    """Close a connection that came too late."""
    if not attempt.cancelled() and attempt.exception() is None:
        attempt.result().transport.abort()
