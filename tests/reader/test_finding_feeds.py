"""Adding feeds: what an address offers, subscriptions, OPML."""

from pathlib import Path

import pytest

from reader.reading import follow, health_of, listed, reader_at, story_at, titles
from reader.wire import Answer, Wire, item, page, rss
from secreader.errors import FeedError, FetchError, NotFoundError, UsageError
from secreader.model import Discovered, Subscription

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


def site(*feeds: tuple[str, str]) -> Answer:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="{path}">' for path, name in feeds
    )
    return Answer(f"<!DOCTYPE html><html><head>{links}</head><body><p>Welcome.</p></body></html>".encode())


async def test_the_address_of_a_feed_offers_itself(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(title="Packets")}
    async with reader_at(tmp_path, wire) as reader:
        assert await reader.add_feed(wire.url("/feed")) == [Discovered(wire.url("/feed"), "Packets")]
        assert await reader.subscriptions() == []


async def test_an_address_that_moved_offers_where_the_feed_is_now(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/old": Answer(b"", 301, headers={"Location": "/new"}), "/new": rss(title="Packets")}
    async with reader_at(tmp_path, wire) as reader:
        assert await reader.add_feed(wire.url("/old")) == [Discovered(wire.url("/new"), "Packets")]


async def test_a_page_offers_every_feed_that_it_names(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/": site(("/news.xml", "News"), ("/advisories.xml", "Advisories"))}
    async with reader_at(tmp_path, wire) as reader:
        assert await reader.add_feed(wire.url("/")) == [
            Discovered(wire.url("/news.xml"), "News"),
            Discovered(wire.url("/advisories.xml"), "Advisories"),
        ]
        assert wire.asked == ["/"]


async def test_a_site_that_names_no_feed_is_asked_at_the_customary_addresses(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/blog/": site(), "/rss.xml": site(), "/atom.xml": rss(title="Hidden")}
    async with reader_at(tmp_path, wire) as reader:
        assert await reader.add_feed(wire.url("/blog/")) == [Discovered(wire.url("/atom.xml"), "Hidden")]


async def test_a_site_without_feeds_offers_nothing(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/": site()}
    async with reader_at(tmp_path, wire) as reader:
        assert await reader.add_feed(wire.url("/")) == []


async def test_an_address_that_does_not_answer_says_why(tmp_path: Path, wire: Wire) -> None:
    async with reader_at(tmp_path, wire) as reader:
        with pytest.raises(FetchError, match="404"):
            await reader.add_feed(wire.url("/nowhere"))
        with pytest.raises(UsageError):
            await reader.add_feed("ftp://a.example/feed")
        with pytest.raises(UsageError):
            await reader.subscribe(Subscription("javascript:alert(1)"))


async def test_subscribing_twice_is_subscribing_once(tmp_path: Path, wire: Wire) -> None:
    async with reader_at(tmp_path, wire) as reader:
        first = await reader.subscribe(Subscription(wire.url("/feed"), "Mine", category="News"))
        assert await reader.subscribe(Subscription(wire.url("/feed/"), "Again")) == first
        assert await reader.subscriptions() == [Subscription(wire.url("/feed"), "Mine", category="News")]


async def test_a_feed_can_be_renamed_and_put_elsewhere(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"))}
    async with reader_at(tmp_path, wire) as reader:
        feed = await listed(reader, wire)
        await reader.edit_feed(feed, title="My name for it")
        await reader.edit_feed(feed, category="Research")
        health = await health_of(reader, feed)
        assert (health.title, health.category) == ("My name for it", "Research")
        assert await titles(reader, "category:research") == ["A"]
        (row,) = await reader.rows((await reader.view()).ids)
        assert row.source == "My name for it"


async def test_unsubscribing_takes_the_stories_that_nobody_kept(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(*(item(wire, name) for name in ("saved", "tagged", "neither")))}
    async with reader_at(tmp_path, wire) as reader:
        feed = await listed(reader, wire)
        await reader.save([await story_at(reader, wire, "/saved")], saved=True)
        await reader.tag([await story_at(reader, wire, "/tagged")], ["apt"])
        await reader.unsubscribe(feed)
        assert sorted(await titles(reader)) == ["Saved", "Tagged"]
        assert await reader.health() == []


@pytest.mark.parametrize("number", [7, 2**63])
async def test_a_feed_that_is_not_there_cannot_be_changed(tmp_path: Path, number: int) -> None:
    async with reader_at(tmp_path) as reader:
        with pytest.raises(NotFoundError, match=str(number)):
            await reader.unsubscribe(number)
        with pytest.raises(NotFoundError, match=str(number)):
            await reader.edit_feed(number, title="x")
        assert [result async for result in reader.refresh([number], force=True)] == []


async def test_subscriptions_survive_the_way_through_opml(tmp_path: Path, wire: Wire) -> None:
    feeds = [
        Subscription("https://a.example/feed", "A & B <C>", "https://a.example/", "News/Asia", "en"),
        Subscription("https://b.example/atom.xml", "Zweiter", category="", language="de"),
    ]
    async with reader_at(tmp_path / "one") as one, reader_at(tmp_path / "two") as two:
        for feed in feeds:
            await one.subscribe(feed)
        exported = (await one.export_opml()).encode()
        brought = await two.import_opml(exported)
        assert {feed.url for feed in brought} == {feed.url for feed in feeds}
        assert await two.subscriptions() == await one.subscriptions()
        assert await two.import_opml(exported) == []


async def test_an_opml_file_brings_web_addresses_alone_and_each_once(tmp_path: Path) -> None:
    outlines = "".join(
        f'<outline type="rss" text="{name}" xmlUrl="{url}"/>'
        for name, url in [
            ("good", "https://a.example/feed"),
            ("twice", "https://a.example/feed/"),
            ("bad", "javascript:alert(1)"),
            ("local", "file:///etc/passwd"),
        ]
    )
    async with reader_at(tmp_path) as reader:
        brought = await reader.import_opml(f'<opml version="2.0"><body>{outlines}</body></opml>'.encode())
        assert [feed.title for feed in brought] == ["good"]
        with pytest.raises(FeedError):
            await reader.import_opml(b"no opml at all")


async def test_the_curated_catalogue_can_be_subscribed_to(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        feeds = reader.catalogue()
        assert feeds
        for feed in feeds[:3]:
            await reader.subscribe(feed)
        assert {feed.url for feed in await reader.subscriptions()} == {feed.url for feed in feeds[:3]}


async def test_the_health_of_a_feed_counts_what_it_brought(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a"), item(wire, "b")), "/a": page()}
    async with reader_at(tmp_path, wire) as reader:
        feed = await listed(reader, wire)
        (fresh,) = await follow(reader, wire, "/new")
        assert ((await health_of(reader, feed)).entries, (await health_of(reader, fresh)).entries) == (2, 0)
        assert (await health_of(reader, feed)).succeeded == reader.now()
        assert (await health_of(reader, fresh)).checked is None
