"""httpx over a pool that connects through the guard. Imports httpx: `fetcher` loads this module in a thread."""

import os
import ssl

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
from secreader.fetch.transport import GuardedTransport, ProxiedTransport
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
