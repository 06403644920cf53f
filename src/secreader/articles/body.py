"""Where the text of a page is: what readability picks, checked against the prose of the page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from secreader.articles.tree import DEEPEST, MOST_ELEMENTS, depth, parse, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHORT = 400
_MISSED = 0.5
_SHARE = 0.8
_PROSE = 60


def body(tree: HtmlElement) -> HtmlElement | None:
    """The element that holds the text, out of its page; None when there is no text."""
    from readability.readability import Unparseable

    prose = sum(map(len, _prose(tree)))
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS or depth(tree) > DEEPEST:
        return container(tree)
    fallback = container(tree)
    try:
        picked = _readability(tree)
    except Unparseable:
        return fallback
    if picked is None:
        return fallback
    found = sum(map(len, _prose(picked)))
    if fallback is not None and (len(text_of(picked)) < _SHORT or found < _MISSED * prose):
        return fallback if sum(map(len, _prose(fallback))) > found else picked
    return picked


def _readability(tree: HtmlElement) -> HtmlElement | None:
    from readability import Document

    log = logging.getLogger("readability.readability")
    log.disabled = True
    summary = Document(tree).summary(html_partial=True)
    return parse(summary).find("body") if summary.strip() else None


def _prose(tree: HtmlElement) -> list[str]:
    return [text for p in tree.iter("p") if len(text := text_of(p)) > _PROSE]


def container(tree: HtmlElement) -> HtmlElement | None:
    """The deepest element with 80 % of the text of long paragraphs."""
    weights: dict[HtmlElement, int] = {}
    total = 0
    for p in tree.iter("p"):
        length = len(text_of(p))
        if length > _PROSE:
            total += length
            for outer in p.iterancestors():
                weights[outer] = weights.get(outer, 0) + length
    if not total:
        return tree.find("body")
    found = tree
    while True:
        inner = next((child for child in found if weights.get(child, 0) >= _SHARE * total), None)
        if inner is None:
            return found
        found = inner
