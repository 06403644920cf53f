"""Commands about the curated feeds that come with secreader."""

import argparse
from collections.abc import Sequence

from secreader.cli.opened import opened
from secreader.cli.output import DONE, counted, document, say
from secreader.errors import NotFoundError
from secreader.model import Subscription


async def list_catalogue(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        found = _of(reader.catalogue(), options.categories)
    if options.json:
        document({"feeds": found})
        return DONE
    for feed in found:
        say(f"{feed.category:<24}  {feed.title}\n      {feed.url}")
    return DONE


async def subscribe(options: argparse.Namespace) -> int:
    """Subscribe to every feed of the categories that are named."""
    async with opened(options) as reader:
        found = _of(reader.catalogue(), options.categories)
        before = {feed.feed_id for feed in await reader.health()}
        new = [feed for feed in found if await reader.subscribe(feed) not in before]
    if options.json:
        document({"new": new})
    else:
        say(f"{counted(len(new), 'new feed')}.")
    return DONE


def _of(catalogue: Sequence[Subscription], categories: Sequence[str]) -> list[Subscription]:
    """The feeds of `categories`, all where none is named. Raises NotFoundError on one that is not there."""
    known = {feed.category.casefold(): feed.category for feed in catalogue}
    for category in categories:
        if category.casefold() not in known:
            raise NotFoundError(f"The catalogue has no category {category!r}, only {', '.join(known.values())}.")
    wanted = {category.casefold() for category in categories} or known.keys()
    return [feed for feed in catalogue if feed.category.casefold() in wanted]
