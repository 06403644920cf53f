"""A worker that does what the bytes of its job say: "VERB" or "VERB ARGUMENT". Sandbox(worker=...) starts it.

A feed answers with the verb's result as its title, a page likewise, the HTML of a feed as one paragraph.
"""

import contextlib
import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from secreader import codec, worker
from secreader.errors import ExtractError, FeedError
from secreader.model import Article, Entities, Paragraph, ParsedFeed, Span, Subscription

ANSWERS = worker._own_output()


def say(argument: str) -> str:
    return argument


def pid(_: str) -> str:
    return str(os.getpid())


def hang(_: str) -> str:
    """As hostile pages do: in a regular expression, where no other thread of the process gets a turn."""
    return str(re.match("(a+)+$", "a" * 64 + "b"))


def tell_and_hang(fifo: str) -> str:
    Path(fifo).write_text(str(os.getpid()))
    return hang("")


def wait(fifo: str) -> str:
    """Until somebody writes into the named pipe; that they can open it tells them that this job has begun."""
    return Path(fifo).read_text()


def sleep(_: str) -> str:
    signal.pause()
    return ""


def touch(path: str) -> str:
    Path(path).touch()
    return path


def eat(_: str) -> str:
    eaten = []
    while True:
        eaten.append(bytes(10_000_000))


def die(_: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def leave(_: str) -> str:
    os._exit(0)


def fail(argument: str) -> str:
    raise KeyError(argument)


def refuse_feed(argument: str) -> str:
    raise FeedError(argument)


def refuse_page(argument: str) -> str:
    raise ExtractError(argument)


def repeat(argument: str) -> str:
    text, _, times = argument.partition(" * ")
    return text * int(times)


def shout(argument: str) -> str:
    """Noise where a library prints it, in Python and below it."""
    sys.stdout.write("noise" * 1000)
    sys.stdout.flush()
    os.write(1, b"noise" * 1000)
    os.write(2, b"noise" * 1000)
    return argument


def raw(argument: str) -> str:
    """Bytes in the place of an answer, and no more after them."""
    ANSWERS.write(bytes.fromhex(argument))
    ANSWERS.flush()
    return sleep("")


def pour(_: str) -> str:
    """An answer that does not end."""
    ANSWERS.write(b"\x00\x00\x00\x04done\x7f\xff\xff\xff")
    while True:
        ANSWERS.write(b"x" * 1_000_000)


def document(text: str) -> str:
    """`text` in the place of the document."""
    worker._send(ANSWERS, b"done", text.encode())
    return sleep("")


def twice(argument: str) -> str:
    """This answer, and after the right one nothing is to follow."""
    worker._send(ANSWERS, b"done", codec.dumps(ParsedFeed(argument, "", ())))
    return argument


def open_files(_: str) -> str:
    found = []
    for link in Path("/proc/self/fd").iterdir():
        # The folder itself is open while it is listed, and closed when it is asked for.
        with contextlib.suppress(OSError):
            found.append(str(link.readlink()))
    return " ".join(found)


def terminal(_: str) -> str:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
    except OSError:
        return f"none, session {os.getsid(0) == os.getpid()}"
    return "one"


VERBS: dict[str, Callable[[str], str]] = {
    verb.__name__: verb for verb in list(globals().values()) if getattr(verb, "__module__", "") == __name__
}


def result(data: bytes) -> str:
    verb, _, argument = data.decode().partition(" ")
    return VERBS[verb](argument)


worker.JOBS["feed"] = lambda data, **_: (ParsedFeed(result(data), "", ()),)
worker.JOBS["extract"] = lambda data, **_: (Article("", result(data), ()), Entities())
worker.JOBS["opml"] = lambda data: (tuple(Subscription(f"https://{number}.example/") for number in range(int(data))),)
worker.JOBS["fragment"] = lambda data, **_: ((Paragraph((Span(result(data)),)),),)

if __name__ == "__main__":
    worker.confine(int(sys.argv[2]))
    worker.serve(sys.stdin.buffer, ANSWERS, float(sys.argv[1]))
