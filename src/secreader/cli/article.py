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
    """Title, deck, byline, body and corrections in lines of at most 80 characters.

    Code, tables and longer words are left as they are.
    """
    lines = _head(article) if article else _wrapped(title)
    for block in article.blocks if article else feed_blocks:
        drawn = _block_lines(block)
        if drawn:
            lines += ["", *drawn]
    for note in article.notes if article else ():
        lines += ["", *_wrapped(note)]
    return lines


def _head(article: Article) -> list[str]:
    lines = _wrapped(article.title)
    if article.deck:
        lines += ["", *_wrapped(article.deck)]
    day = article.published.astimezone().strftime("%Y-%m-%d") if article.published else ""
    about = " · ".join(part for part in (article.site, article.byline, day) if part)
    if about:
        lines += ["", *_wrapped(about)]
    if article.primary:
        lines += _wrapped(f"Second-hand: reports on {article.primary.outlet} {article.primary.url}")
    return lines + _wrapped(article.warning)


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
            return _wrapped(text, indent + mark, indent + " " * len(mark))
        case Quote():
            author = [f"> — {block.author}"] if block.author else []
            return [*_wrapped(text, "> ", "> "), *author]
        case _:
            return [line for part in text.split("\n") for line in _wrapped(part)]


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Broken between words alone: addresses, hashes and CVE ids stay whole for who searches or copies them."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
