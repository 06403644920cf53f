"""The real worker, but for pages, feeds and texts of feeds that say HANG, EAT or DIE: those do so."""

import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

from secreader import worker


def misbehave(data: bytes) -> None:
    if told := re.search(rb"TELL\((.*?)\)", data):
        # A named pipe: whoever reads it knows that this job has begun.
        Path(os.fsdecode(told[1])).write_text("")
    if b"HANG" in data:
        # As hostile pages do: in a regular expression, where no other thread of the process gets a turn.
        re.match("(a+)+$", "a" * 64 + "b")
    if b"EAT" in data:
        eaten = []
        while True:
            eaten.append(bytes(10_000_000))
    if b"DIE" in data:
        os.kill(os.getpid(), signal.SIGKILL)


def feed(data: bytes, **keywords: Any) -> Any:
    """Only its title makes it misbehave: the texts of its entries are for later."""
    misbehave(data.partition(b"</title>")[0])
    return worker.feed(data, **keywords)


def extract(data: bytes, **keywords: Any) -> Any:
    misbehave(data)
    return worker.extract(data, **keywords)


def fragment(data: bytes, **keywords: Any) -> Any:
    misbehave(data)
    return worker.fragment(data, **keywords)


worker.JOBS.update({job.__name__: job for job in (feed, extract, fragment)})

if __name__ == "__main__":
    worker.main(sys.argv[1:])
