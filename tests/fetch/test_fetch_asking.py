"""Connections that were kept too long are no reason to blame a server, and no way to speak for its next answer."""

import asyncio

import pytest

from fetch.answering import Asked, fetcher, http, serving
from secreader.errors import FetchError


async def test_a_server_that_ends_a_kept_connection_at_the_next_request_is_asked_on_another() -> None:
    seen: set[int] = set()

    async def once_a_connection(_: Asked, writer: asyncio.StreamWriter) -> None:
        connection = writer.get_extra_info("peername")[1]
        if connection in seen:
            raise ConnectionError
        seen.add(connection)
        writer.write(http(b"<p>Hello"))

    async with serving(once_a_connection) as server, fetcher(server) as door:
        for _ in range(3):
            assert (await door.fetch(server.url(), accept="page")).body == b"<p>Hello"
        assert server.connections == 3


async def test_what_comes_behind_an_answer_does_not_spoil_the_next() -> None:
    async with serving(http(b"<p>Hello") + b"rubbish " * 100) as server, fetcher(server) as door:
        for _ in range(3):
            assert (await door.fetch(server.url(), accept="page")).body == b"<p>Hello"


@pytest.mark.parametrize("answer", [b"rubbish\r\n\r\n", b""])
async def test_a_server_that_fails_on_a_new_connection_is_asked_once(answer: bytes) -> None:
    async with serving(answer, close=True) as server, fetcher(server) as door:
        with pytest.raises(FetchError):
            await door.fetch(server.url(), accept="page")
        assert len(server.asked) == 1


async def test_the_same_rubbish_on_every_connection_is_told_in_words() -> None:
    async def good_then_rubbish(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(http(b"<p>Hello") if asked.path == "/good" else b"rubbish\r\n\r\n")

    async with serving(good_then_rubbish) as server, fetcher(server) as door:
        await door.fetch(server.url("/good"), accept="page")
        with pytest.raises(FetchError, match="proper HTTP"):
            await door.fetch(server.url("/bad"), accept="page")
