"""Finding feeds and subscribing to them."""

from urllib.parse import urljoin

from secreader.errors import FeedError, FetchError, SandboxError, UsageError
from secreader.feeds import COMMON_PATHS, opml
from secreader.model import Discovered, FeedHealth, Subscription
from secreader.reader.numbers import checked
from secreader.reader.rooms import Rooms
from secreader.store import feeds
from secreader.text import line
from secreader.urls import is_web, key


class Subscriber:
    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    async def discover(self, url: str) -> list[Discovered]:
        """The feed at `url`, else the feeds its page names, else those at the customary addresses of its site."""
        _checked(url)
        got = await self._rooms.fetcher.fetch(url, accept="feed")
        try:
            parsed = await self._rooms.sandbox.parse_feed(got.body, url=got.url, content_type=got.content_type)
        except FeedError:
            pass
        else:
            return [Discovered(got.url, parsed.title)]
        if named := await self._rooms.sandbox.discover(got.body, url=got.url):
            return list(named)
        for path in COMMON_PATHS:
            if found := await self._feed_at(urljoin(got.url, path)):
                return [found]
        return []

    async def _feed_at(self, url: str) -> Discovered | None:
        try:
            got = await self._rooms.fetcher.fetch(url, accept="feed")
            parsed = await self._rooms.sandbox.parse_feed(got.body, url=got.url, content_type=got.content_type)
        except (FetchError, FeedError, SandboxError):
            return None
        return Discovered(got.url, parsed.title)

    async def subscribe(self, feed: Subscription) -> int:
        _checked(feed.url)
        return await self._rooms.library.write(feeds.subscribe, feed, now=self._rooms.now())

    async def unsubscribe(self, feed: int) -> None:
        await self._rooms.library.write(feeds.unsubscribe, checked(feed, "feed"))

    async def edit(self, feed: int, *, title: str | None, category: str | None) -> None:
        await self._rooms.library.write(feeds.edit_feed, checked(feed, "feed"), title=title, category=category)

    async def subscriptions(self) -> list[Subscription]:
        return await self._rooms.library.read(feeds.subscriptions)

    async def health(self) -> list[FeedHealth]:
        return await self._rooms.library.read(feeds.health)

    async def import_opml(self, data: bytes) -> list[Subscription]:
        listed = await self._rooms.sandbox.opml(data)
        known = {key(feed.url) for feed in await self._rooms.library.read(feeds.subscriptions)}
        new = [feed for feed in listed if key(feed.url) not in known]
        for feed in new:
            await self.subscribe(feed)
        return new

    async def export_opml(self) -> str:
        return opml.write(await self._rooms.library.read(feeds.subscriptions))


def _checked(url: str) -> None:
    if not is_web(url):
        raise UsageError(f"{line(url)} is not an http or https address.")
