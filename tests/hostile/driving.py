"""A reader that is sent to the hostile server, and all that is looked at afterwards."""

import re
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from reader.clock import Clock

from hostile.answers import body, item, rss
from hostile.case import FeedCase, OpmlCase, PageCase
from hostile.server import HostileServer
from hostile.steering import steering, strings
from secreader import journal
from secreader.config import Settings, paths
from secreader.errors import SecreaderError
from secreader.model import OpenStory, Subscription, blocks_text
from secreader.reader import Reader

LONGEST = 35.0
"""Seconds in which every case has to end."""

KEPT = "A story from before the attack"
SUMMARY = "What the feed itself says of it."


@asynccontextmanager
async def reader_of(server: HostileServer, home: Path, clock: Clock | None = None) -> AsyncIterator[Reader]:
    """A reader that may connect to the server, and not to its traps; afterwards all that it left is looked at."""
    journal.start(paths(home).log)
    async with Reader(paths(home), Settings(allow=(server.places.here,)), now=clock or Clock()) as reader:
        yield reader
        await everything_is_harmless(reader)
    assert server.caught == []
    assert steering(list(texts_on_disk(home))) == []


async def attack_with_feed(server: HostileServer, home: Path, case: FeedCase) -> None:
    """A feed that was good turns bad: it fails in words or brings its good entries, and what was there stays."""
    clock = Clock()
    async with reader_of(server, home, clock) as reader:
        url = server.put(case.name, body(rss(item(KEPT))))
        feed = await reader.subscribe(Subscription(url))
        assert [done.new async for done in reader.refresh()] == [1]
        server.put(case.name, case.behave)
        clock.forward(days=2)
        began = time.monotonic()
        (done,) = [done async for done in reader.refresh([feed], force=True)]
        assert time.monotonic() - began < LONGEST
        rows = await reader.rows((await reader.view()).ids)
        titles = [row.title for row in rows]
        assert titles.count(KEPT) == 1
        titles.remove(KEPT)
        if case.says:
            assert done.outcome == "failed"
            assert re.search(case.says, done.problem), done.problem
            assert_sentence(done.problem)
            assert titles == []
        elif case.most:
            assert (done.problem, len(titles)) == ("", case.most)
        else:
            assert (done.problem, sorted(titles)) == ("", sorted(case.titles))
        # One that recovers is read as before.
        clock.forward(days=2)
        server.put(case.name, body(rss(item(KEPT), item("After the attack"))))
        assert [done.problem async for done in reader.refresh([feed], force=True)] == [""]
        assert "After the attack" in [row.title for row in await reader.rows((await reader.view()).ids)]


async def attack_with_page(server: HostileServer, home: Path, case: PageCase) -> None:
    """A page that a feed lists is shown, or the feed's own text and why it is not."""
    async with reader_of(server, home) as reader:
        url = server.put(case.name, case.behave)
        listing = rss(item("Listed", f"<description>{SUMMARY}</description>", link=url))
        await reader.subscribe(Subscription(server.put(f"{case.name}-feed", body(listing))))
        assert [done.new async for done in reader.refresh()] == [1]
        began = time.monotonic()
        shown = await reader.open(await reader.find_story(url))
        assert time.monotonic() - began < LONGEST
        if case.says:
            assert shown.article is None, shown.article.text[:500]
            assert re.search(case.says, shown.problem), shown.problem
            assert_sentence(shown.problem)
            assert blocks_text(shown.feed_blocks) == SUMMARY
        else:
            assert shown.problem == ""
            assert shown.article is not None
            assert re.search(case.shows, shown.article.text)
            assert_bounded(shown)


async def attack_with_opml(reader: Reader, case: OpmlCase) -> None:
    """A list is imported as far as it goes, or refused in words."""
    if case.says:
        with pytest.raises(SecreaderError, match=case.says) as caught:
            await reader.import_opml(case.data)
        assert_sentence(str(caught.value))
    else:
        assert len(await reader.import_opml(case.data)) == case.feeds


def assert_sentence(text: str) -> None:
    """One line that fits under a list, begins like a sentence and ends like one."""
    assert re.fullmatch(r"[^\n]{1,600}\.", text), text
    assert "Traceback" not in text


def assert_bounded(shown: OpenStory) -> None:
    """The screen takes seconds to draw more; blank lines between blocks come on top."""
    assert shown.article is not None
    assert len(shown.article.blocks) <= 5_000
    assert len(shown.article.text) <= 1_010_000
    assert max(map(len, (shown.row.title, shown.article.title, shown.article.byline))) <= 500


async def everything_is_harmless(reader: Reader) -> None:
    """Nothing that the reader answers could steer a terminal; titles are one line of at most 500 characters."""
    rows = await reader.rows((await reader.view()).ids)
    assert all(len(row.title) <= 500 and row.title.isprintable() for row in rows)
    assert all(row.url.isprintable() for row in rows)
    assert steering(rows) == []
    for row in rows[:20]:
        assert steering(await reader.peek(row.id)) == []
        assert steering(await reader.related(row.id)) == []
    for answer in (
        await reader.sources(),
        await reader.health(),
        await reader.subscriptions(),
        await reader.export_opml(),
        await reader.tags(),
    ):
        assert steering(answer) == []


def texts_on_disk(home: Path) -> list[str]:
    """Every text in every column of the library, and the log."""
    found: list[str] = []
    with closing(sqlite3.connect(paths(home).library)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in db.execute(f'SELECT * FROM "{table}"'):
                found += strings(list(row))
    return found + [log.read_text("utf-8") for log in home.glob("*.log*")]
