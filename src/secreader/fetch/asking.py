"""One request and the head of its answer. Imports httpx: see `client`."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import httpcore
import httpx

from secreader.errors import FetchError, RefusedError

_TRIES = 4
"""More connections to one host are hardly ever kept."""


@asynccontextmanager
async def asked(client: httpx.AsyncClient, url: str, headers: Mapping[str, str]) -> AsyncIterator[httpx.Response]:
    """The answer, its head read.

    A connection that was kept from an earlier request may have ended meanwhile, or hold what its server sent behind
    the earlier answer: before a server is blamed, it is asked on a connection of its own.
    """
    for tries_left in reversed(range(_TRIES)):
        connecting = _Connecting()
        request = client.build_request("GET", url, headers=headers, extensions={"trace": connecting})
        try:
            response = await client.send(request, stream=True)
        except RefusedError:
            raise
        except (FetchError, httpcore.RemoteProtocolError):
            if connecting.happened or not tries_left:
                raise
        else:
            break
    try:
        yield response
    finally:
        await response.aclose()


class _Connecting:
    """httpcore's trace of a request: whether a connection was opened for it."""

    happened = False

    async def __call__(self, event: str, _details: Mapping[str, Any]) -> None:
        self.happened = self.happened or event.endswith("connect_tcp.started")
