"""What the HTTP libraries raise, in words. Imports httpx: see `client`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore
import httpx

from secreader.errors import FetchError
from secreader.text import line


@contextmanager
def in_words() -> Iterator[None]:
    """What httpx and httpcore raise, as FetchError; faults of the network are already in words (`backend`)."""
    try:
        yield
    except httpcore.ProxyError as error:
        raise FetchError(f"The proxy refuses the connection ({line(str(error), 100)}); see [network] proxy.") from None
    except _socks_faults() as error:
        raise FetchError(f"The proxy does not speak SOCKS ({line(str(error), 100)}); see [network] proxy.") from None
    except httpx.InvalidURL as error:
        raise FetchError(f"This is not a possible address ({line(str(error), 100)}).") from None
    except httpcore.RemoteProtocolError as error:
        raise FetchError(_broken(str(error))) from None
    except (httpcore.ProtocolError, httpcore.NetworkError, httpcore.UnsupportedProtocol, httpx.HTTPError) as error:
        raise FetchError(f"The request cannot be sent ({line(str(error), 100)}).") from None


def _socks_faults() -> tuple[type[Exception], ...]:
    """What socksio raises on a proxy that speaks anything else, and httpcore passes on as it is."""
    socksio = sys.modules.get("socksio")
    return () if socksio is None else (socksio.SOCKSError,)


def _broken(words: str) -> str:
    """h11's words for a server that does not keep to HTTP, sorted into the three kinds that a user can tell apart."""
    if "without sending a response" in words:
        return "The server closed the connection without an answer; try again later."
    if any(part in words for part in ("without sending complete", "incomplete chunked", "unexpectedly closed")):
        return "The answer broke off before its end; try again later."
    return f"The server does not answer in proper HTTP ({line(words, 100)})."
