"""Workers that hang, eat memory or die, a reader that is killed: the rest goes on, nothing is left or lost."""

import asyncio
import os
import select
import signal
import sys
from functools import partial
from pathlib import Path

import pytest

from reader.reading import feed_text, follow, health_of, listed, reader_at, refreshed, story_at, titles
from reader.wire import Answer, Wire, item, page, rss, wired
from secreader import sandbox
from secreader.config import paths
from secreader.errors import LibraryError
from secreader.store import Library, integrity

pytestmark = pytest.mark.asyncio(loop_scope="session")
_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

SANDBOX = sandbox.Sandbox
_WORKER = (str(Path(__file__).with_name("hostile_worker.py")),)

REASONS = {
    "HANG": "This page took longer than 2 s to clean; open it in a browser.",
    "EAT": "This page needs more than 400 MB of memory to clean; open it in a browser.",
    "DIE": "This page made the process fail that was to clean it; open it in a browser.",
}


@pytest.fixture(autouse=True)
def hostile_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers of this test have workers of their own, which get two seconds and 400 MB for a job."""
    monkeypatch.setattr(sandbox, "Sandbox", hostile(seconds=2.0))


@pytest.fixture
def patient_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """They hang for longer than any test waits."""
    monkeypatch.setattr(sandbox, "Sandbox", hostile(seconds=600.0))


def hostile(seconds: float) -> "partial[sandbox.Sandbox]":
    return partial(SANDBOX, worker=_WORKER, seconds=seconds, memory=400_000_000)


def named_pipe(folder: Path) -> Path:
    """What a page that says TELL(PATH) writes to when its worker has begun with it."""
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


async def told(pipe: Path) -> None:
    async with asyncio.timeout(30):
        await asyncio.to_thread(pipe.read_text)


def workers_of(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if b"worker" in Path(f"/proc/{child}/cmdline").read_bytes()]


async def have_ended(processes: list[int]) -> None:
    """`processes` are pidfds, which can be read when their processes have ended."""
    for process in processes:
        ready, _, _ = await asyncio.to_thread(select.select, [process], [], [], 10.0)
        os.close(process)
        assert ready


@_linux
@pytest.mark.parametrize("fault", list(REASONS))
async def test_a_page_that_breaks_its_worker_shows_the_text_of_the_feed_and_why(
    tmp_path: Path, wire: Wire, fault: str
) -> None:
    before = workers_of(os.getpid())
    wire.answers = {
        "/feed": rss(item(wire, "bad", html="<p>The feed says this much.</p>"), item(wire, "good")),
        "/bad": page(f"A page to {fault} on"),
        "/good": page("A page like any other"),
    }
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        bad, good = [await story_at(reader, wire, path) for path in ("/bad", "/good")]
        shown, fine = await asyncio.gather(reader.open(bad), reader.open(good))
        assert (shown.article, shown.problem) == (None, REASONS[fault])
        assert feed_text(shown) == "The feed says this much."
        assert fine.article is not None
        # And the reader goes on as before.
        assert (await reader.clean_again(good)).problem == ""
    assert workers_of(os.getpid()) == before


@pytest.mark.usefixtures("patient_workers")
async def test_while_a_page_hangs_the_reader_answers(tmp_path: Path, wire: Wire) -> None:
    pipe = named_pipe(tmp_path)
    wire.answers = {
        "/feed": rss(item(wire, "a")),
        "/bad": page(f"HANG TELL({pipe})"),
        "/good": page("A page like any other"),
    }
    async with reader_at(tmp_path, wire) as reader:
        hanging = asyncio.create_task(reader.open(wire.url("/bad")))
        await told(pipe)
        await listed(reader, wire)
        good = await reader.open(wire.url("/good"))
        await reader.tag([good.row.id], ["apt"])
        assert await titles(reader, "tag:apt") == ["A page like any other"]
        assert not hanging.done()
        hanging.cancel()


@pytest.mark.usefixtures("patient_workers")
async def test_the_text_of_a_feed_that_hangs_does_not_hold_up_the_page(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {
        "/feed": rss(item(wire, "a", html="<p>HANG</p>", summary="The summary alone.")),
        "/a": page("A page like any other"),
    }
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        async with asyncio.timeout(30):
            shown = await reader.open(await story_at(reader, wire, "/a"))
        assert shown.article is not None
        assert shown.problem == ""


async def test_the_text_of_a_feed_that_breaks_its_worker_gives_way_to_the_summary(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a", html="<p>DIE</p>", summary="The summary alone."))}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        story = await story_at(reader, wire, "/a")
        peeked = await reader.peek(story)
        assert feed_text(peeked) == "The summary alone."
        assert "The text in the feed made the process fail" in peeked.problem
        opened = await reader.open(story)
        assert feed_text(opened) == "The summary alone."
        assert "404" in opened.problem


@pytest.mark.usefixtures("patient_workers")
async def test_a_text_of_a_feed_is_made_once_however_often_it_is_looked_at(tmp_path: Path, wire: Wire) -> None:
    pipe = named_pipe(tmp_path)
    wire.answers = {"/feed": rss(item(wire, "a", html=f"<p>TELL({pipe})</p>"))}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        story = await story_at(reader, wire, "/a")
        shown, _ = await asyncio.gather(reader.peek(story), told(pipe))
        # Nobody reads the pipe any more: a worker would wait there.
        async with asyncio.timeout(30):
            assert await reader.peek(story) == shown


@pytest.mark.parametrize(("fault", "reason"), [("HANG", "longer than 2 s"), ("EAT", "400 MB"), ("DIE", "fail")])
async def test_a_feed_that_breaks_its_worker_fails_alone(tmp_path: Path, wire: Wire, fault: str, reason: str) -> None:
    names = [f"/{number}" for number in range(4)]
    wire.answers = {name: rss(item(wire, f"story{name[1:]}")) for name in names} | {"/bad": rss(title=fault)}
    async with reader_at(tmp_path, wire) as reader:
        bad, *good = await follow(reader, wire, "/bad", *names)
        results = {result.feed_id: result for result in await refreshed(reader)}
        assert reason in results[bad].problem
        assert (await health_of(reader, bad)).failures == 1
        assert [results[feed].outcome for feed in good] == ["new"] * 4


async def test_customary_addresses_are_tried_on_after_one_that_breaks_its_worker(tmp_path: Path, wire: Wire) -> None:
    home = Answer(b"<!DOCTYPE html><html><body>Welcome</body></html>")
    wire.answers = {"/": home, "/feed/": rss(title="DIE"), "/rss.xml": rss(title="Found")}
    async with reader_at(tmp_path, wire) as reader:
        assert [feed.title for feed in await reader.add_feed(wire.url("/"))] == ["Found"]


@_linux
@pytest.mark.usefixtures("patient_workers")
async def test_a_reader_that_is_closed_while_a_page_hangs_leaves_no_worker(tmp_path: Path, wire: Wire) -> None:
    before, pipe = workers_of(os.getpid()), named_pipe(tmp_path)
    wire.answers = {"/bad": page(f"HANG TELL({pipe})")}
    async with reader_at(tmp_path, wire) as reader:
        opening = asyncio.create_task(reader.open(wire.url("/bad")))
        await told(pipe)
        assert len(workers_of(os.getpid())) == len(before) + 1
    assert workers_of(os.getpid()) == before
    # Whoever waited for it waits no longer.
    async with asyncio.timeout(10):
        await asyncio.gather(opening, return_exceptions=True)


@pytest.mark.usefixtures("patient_workers")
async def test_a_reader_that_is_closed_while_a_feed_hangs_blames_no_feed(tmp_path: Path, wire: Wire) -> None:
    pipe = named_pipe(tmp_path)
    wire.answers = {"/bad": rss(title=f"HANG TELL({pipe})")}
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/bad")
        refreshing = asyncio.create_task(refreshed(reader))
        await told(pipe)
    assert await refreshing == []
    async with reader_at(tmp_path, wire) as reader:
        assert [(feed.failures, feed.problem) for feed in await reader.health()] == [(0, "")]


_REFRESH = """
import asyncio, sys
from functools import partial
from pathlib import Path
from secreader import sandbox
from secreader.config import Settings, paths
from secreader.model import Subscription
from secreader.reader import Reader

