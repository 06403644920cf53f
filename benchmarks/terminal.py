"""A pseudo-terminal of 160 x 45 for measuring what a user waits for."""

import os
import pty
import select
import signal
import struct
import sys
import time
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from typing import Self


class Terminal:
    """Runs a Python program in a terminal of its own; a context manager that ends what it started."""

    def __init__(self, arguments: Sequence[str], environment: dict[str, str] | None = None) -> None:
        self._arguments = [sys.executable, *arguments]
        self._environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}

    def __enter__(self) -> Self:
        self.started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execvpe(self._arguments[0], self._arguments, self._environment)
        ioctl(self._fd, TIOCSWINSZ, struct.pack("HHHH", 45, 160, 0, 0))
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def wait_for(self, text: bytes, seconds: float = 20.0) -> float:
        """Seconds from the start until `text` was written."""
        seen = b""
        while text not in seen:
            left = self.started + seconds - time.perf_counter()
            ready, _, _ = select.select([self._fd], [], [], max(left, 0))
            if not ready:
                raise TimeoutError(f"{text!r} was not drawn within {seconds} s")
            seen += os.read(self._fd, 1 << 16)
        return time.perf_counter() - self.started

    def quiet(self, seconds: float) -> bytes:
        """What is written until nothing comes for `seconds`."""
        seen = b""
        while select.select([self._fd], [], [], seconds)[0]:
            seen += os.read(self._fd, 1 << 16)
        return seen

    def press_until(self, keys: bytes, text: bytes) -> float:
        """Seconds from the keys until `text` was written."""
        began = time.perf_counter()
        os.write(self._fd, keys)
        seen = b""
        while text not in seen:
            if not select.select([self._fd], [], [], 10.0)[0]:
                raise TimeoutError(f"{text!r} was not drawn within 10 s")
            seen += os.read(self._fd, 1 << 16)
        return time.perf_counter() - began

    def cpu_seconds(self) -> float:
        """What all threads of the program have run so far, by the kernel's scheduler (Linux)."""
        tasks = Path(f"/proc/{self._pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def press(self, key: bytes) -> float:
        """Seconds from the key to the end of the first frame that answers it."""
        began = time.perf_counter()
        os.write(self._fd, key)
        select.select([self._fd], [], [], 2.0)
        os.read(self._fd, 1 << 16)
        return time.perf_counter() - began
