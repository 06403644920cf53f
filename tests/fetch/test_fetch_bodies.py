"""Bodies: unpacked under a cap, whatever a server declares, and never more of them in memory than the cap allows."""

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.answering import Asked, Behaviour, Others, fetcher, http, serving
from secreader.errors import FetchError
from secreader.fetch import answer, body
from secreader.fetch.body import LIMITS, Gunzip, unpacker
from secreader.fetch.headers import Kind
from secreader.fetch.redirects import Trail

MB = 1_000_000


def packed(data: bytes, encoding: str = "gzip") -> bytes:
    return http(data, headers=[("Content-Encoding", encoding), ("Content-Type", "text/html")])


async def got(sent: bytes | Behaviour, accept: Kind = "page", *, close: bool = False) -> bytes:
    async with serving(sent, close=close) as server, fetcher(server) as door:
        return (await door.fetch(server.url(), accept=accept)).body


async def problem(sent: bytes | Behaviour, accept: Kind = "page", *, close: bool = False) -> str:
    with pytest.raises(FetchError) as caught:
        await got(sent, accept, close=close)
    return str(caught.value)


@contextmanager
def memory_below(limit: int) -> Iterator[None]:
    """Everything allocated meanwhile, by server and client, stays below `limit` bytes at any time."""
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak - before < limit


# --- unpacking -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZip", " gzip , identity"])
async def test_gzip_is_unpacked(encoding: str) -> None:
    assert await got(packed(gzip.compress(b"<p>Hello"), encoding)) == b"<p>Hello"


@pytest.mark.parametrize("encoding", ["", "identity", "Identity, "])
async def test_what_is_not_packed_stays_as_it_is(encoding: str) -> None:
    assert await got(packed(b"\x1f\x8b<p>Hello", encoding)) == b"\x1f\x8b<p>Hello"


async def test_every_member_of_a_gzip_body_counts() -> None:
    members = b"".join(gzip.compress(part) for part in (b"one ", b"", b"two ", b"three"))
    assert await got(packed(members)) == b"one two three"


@pytest.mark.parametrize("padding", [b"\0" * 600, b"rubbish", b"\x1f"])
async def test_what_follows_the_last_member_is_skipped(padding: bytes) -> None:
    assert await got(packed(gzip.compress(b"<p>Hello") + padding)) == b"<p>Hello"


async def test_an_empty_body_needs_no_unpacking() -> None:
    assert await got(packed(b"")) == b""


@pytest.mark.parametrize(
    "encoding", ["br", "zstd", "deflate", "compress", "gzip, gzip", "gzip, br", "x-unknown", "\x9b2J", "gzip" * 500]
)
async def test_other_packing_is_refused_unread(encoding: str) -> None:
    words = await problem(packed(gzip.compress(b"<p>Hello"), encoding))
    assert "only gzip" in words
    assert words.isprintable()


@pytest.mark.parametrize("data", [b"<p>Hello", b"\x1f\x8bnot gzip", zlib.compress(b"<p>Hello"), b"\x1f"])
async def test_what_is_not_gzip_though_declared_so_is_a_fault(data: bytes) -> None:
    words = await problem(packed(data))
    assert "not packed the way" in words or "broke off" in words


@pytest.mark.parametrize("cut", [1, 8, 15])
async def test_a_gzip_body_that_breaks_off_is_not_taken_for_a_whole_one(cut: int) -> None:
    whole = gzip.compress(b"<p>Hello")
    sent = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + whole[:-cut]
    assert "broke off" in await problem(sent, close=True)


async def test_a_damaged_checksum_is_noticed() -> None:
    whole = bytearray(gzip.compress(b"<p>Hello"))
    whole[-5] ^= 1
    assert "not packed the way" in await problem(packed(bytes(whole)))


@given(
    parts=st.lists(st.tuples(st.binary(max_size=20), st.integers(0, 60)), max_size=4),
    step=st.integers(1, 40),
    cut=st.integers(1, 50),
)
def test_however_it_is_cut_what_was_packed_comes_out(parts: list[tuple[bytes, int]], step: int, cut: int) -> None:
    contents = [part * times for part, times in parts]
    wire = b"".join(map(gzip.compress, contents))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(body, "_STEP", step)
        unpacked = Gunzip()
        pieces = [piece for n in range(0, len(wire), cut) for piece in unpacked.feed(wire[n : n + cut])]
        unpacked.finish()
    assert b"".join(pieces) == b"".join(contents)
    assert all(len(piece) <= step for piece in pieces)


