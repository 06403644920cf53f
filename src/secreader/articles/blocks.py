"""A tree of clean HTML to the blocks of the model, in one walk without recursion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from secreader import urls
from secreader.articles import tables
from secreader.articles.captions import ATTRIBUTE
from secreader.articles.normal import POST
from secreader.articles.spans import Run
from secreader.articles.tree import BLOCKS, HEADINGS, fold, text_of, word_set
from secreader.model import Block, Blocks, Code, Heading, Image, ListItem, Paragraph, Quote, Rule, Spans, plain
from secreader.text import clean, line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST = 5_000
"""Blocks that an article keeps."""

_EM = frozenset(("em", "i", "cite", "dfn", "var"))
_STRONG = frozenset(("strong", "b"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_LISTS = frozenset(("ul", "ol", "menu"))
_SKIPPED = word_set(
    "script style noscript template svg math canvas object embed iframe audio video button select textarea "
    "input head figcaption"
)
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang|language|brush|highlight-source|highlight|sourceCode)[-: ]{1,2}([\w+#.-]{1,20})"
)
_POST_AUTHOR = re.compile(r"\s*[—–]\s*(?P<name>[^—–\n]{1,80}\(@[\w.@-]{1,60}\))[^\n]{0,60}\Z")
_LAZY = ("data-src", "data-lazy-src", "data-original", "src")


def blocks(root: HtmlElement, url: str) -> Blocks:
    """The blocks of `root`; addresses are resolved against `url`."""
    from lxml.etree import iterwalk

    builder = _Builder(url)
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if len(builder.found) >= MOST:
            break
        if event == "start":
            if builder.start(element):
                walk.skip_subtree()
        else:
            builder.end(element, tail=element is not root)
    builder.flush()
    return tuple(builder.found[:MOST])


class _List:
    def __init__(self, ordered: bool, start: int) -> None:
        self.ordered = ordered
        self.number = start - 1
        self.fresh = False
        """Whether an item has begun that has no text yet."""


class _Builder:
    def __init__(self, url: str) -> None:
        self.found: list[Block] = []
        self._url = url
        self._run = Run()
        self._em = self._strong = self._code = self._quotes = self._heading = 0
        self._links: list[str] = []
        self._lists: list[_List] = []
        self._skipping = False

    # --- events

    def start(self, element: HtmlElement) -> bool:
        """Take in the beginning of `element`; whether its inside is done with."""
        tag = element.tag
        if tag in BLOCKS:
            self.flush()
        self._skipping = not isinstance(tag, str) or tag in _SKIPPED or (tag in BLOCKS and self._whole(element, tag))
        if not self._skipping:
            self._open(element, str(tag))
            self._add(element.text or "")
        return self._skipping

    def end(self, element: HtmlElement, *, tail: bool) -> None:
        if element.tag in BLOCKS:
            self.flush()
        # The end of what was skipped follows its start at once.
        if self._skipping:
            self._skipping = False
        else:
            self._close(str(element.tag))
        if tail:
            self._add(element.tail or "")

    def flush(self) -> None:
        """End the running block."""
        spans = self._run.take()
        if spans:
            self.found.append(self._block(spans))

    # --- inside

    def _whole(self, element: HtmlElement, tag: str) -> bool:
        """Blocks that are read as one: code, tables, pictures, rules, embedded posts."""
        made: list[Block] | None = None
        if tag == "pre":
            made = _code(element)
        elif tag == "table" and tables.is_data(element):
            made = [table] if (table := tables.table(element)) else []
        elif tag == "hr":
            made = [Rule()]
        elif tag == "blockquote" and POST in element.attrib:
            made = _post(element)
        if made is None:
            return False
        self.found.extend(made)
        return True

    def _open(self, element: HtmlElement, tag: str) -> None:
        if tag in _EM:
            self._em += 1
        elif tag in _STRONG:
            self._strong += 1
        elif tag in _CODE:
            self._code += 1
        elif tag == "a":
            self._links.append(urls.absolute(self._url, element.get("href") or ""))
        elif tag in HEADINGS:
            self._heading = max(2, int(tag[1]))
        elif tag == "blockquote":
            self._quotes += 1
        elif tag in _LISTS:
            start = element.get("start") or "1"
            self._lists.append(_List(tag == "ol", int(start) if start.isascii() and start.isdigit() else 1))
        elif tag == "li" and self._lists:
            self._lists[-1].number += 1
            self._lists[-1].fresh = True
        elif tag == "br":
            if self._run.ends_with_break:
                self.flush()
            else:
                self._run.line_break()
        elif tag == "img":
            self._image(element)

    def _close(self, tag: str) -> None:
        if tag in _EM:
            self._em -= 1
        elif tag in _STRONG:
            self._strong -= 1
        elif tag in _CODE:
            self._code -= 1
        elif tag == "a":
            self._links.pop()
        elif tag in HEADINGS:
            self._heading = 0
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag in _LISTS:
            self._lists.pop()

    def _add(self, text: str) -> None:
        self._run.add(
            text,
            em=self._em > 0,
            strong=self._strong > 0 and not self._heading,
            code=self._code > 0,
            href=self._links[-1] if self._links else "",
        )

    def _block(self, spans: Spans) -> Block:
        if self._heading:
            return Heading(spans, self._heading)
        if self._lists and self._lists[-1].fresh:
            items = self._lists[-1]
            items.fresh = False
            return ListItem(spans, len(self._lists) - 1, items.number if items.ordered else 0)
        return Quote(spans) if self._quotes else Paragraph(spans)

    def _image(self, element: HtmlElement) -> None:
        found = next((url for name in _LAZY if (url := urls.absolute(self._url, element.get(name) or ""))), "")
        if found and not _is_tiny(element):
            self.flush()
            self.found.append(Image(found, line(element.get("alt") or ""), line(element.get(ATTRIBUTE) or "", 1_000)))


def _is_tiny(image: HtmlElement) -> bool:
    """Icons and counting pixels."""
    sizes = [image.get(name, "").removesuffix("px") for name in ("width", "height")]
    return any(size.isascii() and size.isdigit() and int(size) < 50 for size in sizes)


def _code(pre: HtmlElement) -> list[Block]:
    # Line breaks are text here: `strip_unread` has put one after each <br>.
    text = clean(pre.text_content()).strip("\n")
    if not text.strip():
        return []
    places = [pre, *pre.iter("code"), *([parent] if (parent := pre.getparent()) is not None else [])]
    named = (match[1] for place in places if (match := _LANGUAGE.search(place.get("class") or "")))
    return [Code(text, next(named, ""))]


def _post(quote: HtmlElement) -> list[Block]:
    """An embedded post: its paragraphs as quotes, with the author that stands after the dash."""
    author = ""
    lines = [fold(part) for part in _paragraph_texts(quote)]
    if lines and (match := _POST_AUTHOR.search(lines[-1])):
        author = clean(match["name"]).strip()
        lines[-1] = lines[-1][: match.start()]
    run = Run()
    made: list[Block] = []
    for text in lines:
        run.add(text)
        spans = run.take()
        if plain(spans):
            made.append(Quote(spans, author))
    return made


def _paragraph_texts(quote: HtmlElement) -> list[str]:
    """The text of each `<p>` of an embedded post; what stands outside of them, the signature, comes last."""
    inner = list(quote.iter("p"))
    if not inner:
        return [quote.text_content()]
    texts = [p.text_content() for p in inner]
    outside = " ".join(filter(None, (quote.text, *(child.tail for child in quote))))
    links = " ".join(text_of(child) for child in quote if child.tag == "a")
    return [*texts, f"{outside} {links}"] if fold(outside) else texts
