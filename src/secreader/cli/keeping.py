"""Commands that change stories: tag, save, mark, hide; undo and redo."""

import argparse

from secreader.cli import named
from secreader.cli.opened import opened
from secreader.cli.output import DONE, document, say
from secreader.errors import NotFoundError
from secreader.model import Change


async def tag(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        story = await named.story(reader, options.story)
        change = await (reader.untag if options.remove else reader.tag)([story], options.names)
    return _done(options, change.text, change)


async def save(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        ids = [await named.story(reader, story) for story in options.stories]
        change = await reader.save(ids, saved=not options.remove)
    return _done(options, change.text, change)


async def mark(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        ids = [await named.story(reader, story) for story in options.stories]
        change = await reader.mark(ids, read=not options.unread)
    return _done(options, change.text, change)


async def hide(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        ids = [await named.story(reader, story) for story in options.stories]
        change = await reader.hide(ids, hidden=not options.remove)
    return _done(options, change.text, change)


async def undo(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        change = await reader.undo()
    if change is None:
        raise NotFoundError("There is nothing to undo.")
    return _done(options, f"Undone: {change.text}", change)


async def redo(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        change = await reader.redo()
    if change is None:
        raise NotFoundError("There is nothing to do again.")
    return _done(options, f"Done again: {change.text}", change)


def _done(options: argparse.Namespace, words: str, change: Change) -> int:
    if options.json:
        document(change)
    else:
        say(words)
    return DONE
