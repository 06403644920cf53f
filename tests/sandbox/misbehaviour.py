"""Sandboxes over the misbehaving worker, and what tests need to see of processes and of the event loop."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TextIO

from secreader.model import Paragraph
from secreader.sandbox import Sandbox

WORKER = (str(Path(__file__).with_name("misbehaving_worker.py")),)


def sandbox(**options: Any) -> Sandbox:
    """A minute for a job, 400 MB, the misbehaving worker; `options` say otherwise."""
    return Sandbox(**{"seconds": 60.0, "memory": 400_000_000, "worker": WORKER, **options})


async def feed(box: Sandbox, command: str) -> str:
    """A patient job."""
    return (await box.parse_feed(command.encode(), url="https://feed.example/", content_type="")).title


async def text(box: Sandbox, command: str) -> str:
    """An urgent job."""
    (block,) = await box.fragment(command, url="https://page.example/")
    assert isinstance(block, Paragraph)
    return block.spans[0].text


async def page(box: Sandbox, command: str) -> str:
    """Another urgent job."""
    article, _ = await box.extract(command.encode(), url="https://page.example/", charset=None)
    return article.title


def named_pipe(folder: Path, name: str) -> Path:
    path = folder / name
    os.mkfifo(path)
    return path


async def begun(fifo: Path) -> TextIO:
    """Returns when the job that waits at `fifo` has begun. It goes on when what this returns is written and closed."""
    return await asyncio.to_thread(fifo.open, "w")


async def let_go(fifo: Path, message: str = "") -> None:
    """Have the job that waits at `fifo` go on; returns when it has begun and been told."""
    await asyncio.to_thread(fifo.write_text, message)


def alive(pid: int | str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


def children() -> list[str]:
    """The processes of this one, oldest first (Linux)."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def loaded_libraries(pid: str) -> str:
    return Path(f"/proc/{pid}/maps").read_text()


LATE = 1.0
"""Seconds that the event loop may be late while workers are busy: far more than it is, far less than any of them."""


@asynccontextmanager
async def lateness() -> AsyncIterator[list[float]]:
    """How late the event loop was, in seconds, at each tick of ten milliseconds."""
    loop = asyncio.get_running_loop()
    late: list[float] = []

    def tick(due: float) -> None:
        late.append(loop.time() - due)
        again = loop.time() + 0.01
        handle[0] = loop.call_at(again, tick, again)

    handle = [loop.call_soon(tick, loop.time())]
    try:
        yield late
    finally:
        handle[0].cancel()
