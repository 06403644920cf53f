"""Fetcher: from addresses to answers, through the guard, within one deadline."""

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from secreader.errors import FetchError
from secreader.fetch.allow import allowed
from secreader.fetch.answer import read_answer
from secreader.fetch.fetched import Fetched
from secreader.fetch.guard import Guard
from secreader.fetch.headers import Kind, request_headers
from secreader.fetch.proxy import proxy_at
from secreader.fetch.redirects import Trail
from secreader.fetch.resolve import Resolver, resolve
from secreader.text import line

if TYPE_CHECKING:
    import httpx

DEADLINE = 30.0
"""Seconds for one fetch: look-ups, connections, redirects and the body together."""


class Fetcher:
    """The one door to the network, an async context manager.

    `allow` lists what the guard lets through although it is not public: hosts, host:port, addresses, and networks in
    CIDR form. `proxy` is an http, https or socks5 address; then only names can be checked, not the addresses that the
    proxy connects to. `deadline`, in seconds, and `resolver` are what tests shorten and replace. Raises ConfigError on
    entries that are none of these. Constructing it loads nothing heavy and opens nothing.
    """

    def __init__(
        self,
        *,
        allow: Sequence[str] = (),
        proxy: str = "",
        deadline: float = DEADLINE,
        resolver: Resolver = resolve,
    ) -> None:
        self._guard = Guard(allowed(allow))
        self._proxy = proxy_at(proxy) if proxy else None
        self._deadline = deadline
        self._resolver = resolver
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        if self._client is not None:
            await self._client.aclose()
            # The event loop closes sockets in its next turn.
            await asyncio.sleep(0)

    async def warm(self) -> None:
        """Load the HTTP library and the certificates, in a thread, ahead of the first fetch. Raises FetchError."""
        await self._ready()

    async def fetch(self, url: str, *, accept: Kind, etag: str = "", last_modified: str = "") -> Fetched:
        """What `url` answers, redirects followed. Raises FetchError, and RefusedError where the guard says no.

        `accept` chooses the Accept header and the cap on the body: 10 MB for a feed, 5 MB for a page. `etag` and
        `last_modified` are those of an earlier answer; with them the status may be 304, without a body.
        """
        trail = Trail(url)
        headers = request_headers(accept, etag, last_modified)
        try:
            async with asyncio.timeout(self._deadline):
                return await self._answer(trail, accept, headers)
        except TimeoutError:
            host = line(urlsplit(trail.url).hostname or "", 100)
            raise FetchError(f"{host} did not answer in full within {self._deadline:g} s; try again later.") from None

    async def _answer(self, trail: Trail, accept: Kind, headers: dict[str, str]) -> Fetched:
        client = await self._ready()
        from secreader.fetch.asking import asked
        from secreader.fetch.faults import in_words

        conditional = any(name.startswith("If-") for name in headers)
        with in_words():
            while True:
                async with asked(client, trail.url, headers) as response:
                    if not trail.redirected(response.status_code, response.extensions["location"]):
                        return await read_answer(response, trail, accept, conditional=conditional)

    async def _ready(self) -> "httpx.AsyncClient":
        async with self._opening:
            if self._closed:
                raise FetchError("secreader is closing: nothing is fetched any more.")
            if self._client is None:
                self._client = await asyncio.to_thread(self._connect)
            return self._client

    def _connect(self) -> "httpx.AsyncClient":
        from secreader.fetch import asking, faults  # noqa: F401 - each fetch needs them: loaded here, in the thread
        from secreader.fetch.client import direct_client, proxied_client

        if self._proxy is None:
            return direct_client(self._guard, self._resolver)
        return proxied_client(self._guard, self._resolver, self._proxy)
