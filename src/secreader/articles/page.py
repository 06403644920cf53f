"""A page to an article: the steps in their order."""

from __future__ import annotations

from secreader.articles import related as related_links
from secreader.articles.blocks import blocks
from secreader.articles.body import body
from secreader.articles.normal import mark_posts, normalise, units
from secreader.articles.keeping import keep
from secreader.articles.captions import take_captions
from secreader.articles.deck import take_deck
from secreader.articles.postclean import postclean
from secreader.articles.decode import decode
from secreader.articles.metadata import metadata
from secreader.articles.preclean import preclean
from secreader.articles.primary import primary
from secreader.articles.tree import parse, strip_unread
from secreader.errors import ExtractError
from secreader.model import Article

LARGEST = 5_000_000


def read(html: bytes | str, url: str, charset: str | None) -> Article:
    if len(html) > LARGEST:
        raise ExtractError("This page is larger than 5 MB, which is more than an article.")
    markup = html if isinstance(html, str) else decode(html, charset)
    if not markup.strip():
        raise ExtractError("This page is empty.")
    tree = parse(markup)
    stated = metadata(tree, url)
    strip_unread(tree)
    mark_posts(tree)
    related = related_links.related(tree, url)
    related_links.take_out(related)
    caption = take_captions(tree, stated.headline)
    deck = take_deck(tree, stated.headline, stated.title, stated.descriptions)
    preclean(tree, stated.headline)
    normalise(tree)
    text = postclean(body(tree, units(tree), stated.headline), stated.title, deck, stated.authors)
    source = primary(stated.title, text.units, text.pointers, url, stated.site)
    keep(tree, text.units)
    content = blocks(tree, url)
    if not content:
        raise ExtractError("There is no text on this page.")
    return Article(
        url=url,
        title=stated.title,
        blocks=content,
        deck=deck,
        caption=caption,
        primary=source,
        notes=tuple(text.notes),
        byline=", ".join(stated.authors),
        published=stated.published,
        modified=stated.modified,
        site=stated.site,
        section=stated.section,
        language=stated.language,
        image=stated.image,
        related=tuple(related.links),
    )


def fragment(html: str, url: str) -> tuple:
    if not html.strip():
        return ()
    tree = parse(html)
    strip_unread(tree)
    mark_posts(tree)
    return blocks(tree, url)
