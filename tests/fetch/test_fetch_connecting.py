"""Connecting: the first address that answers is taken; what comes over a connection waits until it is read."""

import asyncio
import errno
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.answering import Asked, Others, http, serving
from secreader.fetch import race
from secreader.fetch.pipe import Pipe
from secreader.fetch.race import first_to_connect, in_turns


@pytest.mark.parametrize(
    ("addresses", "order"),
    [
        ([], []),
        (["a", "b"], ["a", "b"]),
        (["::1", "::2", "a", "b"], ["::1", "a", "::2", "b"]),
        (["a", "::1", "::2", "::3"], ["a", "::1", "::2", "::3"]),
        (["a", "a", "::1", "a"], ["a", "::1"]),
    ],
)
def test_the_families_of_addresses_take_turns(addresses: list[str], order: list[str]) -> None:
    assert in_turns(addresses) == order


@given(st.lists(st.sampled_from(["a", "b", "c", "::1", "::2", "::3"])))
def test_no_address_is_lost_or_tried_twice(addresses: list[str]) -> None:
    assert sorted(in_turns(addresses)) == sorted(set(addresses))


@contextmanager
def deaf(host: str, port: int) -> Iterator[None]:
    """An address whose queue of connections is full: the next one to it hangs."""
    with ExitStack() as stack:
        listening = stack.enter_context(socket.create_server((host, port), backlog=0))
        for _ in range(3):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        yield


async def test_an_address_that_does_not_answer_holds_up_the_next_one_only_for_a_moment() -> None:
    async with serving(http(b"x")) as server:
        with deaf("127.0.0.3", server.port):
            pipe = await first_to_connect(["127.0.0.3", server.host], server.port)
            assert pipe.transport.get_extra_info("peername") == (server.host, server.port)
            pipe.transport.abort()


async def test_an_address_that_refuses_does_not_hold_up_the_next_one_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "HEAD_START", 3600)
    async with serving(http(b"x")) as server:
        pipe = await first_to_connect(["127.0.0.3", "127.0.0.4", server.host], server.port)
        assert pipe.transport.get_extra_info("peername") == (server.host, server.port)
        pipe.transport.abort()


async def test_when_no_address_answers_the_telling_fault_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = {
        "no route": OSError(errno.ENETUNREACH, "Network is unreachable"),
        "refused": ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"),
    }

    async def failing(address: str, _port: int) -> Pipe:
        raise faults[address]

    monkeypatch.setattr(race, "_connect", failing)
    for addresses in (["no route", "refused"], ["refused", "no route"]):
        with pytest.raises(ConnectionRefusedError):
            await first_to_connect(addresses, 80)
    with pytest.raises(OSError, match="Network is unreachable"):
        await first_to_connect(["no route"], 80)


async def test_an_address_that_fails_late_leaves_the_others_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    second_began, first_failed = asyncio.Event(), asyncio.Event()

    async def connect(address: str, _port: int) -> Pipe:
        if address == "first":
            await second_began.wait()
            first_failed.set()
            raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
        second_began.set()
        await first_failed.wait()
        for _ in range(10):
            await asyncio.sleep(0)
        return Pipe()

    monkeypatch.setattr(race, "HEAD_START", 0)
    monkeypatch.setattr(race, "_connect", connect)
    assert isinstance(await first_to_connect(["first", "second"], 80), Pipe)


async def test_of_two_that_answer_one_is_kept_and_the_other_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Pipe] = []
    both = asyncio.Event()
    real = race._connect

    async def together(address: str, port: int) -> Pipe:
        pipe = await real(address, port)
        made.append(pipe)
        if len(made) == 2:
            both.set()
            await asyncio.sleep(0)  # so that the other one ends in the same turn of the loop
        await both.wait()
        return pipe

    monkeypatch.setattr(race, "HEAD_START", 0)
    monkeypatch.setattr(race, "_connect", together)
    async with serving(http(b"x")) as server, serving(http(b"x"), host="127.0.0.3", port=server.port) as other:
        kept = await first_to_connect([server.host, other.host], server.port)
        await asyncio.sleep(0)
        assert len(made) == 2
        assert [pipe.transport.is_closing() for pipe in made if pipe is not kept] == [True]
        assert not kept.transport.is_closing()
        kept.transport.abort()


async def test_giving_up_closes_every_connection_that_was_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = asyncio.Event()
    stopped: list[str] = []

    async def hanging(address: str, _port: int) -> Pipe:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append(address)
        raise AssertionError

    monkeypatch.setattr(race, "_connect", hanging)
    waiting = asyncio.create_task(first_to_connect(["a"], 80))
    await begun.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await asyncio.sleep(0)
    assert stopped == ["a"]


async def test_what_comes_faster_than_it_is_read_waits_outside() -> None:
    data = bytes(range(256)) * 40_000

    async def pour(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(data)

    async with serving(pour, close=True) as server:
        pipe = await first_to_connect([server.host], server.port)
        pipe.transport.write(b"GET / HTTP/1.1\r\n\r\n")
        while pipe.transport.is_reading():  # noqa: ASYNC110 - asyncio has no event for it
            await asyncio.sleep(0)
        assert 0 < len(pipe._buffer) < 600_000
        others = Others()
        async with others:
            read = b"".join([await pipe.read(5_000) for _ in range(20)])
        assert others.turns > 10  # also while everything that is read is there already
        while piece := await pipe.read(100_000):
            read += piece
        assert read == data
        pipe.transport.abort()
