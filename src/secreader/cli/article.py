"""An article as plain text: for pipes, files and screen readers."""

import textwrap
from typing import Any

from secreader import codec
from secreader.model import Article, Block, Blocks, Code, Heading, ListItem, Quote, Table, block_text

WIDTH = 80


def article_document(article: Article) -> dict[str, Any]:
    """What --json shows of an article: its fields, its plain text and how many words that has."""
    return {**codec.plain(article, full=True), "text": article.text, "word_count": article.word_count}


def article_lines(article: Article | None, feed_blocks: Blocks = (), *, title: str = "") -> list[str]:
    """Title, deck, byline, body and corrections in lines of at most 80 characters; code and tables as they are."""
    lines = textwrap.wrap(article.title if article else title, WIDTH)
    if article:
        if article.deck:
            lines += ["", *textwrap.wrap(article.deck, WIDTH)]
        day = article.published.astimezone().strftime("%Y-%m-%d") if article.published else ""
        about = " · ".join(part for part in (article.site, article.byline, day) if part)
        lines += ["", about] if about else []
        if article.primary:
            lines.append(f"Second-hand: reports on {article.primary.outlet} {article.primary.url}".rstrip())
        if article.warning:
            lines.append(article.warning)
    for block in article.blocks if article else feed_blocks:
        drawn = _block_lines(block)
        if drawn:
            lines += ["", *drawn]
    for note in article.notes if article else ():
        lines += ["", *textwrap.wrap(note, WIDTH)]
    return lines


def _block_lines(block: Block) -> list[str]:
    text = block_text(block)
    match block:
        case Code() | Table():
            return [f"    {line}" for line in text.splitlines()]
        case Heading():
            return [f"{'#' * block.level} {line}" for line in text.splitlines()]
        case ListItem():
            mark = f"{block.number}. " if block.number else "- "
            indent = "  " * block.depth
            return textwrap.wrap(text, WIDTH, initial_indent=indent + mark, subsequent_indent=indent + " " * len(mark))
        case Quote():
            author = [f"> — {block.author}"] if block.author else []
            return [*textwrap.wrap(text, WIDTH, initial_indent="> ", subsequent_indent="> "), *author]
        case _:
            return [line for part in text.split("\n") for line in textwrap.wrap(part, WIDTH)]
