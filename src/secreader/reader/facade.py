"""The façade itself: what a user can do with secreader, one method each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Self

from secreader import query as query_language
from secreader.config import Paths, Settings
from secreader.reader.numbers import checked, possible
from secreader.reader.rooms import Rooms
from secreader.store import Library, sources, stories
from secreader.text import clean

if TYPE_CHECKING:
    from secreader.model import (
        Blocks,
        Change,
        Discovered,
        FeedHealth,
        FeedRefreshed,
        OpenStory,
        RelatedGroups,
        Report,
        Source,
        StoryId,
        StoryRow,
        Subscription,
        View,
    )
    from secreader.reader.keeping import Keeper
    from secreader.reader.opening import Opener
    from secreader.reader.refreshing import Refresher
    from secreader.reader.subscribing import Subscriber


def utc_now() -> datetime:
    return datetime.now(UTC)


class Reader:
    """One user's library with the network and the workers behind it; an async context manager.

    Every method raises subclasses of SecreaderError only. Nothing is fetched unless the method says so. `now` is the
    clock that ages and schedules go by (aware, UTC).
    """

    def __init__(
        self, paths: Paths, settings: Settings | None = None, *, now: Callable[[], datetime] = utc_now
    ) -> None:
        self.paths = paths
        self.settings = settings or Settings()
        self.now = now

    async def __aenter__(self) -> Self:
        self._library = await asyncio.to_thread(Library, self.paths.library)
        self._stack = AsyncExitStack()
        self._stack.push_async_callback(self._library.aclose)
        self._rooms = Rooms(self._library, self.settings, self.now, self._stack)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def warm(self) -> None:
        """Load what the first fetch and the first page need, off the event loop."""
        await asyncio.gather(self._rooms.fetcher.warm(), self._rooms.sandbox.warm())

    # --- looking ----------------------------------------------------------------------------------------------------

    async def sources(self) -> list[Source]:
        """Views, categories with their feeds, tags; each with its counts."""
        return await self._library.read(sources.sources, self.now())

    async def view(self, query: str = "") -> View:
        """The stories that `query` finds, newest first; the empty query finds all. Raises QueryError."""
        return await self._library.read(stories.view, query_language.parse(clean(query)), self.now())

    async def rows(self, ids: Iterable[StoryId]) -> list[StoryRow]:
        """The rows of `ids` in that order; an unknown id has none."""
        return await self._library.read(stories.rows, list(filter(possible, ids)))

    async def tags(self) -> list[tuple[str, int]]:
        """Every tag with the number of its stories, the most used first."""
        return await self._library.read(stories.tags)

    async def version(self) -> int:
        """A number that changes whenever anything in the library did, by whichever process."""
        return await self._library.data_version()

    # --- reading ----------------------------------------------------------------------------------------------------

    async def peek(self, story: StoryId) -> OpenStory:
        """The story as the library has it: the cleaned article, else the feed's own text. Fetches nothing."""
        return await self._opener.peek(story)

    async def feed_text(self, story: StoryId) -> Blocks:
        """What the feed itself gives of the story's text, empty where no feed lists it. Fetches nothing."""
        return await self._opener.feed_text(story)

    async def open(self, story: StoryId | str) -> OpenStory:
        """The story's cleaned article, fetched where the library lacks it.

        A page that cannot be fetched or cleaned gives the feed's own text and the reason as `problem`.
        """
        return await self._opener.open(await self._known(story), again=False)

    async def clean_again(self, story: StoryId | str) -> OpenStory:
        """As `open`, but the page is fetched in any case."""
        return await self._opener.open(await self._known(story), again=True)

    async def related(self, story: StoryId) -> RelatedGroups:
        """The publisher's related links in numbered groups, then the stories that link here."""
        from secreader.store import articles

        return await self._library.read(articles.related, checked(story, "story"))

    async def find_story(self, url: str, *, title: str = "", outlet: str = "") -> StoryId:
        """The story at `url`; made where the library has none, so that any page can be kept."""
        return await self._opener.find(url, title=title, outlet=outlet)

    async def _known(self, story: StoryId | str) -> StoryId:
        return story if isinstance(story, int) else await self.find_story(story)

    # --- keeping ----------------------------------------------------------------------------------------------------

    async def mark(self, ids: Iterable[StoryId], *, read: bool) -> Change:
        return await self._keeper.mark(ids, read=read)

    async def save(self, ids: Iterable[StoryId], *, saved: bool) -> Change:
        return await self._keeper.save(ids, saved=saved)

    async def hide(self, ids: Iterable[StoryId], *, hidden: bool) -> Change:
        return await self._keeper.hide(ids, hidden=hidden)

    async def tag(self, ids: Iterable[StoryId], names: Sequence[str]) -> Change:
        """Raises UsageError on what cannot be a tag's name."""
        return await self._keeper.tag(ids, names)

    async def untag(self, ids: Iterable[StoryId], names: Sequence[str]) -> Change:
        return await self._keeper.untag(ids, names)

    async def undo(self) -> Change | None:
        """Take the last change back, also one of an earlier session; None when there is none."""
        return await self._keeper.undo()

    async def redo(self) -> Change | None:
        """Make the last undone change again; None when there is none."""
        return await self._keeper.redo()

    # --- feeds ------------------------------------------------------------------------------------------------------

    def refresh(self, ids: Sequence[int] | None = None, *, force: bool = False) -> AsyncIterator[FeedRefreshed]:
        """Fetch the feeds that are due (all of `ids`, or of the library, with `force`); one result a feed."""
        return self._refresher.refresh(ids, force=force)

    async def add_feed(self, url: str) -> list[Discovered]:
        """The feeds that an address offers: itself, or those its page names. Fetches; subscribes to nothing."""
        return await self._subscriber.discover(url)

    async def subscribe(self, feed: Subscription) -> int:
        """The number of the subscription, a new one or the one there was."""
        return await self._subscriber.subscribe(feed)

    async def unsubscribe(self, feed: int) -> None:
        """Removes its entries; stories that the user saved or tagged stay. Raises NotFoundError."""
        await self._subscriber.unsubscribe(feed)

    async def edit_feed(self, feed: int, *, title: str | None = None, category: str | None = None) -> None:
        """Call it otherwise, put it elsewhere; None leaves as it is. Raises NotFoundError."""
        await self._subscriber.edit(feed, title=title, category=category)

    async def subscriptions(self) -> list[Subscription]:
        return await self._subscriber.subscriptions()

    async def import_opml(self, data: bytes) -> list[Subscription]:
        """Subscribe to what an OPML file lists; answers those that are new. Raises FeedError."""
        return await self._subscriber.import_opml(data)

    async def export_opml(self) -> str:
        return await self._subscriber.export_opml()

    def catalogue(self) -> tuple[Subscription, ...]:
        """The curated feeds that come with secreader."""
        from secreader.feeds import catalogue

        return catalogue.load()

    async def health(self) -> list[FeedHealth]:
        return await self._subscriber.health()

    async def doctor(self) -> Report:
        """Whether library, workers, configuration and network settings are well, and what to do where not."""
        from secreader.reader.checkup import check_up

        return await check_up(self._rooms, self.paths, self.settings)

    # --- the parts that do it, each loaded when it is first needed ----------------------------------------------------

    @cached_property
    def _opener(self) -> Opener:
        from secreader.reader.opening import Opener

        return Opener(self._rooms)

    @cached_property
    def _keeper(self) -> Keeper:
        from secreader.reader.keeping import Keeper

        return Keeper(self._rooms)

    @cached_property
    def _subscriber(self) -> Subscriber:
        from secreader.reader.subscribing import Subscriber

        return Subscriber(self._rooms)

    @cached_property
    def _refresher(self) -> Refresher:
        from secreader.reader.refreshing import Refresher

        # Opened before it, they are closed after it: a refresh would take their closing for faults of its feeds.
        self._rooms.open()
        refresher = Refresher(self._rooms)
        self._stack.push_async_callback(refresher.stop)
        return refresher
