"""When no answer comes: every fault is one sentence, in time, and names its cause."""

import asyncio
import errno
import socket
import struct
from collections.abc import Sequence
from contextlib import closing

import pytest

from fetch.answering import Asked, Behaviour, Names, fetcher, http, serving
from secreader.errors import FetchError
from secreader.fetch import Fetcher
from secreader.fetch.resolve import resolve


async def problem(answer: bytes | Behaviour, *, close: bool = False, deadline: float = 30.0) -> FetchError:
    async with serving(answer, close=close) as server, fetcher(server, deadline=deadline) as door:
        with pytest.raises(FetchError) as caught:
            await door.fetch(server.url(), accept="page")
    assert str(caught.value).isprintable()
    assert str(caught.value).endswith(".")
    assert (caught.value.status, caught.value.retry_after) == (0, 0)
    return caught.value


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "no host named"),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), "this computer is online"),
        (socket.gaierror(socket.EAI_FAIL, "\x1b[2J"), "check the spelling"),
        (UnicodeError("label empty or too long"), "not a possible host name"),
        (OSError(24, "Too many open files"), "check the spelling"),
    ],
)
async def test_a_name_that_cannot_be_resolved(fault: Exception, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(socket, "getaddrinfo", failing)
    async with Fetcher() as door:
        with pytest.raises(FetchError, match=words) as caught:
            await door.fetch("http://wire.example/", accept="page")
    assert "wire.example" in str(caught.value)
    assert str(caught.value).isprintable()


async def test_a_name_that_no_name_can_be() -> None:
    with pytest.raises(FetchError, match="not a possible host name"):
        await resolve("a" * 64 + ".example", 80)


async def test_localhost_resolves_without_a_name_server() -> None:
    assert "127.0.0.1" in await resolve("localhost", 80)


async def test_a_literal_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "getaddrinfo")
    assert await resolve("192.0.2.1", 80) == ["192.0.2.1"]


