"""Between httpx and the pool: nothing happens here that the fetcher did not ask for. Imports httpx: see `client`."""

from collections.abc import AsyncIterator

import httpcore
import httpx

from secreader.fetch.backend import GuardedStream
from secreader.fetch.guard import Guard

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
        stream = answer.extensions["network_stream"]
        if isinstance(stream, GuardedStream):
            stream.head_is_complete()
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
