"""What one link of a related list is called: its title without label, date, author, section or outlet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secreader import urls
from secreader.articles import dates, labels, names, outlets
from secreader.articles.tree import HEADINGS, fold, text_of, tokens, word_set
from secreader.model import RelatedLink
from secreader.text import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE = frozenset(("title", "headline", "hed", "heading", "titre", "titulo", "titel"))
_OUTLET = frozenset(("outlet", "source", "publisher", "publication", "provider", "brand"))
_BESIDE = word_set(
    "date time timestamp datetime author byline category kicker section tag tags label meta duration excerpt "
    "summary description desc dek deck teaser comments count number icon badge eyebrow views published credit "
    "caption outlet source publisher publication provider topic flag rubric overline subtitle readtime screen "
    "sr"
)
_BESIDE_TAGS = frozenset(("time", "figure", "figcaption", "picture", "img", "svg", "small", "sup", "button"))
_INDEX = re.compile(
    r"/(?:authors?|category|categories|tags?|topics?|sections?|users?|profiles?|people|staff|contributors?|search|"
    r"login|signin|signup|register|subscribe|share|newsletters?)/[^/]*/?\Z"
    r"|/(?:login|signin|signup|register|subscribe|about|contact|privacy|terms|newsletters?|search)/?\Z|#\w*comment|"
    r"/comments?/?\Z",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"//(?:[\w-]+\.)?(?:facebook\.com/(?:sharer|dialog|share)|twitter\.com/(?:intent|share|home)|x\.com/(?:intent|"
    r"share)|linkedin\.com/share|"
    r"pinterest\.com/pin/create|reddit\.com/submit|wa\.me|api\.whatsapp|t\.me/share|"
    r"news\.ycombinator\.com/submitlink)"
    r"|//(?:[\w-]+\.)*(?:outbrain|taboola|revcontent|zergnet|doubleclick|adnxs|googleadservices)\.",
    re.IGNORECASE,
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TRAILING_DATE = re.compile(
    r"[\s,|·•–—-]+\(?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}|"
    r"\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,? \d{4}|\d{4}-\d\d-\d\d)\)?\Z",
    re.IGNORECASE,
)
_EDGES = " \t\n:：|›»→►▶▸➤➡•·*–—-"


@dataclass(frozen=True)
class Card:
    """One offered story and where it stands."""

    title: str
    url: str
    outlet: str


def card(item: HtmlElement, base: str) -> Card | None:
    """The story that `item`, a card or a link, offers; None when there is none."""
    best: tuple[int, Card] | None = None
    for link in [item] if item.tag == "a" else list(item.iter("a")):
        target = address(link, base)
        title = title_of(link) if target else ""
        if not target or labels.is_generic(title):
            continue
        if not title or (names.looks_like_person(title) and is_index(link)):
            continue
        heading = link.tag in HEADINGS or any(outer.tag in HEADINGS for outer in _within(link, item))
        inner = any(child.tag in HEADINGS for child in link.iter())
        marked = bool((tokens(link) | _parent_tokens(link, item)) & _TITLE)
        worth = len(title) + 200 * (heading or inner) + 100 * marked - 300 * is_index(link)
        if best is None or worth > best[0]:
            best = (worth, Card(title, target, ""))
    if best is None:
        return _titled_beside(item, base)
    found = best[1]
    if not is_title(found.title) or labels.heading(found.title):
        beside = _titled_beside(item, base)
        return beside if beside is not None else None
    return Card(found.title, found.url, outlet_of(item, found.title))


def _titled_beside(item: HtmlElement, base: str) -> Card | None:
    """A card whose title is no link, with a "Read more" or a picture that is."""
    titles = [text_of(h) for h in item.iter(*HEADINGS)]
    titles += [text_of(e) for e in item.iter("div", "p", "span") if tokens(e) & _TITLE]
    title = next((t for t in titles if is_title(t)), "")
    target = next((a for link in item.iter("a") if (a := address(link, base)) and not is_index(link)), "")
    return Card(line(title), target, outlet_of(item, title)) if title and target and len(titles) < 4 else None


def address(link: HtmlElement, base: str) -> str:
    """Where `link` leads, without trackers; "" for places on this page and for share buttons."""
    href = (link.get("href") or "").strip()
    if not href or href.startswith("#"):
        return ""
    target = urls.canonical(urls.absolute(base, href))
    return "" if not target or _SHARE.search(target) else target


def title_of(link: HtmlElement) -> str:
    """The title that a link shows."""
    marked = next(link.iter(*HEADINGS), None)
    if marked is None:
        marked = next((e for e in link.iter("span", "div", "p") if tokens(e) & _TITLE and text_of(e)), link)
    return strip_edges(_text_without_beside(marked) or text_of(link))


def strip_edges(text: str) -> str:
    """`text` without the label before it and the arrows, bars and brackets around it."""
    label, rest = labels.prefix(text)
    text = labels.unbracketed((rest if label else text).strip(_EDGES)).strip(_EDGES)
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    elif text.endswith("]") and "[" not in text:
        text = text[:-1]
    return line(_TRAILING_DATE.sub("", text)).strip(_EDGES)


def _text_without_beside(link: HtmlElement, levels: int = 20) -> str:
    if not levels:
        return text_of(link)
    parts = [link.text or ""]
    for child in link:
        beside = child.tag in _BESIDE_TAGS or (
            tokens(child) & _BESIDE and not tokens(child) & _TITLE and len(text_of(child)) <= 300
        )
        if not (beside or dates.is_date_line(text_of(child))):
            parts.append(_text_without_beside(child, levels - 1))
            if child.tag in ("div", "p", "br", "li"):
                parts.append(" ")
        parts.append(child.tail or "")
    return fold(" ".join(parts)) if any(child.tag in ("div", "p") for child in link) else fold("".join(parts))


def names_title(element: HtmlElement) -> bool:
    """Whether `element` is a heading, or called one."""
    return element.tag in HEADINGS or (element.tag in ("div", "p", "span", "a") and bool(tokens(element) & _TITLE))


def is_title(text: str) -> bool:
    """Whether `text` is long enough to be the title of a story."""
    if _CJK.search(text):
        return len(text) >= 4
    return (len(text) >= 8 and len(text.split()) >= 2) or len(text) >= 15


def is_index(link: HtmlElement) -> bool:
    """Whether `link` leads to an author, a section, a tag or the comments."""
    rel = (link.get("rel") or "").split()
    if "author" in rel or "tag" in rel or "category" in rel:
        return True
    return bool(_INDEX.search((link.get("href") or "").split("?")[0])) or bool(
        tokens(link) & {"author", "category", "tag", "kicker", "byline"} and not tokens(link) & _TITLE
    )


def _within(link: HtmlElement, item: HtmlElement) -> list[HtmlElement]:
    outers = []
    for outer in link.iterancestors():
        if outer is item:
            break
        outers.append(outer)
    return outers


def _parent_tokens(link: HtmlElement, item: HtmlElement) -> frozenset[str]:
    parent = link.getparent()
    return tokens(parent) if parent is not None and parent is not item else frozenset()


def outlet_of(item: HtmlElement, title: str) -> str:
    """The outlet that a label in the card names, which is where the link leads, else the title's suffix, else ""."""
    for element in item.iter("span", "div", "p", "small", "cite", "em", "b", "strong", "a"):
        if tokens(element) & _OUTLET and element is not item:
            text = line(text_of(element), 80).strip(_EDGES)
            if text and text not in title and not dates.is_date_line(text):
                return outlets.full_name(text) or text
    return outlets.suffix(title)[1]


def related_link(found: Card, heading: str, *, body: bool) -> RelatedLink:
    return RelatedLink(found.title, found.url, line(heading, 100), found.outlet, "body" if body else "widget")
