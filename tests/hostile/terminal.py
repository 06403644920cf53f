"""The command line on a terminal of its own, and every byte that the terminal is sent."""

import os
import pty
import subprocess
import sys
from contextlib import suppress


def seen_by_a_terminal(*arguments: str) -> str:
    """What `secreader` writes to the terminal that it runs on, standard error included, with plain line feeds."""
    ours, theirs = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "secreader.cli", *arguments], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    seen = b""
    # Reading fails when nobody has the other end open any more.
    with suppress(OSError):
        while data := os.read(ours, 65_536):
            seen += data
    os.close(ours)
    running.wait()
    # The terminal's own driver puts a carriage return before each line feed.
    return seen.decode("utf-8").replace("\r\n", "\n")
