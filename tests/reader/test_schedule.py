"""When a feed is asked again: what server and feed say, how often it posts, how often it failed."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.clock import Clock
from reader.reading import follow, reader_at, refreshed
from reader.wire import Answer, Wire, item, rss, wired
from secreader.config import paths
from secreader.reader import refreshing

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


@pytest.fixture
def no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "_jitter", lambda: 0.0)


async def waits(home: Path, wire: Wire, *answers: Answer) -> list[timedelta]:
    """How long the feed is left alone after each of `answers` to one request after the other."""
    clock = Clock()
    found = []
    async with reader_at(home, wire, clock=clock) as reader:
        await follow(reader, wire, "/feed")
        for answer in answers:
            wire.answers = {"/feed": answer}
            await refreshed(reader, force=True)
            found.append(_next_check(home) - clock.now)
            clock.forward(days=1)
    return found


def _next_check(home: Path) -> datetime:
    with sqlite3.connect(paths(home).library) as db:
        (due,) = db.execute("SELECT next_check FROM feed").fetchone()
    db.close()
    return datetime.fromtimestamp(due, UTC)


HOUR = timedelta(hours=1)


@pytest.mark.usefixtures("no_jitter")
@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (rss(), HOUR),
        (rss(ttl=5), HOUR),
        (rss(ttl=180), 3 * HOUR),
        (rss(Cache_Control="max-age=7200"), 2 * HOUR),
        (rss(Cache_Control="max-age=31536000"), 5 * HOUR),
        (rss(Retry_After="14400"), 4 * HOUR),
        (rss(ttl=180, Cache_Control="max-age=7200"), 3 * HOUR),
        (rss(ttl=10**9), 24 * HOUR),
    ],
    ids=["nothing", "short-ttl", "ttl", "max-age", "month", "retry-after", "the-longest-counts", "a-day-at-most"],
)
async def test_an_answer_says_when_to_ask_again(tmp_path: Path, wire: Wire, answer: Answer, wait: timedelta) -> None:
    assert await waits(tmp_path, wire, answer) == [wait]


@pytest.mark.usefixtures("no_jitter")
async def test_a_feed_that_seldom_posts_is_asked_seldom(tmp_path: Path, wire: Wire) -> None:
    """A post every eight hours: a quarter of that."""
    seldom = rss(*(item(wire, f"s{number}", age=8 * number) for number in range(1, 5)))
    assert await waits(tmp_path, wire, seldom) == [2 * HOUR]


@pytest.mark.usefixtures("no_jitter")
async def test_a_304_counts_as_the_answer_before_it(tmp_path: Path, wire: Wire) -> None:
    seldom = rss(*(item(wire, f"s{number}", age=8 * number) for number in range(1, 5)), ttl=90, ETag='"tag"')
    assert await waits(tmp_path, wire, seldom, seldom) == [2 * HOUR, 2 * HOUR]
    asked_to_wait = rss(ttl=240, ETag='"tag"')
    assert await waits(tmp_path / "other", wire, asked_to_wait, asked_to_wait) == [4 * HOUR, 4 * HOUR]


@pytest.mark.usefixtures("no_jitter")
async def test_a_failing_feed_is_asked_less_and_less(tmp_path: Path, wire: Wire) -> None:
    gone = Answer(b"", 404)
    minutes = [wait.total_seconds() / 60 for wait in await waits(tmp_path, wire, *[gone] * 9)]
    assert minutes == [10, 20, 40, 80, 160, 320, 640, 1280, 1440]


@pytest.mark.usefixtures("no_jitter")
async def test_after_a_success_failing_begins_anew(tmp_path: Path, wire: Wire) -> None:
    gone = Answer(b"", 404)
    assert (await waits(tmp_path, wire, gone, gone, rss(), gone))[-1] == timedelta(minutes=10)


@pytest.mark.usefixtures("no_jitter")
async def test_a_server_that_is_overloaded_is_left_alone_as_long_as_it_asks(tmp_path: Path, wire: Wire) -> None:
    busy = [Answer(b"", status, headers={"Retry-After": "7200"}) for status in (429, 503)]
    assert await waits(tmp_path, wire, *busy) == [2 * HOUR, 2 * HOUR]


async def test_feeds_that_answered_together_are_not_asked_together_again(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {f"/{number}": rss() for number in range(12)}
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, *wire.answers)
        await refreshed(reader)
    with sqlite3.connect(paths(tmp_path).library) as db:
        moments = {due for (due,) in db.execute("SELECT next_check FROM feed")}
    db.close()
    assert len(moments) > 6
    assert max(moments) - min(moments) <= 360


async def test_a_host_that_asks_to_be_left_alone_is_for_all_of_its_feeds(tmp_path: Path, wire: Wire) -> None:
    names = [f"/{number}" for number in range(6)]
    wire.answers = dict.fromkeys(names, Answer(b"", 429, headers={"Retry-After": "1800"}))
    clock = Clock()
    async with wired() as other, reader_at(tmp_path, wire, other, clock=clock) as reader:
        other.answers = {"/feed": rss()}
        await follow(reader, wire, *names)
        await follow(reader, other, "/feed")
        outcomes = [result.outcome for result in await refreshed(reader)]
        # Two requests were under way when the first was answered.
        assert len(wire.asked) <= 2
        assert outcomes.count("failed") == len(wire.asked)
        assert outcomes.count("skipped") == 6 - len(wire.asked)
        assert outcomes.count("unchanged") == 1
        asked = len(wire.asked)
        clock.forward(minutes=29)
        skipped = await refreshed(reader, force=True)
        assert "asked to be left alone until 12:30 UTC" in next(r.problem for r in skipped if r.outcome == "skipped")
        assert len(wire.asked) == asked
        wire.answers = dict.fromkeys(names, rss())
        clock.forward(minutes=1)
        assert [result.outcome for result in await refreshed(reader, force=True)] == ["unchanged"] * 7
        assert {feed.failures for feed in await reader.health()} == {0}
