"""Refreshing: what is asked, what is kept, what a failing feed leaves behind."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.clock import Clock
from reader.reading import follow, health_of, listed, reader_at, refreshed, story_at, titles
from reader.wire import Answer, Wire, item, rss, wired
from secreader.config import Settings, paths
from secreader.reader import Reader
from secreader.sandbox import Sandbox

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


async def test_a_refresh_brings_the_stories_of_every_feed(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/one": rss(item(wire, "a"), item(wire, "b"), title="One"), "/two": rss(item(wire, "c"))}
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/one", "/two")
        results = await refreshed(reader)
        assert sorted((result.new, result.outcome) for result in results) == [(1, "new"), (2, "new")]
        assert [(result.done, result.total) for result in results] == [(1, 2), (2, 2)]
        assert sorted(await titles(reader)) == ["A", "B", "C"]


async def test_only_feeds_whose_time_has_come_are_asked(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/one": rss(item(wire, "a")), "/two": rss(item(wire, "b"))}
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        await listed(reader, wire, "/one")
        clock.forward(minutes=50)
        await listed(reader, wire, "/two")
        clock.forward(minutes=20)
        assert len(await refreshed(reader)) == 1
        assert wire.asked == ["/one", "/two", "/one"]


async def test_force_asks_feeds_that_are_not_due(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/one": rss(item(wire, "a")), "/two": rss(item(wire, "b"))}
    async with reader_at(tmp_path, wire) as reader:
        one = await listed(reader, wire, "/one")
        await listed(reader, wire, "/two")
        assert await refreshed(reader) == []
        assert [result.feed_id for result in await refreshed(reader, one, force=True)] == [one]
        assert len(await refreshed(reader, force=True)) == 2


async def test_a_feed_that_has_not_changed_is_not_sent_again(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"), ETag='"first"')}
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        feed = await listed(reader, wire)
        clock.forward(hours=8)
        (again,) = await refreshed(reader)
        assert wire.sent == [200, 304]
        assert (again.outcome, again.new, again.problem) == ("unchanged", 0, "")
        assert (await health_of(reader, feed)).succeeded == clock.now
        assert await titles(reader) == ["A"]
        # A 304 counts as an answer for the schedule too.
        assert await refreshed(reader) == []


async def test_a_feed_sent_again_as_it_was_brings_nothing_new(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"))}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        (again,) = await refreshed(reader, force=True)
        assert (again.outcome, again.new) == ("unchanged", 0)


async def test_a_feed_sent_again_as_it_was_gives_no_worker_work(
    tmp_path: Path, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"), ETag='"first"')}
    async with reader_at(tmp_path, wire) as reader:
        feed = await listed(reader, wire)
        monkeypatch.delattr(Sandbox, "parse_feed")
        wire.answers = {"/feed": rss(item(wire, "a"), ETag='"second"')}
        (again,) = await refreshed(reader, force=True)
        assert (again.outcome, again.problem) == ("unchanged", "")
        assert (await health_of(reader, feed)).succeeded == reader.now()
        # Its new validators are kept: servers judge readers by that.
        await refreshed(reader, force=True)
        assert wire.sent == [200, 200, 304]


async def test_an_edited_title_replaces_the_old_one_and_keeps_what_the_user_did(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a", "Frist version"))}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        story = await story_at(reader, wire, "/a")
        await reader.mark([story], read=True)
        await reader.tag([story], ["apt"])
        wire.answers = {"/feed": rss(item(wire, "a", "First version"))}
        (again,) = await refreshed(reader, force=True)
        assert again.new == 0
        (row,) = await reader.rows([story])
        assert (row.title, row.read, row.tags) == ("First version", True, ("apt",))


async def test_a_story_that_two_feeds_list_is_one_story(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {
        "/one": rss(item(wire, "a"), title="One"),
        "/two": rss(item(wire, "a"), item(wire, "b"), title="Two"),
    }
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire, "/one")
        await listed(reader, wire, "/two")
        assert sorted(await titles(reader)) == ["A", "B"]
        assert await titles(reader, "feed:one") == ["A"]
        assert sorted(await titles(reader, "feed:two")) == ["A", "B"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(b"", 404), "The server answers 404: there is no page at this address."),
        (Answer(b"<!DOCTYPE html><html><body>Sign in</body></html>"), "This address answers a web page, not a feed."),
        (Answer(b"", 200), "This address answers nothing at all."),
        (Answer(b"", 302, headers={"Location": "http://127.0.0.1:9/"}), "127.0.0.1 is not on the public internet"),
    ],
    ids=["gone", "a-web-page", "empty", "sent-into-the-own-network"],
)
async def test_a_failing_feed_says_why_and_keeps_its_stories(
    tmp_path: Path, wire: Wire, answer: Answer, reason: str
) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"))}
    async with reader_at(tmp_path, wire) as reader:
        feed = await listed(reader, wire)
        wire.answers = {"/feed": answer}
        (result,) = await refreshed(reader, force=True)
        assert result.outcome == "failed"
        assert reason in result.problem
        health = await health_of(reader, feed)
        assert (health.failures, health.problem) == (1, result.problem)
        assert await titles(reader) == ["A"]
        wire.answers = {"/feed": rss(item(wire, "a"))}
        await refreshed(reader, force=True)
        assert ((await health_of(reader, feed)).failures, (await health_of(reader, feed)).problem) == (0, "")


async def test_one_failing_feed_does_not_keep_the_others(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/good": rss(item(wire, "a"))}
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/gone", "/good")
        assert sorted(result.outcome for result in await refreshed(reader)) == ["failed", "new"]


async def test_a_host_is_asked_for_two_feeds_at_once_at_most(tmp_path: Path, wire: Wire) -> None:
    paths = [f"/{number}" for number in range(25)]
    wire.answers = {path: rss(item(wire, f"story{path[1:]}")) for path in paths}
    gate = wire.hold(*paths)
    async with wired() as other:
        other.answers = {"/feed": rss(item(other, "other"))}
        async with reader_at(tmp_path, wire, other) as reader:
            await follow(reader, wire, *paths)
            await follow(reader, other, "/feed")
            results = reader.refresh()
            # The host that answers comes first, however many feeds wait for the one that does not.
            assert (await anext(results)).new == 1
            await wire.answering(2)
            gate.set()
            assert len([result async for result in results]) == 25
    assert wire.most == 2


async def test_leaving_a_refresh_early_keeps_what_was_stored_and_blames_nobody(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/quick": rss(item(wire, "a"))}
    wire.hold("/slow")
    async with reader_at(tmp_path, wire) as reader:
        quick, slow = await follow(reader, wire, "/quick", "/slow")
        async for result in reader.refresh():
            assert result.feed_id == quick
            break
        await wire.idle()
        assert await titles(reader) == ["A"]
        assert [
            (feed.feed_id, feed.checked, feed.problem) for feed in await reader.health() if feed.feed_id == slow
        ] == [(slow, None, "")]
        # The slow one is still due.
        wire.held = {}
        assert [result.feed_id for result in await refreshed(reader)] == [slow]


async def test_a_reader_that_is_closed_during_a_refresh_blames_no_feed(tmp_path: Path, wire: Wire) -> None:
    wire.hold("/one", "/two")
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/one", "/two")
        running = asyncio.create_task(refreshed(reader))
        await wire.answering(2)
    assert await running == []
    async with reader_at(tmp_path, wire) as reader:
        assert [(feed.failures, feed.problem) for feed in await reader.health()] == [(0, ""), (0, "")]


async def test_a_refresh_that_is_cancelled_stops_at_once_and_the_next_one_completes(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/one": rss(item(wire, "a")), "/two": rss(item(wire, "b"))}
    gate = wire.hold("/one", "/two")
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/one", "/two")
        running = asyncio.create_task(refreshed(reader))
        await wire.answering(2)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        await wire.idle()
        gate.set()
        assert [result.outcome for result in await refreshed(reader)] == ["new", "new"]
        assert {feed.failures for feed in await reader.health()} == {0}


async def test_by_itself_the_reader_goes_by_the_clock_of_the_machine(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss()}
    async with Reader(paths(tmp_path), Settings(allow=(wire.place,))) as reader:
        await reader.warm()
        before = datetime.now(UTC).replace(microsecond=0)
        feed = await listed(reader, wire)
        checked = (await health_of(reader, feed)).checked
        assert checked is not None
        assert before <= checked <= datetime.now(UTC)


async def test_a_feed_that_was_unsubscribed_meanwhile_brings_nothing(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"))}
    gate = wire.hold("/feed")
    async with reader_at(tmp_path, wire) as reader:
        (feed,) = await follow(reader, wire, "/feed")
        running = asyncio.create_task(refreshed(reader))
        await wire.answering(1)
        await reader.unsubscribe(feed)
        gate.set()
        (result,) = await running
        assert result.new == 0
        assert await titles(reader) == []


async def test_a_date_in_the_future_does_not_pin_a_story_to_the_top(tmp_path: Path, wire: Wire) -> None:
    far = item(wire, "far").replace("2026", "2062")
    wire.answers = {"/feed": rss(far)}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        (row,) = await reader.rows((await reader.view()).ids)
        assert row.published < datetime(2026, 11, 26, tzinfo=UTC)


async def test_a_feed_brings_its_newest_five_hundred_entries_and_no_more(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(*(item(wire, f"s{number}", age=number + 1) for number in range(600)))}
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/feed")
        assert [result.new for result in await refreshed(reader)] == [500]
        found = await titles(reader)
        assert (found[0], found[-1]) == ("S0", "S499")
        assert [result.new for result in await refreshed(reader, force=True)] == [0]


async def test_a_body_is_read_again_when_it_is_another_than_the_last(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"))}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        for body, found in ((rss(item(wire, "b")), ["A", "B"]), (rss(item(wire, "a", "Edited")), ["B", "Edited"])):
            wire.answers = {"/feed": body}
            await refreshed(reader, force=True)
            assert sorted(await titles(reader)) == found
