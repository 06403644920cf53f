"""While the network is slow, missing or hostile: what is shown, and what is said."""

from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

from reader.wire import Answer, Wire, wired

from secreader.model import Subscription
from ui.driving import NOW, Driven, driven

PAGE = (
    "<html><head><title>{t}</title></head><body><article><h1>{t}</h1>" + "<p>{p}</p>" * 4 + "</article></body></html>"
)
PROSE = "A paragraph of the page that is long enough to be taken for prose by every rule that there is, and then some."


def page(title: str) -> Answer:
    return Answer(PAGE.format(t=title, p=PROSE).encode())


def feed(wire: Wire, *names: str) -> Answer:
    items = "".join(
        f"<item><title>Story {name}</title><link>{wire.url(f'/{name}')}</link><guid>{name}</guid>"
        f"<pubDate>{format_datetime(NOW - timedelta(hours=hours))}</pubDate>"
        f"<description>The feed on {name}.</description></item>"
        for hours, name in enumerate(names, 1)
    )
    return Answer(f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode(), type="text/xml")


async def subscribed(ui: Driven, wire: Wire) -> None:
    await ui.sees("Welcome to secreader")
    await ui.press("escape", "a")
    await ui.sees("A feed, a site whose feeds")
    await ui.type(f"{wire.url('/feed')}")
    await ui.press("enter")
    await ui.lists("Story one")


async def test_a_page_on_its_way_shows_the_feeds_text_and_says_so(tmp_path: Path) -> None:
    async with wired() as wire, driven(tmp_path) as ui:
        wire.answers = {"/feed": feed(wire, "one"), "/one": page("Story one")}
        await subscribed(ui, wire)
        arrived = wire.hold("/one")
        await ui.press("enter")
        await ui.sees("Fetching the page …", "The feed on one.")
        arrived.set()
        await ui.sees("A paragraph of the page")
        await ui.sees_no("Fetching the page …")


async def test_moving_on_gives_up_what_was_on_its_way(tmp_path: Path) -> None:
    async with wired() as wire, driven(tmp_path) as ui:
        wire.answers = {"/feed": feed(wire, "one", "two"), "/one": page("Story one"), "/two": page("Story two")}
        await subscribed(ui, wire)
        never = wire.hold("/one")
        await ui.press("enter")
        await ui.sees("Fetching the page …")
        await ui.press("J")
        await ui.sees("A paragraph of the page")
        assert ui.shown.title == "Story two"
        never.set()


async def test_a_page_that_is_not_there_shows_the_feeds_text_and_why_and_is_tried_again(tmp_path: Path) -> None:
    async with wired() as wire, driven(tmp_path) as ui:
        wire.answers = {"/feed": feed(wire, "one")}
        await subscribed(ui, wire)
        await ui.press("enter")
        await ui.sees("The feed on one.", "404", "o opens it in the browser, r tries again.")
        wire.answers["/one"] = page("Story one")
        await ui.press("r")
        await ui.sees("A paragraph of the page")


async def test_without_a_cleaned_page_v_says_that_there_is_none(tmp_path: Path) -> None:
    async with wired() as wire, driven(tmp_path) as ui:
        wire.answers = {"/feed": feed(wire, "one")}
        await subscribed(ui, wire)
        await ui.press("enter")
        await ui.sees("404")
        await ui.press("v")
        await ui.hears("There is no cleaned page of this story yet")


async def test_a_site_with_several_feeds_asks_which(tmp_path: Path) -> None:
    async with wired() as wire, driven(tmp_path) as ui:
        links = "".join(
            f'<link rel="alternate" type="application/rss+xml" title="{name} feed" href="/{name}">' for name in "ab"
        )
        wire.answers = {"/": Answer(f"<html><head>{links}</head></html>".encode()), "/b": feed(wire, "one")}
        await ui.sees("Welcome to secreader")
        await ui.press("escape", "a")
        await ui.sees("A feed, a site whose feeds")
        await ui.type(wire.url("/"))
        await ui.press("enter")
        await ui.sees("This site has several feeds", "a feed", "b feed")
        await ui.press("down", "enter")
        await ui.lists("Story one")
        assert [feed.url for feed in await ui.reader.subscriptions()] == [wire.url("/b")]


async def test_a_second_refresh_waits_for_the_first(tmp_path: Path) -> None:
    async with wired() as wire, driven(tmp_path) as ui:
        wire.answers = {"/feed": feed(wire, "one")}
        held = wire.hold("/feed")
        await ui.sees("Welcome to secreader")
        await ui.press("escape")
        await ui.reader.subscribe(Subscription(wire.url("/feed"), "Wire"))
        await ui.press("R")
        await wire.answering(1)
        await ui.press("R")
        await ui.hears("A refresh is already running.")
        held.set()
        await ui.lists("Story one")


async def test_when_every_feed_fails_the_reader_says_that_it_is_offline(tmp_path: Path) -> None:
    async with wired() as wire, driven(tmp_path) as ui:
        for name in "ab":
            await ui.reader.subscribe(Subscription(wire.url(f"/{name}"), name))
        await ui.sees("Welcome to secreader")
        await ui.press("escape", "R")
        await ui.sees("offline", "2 failing (!)")
        await ui.hears("2 feeds refreshed, 0 new stories, 2 failed (! shows why).")
