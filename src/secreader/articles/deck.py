"""The deck: the sentence under the headline that sums the story up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from secreader.articles import captions, dates, names, phrases
from secreader.articles.tree import BLOCKS, drop, has_blocks, text_of, tokens, word_set
from secreader.text import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TOKENS = word_set(
    "deck dek standfirst subtitle subheadline subhead subheading strapline tagline summary lede excerpt sinopse bajada "
    "entradilla chapo chapeau vorspann linha-fina"
)
_TOKEN_PHRASE = re.compile(
    r"\b(?:sub-?(?:title|head(?:line|ing)?)|stand-?first|article-?(?:summary|description)|lead-?text)\b", re.IGNORECASE
)
_SURE = frozenset(("deck", "dek", "standfirst", "subtitle", "subheadline", "subheading", "strapline"))
_ENDS = (".", "!", "?", "”", '"', "。", "！", "？", "…")
_LONG = 100
_LEAST, _MOST = 20, 600
_WORD = re.compile(r"\w+")
_LEAVES = BLOCKS | {"span", "em", "strong", "b", "i"}


def take_deck(tree: HtmlElement, headline: HtmlElement | None, title: str, descriptions: Iterable[str]) -> str:
    """The deck of the page, taken out of `tree`; "" when it shows none."""
    if headline is None:
        return ""
    claims = [words for text in descriptions if len(words := _words(text)) >= 4]
    found = _find(tree, headline, claims)
    if found is None:
        return ""
    text = line(text_of(found), _MOST)
    if _words(text) == _words(title):
        return ""
    drop(found)
    return text


def _find(tree: HtmlElement, headline: HtmlElement, claims: list[list[str]]) -> HtmlElement | None:
    """The deck among the blocks between the headline and the second long paragraph after it."""
    begun = False
    inside: set[HtmlElement] = set()
    paragraphs = 0
    leaves: list[HtmlElement] = []
    for element in tree.iter():
        if element is headline:
            begun = True
            inside = set(headline.iter())
            continue
        if not begun or element in inside or element.tag not in BLOCKS or has_blocks(element):
            if begun and element.tag == "span" and _is_named(element) and _fits(text_of(element)):
                return element
            continue
        text = text_of(element)
        if not text:
            continue
        if _fits(text) and _is_named(element) and paragraphs == 0 and not _is_first_paragraph(element):
            return element
        leaves.append(element)
        paragraphs += len(text) > _LONG and element.tag == "p"
        if paragraphs > 1 or len(leaves) > 12:
            break
    stated = _stated(leaves, claims)
    return stated if stated is not None else _placed(leaves)


def _fits(text: str) -> bool:
    return (
        _LEAST <= len(text) <= _MOST
        and len(text.split()) >= 4
        and not dates.is_date_line(text)
        and not names.is_byline(text)
        and not phrases.is_promotion(text)
        and not captions.is_credit(text)
    )


def _is_named(element: HtmlElement) -> bool:
    for outer in (element, element.getparent()):
        if outer is None or (outer is not element and len(outer) > 2):
            continue
        if tokens(outer) & _TOKENS or _TOKEN_PHRASE.search(f"{outer.get('class') or ''} {outer.get('id') or ''}"):
            return True
    return (element.get("itemprop") or "") in ("description", "alternativeHeadline")


def _stated(leaves: list[HtmlElement], claims: list[list[str]]) -> HtmlElement | None:
    """A block that says what the metadata gives as the summary, and is not simply the first paragraph."""
    for element in leaves:
        if _words(text_of(element)) in claims:
            return None if _is_first_paragraph(element) else element
    return None


def _is_first_paragraph(element: HtmlElement) -> bool:
    """Whether the text begins with `element`: a sentence with other paragraphs beside it and no name of a deck."""
    return (
        element.tag == "p"
        and not tokens(element) & _SURE
        and text_of(element).endswith(_ENDS)
        and _has_prose_beside(element)
    )


def _has_prose_beside(element: HtmlElement) -> bool:
    """Whether the text goes on in the box of `element`."""
    return any(other.tag == "p" and len(text_of(other)) > _LONG for other in element.itersiblings())


def _placed(leaves: list[HtmlElement]) -> HtmlElement | None:
    """A sentence right under the headline that a picture, byline or date parts from the text."""
    for element in leaves[:2]:
        text = text_of(element)
        if dates.is_date_line(text) or names.is_byline(text) or captions.is_credit(text):
            continue
        if not _fits(text) or len(text) > 350:
            return None
        if element.tag in ("h2", "h3", "h4") and len(text.split()) >= 6 and not _runs_into_prose(element):
            return element
        return None
    return None


def _runs_into_prose(heading: HtmlElement) -> bool:
    """Whether a heading is that of a section: paragraphs follow at once, and the headline is elsewhere."""
    before = heading.getprevious()
    return before is None or before.tag != "h1" or any(True for _ in heading.itersiblings(str(heading.tag)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
