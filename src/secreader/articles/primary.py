"""The outlet that a second-hand story reports on, with the places where the page says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secreader import urls
from secreader.articles import outlets
from secreader.articles.normal import Unit
from secreader.articles.tree import text_of
from secreader.model import PrimarySource
from secreader.text import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORK = (
    r"(?:report|story|article|statement|piece|investigation|interview|study|post|advisory|analysis|account|"
    r"text|release|announcement|paper|blog post|scoop)"
)
_POINTER = re.compile(
    rf"\W{{0,4}}(?:read|see|find)\s(?:the\s)?(?:full|whole|complete|entire|original)\s(?:\w+\s)?{_WORK}\b"
    r"(?:\s(?:here|from|at|on|in|by|via))?\s?[:–—-]?\s?(?P<outlet>.{0,80}?)\W*\Z"
    r"|\W{0,4}(?:full|original)\s(?:report|story|article|statement|source)\s?:\s?(?P<outlet2>.{2,80}?)\W*\Z"
    r"|\W{0,4}(?:lesen sie den (?:ganzen|vollständigen) (?:bericht|artikel)|zum (?:vollständigen )?(?:bericht|"
    r"originalartikel)|lire l[’']article (?:complet|original)|lea el (?:informe|artículo) completo|"
    r"leggi l[’']articolo (?:completo|originale)|leia a (?:reportagem|matéria) completa|lees het (?:volledige|"
    r"hele) (?:artikel|verhaal))\b(?:\s(?:bei|sur|en|su|em|in|op))?\s?[:–—-]?\s?(?P<outlet3>.{0,80}?)\W*\Z",
    re.IGNORECASE,
)
_LONGEST_POINTER = 160
_NAME = r"(?P<name>(?:the\s)?[A-Z0-9][\w&.’'/-]*(?:\s(?:of|on|and|the|[A-Z0-9][\w&.’'/-]*)){0,5})"
_CITATIONS = (
    re.compile(
        rf"\b(?:according to|citing|cited in|based on)\s(?:an?|the|this|"
        rf"its)\s(?:[\w-]+\s){{0,3}}?(?:{_WORK})s?\s(?:published\s)?(?:by|in|from|on)\s{_NAME}"
    ),
    re.compile(rf"\b(?:first|originally|initially|previously)\sreported\s(?:\w+\s){{0,2}}?by\s{_NAME}"),
    re.compile(rf"\b(?:as\s)?reported\s(?:\w+\s){{0,2}}?by\s{_NAME}"),
    re.compile(rf"{_NAME}\s(?:was\sthe\s)?first\s(?:reported|to\sreport)\b"),
    re.compile(rf"(?:^|,\s|\.\s){_NAME}\s(?:has\s)?reported\b"),
)
_OPENING = 3
"""Paragraphs in which a citation makes a story second-hand; further down it is background."""


@dataclass(frozen=True)
class _Place:
    outlet: str
    url: str
    evidence: str


def is_pointer(text: str) -> bool:
    """Whether a line points to the story that this one reports on: "Read the full report: SCMP"."""
    return len(text) <= _LONGEST_POINTER and bool(_POINTER.match(text))


def primary(title: str, opening: Sequence[Unit], pointers: Iterable[Unit], url: str, site: str) -> PrimarySource | None:
    """The source of the story at `url`, published by `site`; None when it is first-hand.

    `opening` are the first units of the text, `pointers` the lines that `is_pointer` found. A pointer counts more than
    the suffix of the title, that more than a citation.
    """
    places = [*_pointed(pointers, url), *_suffixed(title), *_cited(opening[:_OPENING], url)]
    places = [place for place in places if not _is_own(place.outlet, url, site)]
    if not places:
        return None
    outlet = places[0].outlet
    agreed = [place for place in places if place.outlet == outlet]
    return PrimarySource(
        outlet, next((p.url for p in agreed if p.url), ""), tuple(dict.fromkeys(p.evidence for p in agreed))
    )


def _pointed(pointers: Iterable[Unit], url: str) -> Iterator[_Place]:
    for unit in pointers:
        found = _POINTER.match(unit.text)
        if found is None:
            continue
        target = _first_link(unit.element, url)
        named = next((name for name in (found["outlet"], found["outlet2"], found["outlet3"]) if name), "").strip(" .:")
        if named.lower() in ("", "here", "this link", "link", "hier", "ici", "aquí"):
            named = urls.display_host(target) if target else ""
        if named:
            yield _Place(outlets.full_name(named) or line(named, 80), target, line(unit.text))


def _suffixed(title: str) -> Iterator[_Place]:
    written, name = outlets.suffix(title)
    if name:
        yield _Place(name, "", written)


def _cited(opening: Iterable[Unit], url: str) -> Iterator[_Place]:
    for unit in opening:
        for pattern in _CITATIONS:
            for found in pattern.finditer(unit.text[:2_000]):
                name, spelled = _longest(found["name"])
                if name:
                    end = found.start("name") + len(spelled)
                    yield _Place(
                        name,
                        _link_of(unit.element, spelled, url),
                        line(
                            unit.text[
                                found.start() : max(end, found.end() if found.start("name") == found.start() else end)
                            ]
                        ).strip(" ,."),
                    )


def _longest(text: str) -> tuple[str, str]:
    """The outlet that the longest beginning of `text` names, and that beginning."""
    parts = text.split(" ")
    for count in range(len(parts), 0, -1):
        spelled = " ".join(parts[:count])
        if name := outlets.full_name(spelled.removesuffix("’s").removesuffix("'s")) or outlets.full_name(
            re.sub(r"\Athe ", "", spelled)
        ):
            return name, spelled
    return "", ""


def _first_link(element: HtmlElement, url: str) -> str:
    return next((target for a in element.iter("a") if (target := urls.absolute(url, a.get("href") or ""))), "")


def _link_of(element: HtmlElement, spelled: str, url: str) -> str:
    """The link on the outlet's name or on the word "report" in the paragraph that cites it."""
    for a in element.iter("a"):
        text = text_of(a)
        if spelled in text or re.search(r"\breport(?:s|ed)?\b", text):
            return urls.absolute(url, a.get("href") or "")
    return ""


def _is_own(outlet: str, url: str, site: str) -> bool:
    """Whether the outlet published the page itself."""
    flat = re.sub(r"\W|^the\s", "", outlet.casefold())
    host = re.sub(r"\W", "", urls.display_host(url).split(".")[0].casefold())
    return (
        outlets.full_name(site) == outlet
        or (bool(site) and site.casefold() == outlet.casefold())
        or (bool(host) and host == flat)
    )
