"""`secreader` alone: the screen in a real terminal, and what happens where there is none."""

import fcntl
import io
import os
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from select import select

import pytest

from cli.running import Cli

CTRL_Q = b"\x11"

PATIENCE = 60
"""Seconds after which a process that draws nothing is given up."""


@dataclass
class Terminal:
    """A terminal of 100 columns and 30 rows with secreader running in it."""

    process: subprocess.Popen[bytes]
    descriptor: int
    seen: bytes = b""

    def until(self, text: bytes) -> None:
        """Read what is drawn until `text` is; fails when the process ends before."""
        while text not in self.seen:
            self.seen += self._drawn()

    def rest(self) -> bytes:
        """What is drawn until the process ends."""
        # Linux raises when the other side is closed, others give nothing.
        with suppress(OSError):
            while drawn := self._drawn():
                self.seen += drawn
        return self.seen

    def _drawn(self) -> bytes:
        assert select([self.descriptor], [], [], PATIENCE)[0], f"nothing more is drawn after {self.seen[-200:]!r}"
        return os.read(self.descriptor, 65536)


@contextmanager
def terminal(*arguments: str, term: str = "xterm-256color") -> Iterator[Terminal]:
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "secreader.cli", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": term},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def test_the_reader_opens_and_leaves_the_terminal_as_it_was(cli: Cli) -> None:
    with terminal("--home", str(cli.home)) as screen:
        screen.until(b"Backdoor in xz")
        os.write(screen.descriptor, CTRL_Q)
        drawn = screen.rest()
        assert screen.process.wait(PATIENCE) == 0
    assert drawn.count(b"\x1b[?1049h") == drawn.count(b"\x1b[?1049l") == 1
    assert b"Traceback" not in drawn


def test_a_broken_configuration_is_told_before_anything_is_drawn(cli: Cli) -> None:
    (cli.home / "config.toml").write_text("theme = 3")
    with terminal("--home", str(cli.home)) as screen:
        drawn = screen.rest()
        assert screen.process.wait(PATIENCE) == 2
    assert drawn.startswith(b"secreader: ")
    assert b"theme wants a text, not 3." in drawn
    assert b"\x1b" not in drawn


def test_a_dumb_terminal_gets_a_sentence(cli: Cli) -> None:
    with terminal("--home", str(cli.home), term="dumb") as screen:
        drawn = screen.rest()
        assert screen.process.wait(PATIENCE) == 2
    assert b"The reader wants a terminal" in drawn
    assert b"\x1b" not in drawn


@pytest.mark.parametrize("command", [[], ["demo"]], ids=["reader", "demo"])
def test_without_a_terminal_the_screen_does_not_open(
    cli: Cli, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    answer = cli(*command)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "secreader: The reader wants a terminal; `secreader list` and `secreader show` do without one.\n"
    )
