"""The page in a normal form: every piece of text stands in a leaf block, a "unit", so that rules can be told of units.

Loose text beside blocks and text between two line breaks become paragraphs, as they look in a browser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secreader.articles import tables
from secreader.articles.tree import BLOCKS, fold, text_of, tokens

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STRUCTURE = frozenset(
    ("html", "head", "table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "colgroup", "pre", "select")
)
_SPLIT = frozenset(("p", "div", "td", "section", "article", "center", "blockquote", "main", "body", "li"))


POST = "data-post"
"""The mark of an embedded post."""

_POSTS = frozenset(("tweet", "instagram", "mastodon", "bluesky", "tiktok"))


_RUN = re.compile(r"\s{2,}")


@dataclass(eq=False)
class Unit:
    """A leaf block with text: `text` on one line, `linked` characters of it in links."""

    element: HtmlElement
    text: str
    linked: int

    @property
    def tag(self) -> str:
        return str(self.element.tag)

    @property
    def link_share(self) -> float:
        return self.linked / len(self.text) if self.text else 0.0


def normalise(tree: HtmlElement) -> None:
    """Wrap, in place, loose text in paragraphs, split paragraphs at empty lines, fold runs of blanks."""
    _fold_blanks(tree)
    holders = _holders(tree)
    for element in list(tree.iter()):
        if element.tag in _STRUCTURE or not isinstance(element.tag, str):
            continue
        if element in holders:
            _wrap_runs(element, holders)
        elif element.tag in _SPLIT and element.find("br") is not None:
            _split_lines(element)


def _fold_blanks(tree: HtmlElement) -> None:
    """Make runs of white space one blank, but in code: readability's time grows with the square of their length."""
    code = {inner for pre in tree.iter("pre") for inner in pre.iter()}
    for element in tree.iter():
        if element not in code and (text := element.text) and _RUN.search(text):
            element.text = _RUN.sub(" ", text)
        if (element not in code or element.tag == "pre") and (tail := element.tail) and _RUN.search(tail):
            element.tail = _RUN.sub(" ", tail)


def units(root: HtmlElement) -> list[Unit]:
    """The leaf blocks of a normal tree that have text, in page order. Code, tables of data and posts are one each."""
    holders = _holders(root)
    inside: set[HtmlElement] = set()
    found: list[Unit] = []
    for element in root.iter():
        if element.tag not in BLOCKS or element.getparent() in inside:
            if element.getparent() in inside:
                inside.add(element)
            continue
        whole = _is_whole(element)
        if element in holders and not whole:
            continue
        if whole:
            inside.add(element)
        text = text_of(element)
        if text:
            found.append(Unit(element, text, sum(len(text_of(a)) for a in element.iter("a"))))
    return found


def _is_whole(element: HtmlElement) -> bool:
    return (
        element.tag == "pre"
        or (element.tag == "table" and tables.is_data(element))
        or (element.tag == "blockquote" and POST in element.attrib)
    )


def mark_posts(tree: HtmlElement) -> None:
    """Mark embedded posts and take their class away: readability deletes whatever is called a tweet."""
    for quote in tree.iter("blockquote"):
        if tokens(quote) & _POSTS:
            quote.set(POST, "")
            quote.attrib.pop("class", None)


def _holders(tree: HtmlElement) -> set[HtmlElement]:
    """The elements with blocks inside."""
    holders: set[HtmlElement] = set()
    for element in tree.iter():
        if element.tag in BLOCKS:
            for outer in element.iterancestors():
                if outer in holders:
                    break
                holders.add(outer)
    return holders


def _wrap_runs(element: HtmlElement, holders: set[HtmlElement]) -> None:
    """Put every run of inline content between the blocks of `element` into a paragraph of its own."""
    run: list[HtmlElement] = []
    text = element.text or ""
    before: HtmlElement | None = None
    for child in list(element):
        inline = child.tag not in BLOCKS and child not in holders
        if inline and not (child.tag == "br" and _is_empty_line(child)):
            run.append(child)
            continue
        _wrap(element, before, run, text)
        run, before = [], child
        text, child.tail = child.tail or "", None
    _wrap(element, before, run, text)


def _wrap(element: HtmlElement, before: HtmlElement | None, run: list[HtmlElement], text: str) -> None:
    """Move `text` and the inline elements `run` into a paragraph after `before`; blank ones stay as they are."""
    if not (fold(text) or any(fold(child.text_content()) or fold(child.tail or "") for child in run)):
        return
    paragraph = element.makeelement("p")
    paragraph.text = text
    if before is None:
        element.text = None
        element.insert(0, paragraph)
    else:
        before.addnext(paragraph)
    for child in run:
        paragraph.append(child)


def _is_empty_line(br: HtmlElement) -> bool:
    """Whether the line after `br` is empty: two breaks in a row part paragraphs."""
    after = br.getnext()
    return after is not None and after.tag == "br" and not fold(br.tail or "")


def _split_lines(element: HtmlElement) -> None:
    """Part a leaf at its empty lines."""
    if not any(_is_empty_line(br) for br in element.iterchildren("br")):
        return
    if element.tag == "p":
        element.tag = "div"
    _wrap_runs(element, set())
