"""Opening stories: the library's copy, else the page fetched and cleaned, else the feed's own text and why."""

import logging
from collections import OrderedDict

from secreader.errors import ExtractError, FetchError, NotFoundError, SandboxError, UsageError
from secreader.model import Blocks, OpenStory, Paragraph, Span, StoryId, StoryRow
from secreader.reader.rooms import Rooms
from secreader.store import articles, pages, stories
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
        row = await self._row(story)
        article = await self._rooms.library.read(articles.article, story)
        html, summary, author = await self._rooms.library.read(stories.feed_text, story)
        if article is not None:
            return OpenStory(row, article, author=author)
        try:
            blocks = await self._blocks(row, html, summary)
        except (ExtractError, SandboxError) as error:
            return OpenStory(row, author=author, problem=str(error))
        return OpenStory(row, feed_blocks=blocks, author=author)

    async def feed_text(self, story: StoryId) -> Blocks:
        """What the feed itself gives of the text, also where there is an article. Raises NotFoundError."""
        row = await self._row(story)
        html, summary, _ = await self._rooms.library.read(stories.feed_text, story)
        return await self._blocks(row, html, summary)

    async def open(self, story: StoryId, *, again: bool) -> OpenStory:
        """The cleaned article; the feed's own text and the reason where there is none."""
        known = await self.peek(story)
        if known.article is not None and not again:
            return known
        if not known.row.url:
            return known
        try:
            await self._fetch(known.row)
        except (FetchError, ExtractError, SandboxError) as error:
            _log.info("page %s: %s", known.row.url, error)
            return OpenStory(known.row, known.article, known.feed_blocks, known.author, str(error))
        return await self.peek(story)

    async def find(self, url: str, *, title: str, outlet: str) -> StoryId:
        """The story at `url`, made where there is none. Raises UsageError on what is no web address."""
        if not is_web(url):
            raise UsageError(f"{url} is not an http or https address.")
        library = self._rooms.library
        known = await library.read(stories.find, url)
        if known is not None:
            return known
        return await library.write(stories.ensure, url, title=title, outlet=outlet, now=self._rooms.now())

    async def _fetch(self, row: StoryRow) -> None:
        rooms = self._rooms
        got = await rooms.fetcher.fetch(row.url, accept="page")
        kind = got.content_type.partition(";")[0].strip().lower()
        if kind not in _PAGES:
            raise ExtractError(f"This address gives {kind}, not a page of text.")
        article, entities = await rooms.sandbox.extract(got.body, url=got.url, charset=got.charset)
        now = rooms.now()
        await rooms.library.write(articles.put_article, row.id, article, entities, now=now)
        await rooms.library.write(pages.put_page, row.id, got.body, now)

    async def _row(self, story: StoryId) -> StoryRow:
        rows = await self._rooms.library.read(stories.rows, [story])
        if not rows:
            raise NotFoundError(f"There is no story {story} in the library.")
        return rows[0]

    async def _blocks(self, row: StoryRow, html: str, summary: str) -> Blocks:
        """The feed's text as blocks; HTML is made into blocks by a worker, as every page is."""
        if not html:
            return tuple(Paragraph((Span(part),)) for part in summary.split("\n\n") if part.strip())
        kept = self._feed_blocks.get(row.id)
        if kept is not None and kept[0] == hash(html):
            return kept[1]
        blocks = await self._rooms.sandbox.fragment(html, url=row.url)
        self._feed_blocks[row.id] = (hash(html), blocks)
        while len(self._feed_blocks) > _KEPT:
            self._feed_blocks.popitem(last=False)
        return blocks
