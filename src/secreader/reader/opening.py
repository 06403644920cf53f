"""Opening stories: the library's copy, else the page fetched and cleaned, else the feed's own text and why."""

import logging
from collections import OrderedDict
from dataclasses import replace

from secreader.errors import ExtractError, FetchError, NotFoundError, SandboxError, UsageError
from secreader.model import Article, Blocks, OpenStory, Paragraph, Span, StoryId, StoryRow
from secreader.reader.numbers import checked
from secreader.reader.rooms import Rooms
from secreader.store import articles, pages, stories
from secreader.text import line
from secreader.urls import is_web

_log = logging.getLogger(__name__)

_KEPT = 64
"""Feed texts kept as blocks: moving up and down the list asks for the same ones again."""

_PAGES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", "")


class Opener:
    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._feed_blocks: OrderedDict[StoryId, tuple[int, Blocks]] = OrderedDict()

    async def peek(self, story: StoryId) -> OpenStory:
        """What the library has of it. Raises NotFoundError."""
        known = await self._known(story)
        return known if known.article is not None else await self._with_feed_text(known)

    async def feed_text(self, story: StoryId) -> Blocks:
        """What the feed itself gives of the text, also where there is an article. Raises NotFoundError."""
        row = await self._row(story)
        html, summary, _ = await self._rooms.library.read(stories.feed_text, story)
        return await self._blocks(row, html) if html else _paragraphs(summary)

    async def open(self, story: StoryId, *, again: bool) -> OpenStory:
        """The cleaned article; the feed's own text and the reason where there is none."""
        known = await self._known(story)
        if known.article is not None and not again:
            return known
        if not known.row.url:
            return await self._with_feed_text(known)
        try:
            await self._fetch(known.row)
        except (FetchError, ExtractError, SandboxError) as error:
            _log.info("page %s: %s", known.row.url, error)
            # The feed's text is made only now: one that is slow to clean must not hold up a page.
            shown = known if known.article is not None else await self._with_feed_text(known)
            return replace(shown, problem=str(error))
        return await self._known(story)

    async def find(self, url: str, *, title: str, outlet: str) -> StoryId:
        """The story at `url`, made where there is none. Raises UsageError on what is no web address."""
        if not is_web(url):
            raise UsageError(f"{line(url)} is not an http or https address.")
        library = self._rooms.library
        known = await library.read(stories.find, url)
        if known is not None:
            return known
        return await library.write(stories.ensure, url, title=title, outlet=outlet, now=self._rooms.now())

    async def _fetch(self, row: StoryRow) -> None:
        rooms = self._rooms
        got = await rooms.fetcher.fetch(row.url, accept="page")
        if got.content_type not in _PAGES:
            raise ExtractError(f"This address gives {got.content_type}, not a page of text.")
        article, entities = await rooms.sandbox.extract(got.body, url=got.url, charset=got.charset)
        # It may have gone with its feed meanwhile.
        await self._row(row.id)
        now = rooms.now()
        await rooms.library.write(articles.put_article, row.id, article, entities, now=now)
        await rooms.library.write(pages.put_page, row.id, got.body, now)

    async def _known(self, story: StoryId) -> OpenStory:
        row = await self._row(story)
        _, _, author = await self._rooms.library.read(stories.feed_text, story)
        return OpenStory(row, await self._article(story), author=author)

    async def _row(self, story: StoryId) -> StoryRow:
        rows = await self._rooms.library.read(stories.rows, [checked(story, "story")])
        if not rows:
            raise NotFoundError(f"There is no story {story} in the library.")
        return rows[0]

    async def _article(self, story: StoryId) -> Article | None:
        try:
            return await self._rooms.library.read(articles.article, story)
        except ValueError as error:
            # Of another version, or damaged: the page can be had again.
            _log.warning("article of story %d: %s", story, error)
            return None

    async def _with_feed_text(self, known: OpenStory) -> OpenStory:
        """With what the feed gives: its HTML, else its summary and why the HTML cannot be shown."""
        html, summary, _ = await self._rooms.library.read(stories.feed_text, known.row.id)
        if not html:
            return replace(known, feed_blocks=_paragraphs(summary))
        try:
            return replace(known, feed_blocks=await self._blocks(known.row, html))
        except (ExtractError, SandboxError) as error:
            return replace(known, feed_blocks=_paragraphs(summary), problem=str(error))

    async def _blocks(self, row: StoryRow, html: str) -> Blocks:
        """The feed's HTML as blocks, made by a worker, as those of pages are. Raises ExtractError, SandboxError."""
        kept = self._feed_blocks.get(row.id)
        if kept is not None and kept[0] == hash(html):
            return kept[1]
        blocks = await self._rooms.sandbox.fragment(html, url=row.url)
        self._feed_blocks[row.id] = (hash(html), blocks)
        while len(self._feed_blocks) > _KEPT:
            self._feed_blocks.popitem(last=False)
        return blocks


def _paragraphs(summary: str) -> Blocks:
    return tuple(Paragraph((Span(part),)) for part in summary.split("\n\n") if part.strip())
