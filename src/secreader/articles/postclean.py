"""What still is no part of the text goes unit by unit; what says something becomes a field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from secreader.articles import captions, dates, labels, names, notices, phrases
from secreader.articles.headlines import same
from secreader.articles.normal import Unit
from secreader.articles.primary import is_pointer
from secreader.articles.tree import HEADINGS

_HEAD = 6
_BIO = re.compile(
    r"\b(?:is|was|has been|works as|serves as|writes|covers|reports|joined|leads|holds)\b.{0,80}\b(?:reporter|"
    r"writer|editor|journalist|correspondent|"
    r"columnist|author|contributor|freelance|analyst|researcher|professor|fellow|founder|co-founder|producer|"
    r"blogger|staff|"
    r"director|consultant|specialist|expert|engineer|managing|lecturer|critic|manager|ceo|cto|ciso|evangelist|"
    r"covers|covering|reporting)\b",
    re.IGNORECASE | re.DOTALL,
)
_START = re.compile(r"\s(?:is|was|has|works|serves|writes|covers|reports|joined|leads|holds)\s|[,(]")
_META = re.compile(
    r"\b(?:by|von|par|por|categor\w*|tags?|posted|published|publicado|comments?|in)\b\s?:?", re.IGNORECASE
)
_INDEX = re.compile(r"\W*(?:tags?|filed|categor\w+|topics?|etiquetas|schlagw\w+|mots-clés|метки|теги)\b", re.IGNORECASE)
_LINK_ONLY = 0.9
_LINES = ("p", "div", "blockquote")
_SHORT = 60
_TEASER = 3
_REFERENCES = re.compile(
    r"\W*(?:references?|resources?|sources?|links?|further information|downloads?|citations?|acknowledg\w+|see|"
    r"quellen|références|referencias|riferimenti|referências|bronnen|źródła|источники|ссылки|参考|参照)\b.{0,30}\Z",
    re.IGNORECASE,
)
_LONG_LINK = 150
"""No author makes so long a sentence one link."""


@dataclass
class Text:
    """The units of the text and what was read beside them."""

    units: list[Unit]
    authors: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    pointers: list[Unit] = field(default_factory=list)


def postclean(chosen: list[Unit], title: str, deck: str, authors: tuple[str, ...]) -> Text:
    """`chosen` without repeated headline, bylines, dates, credits, promotions, helpers and bios."""
    text = Text([], authors)
    for unit in chosen:
        if unit.tag in _LINES and phrases.is_note(unit.text):
            text.notes.append(unit.text)
        elif is_pointer(unit.text):
            text.pointers.append(unit)
        elif _is_reference(unit, text.units) or not _is_beside(unit, len(text.units), title, deck, authors):
            text.units.append(unit)
    _cut_tail(text)
    return text


def _is_beside(unit: Unit, position: int, title: str, deck: str, authors: tuple[str, ...]) -> bool:
    if unit.tag in ("pre", "table"):
        return False
    if position < _HEAD and _is_head(unit, title, deck, authors):
        return True
    if unit.tag in ("td", "th"):
        return False
    if phrases.is_promotion(unit.text) or notices.is_wall(unit.text) or labels.heading(unit.text):
        return True
    if unit.tag != "li" and captions.is_credit(unit.text):
        return True
    return _is_link_only(unit) or (unit.link_share >= 0.6 and bool(_INDEX.match(unit.text)))


def _is_reference(unit: Unit, before: list[Unit]) -> bool:
    """Whether `unit` is a link in a list of references: under a heading of that name, or after another of its kind."""
    if not before or unit.link_share < _LINK_ONLY or unit.tag not in _LINES:
        return False
    above = before[-1]
    if above.tag in HEADINGS or len(above.text) <= _SHORT:
        return bool(_REFERENCES.match(above.text)) or (
            above.link_share >= _LINK_ONLY and _is_reference(above, before[:-1])
        )
    return above.link_share >= _LINK_ONLY and _is_reference(above, before[:-1])


def _is_head(unit: Unit, title: str, deck: str, authors: tuple[str, ...]) -> bool:
    """Lines that repeat what the head of the page has said."""
    text = unit.text
    if same(text, title) and len(text) < 2 * len(title) and (unit.tag in HEADINGS or len(text) <= len(title) + 20):
        return True
    if deck and text == deck:
        return True
    bare = text.strip(" .,:|–—-")
    if any(bare.casefold() == author.casefold() for author in authors):
        return True
    return dates.is_date_line(text) or names.is_byline(text) or _is_author_line(text, authors) or _is_meta_line(text)


def _is_meta_line(text: str) -> bool:
    """A date with what content systems print beside it: author, section, tags."""
    return (
        len(text) <= 160
        and not text.endswith((".", "!", "?", "”"))
        and dates.begins_with_date(text)
        and bool(_META.search(text))
    ) or text.casefold() in ("by", "von", "par", "por", "di")


def _is_author_line(text: str, authors: tuple[str, ...]) -> bool:
    """A short line of the author's name with a date, a role or an agency."""
    return (
        len(text) <= 120
        and any(author in text and len(author) > 0.3 * len(text) for author in authors)
        and not text.endswith((".", "!", "?", "”", '"'))
    )


def _is_link_only(unit: Unit) -> bool:
    """A paragraph that is one link: a teaser, not a sentence."""
    return (
        unit.tag in ("p", "div")
        and unit.link_share >= _LINK_ONLY
        and len(unit.text.split()) >= _TEASER
        and (not unit.text.endswith((".", "!", ":", "”")) or len(unit.text) > _LONG_LINK)
        and unit.element.find(".//code") is None
    )


def _cut_tail(text: Text) -> None:
    """From the end: bios, helpers, contacts, headings with nothing under them."""
    units = text.units
    while len(units) > 1 and _is_tail(units[-1], text.authors):
        units.pop()


def _is_tail(unit: Unit, authors: tuple[str, ...]) -> bool:
    if unit.tag in HEADINGS or phrases.is_tail(unit.text) or labels.heading(unit.text):
        return True
    if any(unit.text.casefold().strip(" —–-.") == author.casefold() for author in authors):
        return True
    return is_bio(unit.text, authors) or names.is_byline(unit.text) or dates.is_date_line(unit.text)


def is_bio(text: str, authors: tuple[str, ...]) -> bool:
    """Whether `text` introduces the author rather than telling the story."""
    if len(text) > 900 or not _BIO.search(text[:300]):
        return False
    if any(text.casefold().startswith(author.casefold()) for author in authors):
        return True
    return names.looks_like_person(_START.split(text, maxsplit=1)[0].strip())
