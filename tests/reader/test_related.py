"""The trail: the publisher's related links, who links here, and pages that no feed lists."""

from pathlib import Path

import pytest

from reader.reading import listed, reader_at, story_at, titles
from reader.wire import Wire, item, page, rss
from secreader.errors import NotFoundError

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]

TWO = [("The first wave of attacks on harbours", "/first"), ("Who is behind the attacks on harbours", "/second")]


async def test_related_links_stand_under_the_publishers_heading_in_its_order(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/a": page("Cranes held to ransom", related=TWO)}
    async with reader_at(tmp_path, wire) as reader:
        story = await story_at(reader, wire, "/a")
        assert await reader.related(story) == ()
        await reader.open(story)
        (group,) = await reader.related(story)
        assert (group.kind, group.heading) == ("publisher", "Also read")
        assert [(link.number, link.title, link.url) for link in group.items] == [
            (1, TWO[0][0], wire.url("/first")),
            (2, TWO[1][0], wire.url("/second")),
        ]
        assert [(link.id, link.offline) for link in group.items] == [(None, False), (None, False)]


async def test_a_link_that_the_library_knows_says_so(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {
        "/feed": rss(item(wire, "first")),
        "/a": page("Cranes held to ransom", related=TWO),
        "/first": page(),
    }
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        await reader.open(wire.url("/a"))
        first = (await reader.open(wire.url("/first"))).row.id
        await reader.mark([first], read=True)
        (group,) = await reader.related(await story_at(reader, wire, "/a"))
        link = group.items[0]
        assert (link.id, link.read, link.offline, link.outlet) == (first, True, True, "The Feed")


async def test_a_story_shows_who_links_to_it(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/a": page("Cranes held to ransom", related=TWO), "/first": page("The first wave")}
    async with reader_at(tmp_path, wire) as reader:
        origin = (await reader.open(wire.url("/a"))).row.id
        first = (await reader.open(wire.url("/first"))).row.id
        (group,) = await reader.related(first)
        assert (group.kind, group.heading) == ("backlinks", "Linked from")
        assert [(link.id, link.title) for link in group.items] == [(origin, "Cranes held to ransom")]


async def test_a_trail_can_be_followed_from_page_to_page(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {
        f"/{step}": page(
            f"Step {step} of the long story", related=[(f"Step {step + 1} of the long story", f"/{step + 1}")]
        )
        for step in range(4)
    }
    async with reader_at(tmp_path, wire) as reader:
        story = await story_at(reader, wire, "/0")
        for step in range(4):
            assert (await reader.open(story)).row.title == f"Step {step} of the long story"
            link = (await reader.related(story))[0].items[0]
            story = await reader.find_story(link.url, title=link.title, outlet=link.outlet)
        assert len(await titles(reader)) == 5


async def test_a_page_that_no_feed_lists_can_be_tagged_saved_and_found(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/a": page("Cranes held to ransom")}
    async with reader_at(tmp_path, wire) as reader:
        story = await reader.find_story(wire.url("/a"), title="As the link had it", outlet="Harbour Ledger")
        (row,) = await reader.rows([story])
        assert (row.title, row.source) == ("As the link had it", "Harbour Ledger")
        assert await reader.find_story(wire.url("/a"), title="Otherwise") == story
        await reader.tag([story], ["ports"])
        await reader.save([story], saved=True)
        await reader.open(story)
        for query in ("tag:ports", "is:saved", "is:offline", "cranes", "title:ransom", '"held to ransom"'):
            assert await titles(reader, query) == ["Cranes held to ransom"], query


async def test_a_page_is_adopted_by_the_feed_that_lists_it_later(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a", "As the feed has it"))}
    async with reader_at(tmp_path, wire) as reader:
        story = await story_at(reader, wire, "/a")
        await reader.tag([story], ["ports"])
        await listed(reader, wire)
        (row,) = await reader.rows((await reader.view("feed:feed")).ids)
        assert (row.id, row.title, row.tags) == (story, "As the feed has it", ("ports",))


async def test_related_links_are_those_of_the_page_as_it_was_cleaned_last(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/a": page(related=TWO)}
    async with reader_at(tmp_path, wire) as reader:
        story = (await reader.open(wire.url("/a"))).row.id
        wire.answers = {"/a": page(related=TWO[:1])}
        await reader.clean_again(story)
        assert [link.title for group in await reader.related(story) for link in group.items] == [TWO[0][0]]


async def test_an_impossible_number_has_no_related_links(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        with pytest.raises(NotFoundError):
            await reader.related(2**64)
