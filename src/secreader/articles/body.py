"""Which units of a page are its text: those that readability picks, and what belongs between them.

Readability works on a copy in which every unit is numbered; only the numbers it keeps are read. So the page's own
markup stays whole for the steps after it, and readability's slow clean-up of attributes is never run.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from secreader.articles.normal import POST, Unit
from secreader.articles.tree import DEEPEST, HEADINGS, LONGEST_TEXT, MOST_ELEMENTS, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER = "data-unit"
_NUMBERS = re.compile(rf'{_NUMBER}="(\d+)"')
_SHORT = 400
_LINKS = 0.5
_SHARE = 0.8
_FAR = 0.3
"""Share of the picked prose that may be missed in the article of the headline: bios and teasers are shorter."""

_PROSE = 60


def body(tree: HtmlElement, units: list[Unit], headline: HtmlElement | None) -> list[Unit]:
    """The units of the text, in page order; none when there is no text."""
    if not units:
        return []
    prose = container(tree, units)
    if not _is_readable(tree, units):
        return prose
    picked = _readability(tree, units)
    if not picked:
        return prose
    chosen = [units[index] for index in sorted(_completed(units, picked))]
    own = _own_article(headline, units)
    if own and not set(own) & set(chosen):
        return own
    # Sections in boxes of their own: readability picks the largest and its neighbours.
    missed = {unit for unit in own if _is_paragraph(unit)} - set(chosen)
    if _prose([*missed]) > _FAR * _prose(chosen):
        taken = missed | set(chosen)
        return [unit for unit in units if unit in taken]
    if _length(chosen) < _SHORT and _prose(prose) > _prose(chosen):
        return prose
    return chosen


def _is_readable(tree: HtmlElement, units: list[Unit]) -> bool:
    """Whether readability can be asked: its time grows with elements, depth, and the length of single texts."""
    return (
        max(len(unit.text) for unit in units) <= LONGEST_TEXT
        and max(sum(1 for _ in unit.element.iterancestors()) for unit in units) <= DEEPEST
        and sum(1 for _ in tree.iter()) <= MOST_ELEMENTS
    )


def _own_article(headline: HtmlElement | None, units: list[Unit]) -> list[Unit]:
    """The units of the `<article>` around the headline, without those of articles inside it; none if it has no text."""
    article = next(headline.iterancestors("article"), None) if headline is not None else None
    if article is None:
        return []
    own = [unit for unit in units if next(unit.element.iterancestors("article"), None) is article]
    return own if _prose(own) >= _SHORT else []


def _readability(tree: HtmlElement, units: list[Unit]) -> set[int]:
    """The numbers of the units that readability keeps."""
    from lxml.etree import tostring
    from readability import Document
    from readability.readability import Unparseable

    class Numbered(Document):  # type: ignore[misc]  # readability has no types
        def get_clean_html(self) -> str:
            return tostring(self.html, encoding="unicode", method="html")

    for number, unit in enumerate(units):
        unit.element.set(_NUMBER, str(number))
    logging.getLogger("readability.readability").disabled = True
    try:
        summary = Numbered(tree).summary(html_partial=True)
    except Unparseable:
        return set()
    return {int(number) for number in _NUMBERS.findall(summary)}


def _completed(units: list[Unit], picked: set[int]) -> set[int]:
    """`picked` with what readability dropped between its units: headings, lists, tables, posts, short paragraphs.

    Paragraphs of the same region right before the first unit belong to it as well.
    """
    homes = {units[index].element.getparent() for index in picked}
    region = _region([units[index].element for index in sorted(picked)])
    found = set(picked)
    first, last = min(picked), max(picked)
    for index in range(last - 1, first, -1):
        if index not in picked and (_belongs(units[index], homes) or _leads(units, index, found, region)):
            found.add(index)
    while first and _begins(units, first - 1, found, region):
        first -= 1
        found.add(first)
    return found


def _region(elements: list[HtmlElement]) -> HtmlElement:
    """The deepest element around all of `elements`."""
    common = list(elements[0].iterancestors())
    for element in (elements[-1], *elements[1:-1:7]):
        outers = set(element.iterancestors())
        common = [outer for outer in common if outer in outers]
    return common[0] if common else elements[0]


def _belongs(unit: Unit, homes: set[HtmlElement | None]) -> bool:
    parent = unit.element.getparent()
    if parent is None:
        return False
    if unit.tag == "li" and parent.getparent() in homes:
        return unit.link_share < _LINKS or _is_announced(parent)
    if unit.link_share >= _LINKS:
        return POST in unit.element.attrib
    if POST in unit.element.attrib or unit.tag in ("table", "pre"):
        return True
    if parent.tag == "section":
        parent = parent.getparent()
    return unit.tag in ("p", "blockquote") and parent in homes


def _is_announced(items: HtmlElement) -> bool:
    """Whether a list of links belongs to the text: a heading or a paragraph that ends in a colon stands above it."""
    above = items.getprevious()
    return above is not None and (above.tag in HEADINGS or text_of(above).endswith((":", "：")))


def _leads(units: list[Unit], index: int, found: set[int], region: HtmlElement) -> bool:
    """Whether a heading stands right above a unit that is kept; a linked one must stand in the same box."""
    unit = units[index]
    if unit.tag not in HEADINGS or index + 1 not in found:
        return False
    if unit.element.getparent() is units[index + 1].element.getparent():
        return True
    return unit.link_share < _LINKS and region in unit.element.iterancestors()


def _begins(units: list[Unit], index: int, found: set[int], region: HtmlElement) -> bool:
    """Whether the text begins with a unit that readability left out before those it picked."""
    if _leads(units, index, found, region):
        return True
    return _is_paragraph(units[index]) and region in units[index].element.iterancestors()


def _is_paragraph(unit: Unit) -> bool:
    return unit.tag in ("p", "div") and len(unit.text) > 80 and unit.link_share < _LINKS


def _length(units: list[Unit]) -> int:
    return sum(len(unit.text) for unit in units)


def _prose(units: list[Unit]) -> int:
    return sum(len(unit.text) for unit in units if len(unit.text) > _PROSE and unit.link_share < _LINKS)


def container(tree: HtmlElement, units: list[Unit]) -> list[Unit]:
    """The units of the deepest element with 80 % of the prose; all units where there is none."""
    weights: dict[HtmlElement, int] = {}
    total = 0
    for unit in units:
        if len(unit.text) > _PROSE and unit.link_share < _LINKS and unit.tag != "li":
            total += len(unit.text)
            for outer in unit.element.iterancestors():
                weights[outer] = weights.get(outer, 0) + len(unit.text)
    if not total:
        return units
    found = tree
    while (inner := next((child for child in found if weights.get(child, 0) >= _SHARE * total), None)) is not None:
        found = inner
    inside = set(found.iter())
    return [unit for unit in units if unit.element in inside]
