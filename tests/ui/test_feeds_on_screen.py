"""Feeds on the screen: the first start, adding, refreshing, health."""

from pathlib import Path

import pytest
from textual.widgets import Input

from secreader.config import Settings
from secreader.demo.newswire import Newswire, subscriptions
from secreader.model import Subscription
from secreader.reader import Reader
from ui.driving import Driven, driven


@pytest.fixture
def local_catalogue(base_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The curated catalogue would be fetched from the internet: here it lists the newswire."""
    feeds = tuple(
        Subscription(feed.url, feed.title, category="news" if number < 2 else "other")
        for number, feed in enumerate(subscriptions(base_url))
    )
    monkeypatch.setattr(Reader, "catalogue", lambda _: feeds)


async def leave_the_welcome(ui: Driven) -> None:
    await ui.sees("Welcome to secreader")
    await ui.press("escape")
    await ui.sees_no("Welcome to secreader")


async def add(ui: Driven, address: str) -> None:
    await ui.press("a")
    await ui.sees("A feed, a site whose feeds")
    ui.app.screen.query_one(Input).value = address
    await ui.press("enter")


@pytest.mark.usefixtures("local_catalogue")
async def test_the_first_start_offers_the_catalogue_and_reads_what_was_chosen(tmp_path: Path) -> None:
    async with driven(tmp_path) as ui:
        await ui.sees("Welcome to secreader", "space chooses, enter subscribes")
        await ui.press("enter")
        await ui.sees("Raiding Two Tech Firms", "2 feeds")


async def test_the_first_start_can_be_left_and_the_catalogue_found_again(tmp_path: Path) -> None:
    async with driven(tmp_path) as ui:
        await ui.sees("Welcome to secreader")
        await ui.press("escape")
        await ui.sees("Nothing unread.", "R refreshes all feeds")
        await ui.press("C")
        await ui.sees("Curated feeds", "news")


async def test_a_feed_is_added_by_its_address(tmp_path: Path, base_url: str) -> None:
    async with driven(tmp_path) as ui:
        await leave_the_welcome(ui)
        await add(ui, subscriptions(base_url)[0].url)
        await ui.sees("Raiding Two Tech Firms", "1 feed")


async def test_a_page_without_feeds_opens_as_a_story(tmp_path: Path, base_url: str, newswire: Newswire) -> None:
    story = newswire.stories[0]
    async with driven(tmp_path) as ui:
        await leave_the_welcome(ui)
        await add(ui, base_url + story.path)
        await ui.sees(story.title[:40])


async def test_an_address_that_is_none_is_refused_in_words(home: Path) -> None:
    async with driven(home) as ui:
        await add(ui, "ftp://files.example/x")
        await ui.hears("ftp://files.example/x is not an http or https address.")


async def test_a_private_address_is_refused_in_words(home: Path) -> None:
    async with driven(home, settings=Settings(background_refresh=False)) as ui:
        await add(ui, "http://127.0.0.1:1/feed")
        await ui.hears("127.0.0.1 is not on the public internet")


async def test_refreshing_says_what_came_and_what_failed(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("R")
        await ui.hears("refreshed, 0 new stories, 1 failed (! shows why).")


async def test_refreshing_again_at_once_asks_nobody_and_says_so(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("R")
        await ui.hears("refreshed, 0 new stories")
        await ui.settled()
        await ui.press("R")
        await ui.hears("Nothing was asked.", "no feed is asked more than once a minute")


async def test_health_shows_the_failing_feed_first_and_tries_again(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("exclamation_mark")
        await ui.sees("1 failing of", "404")
        await ui.press("enter")
        await ui.sees("404")


async def test_refreshing_in_the_article_fetches_the_page_again(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("enter")
        await ui.sees("min")
        await ui.press("r")
        await ui.settled()
        await ui.sees("min")


async def test_leaving_during_a_refresh_loses_nothing(tmp_path: Path, base_url: str) -> None:
    async with driven(tmp_path) as ui:
        await leave_the_welcome(ui)
        for feed in subscriptions(base_url):
            await ui.reader.subscribe(feed)
        await ui.press("R")
        await ui.sees("Raiding Two Tech Firms")
        await ui.press("s")
        await ui.sees("★")
        await ui.press("ctrl+q")
    async with driven(tmp_path) as ui:
        await ui.sees("Raiding Two Tech Firms", "★")
