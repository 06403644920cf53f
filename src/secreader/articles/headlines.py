"""The headline of a page: what is printed large, checked against what the metadata calls it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from secreader.articles.tree import text_of, tokens
from secreader.text import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
_SEPARATOR = re.compile(r"\s(?:[|»«•·]|::|[-–—])\s")
_TITLE_TOKENS = frozenset(("title", "headline", "heading"))
_LONGEST = 300
_MOST = 60
_Printed: TypeAlias = "tuple[str, HtmlElement]"
_CHROME = frozenset(("nav", "header", "footer", "logo", "sidebar", "menu", "site", "masthead", "modal", "widget"))


def headline(tree: HtmlElement, stated: Iterable[str], site: str) -> tuple[str, HtmlElement | None]:
    """The headline and the element that prints it (None when the page prints none)."""
    claims = [without_site(line(text), site) for text in stated if text.strip()]
    head = tree.find(".//title")
    if head is not None and (text := line(text_of(head))):
        claims.append(without_site(text, site))
    printed = _headings(tree)
    found = _matching(printed, claims) or _matching(_named(tree), claims)
    if found is not None:
        return found
    h1 = [found for found in printed if found[1].tag == "h1" and len(found[0].split()) >= 3]
    told = [found for found in h1 if any(outer.tag == "article" for outer in found[1].iterancestors())]
    # What an article prints as its headline counts, whatever search engines are told.
    if len(told) == 1:
        return told[0]
    # So does a lone h1, unless it names the site.
    if len(h1) == 1 and not (claims and _in_chrome(h1[0][1])):
        return h1[0]
    if claims:
        return claims[0], None
    return (printed[0][0], printed[0][1]) if printed else ("", None)


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def same(a: str, b: str) -> bool:
    """Whether two headlines say the same in nearly the same words."""
    left, right = words(a), words(b)
    if not left or not right:
        return False
    if left == right:
        return True
    shared = len(set(left) & set(right))
    return shared >= 3 and shared >= 0.75 * max(len(set(left)), len(set(right)))


def without_site(title: str, site: str) -> str:
    """`title` without the name of the site after, or before, its last separator: "X | Site" is X.

    Without a known name only a bar or a double colon cuts: a dash may belong to the headline ("X – WSJ").
    """
    pieces = list(_SEPARATOR.finditer(title))
    if not pieces:
        return title
    last, first = pieces[-1], pieces[0]
    tail, lead = title[last.end() :], title[: first.start()]
    if site and (_is_site(tail, site)):
        return title[: last.start()].rstrip()
    if site and _is_site(lead, site):
        return title[first.end() :].lstrip()
    if last.group().strip() in "|»::•" and len(title[: last.start()].split()) >= 3 and len(tail.split()) <= 5:
        return without_site(title[: last.start()].rstrip(), site)
    return title


def _is_site(text: str, site: str) -> bool:
    mine, its = "".join(words(text)), "".join(words(site))
    return bool(mine) and (mine == its or (len(mine) > 3 and (mine in its or its in mine)))


def _matching(printed: list[_Printed], claims: list[str]) -> _Printed | None:
    """What is printed and says the same as a claim, the first claim that has any; of several the one as long."""
    for claim in claims:
        if matching := [found for found in printed if same(found[0], claim)]:
            return min(matching, key=lambda found: abs(len(found[0]) - len(claim)))
    return None


def _headings(tree: HtmlElement) -> list[_Printed]:
    """The headings of the page, h1 before h2 before h3."""
    return [found for level in ("h1", "h2", "h3") for found in islice(_short(tree.iter(level)), _MOST)]


def _named(tree: HtmlElement) -> list[_Printed]:
    """Other elements that are called headline or title."""
    named = (e for e in tree.iter("div", "p", "span", "a", "td") if tokens(e) & _TITLE_TOKENS)
    return list(islice(_short(named), _MOST))


def _short(elements: Iterable[HtmlElement]) -> Iterator[_Printed]:
    for element in elements:
        text = line(text_of(element))
        if 2 < len(text) <= _LONGEST:
            yield text, element


def _in_chrome(element: HtmlElement) -> bool:
    """Whether `element` belongs to the site rather than to the story."""
    outers = list(element.iterancestors())
    if any(tokens(outer) & _CHROME or outer.tag in ("nav", "footer") for outer in outers):
        return True
    tags = {outer.tag for outer in outers}
    return "header" in tags and not tags & {"article", "main"}
