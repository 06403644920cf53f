"""Bylines: the people and desks that wrote a story, without "By", dates, roles and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from secreader.articles import dates
from secreader.text import line

_LONGEST = 80
_BY = re.compile(
    r"\A(?:(?:story|written|posted|published|reported|reporting|words|text|article|analysis|review|opinion)\s)?"
    r"(?:by|von|par|por|di|da|door|autor(?:a|es)?|author|auteur)\b\s*:?\s*",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:\||•|·|—|–|/|\bon (?=\w{3,9} \d)|\s-\s|,?\s(?:published|updated|posted|last updated|follow)\b|\s@\w|"
    r",\s(?=\d{1,2}\.?\s\w+\s\d{4}|\w+\s\d{1,2},?\s\d{4}|\d{4}-\d\d)|"
    r",\s(?=(?:the\s)?(?:[\w&.]+\s){0,3}(?:staff|writer|reporter|editor|correspondent|contributor|associated press|"
    r"reuters|ap|afp)\b)).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,\s(?:and\s)?|;|\sand\s|\sund\s|\set\s|\sy\s|\se\s|&)\s*", re.IGNORECASE)
_NO_NAME = re.compile(r"https?:|www\.|@|\d{3}|\.com\b|[{}<>=]", re.IGNORECASE)
_PLACEHOLDERS = frozenset(
    [
        "admin",
        "administrator",
        "author",
        "unknown",
        "none",
        "null",
        "undefined",
        "guest",
        "webmaster",
        "wordpress",
        "root",
        "editor",
        "default",
        "user",
        "no author",
        "staff",
    ]
)


def people(texts: Iterable[str]) -> tuple[str, ...]:
    """The names in `texts`, each once, in order: "By Ann Smith and Bo Li, Staff Writer" names Ann Smith and Bo Li."""
    found: dict[str, str] = {}
    for text in texts:
        for name in _names(text):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())[:12]


def _names(text: str) -> list[str]:
    text = dates.without(line(text, 300)).strip(" ,|")
    if _ADDRESS.search(text):
        return []
    text = _CUT.sub("", _BY.sub("", text))
    parts = [part.strip(" .:,;-") for part in _AND.split(text)]
    return [part for part in parts if _is_name(part)]


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        1 < len(text) <= _LONGEST
        and len(words) <= 7
        and not _NO_NAME.search(text)
        and text.casefold() not in _PLACEHOLDERS
        and any(char.isalpha() for char in text)
    )


def may_be_byline(text: str) -> bool:
    """A cheap look at a text node: whether it begins with "By"."""
    return bool(_BY.match(text.lstrip()[:60]))


def is_byline(text: str) -> bool:
    """Whether `text` as a whole is a line such as "By Ann Smith" or "By Ann Smith | 3 May 2024"."""
    if len(text) > 150 or text[-1:] in ".!?" or not _BY.match(text):
        return False
    found = _names(text)
    return bool(found) and all(name[0].isupper() or not name[0].isascii() for name in found)


_PERSON = re.compile(
    r"(?:[A-ZÀ-ÞĀ-Ž][\w’'.-]*|de|da|di|van|von|der|den|la|le|bin|al|el)(?:\s(?:[A-ZÀ-ÞĀ-Ž][\w’'.-]*|de|da|di|van|"
    r"von|der|den|la|le|bin|al|el)){1,3}\Z"
)


def looks_like_person(text: str) -> bool:
    """Whether `text` is two to four capitalised words and nothing else."""
    return len(text) <= 50 and bool(_PERSON.match(text)) and not text.isupper()
