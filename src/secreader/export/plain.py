"""Articles as plain text: for pipes, files and screen readers."""

import textwrap

from secreader.export.head import about
from secreader.model import Article, Block, Blocks, Code, Heading, ListItem, Quote, Table, block_text

WIDTH = 80
DEEPEST = 8
"""Levels of a list that are told apart: beyond them no room for the words would be left."""


def article_lines(article: Article) -> list[str]:
    """Title, deck, who and when, body and corrections in lines of at most 80 characters.

    Code, tables and longer words are left as they are.
    """
    lines = [*_head(article), *_body(article.blocks)]
    for note in article.notes:
        lines += ["", *_wrapped(note)]
    return lines


def listed_lines(title: str, blocks: Blocks) -> list[str]:
    """`blocks`, the text that a feed itself gives, under the title that it lists; lines as of an article."""
    return [*_wrapped(title), *_body(blocks)]


def _head(article: Article) -> list[str]:
    lines = _wrapped(article.title)
    if article.deck:
        lines += ["", *_wrapped(article.deck)]
    if said := about(article):
        lines += ["", *_wrapped(said)]
    if article.primary:
        lines += _wrapped(f"Second-hand: reports on {article.primary.outlet} {article.primary.url}")
    return lines + _wrapped(article.warning)


def _body(blocks: Blocks) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        drawn = _block_lines(block)
        if drawn:
            lines += ["", *drawn]
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
            indent = "  " * min(block.depth, DEEPEST)
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
