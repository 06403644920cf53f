"""kill -9 at any moment of a refresh: the library is whole, nothing is gone, and the next refresh completes."""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from reader.clock import Clock

from hostile.answers import http as answer
from hostile.answers import item, rss
from hostile.server import Behaviour, HostileServer
from secreader.config import Settings, paths
from secreader.model import Subscription
from secreader.reader import Reader
from secreader.store import Library, integrity

KILLS = 5
FEEDS = 6
ENTRIES = 60
TESTS = Path(__file__).parents[1]

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


def feed(number: int, turn: int) -> str:
    """At each turn twenty new entries on top, forty that were there before, and every title edited."""
    newest = turn * 20 + ENTRIES
    return rss(
        *(
            item(f"Feed {number}, story {story}, edition {turn}", f"<description>{'words ' * 200}</description>",
                 guid=f"{number}-{story}", link=f"https://f{number}.example/{story}")
            for story in range(newest, newest - ENTRIES, -1)
        )
    )  # fmt: skip


class Newswire:
    """Feeds that have moved on at every turn."""

    def __init__(self, server: HostileServer) -> None:
        self._server = server
        self.turn = 0
        self.urls = [server.put(f"wire-{number}", self._behave(number)) for number in range(FEEDS)]

    def _behave(self, number: int) -> Behaviour:
        return lambda line: line.send(answer(feed(number, self.turn).encode(), "application/rss+xml"))


def kept(home: Path) -> set[tuple[str, int, int]]:
    """What is in the library: the address of each story, and what the user did to it."""
    with closing(sqlite3.connect(paths(home).library)) as db:
        return set(db.execute("SELECT url, saved, (SELECT count(*) FROM story_tag WHERE story = id) FROM story"))


async def problems_of(home: Path) -> tuple[str, ...]:
    """What is wrong with the library, by SQLite's own full check, its foreign keys and the search index."""
    with closing(sqlite3.connect(paths(home).library)) as db:
        (said,) = db.execute("PRAGMA integrity_check").fetchone()
    library = Library(paths(home).library)
    found = await library.write(integrity.check)
    await library.aclose()
    return (*found.problems, *([] if said == "ok" else [said]))


def started(home: Path, server: HostileServer, clock: Clock) -> "subprocess.Popen[str]":
    """A reader that is about to refresh."""
    running = subprocess.Popen(
        [sys.executable, "-m", "hostile.killed", str(home), server.places.here, clock.now.isoformat()],
        stdout=subprocess.PIPE,
        cwd=TESTS,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    return running


async def refresh_completes(reader: Reader, turn: int) -> None:
    """Every feed is read, and every entry that it lists now stands there as it says now."""
    assert [done.problem async for done in reader.refresh(force=True)] == [""] * FEEDS
    rows = await reader.rows((await reader.view()).ids)
    assert len([row for row in rows if row.title.endswith(f"edition {turn}")]) == FEEDS * ENTRIES


@pytest.mark.parametrize("seed", range(4))
async def test_a_refresh_that_is_killed_at_any_moment_loses_nothing(
    server: HostileServer, tmp_path: Path, seed: int
) -> None:
    wire, clock, dice = Newswire(server), Clock(), random.Random(seed)
    settings = Settings(allow=(server.places.here,))
    async with Reader(paths(tmp_path), settings, now=clock) as reader:
        for url in wire.urls:
            await reader.subscribe(Subscription(url))
    # How long a refresh takes that nobody disturbs.
    running = started(tmp_path, server, clock)
    began = time.monotonic()
    assert running.communicate()[0] == "done\n"
    whole = time.monotonic() - began
    async with Reader(paths(tmp_path), settings, now=clock) as reader:
        ids = (await reader.view()).ids
        await reader.save(ids[:20], saved=True)
        await reader.tag(ids[10:30], ["apt"])
    killed = 0
    for turn in range(1, KILLS + 1):
        before = kept(tmp_path)
        wire.turn = turn
        clock.forward(days=1)
        running = started(tmp_path, server, clock)
        try:
            running.wait(timeout=dice.uniform(0.0, whole))
        except subprocess.TimeoutExpired:
            running.kill()
            killed += 1
        running.communicate()
        assert await problems_of(tmp_path) == ()
        assert kept(tmp_path) >= before
        clock.forward(days=1)
        async with Reader(paths(tmp_path), settings, now=clock) as reader:
            await refresh_completes(reader, turn)
        assert await problems_of(tmp_path) == ()
    assert killed > 0