sandbox.Sandbox = partial(sandbox.Sandbox, worker=(sys.argv[3],), seconds=600.0)

async def main():
    async with Reader(paths(Path(sys.argv[1])), Settings(allow=(sys.argv[2],))) as reader:
        for path in sys.argv[4:]:
            await reader.subscribe(Subscription(f"http://{sys.argv[2]}{path}"))
        async for result in reader.refresh():
            print(result.feed_id, flush=True)

asyncio.run(main())
"""


@_linux
async def test_after_kill_9_in_a_refresh_no_worker_is_left_and_the_next_one_completes(tmp_path: Path) -> None:
    async with wired() as wire:
        names = ["/0", "/1", "/2", "/bad", "/3", "/4"]
        wire.answers = {name: rss(*(item(wire, f"story{name[1:]}-{n}") for n in range(20))) for name in names}
        pipe = named_pipe(tmp_path)
        wire.answers["/bad"] = rss(title=f"HANG TELL({pipe})")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _REFRESH, str(tmp_path), wire.place, *_WORKER, *names),
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        # One feed at least is stored, and a worker hangs in another.
        await process.stdout.readline()
        await told(pipe)
        workers = [os.pidfd_open(worker) for worker in workers_of(process.pid)]
        assert workers
        process.send_signal(signal.SIGKILL)
        await process.wait()
        await have_ended(workers)
        stored = await _is_whole(tmp_path)
        assert stored >= 20
        assert stored % 20 == 0
        wire.answers["/bad"] = rss(item(wire, "story-bad"))
        async with reader_at(tmp_path, wire) as reader:
            results = await refreshed(reader, force=True)
            assert [result.problem for result in results] == [""] * len(names)
            assert len(await titles(reader)) == 101
            assert {feed.failures for feed in await reader.health()} == {0}


async def _is_whole(home: Path) -> int:
    """The number of stories in a library without any damage."""
    library = Library(paths(home).library)
    found = await library.write(integrity.check)
    await library.aclose()
    assert found.problems == ()
    return found.stories


async def test_a_full_disk_is_told_and_nothing_is_half_done(tmp_path: Path, wire: Wire) -> None:
    """SQLite's own limit on the size of the file raises what a full disk raises."""
    wire.answers = {"/feed": rss(*(item(wire, f"s{number}", summary="words " * 2_000) for number in range(100)))}
    async with reader_at(tmp_path, wire) as reader:
        (feed,) = await follow(reader, wire, "/feed")
        await reader._library.write(lambda db: db.execute("PRAGMA max_page_count = 60"))
        with pytest.raises(LibraryError, match="full") as told:
            await refreshed(reader)
        assert "make room" in str(told.value)
        assert await titles(reader) == []
        await reader._library.write(lambda db: db.execute("PRAGMA max_page_count = 1000000"))
        assert [result.new for result in await refreshed(reader)] == [100]
        assert (await health_of(reader, feed)).failures == 0
