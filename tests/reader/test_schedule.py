"""When a feed is asked again: what server and feed say, how often it posts, how often it failed."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.clock import Clock
from reader.reading import follow, health_of, listed, reader_at, refreshed
from reader.wire import Answer, Wire, item, rss, wired
from secreader.config import paths
from secreader.reader.refreshing import asking

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


@pytest.fixture
def no_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_jitter", lambda: 0.0)


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
        clock.forward(minutes=28)
        skipped = await refreshed(reader, force=True)
        assert "asked to be left alone until 12:30 UTC" in next(r.problem for r in skipped if r.outcome == "skipped")
        assert len(wire.asked) == asked
        wire.answers = dict.fromkeys(names, rss())
        assert [result.outcome for result in await refreshed(reader, force=True)] == ["unchanged"] * 7
        assert {feed.failures for feed in await reader.health()} == {0}


async def test_a_host_is_left_alone_by_the_next_reader_too(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/busy": Answer(b"", 503, headers={"Retry-After": "1800"}), "/other": rss()}
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        (busy,) = await follow(reader, wire, "/busy")
        await refreshed(reader, busy)
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        (other,) = await follow(reader, wire, "/other")
        assert await refreshed(reader) == []
        (result,) = await refreshed(reader, other, force=True)
        assert (result.outcome, wire.asked) == ("skipped", ["/busy"])
        assert "asked to be left alone until 12:30 UTC" in result.problem
        clock.forward(minutes=40)
        assert {result.outcome for result in await refreshed(reader)} == {"failed", "unchanged"}


async def test_a_server_that_is_well_and_names_a_time_is_left_alone_with_this_feed(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/slow": rss(Retry_After="72000"), "/other": rss()}
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        slow, other = await follow(reader, wire, "/slow", "/other")
        await refreshed(reader)
        results = {result.feed_id: result for result in await refreshed(reader, force=True)}
        assert results[slow].outcome == "skipped"
        assert "until 25 November, 08:00 UTC" in results[slow].problem
        assert results[other].outcome == "unchanged"


async def test_no_feed_is_asked_twice_in_a_minute_whatever_the_user_does(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/good": rss()}
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        await follow(reader, wire, "/good", "/bad")
        await refreshed(reader)
        clock.forward(seconds=59)
        skipped = [result async for result in reader.refresh(force=True)]
        assert [(result.outcome, result.problem) for result in skipped] == [
            ("skipped", "It was asked 59 s ago; no feed is asked more than once a minute.")
        ] * 2
        assert len(wire.asked) == 2
        clock.forward(seconds=1)
        assert {result.outcome async for result in reader.refresh(force=True)} == {"failed", "unchanged"}


async def test_validators_are_good_for_eight_days(tmp_path: Path, wire: Wire) -> None:
    """From when they were given: some servers say for ever that nothing is new."""
    wire.answers = {"/feed": rss(ETag='"tag"')}
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        await listed(reader, wire)
        for days in (4, 3, 1, 1):
            clock.forward(days=days)
            await refreshed(reader)
    assert wire.sent == [200, 304, 304, 200, 304]


async def test_a_feed_that_is_gone_for_good_is_asked_again_only_by_itself(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": Answer(b"", 410), "/other": rss()}
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        feed, other = await follow(reader, wire, "/feed", "/other")
        (gone,) = [result for result in await refreshed(reader) if result.feed_id == feed]
        assert gone.outcome == "failed"
        assert gone.problem.endswith(
            "is gone for good. It is not asked again by itself; refresh this feed alone to try once more."
        )
        assert (await health_of(reader, feed)).problem == gone.problem
        clock.forward(days=40)
        assert [result.feed_id for result in await refreshed(reader)] == [other]
        assert [result.feed_id for result in await refreshed(reader, force=True)] == [other]
        assert [result.feed_id for result in await refreshed(reader, feed, other, force=True)] == [other]
        assert [result.outcome for result in await refreshed(reader, feed, force=True)] == ["failed"]
        wire.answers = {"/feed": rss(item(wire, "back"))}
        assert [result.outcome for result in await refreshed(reader, feed, force=True)] == ["new"]
        clock.forward(days=1)
        assert feed in [result.feed_id for result in await refreshed(reader)]


async def test_times_written_while_the_clock_was_wrong_silence_no_feed(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(), "/busy": Answer(b"", 503, headers={"Retry-After": "1800"})}
    far = Clock(datetime(2100, 1, 1, tzinfo=UTC))
    async with reader_at(tmp_path, wire, clock=far) as reader:
        await follow(reader, wire, "/feed", "/busy")
        await refreshed(reader)
    async with reader_at(tmp_path, wire) as reader:
        assert len(await refreshed(reader)) == 2


# --- feeds that move --------------------------------------------------------------------------------------------------


def _moved(wire: Wire, status: int = 301, to: str = "/new") -> dict[str, Answer]:
    return {"/old": Answer(b"", status, headers={"Location": to}), "/new": rss(item(wire, "a")), "/else": rss()}


async def _addresses(home: Path, wire: Wire, *days: dict[str, Answer] | None) -> list[str]:
    """Where a feed that was subscribed to at /old is after each day; on each it answers so, None: as the day before."""
    clock = Clock()
    found = []
    async with reader_at(home, wire, clock=clock) as reader:
        await follow(reader, wire, "/old")
        for answers in days:
            wire.answers = wire.answers if answers is None else answers
            await refreshed(reader)
            (feed,) = await reader.health()
            found.append(feed.url.removeprefix(wire.url("")))
            clock.forward(hours=25)
    return found


@pytest.mark.parametrize("status", [301, 308])
async def test_a_feed_that_redirects_for_good_on_three_days_moves(tmp_path: Path, wire: Wire, status: int) -> None:
    assert await _addresses(tmp_path, wire, _moved(wire, status), None, None, None) == ["/old", "/old", "/new", "/new"]
    assert wire.asked == ["/old", "/new"] * 3 + ["/new"]


@pytest.mark.parametrize("status", [302, 307])
async def test_a_feed_that_redirects_for_the_time_being_stays(tmp_path: Path, wire: Wire, status: int) -> None:
    assert await _addresses(tmp_path, wire, _moved(wire, status), None, None, None) == ["/old"] * 4


async def test_a_redirect_that_was_taken_back_counts_from_the_start(tmp_path: Path, wire: Wire) -> None:
    moved, back = _moved(wire), {"/old": rss()}
    days = await _addresses(tmp_path, wire, moved, moved, back, moved, moved, moved)
    assert days == ["/old"] * 5 + ["/new"]


async def test_a_redirect_to_elsewhere_counts_from_the_start(tmp_path: Path, wire: Wire) -> None:
    moved, other = _moved(wire), _moved(wire, to="/else")
    assert await _addresses(tmp_path, wire, moved, moved, other, other, other) == ["/old"] * 4 + ["/else"]


async def test_a_redirect_to_what_is_no_feed_moves_nothing(tmp_path: Path, wire: Wire) -> None:
    """A network that wants one to sign in first answers so to everything."""
    portal = _moved(wire) | {"/new": Answer(b"<!DOCTYPE html><html><body>Sign in</body></html>")}
    assert await _addresses(tmp_path, wire, *[portal] * 5, _moved(wire)) == ["/old"] * 6


async def test_a_redirect_seen_many_times_on_one_day_is_seen_once(tmp_path: Path, wire: Wire) -> None:
    wire.answers = _moved(wire)
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/old")
        for _ in range(5):
            await refreshed(reader, force=True)
        assert [feed.url for feed in await reader.health()] == [wire.url("/old")]


async def test_a_feed_does_not_move_to_where_another_subscription_is(tmp_path: Path, wire: Wire) -> None:
    wire.answers = _moved(wire)
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        await follow(reader, wire, "/old", "/new")
        for _ in range(4):
            assert {result.problem for result in await refreshed(reader)} == {""}
            clock.forward(hours=25)
        assert {feed.url for feed in await reader.health()} == {wire.url("/old"), wire.url("/new")}


async def test_a_feed_that_was_left_while_it_moved_stays_away(tmp_path: Path, wire: Wire) -> None:
    wire.answers = _moved(wire)
    gate = wire.hold("/new")
    async with reader_at(tmp_path, wire) as reader:
        (feed,) = await follow(reader, wire, "/old")
        running = asyncio.create_task(refreshed(reader))
        await wire.answering(1)
        await reader.unsubscribe(feed)
        gate.set()
        assert [result.problem for result in await running] == [""]
        assert await reader.health() == []
