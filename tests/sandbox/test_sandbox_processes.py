"""The processes themselves: started late, replaced when they are gone or spent, and never left behind."""

import asyncio
import contextlib
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from misbehaviour import WORKER, alive, children, feed, let_go, named_pipe, page, sandbox, text

from secreader.errors import SandboxError
from secreader.sandbox import Sandbox, process

_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@_linux
async def test_nothing_is_started_before_it_is_needed_and_nothing_is_left() -> None:
    before = children()
    async with sandbox() as box:
        assert children() == before
        pids = await asyncio.gather(text(box, "pid"), page(box, "pid"))
        assert set(children()) - set(before) == set(pids)
        assert len(set(pids)) == 2
    assert children() == before


async def test_an_idle_worker_ends_by_itself_when_the_sandbox_is_left() -> None:
    async with sandbox() as box:
        pid = await text(box, "pid")
    assert not alive(pid)


_STUBBORN = """
import signal, sys
for word in (b"ready", b"begun", b"done"):
    sys.stdout.buffer.write(len(word).to_bytes(4) + word)
sys.stdout.flush()
signal.pause()
"""


@_linux
async def test_a_worker_that_will_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_END", 0.05)
    before = children()
    async with sandbox(worker=("-c", _STUBBORN)) as box:
        await box.warm()
        assert len(children()) == len(before) + 1
    assert children() == before


async def test_a_worker_that_died_while_it_was_idle_is_replaced_without_a_word() -> None:
    async with sandbox() as box:
        for _ in range(3):
            pid = await text(box, "pid")
            os.kill(int(pid), signal.SIGKILL)
            assert await feed(box, "say all is well") == "all is well"
            assert not alive(pid)


async def test_a_worker_is_replaced_after_enough_jobs() -> None:
    async with sandbox(recycle=3) as box:
        pids = [await text(box, "pid") for _ in range(7)]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


async def test_control_c_is_not_for_the_worker(tmp_path: Path) -> None:
    async with sandbox() as box:
        pid = await text(box, "pid")
        pipe = named_pipe(tmp_path, "pipe")
        job = asyncio.create_task(text(box, f"wait {pipe}"))
        os.kill(int(pid), signal.SIGINT)
        await let_go(pipe, "still here")
        assert await job == "still here"
        assert await text(box, "pid") == pid


@_linux
async def test_a_worker_has_neither_the_terminal_nor_files_of_the_library(tmp_path: Path) -> None:
    secret = tmp_path / "library.db"
    with secret.open("w") as library:
        os.set_inheritable(library.fileno(), True)
        async with sandbox() as box:
            opened = await text(box, "open_files")
            assert await text(box, "terminal") == "none, session True"
    assert str(secret) not in opened
    assert all(name.startswith(("pipe:", "socket:", "/dev/null", "/proc/")) for name in opened.split())


async def test_an_interpreter_that_is_not_there_is_named_as_the_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    async with sandbox() as box:
        with pytest.raises(SandboxError, match=r"^No worker process can be started: No such file or directory\.$"):
            await text(box, "say something")


@pytest.mark.parametrize("program", ["", "print('hello')", "print('hello, this is no worker at all' * 10)"])
async def test_a_worker_that_does_not_start_is_no_fault_of_the_page(
    program: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with sandbox(worker=("-c", program)) as box:
        for _ in range(10):
            with pytest.raises(SandboxError, match=r"^A worker process was started, but does not answer\.$"):
                await text(box, "say something")
    # asyncio warns when a process is reaped behind its back, on the screen where nobody asked for it.
    assert not caplog.records


async def test_leaving_the_folder_of_other_peoples_files_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('this file is of the folder, not of Python')")
    monkeypatch.chdir(tmp_path)
    async with Sandbox() as box:
        assert await box.opml(b"<opml version='2.0'><body/></opml>") == ()


_PARENT = """
import asyncio, sys
sys.path.insert(0, sys.argv[1])
from misbehaviour import feed, sandbox, text

async def main():
    async with sandbox() as box:
        print(await text(box, "pid"), flush=True)
        job = asyncio.create_task(text(box, sys.argv[2])) if sys.argv[2:] else None
        await asyncio.Event().wait()

asyncio.run(main())
"""


@_linux
@pytest.mark.parametrize("busy", [True, False])
def test_no_worker_outlives_a_parent_that_was_killed(tmp_path: Path, busy: bool) -> None:
    pipe = named_pipe(tmp_path, "pipe")
    job = [f"tell_and_hang {pipe}"] if busy else []
    command = [sys.executable, "-c", _PARENT, str(Path(__file__).parent), *job]
    # Coverage would be measured there too, and killed while it writes what it measured.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=plain) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        watched = os.pidfd_open(pid)
        if busy:
            assert pipe.read_text() == str(pid)
        parent.kill()
    try:
        ended = select.poll()
        ended.register(watched, select.POLLIN)
        assert ended.poll(5_000), "the worker is still there"
    finally:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(watched, signal.SIGKILL)
        os.close(watched)


def test_a_busy_worker_ends_soon_after_its_time_whoever_is_left() -> None:
    """Where the kernel tells nobody of a parent's death: nothing but the worker's own timer acts here."""
    command = [sys.executable, *WORKER, "0", "400000000"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        for frame in (b'{"job": "fragment"}', b"hang"):
            process.stdin.write(len(frame).to_bytes(4) + frame)
        process.stdin.flush()
        try:
            assert process.wait(10) == -signal.SIGALRM
        finally:
            process.kill()


def test_the_sandbox_itself_loads_nothing_heavy() -> None:
    program = (
        "import asyncio, sys\nbefore = set(sys.modules)\nfrom secreader.sandbox import Sandbox\n"
        "async def main():\n    async with Sandbox():\n        pass\n"
        "asyncio.run(main())\n"
        "print(*set(sys.modules) - before)"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "httpx",
        "lxml",
        "readability",
        "feedparser",
        "fastfeedparser",
        "sqlite3",
        "secreader.feeds",
        "secreader.worker",
    }
    assert not heavy & set(loaded)
