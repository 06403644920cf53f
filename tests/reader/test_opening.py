"""Opening stories: the library's copy, else the page, else the feed's own text and the reason."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from reader.clock import Clock
from reader.reading import feed_text, listed, reader_at, refreshed, story_at, titles
from reader.wire import Answer, Wire, item, page, rss
from secreader.config import paths
from secreader.errors import NotFoundError, UsageError
from secreader.model import Paragraph, Span, Subscription
from secreader.store import Library, pages

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


async def test_opening_fetches_the_page_once_and_then_reads_the_library(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a")), "/a": page("Harbour cranes held to ransom")}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        story = await story_at(reader, wire, "/a")
        first = await reader.open(story)
        assert first.article is not None
        assert first.article.title == "Harbour cranes held to ransom"
        assert first.row.offline
        assert await reader.open(story) == first
        assert wire.asked.count("/a") == 1
    async with reader_at(tmp_path) as offline:
        assert await offline.open(story) == first


async def test_peeking_fetches_nothing(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a", summary="What the feed says.")), "/a": page()}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        story = await story_at(reader, wire, "/a")
        before = await reader.peek(story)
        assert (before.article, feed_text(before), before.problem) == (None, "What the feed says.", "")
        assert wire.asked == ["/feed"]
        opened = await reader.open(story)
        assert await reader.peek(story) == opened


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(b"", 404), "The server answers 404: there is no page at this address."),
        (Answer(b"", 302, headers={"Location": "http://127.0.0.1:9/"}), "127.0.0.1 is not on the public internet"),
        (Answer(b"%PDF-1.7", type="application/pdf"), "This address gives application/pdf, not a page of text."),
        (Answer(b""), "this page"),
        (Answer(b"x" * 5_000_001), "5 MB"),
    ],
    ids=["gone", "refused", "not-a-page", "empty", "too-big"],
)
async def test_a_page_that_cannot_be_had_shows_the_text_of_the_feed_and_why(
    tmp_path: Path, wire: Wire, answer: Answer, reason: str
) -> None:
    html = "<p>The feed says <em>this</em> much.</p>"
    wire.answers = {"/feed": rss(item(wire, "a", html=html)), "/a": answer}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        shown = await reader.open(await story_at(reader, wire, "/a"))
        assert shown.article is None
        assert feed_text(shown) == "The feed says this much."
        assert reason.lower() in shown.problem.lower()
        assert not shown.row.offline


async def test_a_page_that_could_not_be_had_is_asked_for_again_when_it_is_opened_again(
    tmp_path: Path, wire: Wire
) -> None:
    async with reader_at(tmp_path, wire) as reader:
        story = await story_at(reader, wire, "/a")
        assert (await reader.open(story)).problem
        wire.answers = {"/a": page()}
        again = await reader.open(story)
        assert again.article is not None
        assert again.problem == ""


async def test_cleaning_again_fetches_the_page_as_it_is_now(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/a": page("First version of the story")}
    async with reader_at(tmp_path, wire) as reader:
        story = await story_at(reader, wire, "/a")
        await reader.open(story)
        wire.answers = {"/a": page("Second version of the story")}
        again = await reader.clean_again(story)
        assert again.article is not None
        assert again.article.title == "Second version of the story"
        assert await reader.open(story) == again


async def test_cleaning_again_keeps_the_article_where_the_page_is_gone(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/a": page("The only version of the story")}
    async with reader_at(tmp_path, wire) as reader:
        story = await story_at(reader, wire, "/a")
        first = await reader.open(story)
        wire.answers = {}
        again = await reader.clean_again(story)
        assert again.article == first.article
        assert "404" in again.problem
        assert await reader.open(story) == first


async def test_where_a_redirect_led_is_the_same_story_afterwards(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/short": Answer(b"", 302, headers={"Location": "/2026/the-story"}), "/2026/the-story": page()}
    async with reader_at(tmp_path, wire) as reader:
        story = await story_at(reader, wire, "/short")
        opened = await reader.open(story)
        assert opened.article is not None
        assert opened.article.url == wire.url("/2026/the-story")
        assert await story_at(reader, wire, "/2026/the-story") == story


async def test_a_story_is_opened_by_its_address_with_or_without_trackers(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a")), "/a": page()}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        opened = await reader.open(wire.url("/a?utm_source=wire#top"))
        assert opened.row.id == await story_at(reader, wire, "/a")
        assert opened.article is not None
        assert (await reader.clean_again(wire.url("/a"))).row.id == opened.row.id
        assert len(await titles(reader)) == 1


@pytest.mark.parametrize("keep", ["save", "tag"])
async def test_the_page_of_a_story_that_matters_is_kept_as_it_was_fetched(
    tmp_path: Path, wire: Wire, keep: str
) -> None:
    wire.answers = {"/a": page(), "/b": page()}
    clock = Clock()
    async with reader_at(tmp_path, wire, clock=clock) as reader:
        story, other = [await story_at(reader, wire, path) for path in ("/a", "/b")]
        await (reader.save([story], saved=True) if keep == "save" else reader.tag([story], ["apt"]))
        await reader.open(story)
        await reader.open(other)
    library = Library(paths(tmp_path).library)
    kept = await library.read(pages.page, story)
    assert kept is not None
    assert (kept.html, kept.fetched) == (wire.answers["/a"].body, clock.now)
    assert await library.read(pages.page, other) is None
    await library.aclose()


async def test_the_text_of_the_feed_is_there_beside_the_article(tmp_path: Path, wire: Wire) -> None:
    html = "<p>As the feed has it.</p>"
    wire.answers = {"/feed": rss(item(wire, "a", html=html), item(wire, "b", summary="Two\n\nparts")), "/a": page()}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        story = await story_at(reader, wire, "/a")
        await reader.open(story)
        assert await reader.feed_text(story) == (Paragraph((Span("As the feed has it."),)),)
        parts = await reader.feed_text(await story_at(reader, wire, "/b"))
        assert "".join(part.spans[0].text for part in parts if isinstance(part, Paragraph)).split() == ["Two", "parts"]
        assert await reader.feed_text(await story_at(reader, wire, "/unlisted")) == ()


async def test_an_edited_text_of_the_feed_is_shown_as_it_is_now(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a", html="<p>Before</p>"))}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        story = await story_at(reader, wire, "/a")
        assert feed_text(await reader.peek(story)) == "Before"
        wire.answers = {"/feed": rss(item(wire, "a", html="<p>After</p>"))}
        await refreshed(reader, force=True)
        assert feed_text(await reader.peek(story)) == "After"


async def test_every_text_of_a_long_feed_is_its_own(tmp_path: Path, wire: Wire) -> None:
    """More of them than are kept at hand."""
    names = [f"story{number}" for number in range(70)]
    wire.answers = {"/feed": rss(*(item(wire, name, html=f"<p>Text of {name}</p>") for name in names))}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        stories = [await story_at(reader, wire, f"/{name}") for name in names]
        for _ in range(2):
            shown = [feed_text(await reader.peek(story)) for story in stories]
            assert shown == [f"Text of {name}" for name in names]


async def test_a_story_without_an_address_shows_what_the_feed_has_and_asks_nobody(tmp_path: Path, wire: Wire) -> None:
    entry = (
        "<item><guid isPermaLink='false'>n</guid><title>Notice</title><description>All there is.</description></item>"
    )
    wire.answers = {"/feed": rss(entry)}
    async with reader_at(tmp_path, wire) as reader:
        await listed(reader, wire)
        (story,) = (await reader.view()).ids
        shown = await reader.open(story)
        assert (feed_text(shown), shown.problem) == ("All there is.", "")
        assert wire.asked == ["/feed"]


async def test_an_article_that_this_version_cannot_read_is_fetched_anew(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/a": page()}
    async with reader_at(tmp_path, wire) as reader:
        story = await story_at(reader, wire, "/a")
        first = await reader.open(story)
        with sqlite3.connect(paths(tmp_path).library) as db:
            db.execute("UPDATE article SET document = '{\"v\": 99}'")
        db.close()
        assert (await reader.peek(story)).article is None
        assert await reader.open(story) == first


@pytest.mark.parametrize("number", [0, -1, 999, 2**63, -(2**70)])
async def test_a_number_that_no_story_has_is_not_found(tmp_path: Path, number: int) -> None:
    async with reader_at(tmp_path) as reader:
        assert await reader.rows([number]) == []
        for asked in (reader.peek, reader.open, reader.clean_again, reader.feed_text):
            with pytest.raises(NotFoundError, match=str(number)):
                await asked(number)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "not an address", "http://\ud800/"])
async def test_what_is_no_web_address_is_refused(tmp_path: Path, address: str) -> None:
    async with reader_at(tmp_path) as reader:
        for asked in (reader.open, reader.clean_again, reader.find_story):
            with pytest.raises(UsageError, match="not an http or https address"):
                await asked(address)


async def test_a_refused_address_cannot_steer_the_terminal(tmp_path: Path) -> None:
    address = "\x1b]0;owned\x07http://a.example/"
    async with reader_at(tmp_path) as reader:
        for refusal in (
            reader.find_story(address),
            reader.open(address),
            reader.add_feed(address),
            reader.subscribe(Subscription(address)),
        ):
            with pytest.raises(UsageError) as refused:
                await refusal
            assert str(refused.value).isprintable()


async def test_the_largest_number_that_the_library_can_hold_is_a_number_like_any_other(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        story = await reader.find_story("https://a.example/", title="A title")
        with sqlite3.connect(paths(tmp_path).library) as db:
            columns = [row[1] for row in db.execute("PRAGMA table_info(story)") if row[1] != "id"]
            db.execute(
                f"INSERT INTO story (id, {', '.join(columns)}) SELECT {2**63 - 1}, {', '.join(columns)} FROM story"
            )
        db.close()
        assert [row.title for row in await reader.rows([story, 2**63 - 1])] == ["A title", "A title"]


async def test_a_story_that_is_gone_before_its_page_comes_is_not_found(tmp_path: Path, wire: Wire) -> None:
    wire.answers = {"/feed": rss(item(wire, "a")), "/a": page()}
    gate = wire.hold("/a")
    async with reader_at(tmp_path, wire) as reader:
        feed = await listed(reader, wire)
        opening = asyncio.create_task(reader.open(await story_at(reader, wire, "/a")))
        await wire.answering(1)
        await reader.unsubscribe(feed)
        gate.set()
        with pytest.raises(NotFoundError):
            await opening
        assert (await reader.doctor()).ok
