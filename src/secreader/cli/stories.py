"""Commands that read stories: list and show."""

import argparse

from secreader import codec
from secreader.cli import named
from secreader.cli.article import article_document
from secreader.cli.opened import opened
from secreader.cli.output import DONE, FAILED, NOTHING, complain, document, say
from secreader.errors import QueryError, UsageError
from secreader.model import OpenStory, RelatedGroups, StoryRow
from secreader.text import clean

_AROUND = 60
"""Characters of a query that are shown before and after the one at fault."""


async def list_stories(options: argparse.Namespace) -> int:
    query = " ".join(options.query)
    async with opened(options) as reader:
        try:
            view = await reader.view(query)
        except QueryError as error:
            raise UsageError("\n  ".join((str(error), *_pointed_at(query, error.position)))) from error
        rows = await reader.rows(view.ids[: options.limit])
    if options.json:
        document({"query": view.query, "total": len(view.ids), "stories": rows})
    else:
        for row in rows:
            say(_row_line(row))
        if not rows:
            complain("No story matches." if query.strip() else "There are no stories yet: `secreader refresh`.")
        if len(view.ids) > len(rows):
            complain(f"{len(view.ids) - len(rows):,} more; --limit {len(view.ids)} shows all.")
    return DONE if rows else NOTHING


async def show(options: argparse.Namespace) -> int:
    async with opened(options) as reader:
        story = await named.story(reader, options.story)
        shown = await (reader.clean_again if options.again else reader.open)(story)
        related = await reader.related(story)
    match options.form:
        case "json":
            article = article_document(shown.article) if shown.article else None
            document({"story": codec.plain(shown, full=True) | {"article": article}, "related": related})
        case "markdown":
            say(_story_markdown(shown).rstrip("\n"))
        case _:
            for line in _story_lines(shown, related):
                say(line)
    if shown.problem:
        complain(shown.problem)
    return FAILED if shown.problem else DONE


def _pointed_at(query: str, position: int) -> tuple[str, str]:
    """The part of `query` around `position`, and below it a mark at the character at fault."""
    before = clean(query[max(0, position - _AROUND) : position]).replace("\n", " ")
    after = clean(query[position : position + _AROUND]).replace("\n", " ")
    return before + after, " " * len(before) + "^"


def _row_line(row: StoryRow) -> str:
    marks = "".join((" " if row.read else "*", "★" if row.saved else " "))
    extra = " ".join((*(f"#{tag}" for tag in row.tags), *row.cves))
    day = row.published.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{row.id:>6} {marks} {day}  {row.title}  ({row.source}){'  ' + extra if extra else ''}"


def _story_lines(shown: OpenStory, related: RelatedGroups) -> list[str]:
    # Here, not above: a list of stories needs none of an article's words.
    from secreader.export import article_lines, listed_lines

    row = shown.row
    lines = article_lines(shown.article) if shown.article else listed_lines(row.title, shown.feed_blocks)
    for group in related:
        lines += ["", group.heading or "Related"]
        lines += [f"{item.number:>3}. {item.title}\n     {item.url}" for item in group.items]
    return [*lines, "", row.url]


def _story_markdown(shown: OpenStory) -> str:
    from secreader.export import article_markdown, listed_markdown

    if shown.article:
        return article_markdown(shown.article)
    return listed_markdown(shown.row.title, shown.feed_blocks)
