"""Runs of text with their style, gathered while walking a tree."""

from __future__ import annotations

import re

from secreader.model import Span, Spans
from secreader.text import clean

_BLANKS = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")


class Run:
    """The text of one block as it is met; `take` gives it out and begins the next."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def add(self, text: str, *, em: bool = False, strong: bool = False, code: bool = False, href: str = "") -> None:
        """Append `text`; white space in HTML source is a blank, whatever it is made of."""
        text = _BLANKS.sub(" ", clean(text).replace("\n", " "))
        if text:
            self._spans.append(Span(text, em=em, strong=strong, code=code, href=href))

    def line_break(self) -> None:
        self._spans.append(Span("\n"))

    @property
    def ends_with_break(self) -> bool:
        for span in reversed(self._spans):
            if span.text != " ":
                return span.text == "\n"
        return False

    def take(self) -> Spans:
        """What was gathered: neighbours of one style joined, no blanks doubled or at the ends."""
        spans, self._spans = self._spans, []
        return tidy(spans)


def tidy(spans: list[Span]) -> Spans:
    """`spans` without doubled blanks, without blanks at the ends, neighbours of one style joined."""
    kept: list[Span] = []
    before = "\n"
    for span in spans:
        text = span.text
        if before in " \n":
            text = text.lstrip(" \n" if before == "\n" and not kept else " ")
        if not text:
            continue
        before = text[-1]
        last = kept[-1] if kept else None
        # A break or a blank between two words of one style belongs to that style.
        style = (span.em, span.strong, span.code, span.href)
        if last and ((last.em, last.strong, last.code, last.href) == style):
            kept[-1] = Span(last.text + text, *style)
        else:
            kept.append(Span(text, *style))
    while kept and not (text := kept[-1].text.rstrip(" \n")):
        kept.pop()
    if kept:
        kept[-1] = Span(text, *_style(kept[-1]))
    return tuple(Span(_AROUND_BREAK.sub("\n", span.text), *_style(span)) for span in kept)


def _style(span: Span) -> tuple[bool, bool, bool, str]:
    return (span.em, span.strong, span.code, span.href)
