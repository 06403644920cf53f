"""The start: what is loaded, and a real terminal from the command to the first keys."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

HEAVY = ("httpx", "httpcore", "lxml", "readability", "feedparser", "fastfeedparser", "tomlkit", "sqlite3.dbapi3")


def test_importing_the_app_loads_no_parser_and_no_http() -> None:
    code = "import sys, secreader.ui.app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in HEAVY if name in loaded] == []


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator["Tmux"]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed: no real terminal to start in")
    tmux = Tmux(tmp_path)
    yield tmux
    tmux.close()


class Tmux:
    """A tmux server of its own with one window of 160 x 45."""

    def __init__(self, folder: Path) -> None:
        self._base = ["tmux", "-S", str(folder / "socket"), "-f", os.devnull]
        self._folder = folder

    def start(self, *arguments: str) -> None:
        """Run secreader; when it ends the screen says with which code, and stays."""
        program = shlex.join([sys.executable, "-m", "secreader.cli", *arguments])
        inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        subprocess.run(
            [*self._base, "new-session", "-d", "-x", "160", "-y", "45", f'{program}; echo "left with $?"; exec cat'],
            check=True,
            env={**inherited, "TERM": "xterm-256color", "HOME": str(self._folder)},
        )

    def press(self, *keys: str) -> None:
        subprocess.run([*self._base, "send-keys", *keys], check=True)

    def screen(self) -> str:
        return subprocess.run([*self._base, "capture-pane", "-p"], capture_output=True, text=True, check=True).stdout

    def sees(self, text: str, seconds: float = 30.0) -> str:
        """Look again and again until the screen shows `text`."""
        end = time.monotonic() + seconds
        while text not in (screen := self.screen()):
            assert time.monotonic() < end, f"{text!r} never came up:\n{screen}"
        return screen

    def close(self) -> None:
        subprocess.run([*self._base, "kill-server"], check=False, capture_output=True)


def test_the_demo_in_a_real_terminal_from_start_to_leaving(terminal: Tmux) -> None:
    terminal.start("demo")
    terminal.sees("Raiding Two Tech Firms")
    terminal.press("Enter")
    terminal.sees("Related")
    terminal.sees("min")
    terminal.press("1")
    terminal.sees("American authorities were weighing")
    terminal.press("C-q")
    assert "Traceback" not in terminal.sees("left with 0")


def test_a_library_from_the_future_is_refused_in_a_sentence(terminal: Tmux, tmp_path: Path) -> None:
    import sqlite3

    home = tmp_path / "future"
    home.mkdir()
    with sqlite3.connect(home / "library.db") as db:
        db.execute("PRAGMA user_version = 9999")
    terminal.start("--home", str(home))
    terminal.sees("written by a newer secreader")
    assert "Traceback" not in terminal.sees("left with 1")
