"""What runs in a worker process: bytes in, the library's JSON out. `secreader.sandbox` starts and kills it.

    python -m secreader.worker SECONDS MEMORY

Frames go both ways over standard input and output: four bytes of length, big-endian, then as many bytes. The worker
says `ready` once. For each job it reads two frames, a JSON object (`job` and the job's keywords) and the bytes to work
on; it says `begun` as soon as it has them, then how it went and what came of it:

    done      one `codec` document for each value of the job
    feed      the text of a FeedError          extract   the text of an ExtractError
    memory    nothing: out of memory           fault     the repr of an exception that nobody foresaw

None outlives its parent. An idle worker ends when its standard input does. A busy one is killed by the kernel: on Linux
at once, when the thread that started it ends (`PR_SET_PDEATHSIG`; that thread runs the event loop), elsewhere by a
timer that goes off a second after the job's time is over. Both work in the middle of a regular expression that runs
away; a thread that watches for the parent's death would not get a turn there.
"""

import contextlib
import json
import os
import re
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from secreader import codec
from secreader.errors import ExtractError, FeedError

_FAULT_LIMIT = 500
_PR_SET_PDEATHSIG = 1

# The first is well-formed, the second is not: each goes to another parser.
_WARM_FEEDS = (
    b"<rss version='2.0'><channel><item><title>Warm</title></item></channel></rss>",
    b"<rss version='2.0'><channel><item><title>Warm",
)
_WARM_PAGE = b"<html><head><title>Warm</title></head><body><article><p>Warm.</p></article></body></html>"

_SNIFFED = 1445
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""Bytes of the head of a file that are looked at, and those that no text has (WHATWG MIME Sniffing, 3 and 7.1)."""
_FILES = (
    b"%PDF-",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"Rar!",
    b"RIFF",
    b"OggS",
    b"\x7fELF",
)
_TEXT_MARKS = (b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")

Values = tuple[object, ...]


def feed(data: bytes, *, url: str, content_type: str) -> Values:
    """A ParsedFeed."""
    from secreader import feeds

    return (feeds.parse(data, url=url, content_type=content_type),)


def extract(data: bytes, *, url: str, charset: str | None) -> Values:
    """An Article and the Entities in it."""
    from secreader import articles, entities

    if _is_file(data):
        raise ExtractError("This address gives a file, such as a PDF or a picture, not a page of text.")
    article = articles.extract(data, url=url, charset=charset)
    return article, entities.find(article.title, f"{article.deck}\n{article.text}")


def _is_file(data: bytes) -> bool:
    """Whether `data`, whatever its server calls it, is no text; a stray control of a careless page does not count."""
    head = data[:_SNIFFED]
    if head.startswith(_TEXT_MARKS) or b"<\x00" in head[:64] or b"\x00<" in head[:64]:
        # UTF-16 has a NUL in every other place.
        return False
    return head.startswith(_FILES) or len(_CONTROLS.findall(head)) * 100 > len(head)


def fragment(data: bytes, *, url: str) -> Values:
    """Blocks of a feed's own HTML, which comes as UTF-8."""
    from secreader import articles

    return (articles.fragment(data.decode(), url=url),)


def discover(data: bytes, *, url: str) -> Values:
    """A tuple of Discovered."""
    from secreader import feeds

    return (feeds.discover(data, url=url),)


def opml(data: bytes) -> Values:
    """A tuple of Subscriptions."""
    from secreader.feeds import opml

    return (opml.read(data),)


def warm(_data: bytes) -> Values:
    """Nothing, but what feeds and pages need is loaded: each room loads its heavy parts when it is first used."""
    for data in _WARM_FEEDS:
        with contextlib.suppress(FeedError):
            feed(data, url="https://warm.example/", content_type="")
    with contextlib.suppress(ExtractError):
        extract(_WARM_PAGE, url="https://warm.example/", charset=None)
    return ()


JOBS: dict[str, Callable[..., Values]] = {job.__name__: job for job in (feed, extract, fragment, discover, opml, warm)}


def main(arguments: list[str]) -> None:
    """Serve until standard input ends."""
    seconds, memory = float(arguments[0]), int(arguments[1])
    confine(memory)
    serve(sys.stdin.buffer, _own_output(), seconds)


def confine(memory: int) -> None:
    """Take what a job could harm with: `memory` bytes of address space, no core dump, no life after the parent's."""
    # ctrl+c in the terminal is the app's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    try:
        import resource
    except ImportError:
        # Windows: the clock of the parent alone.
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A lower limit that is there already cannot be raised and stays; macOS takes no value at all.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def serve(jobs: BinaryIO, answers: BinaryIO, seconds: float) -> None:
    """Do one job after another; a job that takes a second longer than `seconds` ends the process."""
    _send(answers, b"ready")
    while (head := _receive(jobs)) is not None and (data := _receive(jobs)) is not None:
        _send(answers, b"begun")
        _timer(seconds + 1)
        answer = _answer(head, data)
        _timer(0)
        _send(answers, *answer)


def _answer(head: bytes, data: bytes) -> tuple[bytes, ...]:
    try:
        keywords: dict[str, Any] = json.loads(head)
        job = JOBS[keywords.pop("job")]
        return b"done", *map(codec.dumps, job(data, **keywords))
    except FeedError as error:
        return b"feed", _text(str(error))
    except ExtractError as error:
        return b"extract", _text(str(error))
    except MemoryError:
        return (b"memory",)
    except Exception as error:  # noqa: BLE001 - whatever it is, the job is over and its sender has to know
        return b"fault", _text(repr(error)[:_FAULT_LIMIT])


def _own_output() -> BinaryIO:
    """Standard output for frames alone: what a library prints goes where standard error goes, to nowhere."""
    own = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return os.fdopen(own, "wb")


def _timer(seconds: float) -> None:
    """Have the kernel end this process in `seconds`; 0 takes it back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _receive(stream: BinaryIO) -> bytes | None:
    """The next frame, or None when the stream ends."""
    size = stream.read(4)
    if len(size) < 4:
        return None
    length = int.from_bytes(size)
    data = stream.read(length)
    return data if len(data) == length else None


def _send(stream: BinaryIO, *frames: bytes) -> None:
    stream.writelines(len(data).to_bytes(4) + data for data in frames)
    stream.flush()


def _text(text: str) -> bytes:
    return text.encode("utf-8", "replace")


if __name__ == "__main__":
    main(sys.argv[1:])
