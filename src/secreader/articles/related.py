"""The links that a publisher offers as related, in every shape that real pages have.

A label is looked for first ("Also read", in many languages), then the links that belong to it: in the same line, inside
the link itself, in the blocks after the label, in the box around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from secreader import urls
from secreader.articles import cards, labels
from secreader.articles.groups import links_after, links_in
from secreader.articles.tree import BLOCKS, drop, fold, text_of, tokens
from secreader.model import RelatedLink

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST = 100
"""Related links that an article keeps."""

_CHROME_TAGS = frozenset(("nav", "footer"))
_CHROME = frozenset(
    ("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "masthead", "topbar", "footer")
)
_NO_TEXT = frozenset(("script", "style", "title", "noscript", "option"))
_BOXES = frozenset(("div", "p", "aside", "section", "ul", "ol"))
_BOX = re.compile(
    r"(?:^|[\s_-])(?:recirc(?:ulation)?|related-?(?:articles?|posts?|stor(?:y|ies)|news|links?|content|reads?)|"
    r"(?:also|see|read)-?also|also-?read|"
    r"read-?next|further-?reading)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MOST_UNLABELLED = 12
_SENTENCE = 5
"""Words of a bracketed link that make it a title; shorter ones name a source: "[PC World]"."""
_STYLED = frozenset(("strong", "b", "em", "i", "span", "u", "font", "label", "mark", "small"))
_LONGEST_LINE = 600
_PROSE = 80
_NEAR = 3
_BESIDE = 20
_MOST_PLACES = 1_000


_Offer: TypeAlias = "tuple[str, list[cards.Card], list[HtmlElement]]"
"""Heading, stories, and the elements that hold nothing else."""

_NOTHING: _Offer = ("", [], [])


@dataclass
class Found:
    """Related links of a page and, in `parts`, the elements that hold nothing else."""

    links: list[RelatedLink] = field(default_factory=list)
    parts: list[HtmlElement] = field(default_factory=list)


def related(tree: HtmlElement, url: str) -> Found:
    """All related links of the untouched `tree`, in page order, each address once."""
    found = Found()
    done: set[HtmlElement] = set()
    prose = _Prose(tree)
    for holder in islice(_places(tree), _MOST_PLACES):
        if holder in done or any(outer in done for outer in holder.iterancestors()) or _in_chrome(holder):
            continue
        heading, cards_found, parts = _belonging(holder, url)
        if not parts or any(part in done for part in parts):
            continue
        done.update(parts)
        body = prose.surrounds(parts[0])
        found.links += [cards.related_link(card, heading, body=body) for card in cards_found]
        found.parts += parts
    found.links = _merged(found.links, url)
    return found


def take_out(found: Found) -> None:
    """Remove what holds the related links from the tree that they were found in, and boxes that are empty then."""
    boxes = {parent for part in found.parts if (parent := part.getparent()) is not None}
    for part in found.parts:
        drop(part)
    for box in boxes:
        _drop_empty(box)


def _drop_empty(element: HtmlElement) -> None:
    """Take out `element` while it is empty, and what is empty then around it."""
    while element.tag not in ("body", "html") and _is_empty(element):
        parent = element.getparent()
        if parent is None:
            return
        drop(element)
        element = parent


def _is_empty(element: HtmlElement) -> bool:
    return element.find(".//img") is None and not text_of(element)


def _places(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Where related links may be offered, in page order: elements whose own text begins with a label, line breaks with
    a label after them, and what its class calls a box of related stories.
    """
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _NO_TEXT:
            continue
        text = element.tail if element.tag == "br" else element.text
        if (text and labels.may_begin(text)) or _is_named_box(element) or (text and text.lstrip()[:1] == "["):
            yield element


def _is_named_box(element: HtmlElement) -> bool:
    named = element.get("class") or ""
    return bool(named) and element.tag in _BOXES and bool(_BOX.search(named[:300]))


def _belonging(holder: HtmlElement, url: str) -> _Offer:
    """The heading, the stories and the elements to take out that belong to `holder`."""
    if holder.tag == "br":
        return _after_break(holder, url) or _NOTHING
    link = holder if holder.tag == "a" else next(holder.iterancestors("a"), None)
    if link is not None and (inside := _inside_link(link, url)):
        return inside
    block = _block_of(holder)
    whole = text_of(block)
    if heading := labels.heading(whole):
        stories, parts = links_after(block, url)
        return (heading, stories, parts) if stories else _NOTHING
    if len(whole) <= _LONGEST_LINE and (found := _in_line(block, holder, whole, url)):
        return found
    return _unlabelled(block, whole, url) or _NOTHING


def _unlabelled(block: HtmlElement, whole: str, url: str) -> _Offer | None:
    """A box that only its class calls related, and `[<a>Title</a>]` in a paragraph of its own."""
    bracketed = whole.startswith("[") and whole.endswith("]")
    if not bracketed and (not _is_named_box(block) or any(map(_has_label, block.iter()))):
        return None
    linked = sum(len(text_of(a)) for a in block.iter("a"))
    if bracketed and (linked < len(whole) - 6 or len(whole) > _LONGEST_LINE or len(whole.split()) < _SENTENCE):
        return None
    stories, fits = links_in(block, url)
    if not stories or not fits or len(stories) > _MOST_UNLABELLED or _is_site_wide(block):
        return None
    return "", stories, [block]


