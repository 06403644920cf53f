"""Two secreaders at one library: one of them refreshes."""

import asyncio
import os
import socket
import sqlite3
import sys
from asyncio.subprocess import PIPE
from contextlib import AsyncExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest

from reader.clock import NOW, Clock
from reader.reading import follow, reader_at, refreshed, titles
from reader.wire import Wire, item, rss
from secreader.config import Settings, paths
from secreader.reader.refreshing import lock
from secreader.reader.rooms import Rooms
from secreader.store import Library

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]

_HOLD = """
import asyncio, sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from secreader.config import Settings
from secreader.reader.refreshing.lock import RefreshLock
from secreader.reader.rooms import Rooms
from secreader.store import Library

async def main():
    library = Library(Path(sys.argv[1]))
    now = datetime.fromisoformat(sys.argv[2])
    lock = RefreshLock(Rooms(library, Settings(), lambda: now, AsyncExitStack()))
    print(await lock.take(), flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def _held(home: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(paths(home).library)) as db:
        return db.execute("SELECT owner, beat FROM refreshing").fetchall()


def _hold(home: Path, owner: str, beat: int) -> None:
    with closing(sqlite3.connect(paths(home).library)) as db, db:
        db.execute("INSERT INTO refreshing (one, owner, beat) VALUES (1, ?, ?)", (owner, beat))


async def test_the_second_of_two_says_so_once_and_asks_nobody(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/one": rss(item(wire, "a")), "/two": rss(item(wire, "b"))}
    gate = wire.hold("/one", "/two")
    async with reader_at(tmp_path, wire) as one, reader_at(tmp_path, wire) as two:
        await follow(one, wire, "/one", "/two")
        running = asyncio.create_task(refreshed(one))
        await wire.answering(2)
        (result,) = await refreshed(two)
        assert (result.outcome, result.feed_id, result.done, result.total) == ("skipped", 0, 1, 1)
        assert result.problem == "Another secreader is refreshing these feeds now; what it finds is seen here too."
        gate.set()
        assert len(await running) == 2
        # The second has nothing left to do, and may when there is.
        assert await refreshed(two) == []
        assert [result.outcome for result in await refreshed(two, force=True)] == ["unchanged"] * 2
        assert sorted(await titles(two)) == ["A", "B"]
        assert wire.most == 2


async def test_two_refreshes_of_one_reader_may_overlap(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/one": rss(item(wire, "a")), "/two": rss(item(wire, "b"))}
    gate = wire.hold("/one")
    async with reader_at(tmp_path, wire) as reader:
        one, two = await follow(reader, wire, "/one", "/two")
        running = asyncio.create_task(refreshed(reader, one))
        await wire.answering(1)
        assert [result.outcome for result in await refreshed(reader, two)] == ["new"]
        assert len(_held(tmp_path)) == 1
        gate.set()
        assert [result.outcome for result in await running] == ["new"]
        assert _held(tmp_path) == []


async def test_a_refresh_that_stops_early_or_is_closed_lets_others_refresh(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/quick": rss(item(wire, "a"))}
    wire.hold("/slow")
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/quick", "/slow")
        results = reader.refresh()
        await anext(results)
        assert len(_held(tmp_path)) == 1
    assert _held(tmp_path) == []
    await results.aclose()  # type: ignore[attr-defined]  # a generator, which nobody needs to know
    assert _held(tmp_path) == []


async def test_a_killed_process_keeps_nobody_from_refreshing(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"))}
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/feed")
        command = [sys.executable, "-c", _HOLD, str(paths(tmp_path).library), NOW.isoformat()]
        process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
        assert process.stdout is not None
        assert await process.stdout.readline() == b"True\n"
        assert [result.outcome for result in await refreshed(reader)] == ["skipped"]
        process.kill()
        await process.wait()
        assert [result.outcome for result in await refreshed(reader)] == ["new"]


@pytest.mark.parametrize("pid", [1, 2**22 + 1])
async def test_a_secreader_of_another_machine_that_is_silent_for_a_minute_is_taken_for_dead(
    tmp_path: Path, wire: Wire, pid: int
) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"))}
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        await follow(reader, wire, "/feed")
        _hold(tmp_path, f"0123 {pid} another.machine.example", int(NOW.timestamp()))
        clock.forward(seconds=60)
        assert [result.outcome for result in await refreshed(reader)] == ["skipped"]
        clock.forward(seconds=1)
        assert [result.outcome for result in await refreshed(reader)] == ["new"]


async def test_a_sign_of_life_in_the_future_is_none(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"))}
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/feed")
        _hold(tmp_path, "0123 1 another.machine.example", int((NOW + timedelta(days=365)).timestamp()))
        assert [result.outcome for result in await refreshed(reader)] == ["new"]


async def test_a_long_refresh_gives_signs_of_life(tmp_path: Path, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_BEAT_EVERY", 0.0)
    wire.answers = {"/feed": rss(item(wire, "a"))}
    gate = wire.hold("/feed")
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        await follow(reader, wire, "/feed")
        running = asyncio.create_task(refreshed(reader))
        await wire.answering(1)
        clock.forward(minutes=10)
        async with asyncio.timeout(10):
            while _held(tmp_path)[0][1] != int(clock.now.timestamp()):
                await reader.version()
        gate.set()
        assert [result.outcome for result in await running] == ["new"]


async def test_a_process_of_another_user_is_alive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_pid: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert not lock._ended(f"0123 1 {socket.gethostname()}")


async def test_a_library_that_is_closed_meanwhile_does_not_keep_a_refresh_from_ending(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library(tmp_path / "library.db")
    held = lock.RefreshLock(Rooms(library, Settings(), Clock(), AsyncExitStack()))
    assert await held.take()
    await library.aclose()
    await held.leave()
    await held.leave()
    assert [record.message for record in caplog.records] == ["the lock of refreshes: The library is closed."]
