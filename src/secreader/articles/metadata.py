"""What a page says of itself: JSON-LD first, then OpenGraph and its kin, then what is printed on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from secreader import urls
from secreader.articles import dates, headlines, jsonld, names
from secreader.articles.tree import text_of, tokens
from secreader.text import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "article.published", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "pubdate", "publishdate", "date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "article.updated", "last-modified", "lastmod")
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "twitter:creator")
_SECTION = ("article:section", "parsely-section", "section", "category")
_LONG = 80
_LONGEST_BYLINE = 120
_DATE_TOKENS = frozenset(("date", "time", "timestamp", "published", "posted", "dateline", "pubdate", "entry"))


@dataclass(frozen=True)
class Metadata:
    """Texts are clean lines, addresses absolute; `descriptions` are summaries that may be the deck."""

    title: str
    headline: HtmlElement | None
    descriptions: tuple[str, ...]
    authors: tuple[str, ...]
    published: datetime | None
    modified: datetime | None
    site: str
    section: str
    language: str
    image: str
    article_body: str
    free: bool


def metadata(tree: HtmlElement, url: str) -> Metadata:
    """What the untouched `tree` of the page at `url` states."""
    stated = jsonld.stated(tree, url)
    named = _named(tree)
    site = line(stated.site or named.get("og:site_name", "") or named.get("application-name", ""), 100)
    claims = (stated.headline, named.get("og:title", ""), named.get("twitter:title", ""))
    title, headline = headlines.headline(tree, claims, site or urls.display_host(url).split(".")[0])
    return Metadata(
        title=title,
        headline=headline,
        descriptions=tuple(
            line(text, 1_000)
            for text in (
                stated.alternative,
                stated.description,
                named.get("og:description", ""),
                named.get("description", ""),
                named.get("twitter:description", ""),
            )
            if text
        ),
        authors=_authors(tree, stated, named),
        published=_moment(stated.published, named, _PUBLISHED) or _printed(tree, "datePublished"),
        modified=_moment(stated.modified, named, _MODIFIED) or _marked(tree, "dateModified"),
        site=site,
        section=line(stated.section or _first(named, _SECTION), 100),
        language=_language(tree, stated, named),
        image=urls.absolute(url, named.get("og:image", "") or stated.image or named.get("twitter:image", "")),
        article_body=stated.body,
        free=stated.free,
    )


def _named(tree: HtmlElement) -> dict[str, str]:
    """The meta elements of the page; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(named: dict[str, str], names: tuple[str, ...]) -> str:
    return next((named[name] for name in names if name in named), "")


def _authors(tree: HtmlElement, stated: jsonld.Stated, named: dict[str, str]) -> tuple[str, ...]:
    return (
        names.people(stated.authors)
        or names.people([named[name] for name in _AUTHOR if name in named][:1])
        or names.people(_printed_authors(tree))
    )


def _printed_authors(tree: HtmlElement) -> list[str]:
    """Authors as microdata, rel=author, byline elements and lines show them, the most reliable kind alone."""
    ways: tuple[list[str], ...] = ([], [], [], [], [])
    for element in tree.iter("a", "span", "div", "p", "address", "li", "cite", "td", "b", "strong", "em", "small"):
        way = _way(element)
        if way is not None and len(text := text_of(element)) <= _LONGEST_BYLINE:
            ways[way].append(text)
    chosen = next((way for way in ways if way), [])
    return chosen[:1] if chosen is ways[3] else chosen


def _way(element: HtmlElement) -> int | None:
    """How `element` names an author, the most reliable way first; None when it does not."""
    if element.get("rel") == "author" or "author" in (element.get("itemprop") or "").split():
        return 0
    words = tokens(element)
    if "byline" in words:
        return 1
    if "author" in words and len(words) <= 4:
        return 2
    if element.tag in ("p", "span", "div"):
        return 3 if names.may_be_byline(element.text or "") and names.is_byline(text_of(element)) else None
    return 4 if element.tag == "li" and _is_bullet_byline(element) else None


def _is_bullet_byline(item: HtmlElement) -> bool:
    """Whether a list of one item, after a paragraph of the text, holds a name and nothing else."""
    bullets = item.getparent()
    alone = item.getnext() is None and item.getprevious() is None
    if bullets is None or not alone or not names.looks_like_person(text_of(item)):
        return False
    before = (text_of(sibling) for sibling in bullets.itersiblings("p", preceding=True))
    return any(len(text) > _LONG for text in before)


def _moment(stated: str, named: dict[str, str], candidates: tuple[str, ...]) -> datetime | None:
    texts = [stated, *(named[name] for name in candidates if name in named)]
    return next((found for text in texts if text and (found := dates.moment(text))), None)


def _marked(tree: HtmlElement, prop: str) -> datetime | None:
    """The date of microdata."""
    for element in tree.iter("time", "span", "meta", "div", "abbr", "p"):
        if prop in (element.get("itemprop") or "").split():
            text = element.get("datetime") or element.get("content") or text_of(element)
            if found := dates.moment(text):
                return found
    return None


def _printed(tree: HtmlElement, prop: str) -> datetime | None:
    if found := _marked(tree, prop):
        return found
    for element in tree.iter("time"):
        if found := dates.moment(element.get("datetime") or "") or dates.written(text_of(element)):
            return found
    for element in tree.iter("span", "div", "p", "li", "abbr", "small"):
        if tokens(element) & _DATE_TOKENS:
            text = text_of(element)
            if len(text) <= 80 and (found := dates.written(text)):
                return found
    return None


_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}\Z")


def _language(tree: HtmlElement, stated: jsonld.Stated, named: dict[str, str]) -> str:
    """A language tag such as "en" or "pt-BR"."""
    for value in (
        tree.get("lang"),
        tree.get("xml:lang"),
        stated.language,
        named.get("og:locale"),
        named.get("language"),
    ):
        value = (value or "").strip()
        if _LANGUAGE_TAG.match(value):
            return value.replace("_", "-")
    return ""