async def test_a_name_server_that_never_answers_costs_the_deadline_and_no_more() -> None:
    async def silent(_host: str, _port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    async with Fetcher(deadline=0.2, resolver=silent) as door:
        with pytest.raises(FetchError, match=r"wire\.example did not answer in full within 0\.2 s"):
            await door.fetch("http://wire.example/", accept="page")


async def test_an_answer_of_the_name_server_that_comes_too_late_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = asyncio.get_running_loop()
    called, late, answered = asyncio.Event(), asyncio.Event(), asyncio.Event()
    real = socket.getaddrinfo

    def slow(*_: object, **__: object) -> object:
        loop.call_soon_threadsafe(called.set)
        asyncio.run_coroutine_threadsafe(late.wait(), loop).result()
        loop.call_soon_threadsafe(answered.set)
        return real("127.0.0.1", 80)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    async with Fetcher() as door:
        waiting = asyncio.create_task(door.fetch("http://wire.example/", accept="page"))
        await called.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    late.set()
    await answered.wait()
    await asyncio.sleep(0)


# --- the guard on connections ----------------------------------------------------------------------------------------


async def test_a_name_that_turns_private_between_two_connections_is_refused_at_the_second() -> None:
    async with serving(http(b"secret"), host="127.0.0.2") as secret:
        async with serving(http(b"x"), port=secret.port, close=True) as server, fetcher(server) as door:
            names = Names(wire_example=[server.host])
            door._resolver = names
            url = f"http://wire.example:{server.port}/"
            assert (await door.fetch(url, accept="page")).body == b"x"
            names._addresses["wire.example"] = [secret.host]
            with pytest.raises(FetchError, match=r"wire\.example leads to 127\.0\.0\.2"):
                await door.fetch(url, accept="page")
        assert secret.connections == 0


async def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to() -> None:
    async with serving(http(b"secret"), host="127.0.0.2") as secret:
        async with serving(http(b"x"), port=secret.port) as server:
            names = Rebinding([server.host], [secret.host])
            async with fetcher(server, resolver=names) as door:
                got = await door.fetch(f"http://wire.example:{server.port}/", accept="page")
            assert (got.body, names.answered) == (b"x", 1)
            assert server.asked[0].headers["host"] == f"wire.example:{server.port}"
        assert secret.connections == 0


async def test_of_several_addresses_only_those_that_pass_are_connected_to() -> None:
    async with serving(http(b"secret"), host="127.0.0.2") as secret:
        async with serving(http(b"x"), port=secret.port) as server:
            names = Names(wire_example=[secret.host, server.host, secret.host])
            async with fetcher(server, resolver=names) as door:
                assert (await door.fetch(f"http://wire.example:{server.port}/", accept="page")).body == b"x"
        assert secret.connections == 0


class Rebinding:
    """A resolver with another answer each time."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = answers
        self.answered = 0

    async def __call__(self, _host: str, _port: int) -> Sequence[str]:
        self.answered += 1
        return self._answers[self.answered - 1]


# --- connections -----------------------------------------------------------------------------------------------------


async def test_a_port_where_nobody_listens() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        async with Fetcher(allow=["127.0.0.1"]) as door:
            with pytest.raises(FetchError, match=rf"127\.0\.0\.1, port {port}, refuses the connection"):
                await door.fetch(f"http://127.0.0.1:{port}/", accept="page")


async def test_a_link_local_address_without_its_interface() -> None:
    async with Fetcher(allow=["fe80::/10"]) as door:
        with pytest.raises(FetchError, match=r"fe80::1, port 80, cannot be connected to \(invalid argument\)"):
            await door.fetch("http://[fe80::1]/", accept="page")


@pytest.mark.parametrize("code", [errno.ENETUNREACH, errno.EHOSTUNREACH])
async def test_a_network_that_is_not_connected(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    async def no_route(_addresses: Sequence[str], _port: int) -> None:
        raise OSError(code, "No route")

    monkeypatch.setattr("secreader.fetch.backend.first_to_connect", no_route)
    async with Fetcher(allow=["127.0.0.1"]) as door:
        with pytest.raises(FetchError, match="check that this computer is online"):
            await door.fetch("http://127.0.0.1/", accept="page")


async def test_a_server_that_hangs_up_without_a_word() -> None:
    async def hang_up(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.close()

    assert "closed the connection without an answer" in str(await problem(hang_up))


async def test_a_connection_that_is_reset() -> None:
    async def reset(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(http(b"x", length=1000))
        await writer.drain()
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    assert "broke off" in str(await problem(reset))


@pytest.mark.parametrize(
    "answer",
    [
        http(b"only a part", length=1000),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100\r\nonly a part",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n",
    ],
)
async def test_an_answer_that_breaks_off(answer: bytes) -> None:
    assert "broke off before its end" in str(await problem(answer, close=True))


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"<html>no header at all</html>\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: a\x00b\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 \x1b[2J OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"y" * 200_000,
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ],
    ids=range(13),
)
async def test_what_is_no_http(answer: bytes) -> None:
    assert "does not answer in proper HTTP" in str(await problem(answer, close=True))


# --- the deadline ----------------------------------------------------------------------------------------------------


async def test_a_server_that_accepts_and_says_nothing() -> None:
    async def silent(_: Asked, _writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    assert "did not answer in full within 0.2 s" in str(await problem(silent, deadline=0.2))


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
async def test_a_server_that_drips_never_starts_the_clock_anew(first: bytes) -> None:
    async def drip(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)  # the drip itself, nothing that the test waits for

    assert "did not answer in full within 0.3 s" in str(await problem(drip, deadline=0.3))


async def test_the_deadline_is_over_all_redirects_together() -> None:
    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.08)  # the server's slowness
        number = int(asked.path.strip("/") or 0)
        writer.write(http(status=302, headers=[("Location", f"/{number + 1}")]))

    assert "did not answer in full within 0.2 s" in str(await problem(slow, deadline=0.2))


async def test_an_endless_run_of_provisional_answers_is_not_read_on() -> None:
    flood = b"HTTP/1.1 100 Continue\r\n\r\n" * 2000

    async def stall(_: Asked, writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(flood)
            await writer.drain()

    assert "headers without end" in str(await problem(stall, deadline=30))


async def test_a_fetch_that_is_given_up_leaves_the_fetcher_in_order() -> None:
    asked = asyncio.Event()

    async def once_silent(request: Asked, writer: asyncio.StreamWriter) -> None:
        if request.path == "/silent":
            asked.set()
            await asyncio.Event().wait()
        writer.write(http(b"x"))

    async with serving(once_silent) as server, fetcher(server) as door:
        waiting = asyncio.create_task(door.fetch(server.url("/silent"), accept="page"))
        await asked.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert (await door.fetch(server.url(), accept="page")).body == b"x"


# --- closing ---------------------------------------------------------------------------------------------------------


async def test_closing_ends_what_is_still_being_fetched() -> None:
    asked = asyncio.Event()

    async def silent(_: Asked, _writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with serving(silent) as server:
        async with fetcher(server) as door:
            waiting = asyncio.create_task(door.fetch(server.url(), accept="page"))
            await asked.wait()
        with pytest.raises(FetchError):
            await waiting


async def test_nothing_is_fetched_after_closing() -> None:
    async with serving(http(b"x")) as server:
        async with fetcher(server) as door:
            pass
        with pytest.raises(FetchError, match="is closing"):
            await door.fetch(server.url(), accept="page")
        with pytest.raises(FetchError, match="is closing"):
            await door.warm()
    assert server.connections == 0
