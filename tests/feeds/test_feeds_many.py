"""Feeds of more entries than anybody reads: soon, and with the newest, at whichever end they stand."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from secreader.feeds import parse

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
NUMBER = 12_000


def rss(days: list[datetime]) -> str:
    items = (f"<item><title>{day:%d %H %M}</title><pubDate>{day:%a, %d %b %Y %T} GMT</pubDate></item>" for day in days)
    return f'<rss version="2.0"><channel><title>Many</title>{"".join(items)}</channel></rss>'


def json_feed(days: list[datetime]) -> str:
    items = [{"id": day.isoformat(), "title": f"{day:%d %H %M}", "date_published": day.isoformat()} for day in days]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Many", "items": items})


@pytest.mark.parametrize("form", [rss, json_feed])
@pytest.mark.parametrize("order", [1, -1], ids=["oldest first", "newest first"])
def test_of_very_many_entries_the_newest_are_kept(form: Callable[[list[datetime]], str], order: int) -> None:
    days = [FIRST + timedelta(minutes=number) for number in range(NUMBER)]
    feed = parse(form(days[::order]).encode(), url="https://desk.example/feed")
    assert feed.title == "Many"
    assert {entry.published for entry in feed.entries} == set(days[-500:])
