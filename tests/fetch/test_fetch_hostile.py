"""Answers that were damaged at random: each is read or refused in a harmless sentence, and none does anything else."""

import asyncio
import gzip
import random
from collections.abc import Iterator

import httpcore
import httpx
import pytest

from fetch.answering import Asked, fetcher, http, serving
from secreader.errors import FetchError
from secreader.fetch.faults import in_words
from secreader.text import line
from secreader.urls import is_web

DATE = "Sun, 06 Nov 2094 08:49:37 GMT"
TOKENS = [
    *(b"\r\n", b"\n", b"\r", b"\0", b" ", b":", b";", b",", b"\t", b"\xff", b"\x1b[2J", b"\xc2\x9b", b"\x1f\x8b"),
    *(b"chunked", b"gzip", b"br", b"-1", b"0", b"9" * 400, b"HTTP/1.1", b"100", b"101", b"204", b"304", b"999", b"302"),
    *(b"Location: //", b"Location: http://[", b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n"),
    *(b"Retry-After: ", b"Expires: ", b"charset=", b"\r\n\r\n", b"http://169.254.169.254/", b"file:///"),
]

GOOD = [
    http(b"<p>Hello", headers=[("Content-Type", "text/html; charset=utf-8"), ("ETag", '"1"')]),
    http(b"<p>Hello", headers=[("Cache-Control", "max-age=9"), ("Last-Modified", DATE)]),
    http(gzip.compress(b"<p>Hello"), headers=[("Content-Encoding", "gzip")]),
    http(status=302, headers=[("Location", "/good"), ("Expires", DATE)]),
    http(b"no", status=503, headers=[("Retry-After", DATE)]),
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n4;x=y\r\n two\r\n0\r\nTrailer: x\r\n\r\n",
    b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + http(b"late"),
]


def damaged(number: int, seed: int = 7) -> Iterator[bytes]:
    """`number` answers, the same in every run."""
    chance = random.Random(seed)
    for _ in range(number):
        answer = bytearray(chance.choice(GOOD))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(answer) + 1)
            match chance.randrange(4):
                case 0:
                    answer[at:at] = chance.choice(TOKENS)
                case 1:
                    answer[at : at + chance.randint(1, 8)] = chance.choice(TOKENS)
                case 2:
                    del answer[at : at + chance.randint(1, 30)]
                case _:
                    answer[at : at + 1] = bytes([chance.randrange(256)])
        yield bytes(answer)


@pytest.mark.parametrize(
    "fault",
    [httpcore.LocalProtocolError("Illegal \x1b[2J"), httpcore.ReadError(), httpx.InvalidURL("x"), httpx.ReadError("x")],
)
def test_what_the_libraries_raise_comes_out_as_a_sentence(fault: Exception) -> None:
    with pytest.raises(FetchError) as caught, in_words():
        raise fault
    assert str(caught.value).isprintable()


async def test_a_damaged_answer_is_read_or_refused_in_words() -> None:
    answers = list(damaged(400))
    read = refused = 0

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answers[int(asked.path[1:])] if asked.path[1:].isdigit() else http(b"<p>Hello"))

    async with serving(behave, close=True) as server, fetcher(server, deadline=5) as door:
        for number in range(len(answers)):
            try:
                got = await door.fetch(server.url(f"/{number}"), accept="page", etag='"0"')
            except FetchError as error:
                refused += 1
                shown, seconds = str(error), error.retry_after
            else:
                read += 1
                shown, seconds = f"{got.url}{got.content_type}{got.charset}{got.etag}{got.last_modified}", got.max_age
                assert is_web(got.url)
            assert line(shown, 1000) == shown, answers[number]  # nothing in it can steer a terminal
            assert seconds >= 0, answers[number]
    assert read > 50
    assert refused > 50
