"""Names to addresses, off the event loop."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from secreader.errors import FetchError
from secreader.fetch.addresses import parsed
from secreader.text import line

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""From host and port to the literal addresses of the host, best first."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of `host` by the system's resolver. Raises FetchError.

    Each look-up has a thread of its own, a daemon: a name server that does not answer holds up neither the threads
    that the library works in nor the end of the program.
    """
    if parsed(host) is not None:
        return [host]
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | Exception) -> None:
        if answer.done():
            return
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def look_up() -> None:
        found: list[str] | Exception
        try:
            found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            found = _unknown(host, error)
        with suppress(RuntimeError):  # The loop is closed: nobody waits any more.
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=look_up, name="secreader-resolve", daemon=True).start()
    return await answer


def _unknown(host: str, error: Exception) -> FetchError:
    shown = line(host, 100)
    if isinstance(error, UnicodeError):
        return FetchError(f"{shown} is not a possible host name; check the address.")
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return FetchError(f"The name {shown} cannot be looked up now; check that this computer is online.")
    return FetchError(f"There is no host named {shown}; check the spelling, and that this computer is online.")