def _is_site_wide(box: HtmlElement) -> bool:
    """Whether a heading in or above `box` offers what the site has: "Most popular"."""
    above = box.getprevious()
    headings = [text_of(e) for e in box.iter() if e.tag in BLOCKS and not e.find(".//a") is not None and len(e) == 0]
    return any(map(labels.is_site_wide, headings)) or (above is not None and labels.is_site_wide(text_of(above)))


def _has_label(element: HtmlElement) -> bool:
    return element.tag in BLOCKS and bool(element.text) and bool(labels.heading(text_of(element)))


def _inside_link(link: HtmlElement, url: str) -> _Offer | None:
    """`<a>Related: Title</a>`, `<a><b>SEE ALSO</b> Title</a>`."""
    whole = text_of(link)
    heading, title = labels.prefix(whole)
    if not heading and (len(link) and (styled := link[0]).tag in _STYLED and labels.heading(text_of(styled))):
        heading, title = labels.bare_prefix(whole)
    address = cards.address(link, url)
    if not heading or not address or not cards.is_title(title):
        return None
    block = _block_of(link)
    outside = len(text_of(block)) - len(whole)
    part = block if outside <= 15 and block.tag not in ("body", "article", "main", "td") else link
    card = cards.card(link, url)
    outlet = card.outlet if card else ""
    shown = card.title if card and card.title and card.title in title else cards.strip_edges(title)
    return heading, [cards.Card(shown, address, outlet)], [part]


def _in_line(block: HtmlElement, holder: HtmlElement, whole: str, url: str) -> _Offer | None:
    """A label and its links in one block: `<p><b>Also read:</b> <a>…</a></p>`."""
    heading, rest = labels.prefix(whole)
    sure = bool(heading) and bool(labels.heading(heading))
    if not heading:
        heading, rest = labels.bare_prefix(whole)
    if not heading or not rest:
        return None
    links = [a for a in block.iter("a") if cards.address(a, url) and len(text_of(a)) > 1]
    linked = sum(len(text_of(a)) for a in links)
    share = linked / max(1, len(rest))
    styled = holder is not block and holder.tag in _STYLED and bool(labels.heading(text_of(holder)))
    needed = 0.3 if sure else 0.6 if styled else 0.75
    if not links or share < needed:
        return None
    stories = _line_stories(block, links, url)
    return (heading, stories, [block]) if stories else None


def _line_stories(block: HtmlElement, links: list[HtmlElement], url: str) -> list[cards.Card]:
    stories, _ = links_in(block, url)
    if stories:
        return stories
    # Titles of one word count where a label and a colon announce them.
    return [
        cards.Card(title, cards.address(a, url), cards.outlet_of(a, title))
        for a in links
        if (title := cards.title_of(a)) and not labels.is_generic(title) and not labels.heading(title)
    ]


def _after_break(br: HtmlElement, url: str) -> _Offer | None:
    """A label after a line break in a longer block: it and the links up to the next text belong together."""
    block = _block_of(br)
    label, rest = labels.prefix(fold(br.tail or ""))
    heading = label or labels.heading(fold(br.tail or ""))
    if not heading or (label and len(rest) > 1):
        return None
    parts: list[HtmlElement] = [br]
    stories: list[cards.Card] = []
    for sibling in br.itersiblings():
        if sibling.tag == "a" and (card := cards.card(sibling, url)):
            stories.append(card)
        elif sibling.tag != "br":
            break
        parts.append(sibling)
        if len(fold(sibling.tail or "")) > 3:
            break
    if not stories or block is br:
        return None
    br.tail = ""
    return heading, stories, parts


def _block_of(element: HtmlElement) -> HtmlElement:
    """`element` or the nearest block around it."""
    while element.tag not in BLOCKS and (parent := element.getparent()) is not None:
        element = parent
    return element


def _in_chrome(element: HtmlElement) -> bool:
    """Whether `element` is part of a menu or the foot of the page."""
    for outer in element.iterancestors():
        if outer.tag in ("body", "article", "main"):
            return False
        if outer.tag in _CHROME_TAGS or (tokens(outer) & _CHROME and not outer.find(".//p") is not None):
            return True
    return False


class _Prose:
    """Where the long paragraphs of a page are: how many stand right in an element, and how many anywhere in it."""

    def __init__(self, tree: HtmlElement) -> None:
        self._children: Counter[HtmlElement] = Counter()
        self._inside: Counter[HtmlElement] = Counter()
        for p in tree.iter("p"):
            if len(text_of(p)) > _PROSE:
                self._inside.update((p, *p.iterancestors()))
                self._children.update(islice(p.iterancestors(), 1))

    def surrounds(self, part: HtmlElement) -> bool:
        """Whether `part` stands among or right after the paragraphs of a text."""
        node = part
        for _ in range(_NEAR):
            parent = node.getparent()
            if parent is None or parent.tag in ("body", "html"):
                return False
            if self._children[parent] >= 2 and node.tag not in ("footer", "nav"):
                return True
            if self._beside(node.itersiblings()) and self._beside(node.itersiblings(preceding=True)):
                return True
            node = parent
        return False

    def _beside(self, siblings: Iterator[HtmlElement]) -> bool:
        return any(self._inside[sibling] for sibling in islice(siblings, _BESIDE))


def _merged(links: list[RelatedLink], url: str) -> list[RelatedLink]:
    """Each address once, in order; the page itself is not related to itself."""
    own = urls.key(url)
    kept: dict[str, RelatedLink] = {}
    for link in links:
        key = urls.key(link.url)
        if key == own:
            continue
        if key not in kept:
            kept[key] = link
        elif link.kind == "body" and kept[key].kind == "widget":
            kept[key] = replace(kept[key], kind="body")
    return list(kept.values())[:MOST]
