"""Spans as inline Markdown.

Emphasis in CommonMark holds only where its delimiters flank the text rightly (https://spec.commonmark.org/0.31.2/
#emphasis-and-strong-emphasis). Three rules make any spans fit: blanks at the ends of a style go out of it; a delimiter
never stands beside one of its own character; a letter that keeps a delimiter from flanking is written as a numeric
reference, which is punctuation.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from string import punctuation

from secreader.export import escape
from secreader.model import Span, Spans
from secreader.text import clean

_WHITE = re.compile(r"\s+")

Mark = str
"""What encloses text: EM, STRONG, or the destination of a link."""

EM, STRONG = "em", "strong"

_DEPTH = {STRONG: 1, EM: 2}
"""Links enclose both where all begin at once."""


@dataclass
class _Text:
    """A run of one style: words with blanks (or line feeds, which are breaks) between them, or a blank alone."""

    text: str
    marks: frozenset[Mark]
    code: bool = False
    first_as_reference: bool = False
    last_as_reference: bool = False

    def __str__(self) -> str:
        if self.code:
            return "\\\n".join(map(escape.code, self.text.split("\n")))
        start = int(self.first_as_reference)
        end = max(start, len(self.text) - self.last_as_reference)
        middle = escape.literal(self.text[start:end])
        around = (escape.reference(char) for char in self.text[:start] + self.text[end:])
        first = next(around) if start else ""
        return (first + middle + "".join(around)).replace("\n", "\\\n")


@dataclass
class _Delimiter:
    """The beginning or the end of what `mark` encloses; `partner` is the other one."""

    mark: Mark
    opens: bool
    partner: "_Delimiter | None" = None
    symbol: str = "*"

    def __str__(self) -> str:
        if self.mark == STRONG:
            return "**"
        if self.mark == EM:
            return self.symbol
        return "[" if self.opens else f"]({self.mark})"


_Token = _Text | _Delimiter


def inline(spans: Iterable[Span]) -> str:
    """`spans` as inline Markdown; a line feed in them becomes a hard break, other white space one blank.

    "" where there are no words. Addresses that are not http or https are left out, their words stay.
    """
    tokens = _enclosed(_runs(spans))
    _choose_symbols(tokens)
    _flank(tokens)
    return "".join(map(str, tokens))


def one_line(spans: Spans) -> str:
    """`spans` as inline Markdown without breaks."""
    return inline(Span(s.text.replace("\n", " "), s.em, s.strong, s.code, s.href) for s in spans)


# --- runs ------------------------------------------------------------------------------------------------------------


def _style(span: Span) -> tuple[frozenset[Mark], bool]:
    marks = [name for name, on in ((EM, span.em), (STRONG, span.strong)) if on]
    return frozenset(filter(None, [*marks, escape.destination(span.href)])), span.code


def _runs(spans: Iterable[Span]) -> list[_Text]:
    """The words by style; white space between two runs is of a style only if it and both of its neighbours are."""
    runs: list[_Text] = []
    gap, shared = "", frozenset[Mark]()
    cleaned = (replace(span, text=text) for span in spans if (text := clean(span.text)))
    for (marks, code), same in groupby(cleaned, key=_style):
        text = "".join(span.text for span in same)
        core = text.strip()
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        shared = shared & marks if gap else marks
        gap += lead if core else text
        if not core:
            continue
        if runs and gap:
            _append(runs, _Text(_blank(gap), shared & runs[-1].marks))
        _append(runs, _Text(_WHITE.sub(lambda found: _blank(found.group()), core), marks, code))
        gap, shared = trail, marks
    return runs


def _append(runs: list[_Text], run: _Text) -> None:
    """Add `run`, to the last one where both are of one style; blanks never begin one."""
    last = runs[-1] if runs else None
    if last and last.marks == run.marks and not last.code and not run.code and not last.text.isspace():
        last.text += run.text
    else:
        runs.append(run)


def _blank(white: str) -> str:
    return "\n" if "\n" in white else " "


# --- delimiters ------------------------------------------------------------------------------------------------------


def _enclosed(runs: list[_Text]) -> list[_Token]:
    """`runs` with the delimiters that enclose them, well nested."""
    tokens: list[_Token] = []
    open_: list[_Delimiter] = []

    def close(depth: int) -> None:
        while len(open_) > depth:
            opener = open_.pop()
            opener.partner = _Delimiter(opener.mark, opens=False, partner=opener)
            tokens.append(opener.partner)

    for run in runs:
        close(next((depth for depth, opener in enumerate(open_) if opener.mark not in run.marks), len(open_)))
        # Before a blank nothing can open; the run behind it has all the marks of the blank.
        wanted = [] if run.text.isspace() else sorted(run.marks, key=lambda mark: _DEPTH.get(mark, 0))
        known = {opener.mark for opener in open_}
        for mark in (mark for mark in wanted if mark not in known):
            open_.append(_Delimiter(mark, opens=True))
            tokens.append(open_[-1])
        tokens.append(run)
    close(0)
    return tokens


def _choose_symbols(tokens: list[_Token]) -> None:
    """`*a*`, but `_a_` beside `**`: a run of three asterisks could be read in two ways."""
    for one, other in pairwise(tokens):
        if isinstance(one, _Delimiter) and isinstance(other, _Delimiter) and {one.mark, other.mark} == {EM, STRONG}:
            emphasis = one if one.mark == EM else other
            assert emphasis.partner
            emphasis.symbol = emphasis.partner.symbol = "_"


def _flank(tokens: list[_Token]) -> None:
    """Write as references the letters that would keep a delimiter from opening or closing."""
    pending = list(range(len(tokens)))
    while pending:
        at = pending.pop()
        token = tokens[at]
        if not isinstance(token, _Delimiter):
            continue
        before = _edge(tokens[at - 1] if at else None, last=True)
        after = _edge(tokens[at + 1] if at + 1 < len(tokens) else None, last=False)
        outer = at - 1 if token.opens else at + 1
        if _holds(token, *((before, after) if token.opens else (after, before))):
            continue
        text = tokens[outer]
        assert isinstance(text, _Text)
        if token.opens:
            text.last_as_reference = True
        else:
            text.first_as_reference = True
        # Where the text is one letter, both of its sides have changed.
        pending += (outer - 1, outer + 1) if 0 < outer < len(tokens) - 1 else ()


def _holds(token: _Delimiter, outside: str, inside: str) -> bool:
    """Whether `token` opens or closes what it should between the character outside of it and the one inside."""
    if token.mark not in _DEPTH:
        # `!` before a link makes a picture of it.
        return not token.opens or outside != "!"
    return outside.isspace() or _is_punctuation(outside) or (str(token) != "_" and _is_of_a_word(inside))


def _edge(token: _Token | None, *, last: bool) -> str:
    """The character of `token` that stands beside a delimiter; a line feed where the block ends."""
    if token is None:
        return "\n"
    if isinstance(token, _Delimiter) or token.code:
        return "*"
    only = len(token.text) == 1
    if (token.last_as_reference and (last or only)) or (token.first_as_reference and (only or not last)):
        return "&"
    return token.text[-1 if last else 0]


def _is_punctuation(char: str) -> bool:
    """By every version of CommonMark: symbols outside of ASCII are punctuation since 0.31 only."""
    return char in punctuation or unicodedata.category(char)[0] == "P"


def _is_of_a_word(char: str) -> bool:
    return unicodedata.category(char)[0] not in "PSZ" and char != "\n"
