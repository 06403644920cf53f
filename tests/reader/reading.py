"""Readers over homes of tests, and short ways to what they show."""

from pathlib import Path

from reader.clock import Clock
from reader.wire import Wire
from secreader.config import Settings, paths
from secreader.model import FeedHealth, FeedRefreshed, OpenStory, StoryId, Subscription, block_text
from secreader.reader import Reader


def reader_at(home: Path, *wires: Wire, clock: Clock | None = None) -> Reader:
    """A reader that may connect to `wires` and nowhere else off the public internet."""
    return Reader(paths(home), Settings(allow=tuple(wire.place for wire in wires)), now=clock or Clock())


async def refreshed(reader: Reader, *feeds: int, force: bool = False) -> list[FeedRefreshed]:
    """The results; with `force` a minute later, since no feed is asked sooner again."""
    if force and isinstance(reader.now, Clock):
        reader.now.forward(minutes=1)
    return [result async for result in reader.refresh(feeds or None, force=force)]


async def follow(reader: Reader, wire: Wire, *paths: str) -> list[int]:
    return [await reader.subscribe(Subscription(wire.url(path))) for path in paths]


async def listed(reader: Reader, wire: Wire, path: str = "/feed") -> int:
    """Subscribes to the feed at `path` and refreshes it."""
    (feed,) = await follow(reader, wire, path)
    (result,) = await refreshed(reader, feed)
    assert not result.problem
    return feed


async def titles(reader: Reader, query: str = "") -> list[str]:
    return [row.title for row in await reader.rows((await reader.view(query)).ids)]


async def story_at(reader: Reader, wire: Wire, path: str) -> StoryId:
    return await reader.find_story(wire.url(path))


async def health_of(reader: Reader, feed: int) -> FeedHealth:
    return next(found for found in await reader.health() if found.feed_id == feed)


def feed_text(shown: OpenStory) -> str:
    return "\n".join(map(block_text, shown.feed_blocks))
