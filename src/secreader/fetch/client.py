"""httpx over a pool that connects through the guard. Imports httpx: `fetcher` loads this module in a thread."""

import os
import ssl
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import anyio
import anyio.lowlevel
import httpcore
import httpx

from secreader.errors import FetchError
from secreader.fetch.backend import GuardedBackend
from secreader.fetch.guard import Guard
from secreader.fetch.headers import session_headers
from secreader.fetch.proxy import Proxy
from secreader.fetch.resolve import Resolver
from secreader.text import line

_IDLE_SECONDS = 4.0
"""Connections are kept for redirects and for the next feed of a host; many servers end them after 5 s themselves."""

_IDLE_CONNECTIONS = 10
"""The pool looks through all of them at every request."""


def direct_client(guard: Guard, resolve: Resolver) -> httpx.AsyncClient:
    """A client that connects where `guard` lets it. Raises FetchError where the certificates cannot be read."""
    return _client(GuardedTransport(_pool(GuardedBackend(guard, resolve))))


def proxied_client(guard: Guard, resolve: Resolver, proxy: Proxy) -> httpx.AsyncClient:
    """A client that connects to `proxy` alone, and asks it only for names that `guard` lets through."""
    return _client(ProxiedTransport(_pool(GuardedBackend(proxy.guard, resolve), proxy), guard))


def _client(transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
    """Without credentials, redirects and time limits of its own, and blind to the environment."""
    # anyio, whose locks the pool uses, loads half of itself at first use: here in a thread, not on the event loop.
    anyio.run(anyio.lowlevel.checkpoint)
    return httpx.AsyncClient(
        transport=transport,
        headers=session_headers(),
        timeout=None,  # noqa: S113 - the fetcher's deadline is over all of it; httpx's own begin anew at every read
        follow_redirects=False,
        trust_env=False,
    )


def _pool(backend: GuardedBackend, proxy: Proxy | None = None) -> httpcore.AsyncConnectionPool:
    return httpcore.AsyncConnectionPool(
        ssl_context=_trust(),
        proxy=None if proxy is None else httpcore.Proxy(proxy.url, auth=proxy.auth),
        max_connections=None,
        max_keepalive_connections=_IDLE_CONNECTIONS,
        keepalive_expiry=_IDLE_SECONDS,
        network_backend=backend,
    )


def _trust() -> ssl.SSLContext:
    """Verifies against certifi's authorities, or those that SSL_CERT_FILE or SSL_CERT_DIR name."""
    try:
        return httpx.create_ssl_context()
    except (OSError, ssl.SSLError) as error:
        named = os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR") or "certifi's file"
        raise FetchError(f"The certificates in {line(named)} cannot be read ({line(str(error), 100)}).") from None


_KEPT_BACK = (b"set-cookie", b"location")


class GuardedTransport(httpx.AsyncBaseTransport):
    """Carries httpx's requests to the pool as they are.

    Of the answers it keeps back what httpx would act on unasked: cookies, and the Location of redirects, which is in
    the extension `location` (bytes; None where there is none).
    """

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        location = next((value for name, value in answer.headers if name.lower() == b"location"), None)
        return httpx.Response(
            answer.status,
            headers=[(name, value) for name, value in answer.headers if name.lower() not in _KEPT_BACK],
            stream=_Body(answer),
            extensions={**answer.extensions, "location": location},
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


class ProxiedTransport(GuardedTransport):
    """Checks the names that a proxy is asked for."""

    def __init__(self, pool: httpcore.AsyncConnectionPool, guard: Guard) -> None:
        super().__init__(pool)
        self._guard = guard

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        self._guard.check_name(url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80))
        return await super().handle_async_request(request)


class _Body(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._answer.aiter_stream()

    async def aclose(self) -> None:
        await self._answer.aclose()


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
