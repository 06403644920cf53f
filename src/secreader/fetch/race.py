"""Connecting to the first of several addresses that answers (RFC 8305, "happy eyeballs")."""

import asyncio
from collections.abc import Sequence
from itertools import chain, zip_longest

from secreader.fetch.pipe import Pipe

HEAD_START = 0.25
"""Seconds that an address has before the next one is tried beside it."""

_ADDRESSES = 8


async def first_to_connect(addresses: Sequence[str], port: int) -> Pipe:
    """An open connection to one of `addresses`, literals all. Raises OSError, the first one's, when none answers."""
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
        raise attempts[0].exception() or OSError("no address")
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


def _abandon(attempt: asyncio.Task[Pipe]) -> None:
    """Close a connection that came too late."""
    if not attempt.cancelled() and attempt.exception() is None:
        attempt.result().transport.abort()