@given(st.binary(max_size=200), st.integers(1, 50))
def test_rubbish_is_a_fault_or_nothing(data: bytes, cut: int) -> None:
    unpacked = unpacker("gzip")
    pieces: list[bytes] = []
    with suppress(FetchError):
        for n in range(0, len(data), cut):
            pieces += unpacked.feed(data[n : n + cut])
        unpacked.finish()
    assert sum(map(len, pieces)) <= 1032 * len(data)  # what deflate can do at best


# --- caps ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("accept", "limit"), [("page", 5 * MB), ("feed", 10 * MB)])
async def test_the_cap_itself_is_allowed_and_a_byte_more_is_not(accept: Kind, limit: int) -> None:
    assert LIMITS[accept] == limit
    assert len(await got(http(b"x" * limit), accept)) == limit
    assert len(await got(packed(gzip.compress(b"x" * limit, 1)), accept)) == limit
    assert f"{limit // MB} MB" in await problem(http(b"x" * (limit + 1)), accept)
    assert f"{limit // MB} MB" in await problem(packed(gzip.compress(b"x" * (limit + 1), 1)), accept)


@pytest.mark.parametrize("length", [5 * MB + 1, 10**15])
async def test_a_body_that_says_it_is_too_large_is_not_waited_for(length: int) -> None:
    assert "5 MB" in await problem(http(b"x", length=length))


@pytest.mark.parametrize("framing", ["Connection: close", "Content-Encoding: identity"])
async def test_a_body_without_end_is_cut_off(framing: str) -> None:
    chunk = b"x" * 50_000

    async def endless(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\n{framing}\r\n\r\n".encode())
        while True:
            writer.write(chunk)
            await writer.drain()

    with memory_below(15 * MB):
        assert "5 MB" in await problem(endless)


def bomb(megabytes: int) -> bytes:
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(pack.compress(bytes(MB)) for _ in range(megabytes)) + pack.flush()


BOMB = bomb(300)


async def test_a_gzip_bomb_is_stopped_at_the_cap() -> None:
    assert len(BOMB) < 400_000
    with memory_below(20 * MB):
        assert "5 MB" in await problem(packed(BOMB))


async def test_a_bomb_in_a_later_member_is_stopped_too() -> None:
    with memory_below(20 * MB):
        assert "5 MB" in await problem(packed(gzip.compress(b"<p>Hello") + BOMB))


async def test_a_bomb_within_gzip_stays_packed() -> None:
    with memory_below(20 * MB):
        assert await got(packed(gzip.compress(BOMB))) == BOMB


async def test_a_bomb_without_length_and_in_chunks_is_stopped_too() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    with memory_below(20 * MB):
        assert "5 MB" in await problem(head + b"%x\r\n%b\r\n0\r\n\r\n" % (len(BOMB), BOMB))


@pytest.mark.parametrize("status", [302, 404, 503])
async def test_a_bomb_on_an_answer_that_is_not_read_does_not_go_off(status: int) -> None:
    moved = [("Location", "/there"), ("Content-Encoding", "gzip")]

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(http(b"here") if asked.path == "/there" else http(BOMB, status=status, headers=moved))

    with memory_below(5 * MB):
        if status == 302:
            assert await got(behave) == b"here"
        else:
            assert str(status) in await problem(behave)


async def test_thousands_of_gzip_members_are_too_many() -> None:
    assert "too many parts" in await problem(packed(gzip.compress(b"") * 20_000))


async def test_a_flood_of_chunks_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "_CHUNKS", 20_000)
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert "too many small parts" in await problem(head + b"1\r\nx\r\n" * 30_000)


@pytest.mark.parametrize(
    ("chunks", "encoding", "turns"),
    [([b"x"] * 20_000, "identity", 20_000 / 100), ([BOMB], "gzip", 10 * MB / 300_000)],
    ids=["chunks", "bomb"],
)
async def test_bodies_that_come_all_at_once_let_others_work_meanwhile(
    chunks: list[bytes], encoding: str, turns: float
) -> None:
    response = httpx.Response(200, headers={"Content-Encoding": encoding}, stream=AtOnce(chunks))
    others = Others()
    async with others:
        with suppress(FetchError):
            await answer.read_answer(response, Trail("http://wire.example/"), "feed", conditional=False)
    assert others.turns > turns


class AtOnce(httpx.AsyncByteStream):
    """Chunks that are all there already: nothing waits for the network between them."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            yield chunk
