"""HTTP that hurts: bombs, answers without end, headers that lie or steer."""

import gzip
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import repeat

from hostile.answers import RSS, chunked, http, item, rss, saying
from hostile.case import FeedCase, PageCase
from hostile.server import Behaviour, Line

_MEGABYTE = bytes(1_000_000)
_GOOD = rss(item("Good"))
_TOO_BIG = r"larger than \d+ MB"


@cache
def gzip_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(_MEGABYTE) for _ in range(megabytes)), packer.flush()])


def zstd_bomb(megabytes: int) -> bytes:
    """A frame of RLE blocks (RFC 8878): four bytes on the wire are 128 kB."""
    blocks = megabytes * 8
    rle = [(131_072 << 3 | 1 << 1 | (number == blocks - 1)).to_bytes(3, "little") + b"A" for number in range(blocks)]
    # Magic, a frame without checksum or size, a window of 8 MB.
    return b"\x28\xb5\x2f\xfd\x00\x68" + b"".join(rle)


def packed(data: bytes, encoding: str, status: int = 200, **headers: str) -> Behaviour:
    named = (("Content-Encoding", encoding), *headers.items())
    return saying(http(data, RSS, status=status, headers=named))


def drip(line: Line) -> None:
    """A byte now and then, so that no read ever takes long."""
    line.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        line.send(b"<")
        line.pause(0.05)


def headers_without_end(line: Line) -> None:
    line.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        line.send(b"X-Padding: %b\r\n" % (b"a" * 1000))


def dripping_headers(line: Line) -> None:
    line.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        line.send(b"X-A: b\r\n")
        line.pause(0.05)


def silence(line: Line) -> None:
    line.pause(60)


def more_than_announced(line: Line) -> None:
    """What comes behind the answer must not pass for the answer to the next request."""
    line.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + b"<" * 5_000)


def _hints(line: Line) -> None:
    while True:
        line.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")


def _bytes_one_by_one() -> Iterator[bytes]:
    while True:
        yield b"<"


_BOMBS = {
    "gzip": (packed(gzip_bomb(200), "gzip"), _TOO_BIG),
    "gzip-of-many-members": (packed(gzip.compress(_MEGABYTE) * 300, "gzip"), _TOO_BIG),
    "gzip-of-empty-members": (packed(gzip.compress(b"") * 50_000, "gzip"), "packed in too many parts"),
    "gzip-in-gzip-declared": (packed(gzip.compress(gzip_bomb(200)), "gzip, gzip"), "only gzip is unpacked"),
    "deflate": (packed(zlib.compress(bytes(100_000_000)), "deflate"), "only gzip is unpacked"),
    "br": (packed(gzip_bomb(20), "br"), "only gzip is unpacked"),
    "zstd": (packed(zstd_bomb(512), "zstd"), "only gzip is unpacked"),
    "compress": (packed(b"\x1f\x9d\x90", "compress"), "only gzip is unpacked"),
    "encoding-with-escapes": (packed(b"x", "\x1b[2J"), r"only gzip is unpacked|proper HTTP"),
    "no-gzip-at-all": (packed(_GOOD.encode(), "gzip"), "not packed the way the server says"),
    "gzip-broken-off": (packed(gzip.compress(_GOOD.encode() * 50)[:-40], "gzip"), "broke off"),
    "endless-body": (chunked(repeat(b"<!-- more -->" * 1000)), _TOO_BIG),
    "endless-single-bytes": (chunked(_bytes_one_by_one()), f"{_TOO_BIG}|too many small parts"),
    "endless-headers": (headers_without_end, "proper HTTP"),
    "endless-hints": (_hints, "headers without end"),
    "length-of-a-terabyte": (saying(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n"), _TOO_BIG),
    "length-that-is-short": (more_than_announced, "XML that is no feed"),
    "length-of-4000-digits": (
        saying(b"HTTP/1.1 200 OK\r\nContent-Length: %b\r\n\r\n" % (b"9" * 4000)),
        "proper HTTP|larger",
    ),
    "two-lengths": (saying(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"), "proper HTTP"),
    "chunk-of-exabytes": (
        saying(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 30 + b"\r\n"),
        "HTTP",
    ),
    "no-http": (saying(b"\x1b]0;owned\x07SSH-2.0-hello\r\n\r\n"), "proper HTTP"),
    "nothing": (lambda line: line.hang_up(), "closed the connection without an answer"),
}

FEEDS = [
    *(FeedCase(f"wire-{name}", behave, says=says) for name, (behave, says) in _BOMBS.items()),
]
PAGES = [
    *(
        PageCase(f"page-{name}", behave, says=says)
        for name, (behave, says) in _BOMBS.items()
        if name in ("gzip", "zstd", "endless-body", "endless-headers", "no-http")
    ),
]
SLOW = [
    FeedCase(f"slow-{name}", behave, says="did not answer in full within")
    for name, behave in {"drip": drip, "dripping-headers": dripping_headers, "silence": silence}.items()
]
