"""Commands about stories: list, show, tag, save, mark."""

import argparse

from secreader.cli.article import article_lines
from secreader.cli.opened import opened
from secreader.cli.output import DONE, FAILED, NOTHING, complain, document, say
from secreader.errors import NotFoundError
from secreader.model import Change, OpenStory, RelatedGroups, StoryId, StoryRow
from secreader.reader import Reader


async def list_stories(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        view = await reader.view(" ".join(options.query))
        rows = await reader.rows(view.ids[: options.limit])
    if options.json:
        document({"query": view.query, "total": len(view.ids), "stories": rows})
    else:
        for row in rows:
            say(_row_line(row))
        if len(view.ids) > len(rows):
            complain(f"{len(view.ids) - len(rows):,} more; --limit {len(view.ids)} shows all.")
    return DONE if rows else NOTHING


async def show(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        story = await _story(reader, options.story)
        shown = await reader.open(story)
        related = await reader.related(story)
    if options.json:
        document({"story": shown, "related": related})
    else:
        for line in _story_lines(shown, related):
            say(line)
    if shown.problem:
        complain(shown.problem)
    return FAILED if shown.problem else DONE


async def tag(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        story = await _story(reader, options.story)
        change = await (reader.untag if options.remove else reader.tag)([story], options.names)
    return _done(options, change)


async def save(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        ids = [await _story(reader, story) for story in options.stories]
        change = await reader.save(ids, saved=not options.remove)
    return _done(options, change)


async def mark(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        ids = [await _story(reader, story) for story in options.stories]
        change = await reader.mark(ids, read=not options.unread)
    return _done(options, change)


def _done(options: argparse.Namespace, change: Change) -> int:
    if options.json:
        document(change)
    else:
        say(change.text)
    return DONE


async def _story(reader: Reader, name: str) -> StoryId:
    """The story that `name` means: a number of `list`, or an address, which may be a new one."""
    if not name.isdecimal():
        return await reader.find_story(name)
    if not await reader.rows([int(name)]):
        raise NotFoundError(f"There is no story {name}; `secreader list` shows their numbers.")
    return int(name)


def _row_line(row: StoryRow) -> str:
    marks = "".join((" " if row.read else "*", "★" if row.saved else " "))
    extra = " ".join((*(f"#{tag}" for tag in row.tags), *row.cves))
    day = row.published.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{row.id:>6} {marks} {day}  {row.title}  ({row.source}){'  ' + extra if extra else ''}"


def _story_lines(shown: OpenStory, related: RelatedGroups) -> list[str]:
    row = shown.row
    lines = article_lines(shown.article, shown.feed_blocks, title=row.title)
    for group in related:
        lines += ["", group.heading or "Related"]
        lines += [f"{item.number:>3}. {item.title}\n     {item.url}" for item in group.items]
    return [*lines, "", row.url]
