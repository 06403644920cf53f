"""The query language: what the filter line and `list` understand. Pure: text to a syntax tree, no SQL.

xz backdoor               both words, in title, text or note
"supply chain"            the words next to each other
ransom*                   words that begin so
-lockbit                  not that
a or b, (a or b) c        one of them; parentheses group
is:unread                 read, unread, saved, offline, tagged, hidden
feed:harbour tag:apt category:news title:exchange cve:CVE-2024-3094 since:7d
feed:"The Record"         quotes keep words together
"""

import re
from dataclasses import dataclass

from secreader.errors import QueryError

STATES = ("unread", "read", "saved", "offline", "tagged", "hidden")
FIELDS = ("is", "feed", "category", "tag", "title", "cve", "since")

_DEEPEST = 50
_LONGEST = 2_000
_SINCE = re.compile(r"(?:\d{1,4}[hdw]|\d{4}-\d{2}-\d{2}|today)\Z")
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\()
      | (?P<close>\))
      | (?P<minus>-(?=\S))
      | (?P<field>[A-Za-z]+):(?P<value>"[^"]*"?|[^\s()"]*)
      | "(?P<phrase>[^"]*)(?P<end>"?)
      | (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class All:
    """Every story: the empty query."""


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    operand: "Tree"


@dataclass(frozen=True, slots=True)
class And:
    operands: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Or:
    operands: tuple["Tree", ...]


Tree = All | Word | Phrase | Field | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    tree: Tree


def parse(text: str) -> Query:
    """The tree of `text`. Raises QueryError with the offset of the character at fault and what to do."""
    if len(text) > _LONGEST:
        raise QueryError(f"The query is longer than {_LONGEST} characters.", _LONGEST)
    parser = _Parser(text)
    tree = parser.alternatives(0)
    if parser.token is not None:
        raise QueryError('There is a ")" too many.', parser.start)
    return Query(text, tree)


class _Parser:
    """Recursive descent, one token ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._advance()

    def _advance(self) -> None:
        found = _TOKEN.match(self._text, self._end)
        self.token = found
        if found is not None:
            self._end = found.end()
            self.start = found.start() + len(found.group()) - len(found.group().lstrip())

    def _is(self, group: str) -> bool:
        return self.token is not None and self.token.group(group) is not None

    def _is_or(self) -> bool:
        return self._is("word") and self.token is not None and self.token["word"].lower() == "or"

    def alternatives(self, depth: int) -> Tree:
        parts = [self._all_of(depth)]
        while self._is_or():
            at = self.start
            self._advance()
            if isinstance(parts[-1], All):
                raise QueryError('"or" wants something before it.', at)
            parts.append(self._all_of(depth))
            if isinstance(parts[-1], All):
                raise QueryError('"or" wants something after it.', at)
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all_of(self, depth: int) -> Tree:
        parts: list[Tree] = []
        while self.token is not None and not self._is("close") and not self._is_or():
            parts.append(self._one(depth))
        if not parts:
            return All()
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self, depth: int) -> Tree:
        token, start = self.token, self.start
        assert token is not None
        if depth > _DEEPEST:
            raise QueryError(f"The query is nested more than {_DEEPEST} deep.", start)
        self._advance()
        if token["open"]:
            inside = self.alternatives(depth + 1)
            if not self._is("close"):
                raise QueryError('A ")" is missing for this one.', start)
            self._advance()
            return inside
        if token["minus"]:
            if self.token is None or self._is("close"):
                raise QueryError('"-" wants something after it.', start)
            return Not(self._one(depth + 1))
        if token["close"]:
            raise QueryError('There is a ")" too many.', start)
        if token["field"] is not None:
            return _field(token, start)
        if token["phrase"] is not None:
            if not token["end"]:
                raise QueryError('A closing " is missing.', start)
            return Phrase(token["phrase"]) if token["phrase"].strip() else All()
        word = token["word"]
        return Word(word.rstrip("*"), prefix=True) if word.endswith("*") and word.strip("*") else Word(word)


def _field(token: re.Match[str], start: int) -> Tree:
    name, value = token["field"].lower(), token["value"]
    if name not in FIELDS:
        # "https://…" or "Note:this" are words that happen to hold a colon.
        return Word(token.group().strip())
    if value.startswith('"'):
        if len(value) < 2 or not value.endswith('"'):
            raise QueryError('A closing " is missing.', start)
        value = value[1:-1]
    value = value.strip()
    if not value:
        raise QueryError(f'"{name}:" wants something after it.', start)
    if name == "is" and value.lower() not in STATES:
        raise QueryError(f'"is:" knows {", ".join(STATES)}, not "{value}".', start)
    if name == "since" and not _SINCE.match(value.lower()):
        raise QueryError('"since:" wants 24h, 7d, 2w, today or a day such as 2026-01-31.', start)
    return Field(name, value.lower() if name in ("is", "since") else value)
