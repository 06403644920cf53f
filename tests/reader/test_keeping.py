"""What the user does to stories: it lasts, can be undone after a restart, and is never lost."""

import asyncio
import sys
from pathlib import Path

import pytest

from reader.reading import listed, reader_at, refreshed, story_at, titles
from reader.wire import Wire, item, rss
from secreader.errors import NotFoundError, QueryError, UsageError
from secreader.reader import Reader

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


async def flags(reader: Reader, story: int) -> tuple[bool, bool, tuple[str, ...]]:
    (row,) = await reader.rows([story])
    return row.read, row.saved, row.tags


async def test_changes_last_and_show_in_views(tmp_path: Path, wire: Wire) -> None:
    async with reader_at(tmp_path) as reader:
        story, other = [await story_at(reader, wire, path) for path in ("/a", "/b")]
        await reader.mark([story], read=True)
        await reader.save([story], saved=True)
        await reader.tag([story, other], ["apt", "ports"])
        await reader.untag([other], ["ports"])
        await reader.hide([other], hidden=True)
    async with reader_at(tmp_path) as reader:
        assert await flags(reader, story) == (True, True, ("apt", "ports"))
        assert await flags(reader, other) == (False, False, ("apt",))
        assert list((await reader.view("is:saved")).ids) == [story]
        assert list((await reader.view("tag:apt")).ids) == [story]
        assert list((await reader.view("is:hidden")).ids) == [other]
        assert await reader.tags() == [("apt", 2), ("ports", 1)]


async def test_changes_are_undone_one_by_one_also_after_a_restart(tmp_path: Path, wire: Wire) -> None:
    async with reader_at(tmp_path) as reader:
        story = await story_at(reader, wire, "/a")
        for change in (
            reader.mark([story], read=True),
            reader.save([story], saved=True),
            reader.tag([story], ["apt"]),
        ):
            await change
    async with reader_at(tmp_path) as reader:
        assert await flags(reader, story) == (True, True, ("apt",))
        undone = await reader.undo()
        assert undone is not None
        assert (undone.text, undone.ids) == ("Tagged 1 story #apt.", (story,))
        assert await flags(reader, story) == (True, True, ())
        await reader.undo()
        assert await flags(reader, story) == (True, False, ())
    async with reader_at(tmp_path) as reader:
        await reader.undo()
        assert await flags(reader, story) == (False, False, ())
        assert await reader.undo() is None
        for _ in range(3):
            assert await reader.redo() is not None
        assert await reader.redo() is None
        assert await flags(reader, story) == (True, True, ("apt",))


async def test_a_refresh_takes_nothing_back_and_leaves_undo_alone(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"), item(wire, "b"))}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        story = await story_at(reader, wire, "/a")
        await reader.mark([story], read=True)
        wire.answers = {"/feed": rss(item(wire, "a", "Another title"))}
        await refreshed(reader, force=True)
        assert (await flags(reader, story))[0]
        await reader.undo()
        assert not (await flags(reader, story))[0]
        assert sorted(await titles(reader)) == ["Another title", "B"]


async def test_what_is_no_tag_is_refused_and_nothing_changes(tmp_path: Path, wire: Wire) -> None:
    async with reader_at(tmp_path) as reader:
        story = await story_at(reader, wire, "/a")
        for name in ("", "two words", "x" * 60, "\ud800", "\x1b[31m"):
            with pytest.raises(UsageError) as refused:
                await reader.tag([story], ["good", name])
            assert str(refused.value).isprintable()
        assert await flags(reader, story) == (False, False, ())
        assert await reader.undo() is None


async def test_an_impossible_number_cannot_be_changed(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        for change in (
            reader.mark([2**63], read=True),
            reader.save([2**63], saved=True),
            reader.hide([2**63], hidden=True),
            reader.tag([2**63], ["apt"]),
            reader.untag([2**63], ["apt"]),
        ):
            with pytest.raises(NotFoundError):
                await change


@pytest.mark.parametrize("query", ["\ud800", "tag:\ud800", "a\0b", 'title:"\ud800"', "\x1b[31m"])
async def test_a_query_of_odd_characters_finds_nothing(tmp_path: Path, wire: Wire, query: str) -> None:
    async with reader_at(tmp_path) as reader:
        await story_at(reader, wire, "/a")
        assert list((await reader.view(query)).ids) == []


async def test_a_query_that_cannot_be_understood_says_where(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        with pytest.raises(QueryError) as wrong:
            await reader.view("apt (or")
        assert wrong.value.position <= len("apt (or")


async def test_the_sources_count_what_is_unread(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"), item(wire, "b"), title="The Feed")}
    async with reader_at(tmp_path, wire) as reader:
        feed = await listed(reader, wire)
        await reader.mark([await story_at(reader, wire, "/a")], read=True)
        (source,) = [source for source in await reader.sources() if source.kind == "feed"]
        assert (source.name, source.unread, source.total, source.feed_id) == ("The Feed", 1, 2, feed)
        assert len((await reader.view(source.query)).ids) == 2


async def test_two_readers_share_one_library(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"))}
    async with reader_at(tmp_path, wire) as one, reader_at(tmp_path, wire) as two:
        await listed(one, wire)
        before = await two.version()
        assert await two.version() == before
        (story,) = (await two.view()).ids
        await one.mark([story], read=True)
        assert await two.version() != before
        assert (await flags(two, story))[0]
        # Either undoes what the other did: it is the user's history, not the window's.
        assert (await two.undo()) is not None
        assert not (await flags(one, story))[0]
        assert len(await refreshed(two)) == 0


async def test_what_is_written_here_changes_the_version_too(tmp_path: Path, wire: Wire) -> None:
    async with reader_at(tmp_path) as reader:
        before = await reader.version()
        await story_at(reader, wire, "/a")
        assert await reader.version() != before


async def test_what_another_process_writes_changes_the_version(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        before = await reader.version()
        other = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "secreader.cli", "--home", str(tmp_path), "tag", "https://a.example/", "apt")
        )
        assert await other.wait() == 0
        assert await reader.version() != before
        assert await reader.tags() == [("apt", 1)]
