"""A page to an article: the steps in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secreader.articles import notices
from secreader.articles import related as related_links
from secreader.articles.blocks import blocks
from secreader.articles.body import body
from secreader.articles.captions import take_captions
from secreader.articles.deck import take_deck
from secreader.articles.decode import decode
from secreader.articles.keeping import keep
from secreader.articles.metadata import Metadata, metadata
from secreader.articles.normal import mark_posts, normalise, units
from secreader.articles.postclean import Text, postclean
from secreader.articles.preclean import preclean
from secreader.articles.primary import primary
from secreader.articles.tree import held, parse, strip_unread
from secreader.errors import ExtractError
from secreader.model import Article, Blocks, Paragraph, Span, block_text
from secreader.text import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 5_000_000
"""Bytes, or characters, of a page that are read at all."""

MOST_TEXT = 1_000_000
"""Characters of an article; more takes seconds to draw."""

_STUB = 400
_TOO_LONG = "This text is longer than a screen can show; this is its beginning."
_NO_TEXT = "There is no text on this page."


def read(html: bytes | str, url: str, charset: str | None) -> Article:
    """The article of a page; see `secreader.articles.extract`."""
    if len(html) > LARGEST:
        raise ExtractError("This page is larger than 5 MB, which is more than an article.")
    tree = parse(html if isinstance(html, str) else decode(html, charset))
    with held(tree):
        return _article(tree, url)


def _article(tree: HtmlElement, url: str) -> Article:
    stated = metadata(tree, url)
    seen = notices.signs(tree)
    strip_unread(tree)
    mark_posts(tree)
    related = related_links.related(tree, url)
    related_links.take_out(related)
    caption = take_captions(tree, stated.headline)
    deck = take_deck(tree, stated.headline, stated.title, stated.descriptions)
    preclean(tree, stated.headline)
    normalise(tree)
    text = postclean(body(tree, units(tree), stated.headline), stated.title, deck, stated.authors)
    notices.refuse(seen, stated.title, text.units)
    source = primary(stated.title, text.units, text.pointers, url, stated.site)
    content = _content(tree, text, stated, url)
    shown = _drawable(content)
    return Article(
        url=url,
        title=stated.title or line(next(map(block_text, content), ""), 80),
        blocks=shown,
        deck=deck,
        byline=", ".join(stated.authors),
        published=stated.published,
        modified=stated.modified,
        site=stated.site,
        section=stated.section,
        language=stated.language,
        image=stated.image,
        caption=caption,
        related=tuple(related.links),
        primary=source,
        notes=tuple(line(note, 1_000) for note in text.notes),
        warning=notices.warning(seen, text.units, free=stated.free) or (_TOO_LONG if shown != content else ""),
    )


def fragment(html: str, url: str) -> Blocks:
    """The blocks of a piece of HTML; see `secreader.articles.fragment`."""
    if len(html) > LARGEST:
        raise ExtractError("This text is larger than 5 MB, which is more than an article.")
    if not html.strip():
        return ()
    try:
        tree = parse(html)
    except ExtractError:
        return ()
    strip_unread(tree)
    mark_posts(tree)
    take_captions(tree, None)
    return _drawable(blocks(tree, url))


def _drawable(content: Blocks) -> Blocks:
    """The first blocks, as many as a screen can show; of one that is longer by itself, its beginning."""
    size = 0
    for number, block in enumerate(content):
        size += len(block_text(block))
        if size > MOST_TEXT:
            beginning = Paragraph((Span(block_text(block)[:MOST_TEXT]),))
            return content[:number] or (beginning,)
    return content


def _content(tree: HtmlElement, text: Text, stated: Metadata, url: str) -> Blocks:
    """The blocks of the text, or of the text that the metadata states where the page shows next to nothing."""
    shown = sum(len(unit.text) for unit in text.units)
    if shown < _STUB and len(stated.article_body) > max(_STUB, 2 * shown):
        lines = (line(part, 20_000) for part in stated.article_body.split("\n"))
        return tuple(Paragraph((Span(part),)) for part in lines if part)
    keep(tree, text.units)
    content = blocks(tree, url)
    if not any(map(block_text, content)):
        raise ExtractError(_NO_TEXT)
    return content
