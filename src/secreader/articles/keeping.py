"""The tree reduced to the chosen units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secreader.articles.normal import Unit
from secreader.articles.tree import BLOCKS, drop, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BETWEEN = frozenset(("img", "hr"))


def keep(tree: HtmlElement, chosen: list[Unit]) -> None:
    """Reduce `tree` to the `chosen` units, and the pictures and rules between the first and the last of them."""
    kept = {unit.element for unit in chosen}
    around = {outer for element in kept for outer in element.iterancestors()}
    inside: set[HtmlElement] = set()
    dropped: list[HtmlElement] = []
    left = len(kept)
    for element in tree.iter():
        if element in kept:
            left -= 1
            inside.add(element)
        elif element.getparent() in inside:
            inside.add(element)
        elif element not in around and (element.tag in BLOCKS or element.tag in _BETWEEN):
            between = 0 < left < len(kept)
            if not between or not _is_picture(element):
                dropped.append(element)
    for element in dropped:
        drop(element)


def _is_picture(element: HtmlElement) -> bool:
    """Whether `element` shows pictures or a rule and no text."""
    return element.tag in _BETWEEN or (element.find(".//img") is not None and not text_of(element))
