"""The page as a tree, and the few questions that every step asks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from secreader.errors import ExtractError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 100
"""Nesting that readability is asked to read; its time grows with depth times paragraphs."""

MOST_ELEMENTS = 15_000
"""Elements that readability is asked to read: 100,000 links took it 24 s."""


def word_set(text: str) -> frozenset[str]:
    """The words of `text`: a table of many short words stays readable as one text."""
    return frozenset(text.split())


BLOCKS = word_set(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody "
    "td tfoot th thead tr ul"
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

LONGEST_TEXT = 20_000
"""Characters of one paragraph that readability is asked to read: it measures each text hundreds of times."""

LARGEST = 40_000
"""Elements of a page that are read at all."""

_UNREAD = ("script", "style", "noscript", "template", "svg", "math", "canvas", "object", "embed", "audio", "map")
_NESTING = re.compile(
    r"</?(?:div|span|section|font|b|i|em|strong|u|small|center|a|form|article)\b[^<>]*>", re.IGNORECASE
)
_ANY_NESTING = re.compile(r"</?(?!(?:p|br|h[1-6]|title|script|style|body|head|html)\b)[a-z][^<>]*>", re.IGNORECASE)
_KEPT = frozenset(
    (
        "class",
        "id",
        "role",
        "href",
        "rel",
        "src",
        "alt",
        "width",
        "height",
        "start",
        "lang",
        "itemprop",
        "datetime",
        "data-src",
        "data-lazy-src",
        "data-original",
        "aria-label",
        "title",
        "type",
        "itemtype",
    )
)
_UNSETTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    r"|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d)|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
"""Characters, and references to them, that lxml reads but does not let be moved about; nobody sees them."""

_PARSER_DEPTH = 2_000
_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE
)
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def parse(text: str) -> HtmlElement:
    """The tree of `text`; nesting beyond what the parser bears is undone first, so that no text is lost.

    Raises ExtractError when there is no element in it.
    """
    tree = _parse(text)
    if _is_deeper(tree, _PARSER_DEPTH):
        text = _NESTING.sub(" ", text)
        tree = _parse(text)
    if _is_deeper(tree, _PARSER_DEPTH):
        tree = _parse(_ANY_NESTING.sub(" ", text))
    return tree


def _parse(text: str) -> HtmlElement:
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    # As bytes, since lxml refuses text with an encoding declaration; without NUL, where the parser would stop.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(_UNSETTABLE.sub("", text).encode("utf-8", "replace"), parser=parser)
    except LxmlError as error:
        # "Document is empty": comments or controls alone.
        raise ExtractError("There is no text on this page.") from error


@contextmanager
def held(tree: HtmlElement) -> Iterator[None]:
    """Keep the Python objects of all elements of `tree`: otherwise lxml makes them anew at every walk."""
    elements = list(tree.iter())
    yield
    elements.clear()


def _is_deeper(tree: HtmlElement, levels: int) -> bool:
    from lxml.etree import XPath

    return bool(XPath(f"boolean(//*[count(ancestor::*) >= {levels}])")(tree))


def strip_unread(tree: HtmlElement) -> None:
    """Take out, in place, what no reader sees: scripts, styles, drawings, hidden elements, empty lines in a row.

    Raises ExtractError when more is left than an article has.
    """
    for element in list(tree.iter(*_UNREAD)):
        drop(element)
    _strip_breaks(tree)
    elements = list(tree.iter())
    if len(elements) > LARGEST:
        raise ExtractError(f"This page has more than {LARGEST:,} elements, which is more than an article.")
    for element in elements:
        attributes = element.attrib
        if not attributes:
            continue
        style = attributes.get("style")
        hidden = "hidden" in attributes or (style and _HIDDEN_STYLE.search(style))
        for name in set(attributes) - _KEPT:
            # Names that XML has no form for can be read, not deleted; they do no harm.
            with suppress(ValueError, KeyError):
                del attributes[name]
        if hidden and element.tag not in ("html", "body") and not _is_content(element):
            drop(element)


def _strip_breaks(tree: HtmlElement) -> None:
    for br in list(tree.iter("br")):
        before = br.getprevious()
        if (
            before is not None
            and before.tag == "br"
            and not (before.tail or "").strip()
            and not (br.tail or "").strip()
        ):
            drop(br)
        else:
            # Words on two lines are two words wherever the text is read as a whole.
            br.tail = "\n" + (br.tail or "")


def _is_content(element: HtmlElement) -> bool:
    """Whether a "hidden" element holds the article: some pages show it by script only."""
    return sum(len(text_of(p)) > 80 for p in element.iter("p")) >= 3


def drop(element: HtmlElement) -> None:
    """Take `element` out of its tree; the text after it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def text_of(element: HtmlElement) -> str:
    """All text in `element` on one line."""
    return " ".join(element.text_content().split())


def fold(text: str) -> str:
    return " ".join(text.split())


def tokens(element: HtmlElement) -> frozenset[str]:
    """The words in class, id and role of `element`: `relatedStories box-2` are related, stories, box, 2."""
    attributes = element.attrib
    if not attributes:
        return _NO_WORDS
    get = attributes.get
    return _words(f"{get('class', '')} {get('id', '')} {get('role', '')}"[:500])


_NO_WORDS: frozenset[str] = frozenset()


@lru_cache(maxsize=4_096)
def _words(named: str) -> frozenset[str]:
    # Classes repeat: a page of 3,000 elements has some 300 different ones.
    return frozenset(word.lower() for word in _TOKEN.findall(named))


def has_blocks(element: HtmlElement) -> bool:
    return any(child.tag in BLOCKS for child in element.iterdescendants())
