"""From the query language's tree to SQL over `story`."""

import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from secreader.query import All, And, Field, Not, Or, Phrase, Query, Tree, Word
from secreader.store.naming import NAME
from secreader.store.times import seconds

Condition = tuple[str, list[Any]]

_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def where(query: Query, now: datetime) -> Condition:
    """The condition on `story` that finds `query`, with its values. Hidden stories are found only by `is:hidden`."""
    sql, values = _tree(query.tree, now)
    if any(field == Field("is", "hidden") for field in _fields(query.tree)):
        return sql, values
    return f"story.hidden = 0 AND ({sql})", values


def midnight(now: datetime) -> datetime:
    """The start of the day in local time."""
    return now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)


def _fields(tree: Tree) -> Iterator[Field]:
    match tree:
        case Field():
            yield tree
        case Not(operand):
            yield from _fields(operand)
        case And(operands) | Or(operands):
            for operand in operands:
                yield from _fields(operand)


def _tree(tree: Tree, now: datetime) -> Condition:
    match tree:
        case All():
            return "1", []
        case Word(text, prefix):
            return _words(text, prefix=prefix)
        case Phrase(text):
            return _words(text, prefix=False)
        case Not(operand):
            sql, values = _tree(operand, now)
            return f"NOT ({sql})", values
        case And(operands):
            return _joined(" AND ", operands, now)
        case Or(operands):
            return _joined(" OR ", operands, now)
        case Field(name, value):
            return _field(name, value, now)


def _joined(word: str, operands: tuple[Tree, ...], now: datetime) -> Condition:
    parts = [_tree(operand, now) for operand in operands]
    return word.join(f"({sql})" for sql, _ in parts), [value for _, values in parts for value in values]


def _words(text: str, *, prefix: bool) -> Condition:
    if any(map(_is_cjk, text)) or not any(unicodedata.category(char)[0] in "LNC" for char in text):
        return _CONTAINS, [_like(text)] * 3
    term = '"' + text.replace('"', '""').replace("\0", " ") + '"'
    return "story.id IN (SELECT rowid FROM search WHERE search MATCH ?)", [term + ("*" if prefix else "")]


def _field(name: str, value: str, now: datetime) -> Condition:
    if name == "is":
        return _STATES[value], []
    if name == "since":
        return "story.published >= ?", [seconds(_since(value, now))]
    if name == "title":
        return "story.title LIKE ? ESCAPE '\\'", [_like(value)]
    if name == "tag":
        return _TAG, [value.casefold()]
    if name == "cve":
        known = value.upper() if value.upper().startswith("CVE") else f"CVE-{value}"
        return _CVE, [known, _escaped(known) + "-%"]
    if name == "feed":
        return (
            (_FEED_NUMBER, [int(value)]) if value.isdecimal() and len(value) < 10 else (_FEED_NAME, [_like(value)] * 2)
        )
    return (_ANY_CATEGORY, []) if value == "*" else (_CATEGORY, [value, _escaped(value) + "/%"])


_STATES = {
    # What nobody subscribed to is not unread: it was reached by a link, and no list waits for it.
    "unread": "story.read = 0 AND story.feed IS NOT NULL",
    "read": "story.read = 1",
    "saved": "story.saved = 1",
    "hidden": "story.hidden = 1",
    "offline": "EXISTS (SELECT 1 FROM article WHERE article.story = story.id)",
    "tagged": "EXISTS (SELECT 1 FROM story_tag WHERE story_tag.story = story.id)",
}
_CONTAINS = (
    "story.id IN (SELECT id FROM searchable"
    " WHERE title LIKE ? ESCAPE '\\' OR text LIKE ? ESCAPE '\\' OR note LIKE ? ESCAPE '\\')"
)
_TAG = "story.id IN (SELECT story FROM story_tag JOIN tag ON tag.id = story_tag.tag WHERE fold = ?)"
_CVE = "story.id IN (SELECT story FROM entity WHERE kind = 'cve' AND (value = ? OR value LIKE ? ESCAPE '\\'))"
_FEED_NUMBER = "story.id IN (SELECT story FROM entry WHERE feed = ?)"
_FEED_NAME = (
    f"(story.id IN (SELECT story FROM entry JOIN feed ON feed.id = entry.feed WHERE {NAME} LIKE ? ESCAPE '\\')"  # noqa: S608  # a constant
    " OR story.feed IS NULL AND story.outlet LIKE ? ESCAPE '\\')"
)
_CATEGORY = (
    "story.id IN (SELECT story FROM entry JOIN feed ON feed.id = entry.feed"
    " WHERE category = ? COLLATE NOCASE OR category LIKE ? ESCAPE '\\')"
)
_ANY_CATEGORY = "story.id IN (SELECT story FROM entry JOIN feed ON feed.id = entry.feed WHERE category <> '')"


def _like(text: str) -> str:
    return f"%{_escaped(text)}%"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _since(value: str, now: datetime) -> datetime:
    if value == "today":
        return midnight(now)
    if value[-1] in _UNITS and value[:-1].isdecimal():
        try:
            return now - timedelta(**{_UNITS[value[-1]]: int(value[:-1])})
        except OverflowError:
            return datetime.min.replace(tzinfo=UTC)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return datetime.max.replace(tzinfo=UTC)
    # Local time does not reach to the ends of the calendar, and no story is from there.
    day = min(max(day, date(1980, 1, 1)), date(9000, 1, 1))
    return datetime(day.year, day.month, day.day).astimezone()


def _is_cjk(char: str) -> bool:
    """Of a script without spaces: FTS5's unicode61 does not cut it into words, so it is looked for by LIKE."""
    # Comparisons: compiling a class of these ranges as a pattern takes 2 ms of every start.
    return "\u3040" <= char <= "\uffff" and (
        char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" or "\uf900" <= char <= "\ufaff"
    )
