"""Markdown as any program reads it: markdown-it's tokens to what of the model can be seen in them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from secreader import urls
from secreader.model import Span, Spans

Char = tuple[str, str, str]
"""A character, its styles ("em strong code" as far as they apply) and the address that it leads to."""

_KNOWN = (
    *("inline", "paragraph", "heading", "bullet_list", "ordered_list", "list_item", "blockquote", "fence", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
)
_STYLES = {"em_open": "em", "strong_open": "strong"}


@dataclass
class Seen:
    """A block: its kind, what tells it from others of its kind, its text."""

    kind: str
    detail: tuple[Any, ...] = ()
    text: list[Char] = field(default_factory=list)


def markdown_reader() -> MarkdownIt:
    """CommonMark with the tables and the strikethrough of GFM; addresses as they are written."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]  # its punycode is not in question here
    return reader


def read(markdown: str) -> list[Seen]:
    """The blocks of `markdown` in their order."""
    reader = _Reader()
    for token in markdown_reader().parse(markdown):
        reader.take(token)
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: list[Seen] = []
        self._lists: list[int] = []
        """The number of the latest item of each open list, -1 for bullets."""
        self._open: Counter[str] = Counter()
        self._heading = 0
        self._rows: list[list[str]] = []

    def take(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        assert name in _KNOWN, f"{token.type} {token.content!r}"
        self._open[name] += token.nesting
        if name == "inline":
            self._text(_characters(token.children or []))
        elif name == "fence":
            self.found.append(Seen("code", (token.info, token.content)))
        elif name == "hr":
            self.found.append(Seen("rule"))
        elif token.nesting > 0:
            self._begin(name, token)
        elif name in ("bullet_list", "ordered_list"):
            self._lists.pop()
        elif name == "table":
            self.found.append(Seen("table", tuple(map(tuple, self._rows))))

    def _begin(self, name: str, token: Token) -> None:
        match name:
            case "bullet_list":
                self._lists.append(-1)
            case "ordered_list":
                self._lists.append(int(token.attrs.get("start", 1)) - 1)
            case "list_item":
                self._lists[-1] += self._lists[-1] != -1
            case "heading":
                self._heading = int(token.tag[1])
            case "table":
                self._rows = []
            case "tr":
                self._rows.append([])

    def _text(self, text: list[Char]) -> None:
        if self._open["tr"]:
            self._rows[-1].append("".join(char for char, *_ in text))
        elif self._open["heading"]:
            self.found.append(Seen("heading", (self._heading,), text))
        elif self._open["blockquote"]:
            self.found.append(Seen("quote", (self._open["blockquote"],), text))
        elif self._lists:
            self.found.append(Seen("item", (len(self._lists) - 1, max(self._lists[-1], 0)), text))
        else:
            self.found.append(Seen("paragraph", (), text))


def visible(spans: Spans, *, breaks: bool = True) -> list[Char]:
    """What a reader sees of `spans`: white space folded and without style, breaks where they are kept."""
    found: list[Char] = []
    white = ""
    for span in spans:
        styles = " ".join(name for name, on in (("em", span.em), ("strong", span.strong), ("code", span.code)) if on)
        for char in span.text:
            if char.isspace():
                white += char
                continue
            if white and found:
                found.append(("\n" if breaks and "\n" in white else " ", "", ""))
            white = ""
            found.append((char, styles, urls.absolute("", span.href)))
    return found


def _characters(tokens: Iterable[Token]) -> list[Char]:
    spans: list[Span] = []
    styles: set[str] = set()
    href = ""
    for token in tokens:
        match token.type:
            case "em_open" | "strong_open":
                assert _STYLES[token.type] not in styles
                styles.add(_STYLES[token.type])
            case "em_close" | "strong_close":
                styles.remove(_STYLES[token.type.replace("close", "open")])
            case "link_open":
                href = str(token.attrs["href"])
            case "link_close":
                href = ""
            case "text" | "code_inline" | "hardbreak":
                text = "\n" if token.type == "hardbreak" else token.content
                code = token.type == "code_inline"
                spans.append(Span(text, "em" in styles, "strong" in styles, code, href))
            case "image":
                spans.append(Span(f"[picture {token.content} {token.attrs['src']}]"))
            case kind:
                raise AssertionError(f"{kind} {token.content!r}")
    return visible(tuple(spans))
