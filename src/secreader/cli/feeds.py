"""Commands about feeds: refresh, feeds …"""

import argparse

from secreader.cli import files, named
from secreader.cli.opened import opened
from secreader.cli.output import DONE, FAILED, NOTHING, complain, counted, document, say
from secreader.errors import NotFoundError
from secreader.model import Subscription

_NO_FEEDS = "There are no feeds yet: `secreader feeds add URL`, or see `secreader catalogue list`."


async def refresh(options: argparse.Namespace) -> int:
    """One line a feed as it finishes; 1 when any failed."""
    results = []
    async with opened(options) as reader:
        if not await reader.subscriptions():
            raise NotFoundError(_NO_FEEDS)
        ids = [(await named.feed(reader, name)).feed_id for name in options.feeds] or None
        async for result in reader.refresh(ids, force=options.all or ids is not None):
            results.append(result)
            if result.problem:
                complain(f"{result.title}: {result.problem}")
            elif not options.json:
                say(f"[{result.done}/{result.total}] {result.title}: {result.new} new")
    if options.json:
        document({"feeds": results, "new": sum(result.new for result in results)})
    elif not results:
        say("No feed is due.")
    return FAILED if any(result.outcome == "failed" for result in results) else DONE


async def list_feeds(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        health = await reader.health()
    if options.json:
        document({"feeds": health})
        return DONE if health else NOTHING
    for feed in health:
        state = f"failing: {feed.problem}" if feed.problem else counted(feed.entries, "story")
        say(f"{feed.feed_id:>4}  {feed.category or '-':<24}  {feed.title or feed.url}  ({state})\n      {feed.url}")
    if not health:
        complain(_NO_FEEDS)
    return DONE if health else NOTHING


async def add(options: argparse.Namespace) -> int:
    url = named.address(options.url)
    async with opened(options) as reader:
        found = await reader.add_feed(url)
        if not found:
            raise NotFoundError(f"{url} is no feed and names none.")
        if len(found) > 1:
            complain(f"{url} offers {len(found)} feeds; the first is taken. The others: ")
            for other in found[1:]:
                complain(f"  {other.url}  {other.title}")
        before = {feed.feed_id for feed in await reader.health()}
        number = await reader.subscribe(
            Subscription(found[0].url, options.title or found[0].title, category=options.category)
        )
        new = number not in before
        if not new:
            # What was asked for by name holds for a feed that was there as well.
            await reader.edit_feed(number, title=options.title or None, category=options.category or None)
        feed = await named.feed(reader, str(number))
    if options.json:
        document({"new": new, "feed": feed, "found": found})
    elif new:
        say(f"Subscribed to {feed.title or feed.url} as feed {number}.")
    else:
        say(f"{feed.title or feed.url} was subscribed to before, as feed {number}.")
    return DONE


async def remove(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        feed = await named.feed(reader, options.feed)
        await reader.unsubscribe(feed.feed_id)
    if options.json:
        document({"removed": feed})
    else:
        say(f"Unsubscribed from {feed.title or feed.url}.")
    return DONE


async def import_opml(options: argparse.Namespace) -> int:
    data = files.read(options.file)
    async with opened(options) as reader:
        new = await reader.import_opml(data)
    if options.json:
        document({"new": new})
    else:
        say(f"{counted(len(new), 'new feed')}.")
    return DONE


async def export_opml(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        opml = await reader.export_opml()
        feeds = await reader.subscriptions()
    if not (options.json and options.file == "-"):
        files.write(options.file, opml)
    if options.json:
        document({"feeds": feeds})
    return DONE
