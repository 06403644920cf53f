"""From an answer's first line to a `Fetched`, or to the sentence that says why there is none."""

import asyncio
from typing import TYPE_CHECKING

from secreader.errors import FetchError
from secreader.fetch import headers
from secreader.fetch.body import LIMITS, unpacker
from secreader.fetch.fetched import Fetched
from secreader.fetch.headers import Kind
from secreader.fetch.redirects import Trail
from secreader.fetch.status import status_problem

if TYPE_CHECKING:
    import httpx

_CHUNKS = 100_000
"""Chunks of a body: 10 MB of single bytes would take minutes to put together."""

_CHUNKS_IN_A_ROW = 64
"""Then other tasks have their turn: chunks that came in one packet are handed over without a pause."""

_BROKEN_UP = "The answer comes in too many small parts to be put together safely."


async def read_answer(response: "httpx.Response", trail: Trail, accept: Kind, *, conditional: bool) -> Fetched:
    """The answer that `trail` ends in. Raises FetchError unless it is a 2xx, or a 304 to a `conditional` request."""
    status, received = response.status_code, response.headers
    wait = headers.retry_after(received)
    if status == 304 and not conditional:
        raise FetchError("The server answers 304, not modified, to a first request; try again later.", status=status)
    if status != 304 and not 200 <= status < 300:
        raise FetchError(status_problem(status, response.reason_phrase), status=status, retry_after=wait)
    content_type = received.get("content-type", "")
    return Fetched(
        status=status,
        url=trail.url,
        body=b"" if status == 304 else await _body(response, LIMITS[accept]),
        content_type=headers.media_type(content_type),
        charset=headers.charset(content_type),
        etag=headers.validator(received.get_list("etag")),
        last_modified=headers.validator(received.get_list("last-modified")),
        max_age=headers.max_age(received),
        retry_after=wait,
        permanent_url=trail.permanent_url,
    )


async def _body(response: "httpx.Response", limit: int) -> bytes:
    """The body unpacked, at most `limit` bytes of it on the wire and unpacked. Raises FetchError."""
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared[:20]) > limit:
        raise _too_big(limit)
    unpacked = unpacker(response.headers.get("content-encoding", ""))
    pieces: list[bytes] = []
    on_wire = size = chunks = 0
    async for chunk in response.aiter_raw():
        on_wire += len(chunk)
        chunks += 1
        if on_wire > limit:
            raise _too_big(limit)
        if chunks > _CHUNKS:
            raise FetchError(_BROKEN_UP)
        if chunks % _CHUNKS_IN_A_ROW == 0:
            await asyncio.sleep(0)
        for number, piece in enumerate(unpacked.feed(chunk)):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise _too_big(limit)
            if number:
                await asyncio.sleep(0)
    unpacked.finish()
    return b"".join(pieces)


def _too_big(limit: int) -> FetchError:
    return FetchError(f"The answer is larger than {limit // 1_000_000} MB, which is no feed or article.")
