"""The links that belong to a heading: in the blocks after it, one story for each item or card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secreader.articles import cards, labels
from secreader.articles.tree import HEADINGS, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST = 40
"""Links of one list; longer ones are indexes of the site."""

_CLIMB = 5
_DEEP = 6
_LISTS = frozenset(("ul", "ol", "dl"))
_INLINE_SHARE = 0.5


def links_after(label: HtmlElement, url: str) -> tuple[list[cards.Card], list[HtmlElement]]:
    """The stories in the blocks that follow `label`, and what to take out with them.

    Several lists may follow one label. Where nothing follows, the blocks after the box around the label are tried, as
    long as that box holds the label alone.
    """
    node = label
    own = text_of(label)
    for _ in range(_CLIMB):
        stories: list[cards.Card] = []
        parts: list[HtmlElement] = []
        stopped = False
        for sibling in node.itersiblings():
            if not isinstance(sibling.tag, str) or sibling.tag in ("script", "style", "noscript", "br", "link", "meta"):
                continue
            if not text_of(sibling) and (stories or sibling.find(".//a") is None):
                continue
            found, fits = links_in(sibling, url)
            if not found or not fits:
                stopped = True
                break
            stories += found
            parts.append(sibling)
        if stories:
            if len(stories) > _MOST:
                return [], []
            return stories, _with_box(node, parts, stopped)
        parent = node.getparent()
        if stopped or parent is None or parent.tag in ("body", "html", "article", "main") or text_of(parent) != own:
            return [], []
        node = parent
    return [], []


def _with_box(label: HtmlElement, parts: list[HtmlElement], stopped: bool) -> list[HtmlElement]:
    """The box around label and lists where it holds nothing else, else they themselves."""
    box = label.getparent()
    if box is None or stopped or box.tag in ("body", "html", "article", "main"):
        return [label, *parts]
    inside = len(text_of(box)) - len(text_of(label)) - sum(len(text_of(part)) for part in parts)
    return [box] if inside <= 10 * (len(parts) + 1) and not _holds_prose(box) else [label, *parts]


def links_in(container: HtmlElement, url: str) -> tuple[list[cards.Card], bool]:
    """The stories of `container`, one for each item, and whether it is made of such items at all."""
    items = _items(container, _DEEP)
    found: list[cards.Card] = []
    empty = 0
    for item in items:
        if item.tag != "a" and not _offers(item):
            empty += 1
            continue
        card = cards.card(item, url)
        if card is not None:
            found.append(card)
        elif text_of(item):
            empty += 1
    return found, bool(found) and empty <= max(1, len(items) // 3)


def _items(container: HtmlElement, levels: int) -> list[HtmlElement]:
    """The items of a list, the cards of a box, the links of a line: the smallest parts that offer one story each."""
    if container.tag == "a" or not levels:
        return [container]
    children = [
        child
        for child in container
        if (isinstance(child.tag, str) and child.find(".//a") is not None) or child.tag == "a"
    ]
    if not children:
        return [container]
    links = {cards_key(a) for a in container.iter("a")}
    if len(links) == 1 and (len(children) == 1 or _is_card(container)):
        return [container]
    if len(children) == 1:
        return _items(children[0], levels - 1)
    if _is_card(container):
        return [container]
    return [item for child in children for item in _items(child, levels - 1)]


def cards_key(link: HtmlElement) -> str:
    return (link.get("href") or "").split("?")[0].split("#")[0].rstrip("/")


def _is_card(element: HtmlElement) -> bool:
    """Whether `element` offers one story: one heading, or one title beside author, date and section links."""
    headings = {text for h in element.iterdescendants() if cards.names_title(h) and cards.is_title(text := text_of(h))}
    headings = {text for text in headings if not labels.heading(text)}
    if len(headings) == 1:
        return True
    if headings:
        return False
    titles = {cards_key(a) for a in element.iter("a") if cards.is_title(text_of(a)) and not cards.is_index(a)}
    return len(titles) <= 1


def _offers(item: HtmlElement) -> bool:
    """Whether `item` is a card or a list item rather than a paragraph with a link in it."""
    whole = len(text_of(item))
    if not whole:
        return True
    if any(True for h in item.iter(*HEADINGS)):
        return True
    if item.tag != "p" and any(a.find(".//img") is not None for a in item.iter("a")):
        return True
    linked = sum(len(text_of(a)) for a in item.iter("a"))
    if item.tag == "p" or item.find(".//p") is None:
        return linked >= _INLINE_SHARE * whole or (item.tag != "p" and whole - linked <= 120 and linked >= 15)
    return linked >= 0.2 * whole


def _holds_prose(box: HtmlElement) -> bool:
    return sum(len(text_of(p)) > 150 and p.find(".//a") is None for p in box.iter("p")) >= 2
