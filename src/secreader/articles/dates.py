"""Dates that pages state, as aware datetimes in UTC to the second."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

EARLIEST = 1990
LATEST = 2100

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero gennaio januari janeiro stycznia января ocak",
            "feb february februar février febrero febbraio februari fevereiro lutego февраля şubat",
            "mar march märz mars marzo março maart marca марта mart",
            "apr april avril abril aprile kwietnia апреля nisan",
            "may mai mayo maggio maio mei maja мая mayıs",
            "jun june juni juin junio giugno junho juni czerwca июня haziran",
            "jul july juli juillet julio luglio julho lipca июля temmuz",
            "aug august août agosto augustus sierpnia августа ağustos",
            "sep sept september septembre septiembre settembre setembro września сентября eylül",
            "oct october oktober octobre octubre ottobre outubro października октября ekim",
            "nov november novembre noviembre novembro listopada ноября kasım",
            "dec december dezember décembre diciembre dicembre dezembro grudnia декабря aralık",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CLOCK = r"(?:\D{1,12}?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?\s{0,3}(?P<half>[ap])?\.?(?:m\b)?)?"
_WRITTEN = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|"
        rf"\.)?\s(?:de\s)?(?P<month>{_MONTH})\b\.?,?\s(?:de\s)?(?P<year>\d{{4}})\b{_CLOCK}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_MONTH})\b\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|"
        rf"th)?,?\s(?P<year>\d{{4}})\b{_CLOCK}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<year>\d{{4}})[-/.年]\s?(?P<month>\d{{1,2}})[-/.月]\s?(?P<day>\d{{1,2}})(?!\d)日?{_CLOCK}"),
    re.compile(rf"\b(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}})\b{_CLOCK}"),
)
_SLASHED = re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b")
"""A date all right, but which number is the month differs from country to country."""

_HALF = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
"""A clock of twelve hours, which the reader of mail dates takes for one of twenty-four."""

_COMPACT_ZONE = re.compile(r"([+-]\d\d)(\d\d)\Z")


def moment(value: str) -> datetime | None:
    """What metadata writes, ISO 8601 or RFC 822, read as UTC where it names no zone; else as a reader would."""
    value = " ".join(value[:100].split())
    if _HALF.search(value) and (found := written(value)):
        return found
    for read in (_iso, parsedate_to_datetime):
        try:
            return _checked(read(value))
        except (ValueError, OverflowError, IndexError, TypeError):
            continue
    return written(value)


def written(text: str) -> datetime | None:
    """The first date in `text` as people write it: "20 Dec 2024", "December 20, 2024 3:04 pm", "2024-12-20"."""
    text = " ".join(text[:300].split())
    found = [match for pattern in _WRITTEN if (match := pattern.search(text))]
    for match in sorted(found, key=re.Match.start):
        month = match["month"].lower()
        hour = int(match["hour"] or 0)
        if (half := (match["half"] or "").lower()) and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        try:
            return _checked(
                datetime(
                    int(match["year"]),
                    _MONTHS.get(month) or int(month),
                    int(match["day"]),
                    hour,
                    int(match["minute"] or 0),
                    tzinfo=UTC,
                )
            )
        except ValueError:
            continue
    return None


def without(text: str) -> str:
    """`text` up to its first date, or after it where it begins with one."""
    found = min((match for pattern in _WRITTEN if (match := pattern.search(text))), key=re.Match.start, default=None)
    if found is None:
        return text
    return text[: found.start()] if text[: found.start()].strip(" ,|") else text[found.end() :]


def begins_with_date(text: str) -> bool:
    """Whether a date stands among the first words of `text`."""
    return bool(_SLASHED.match(text.lstrip())) or written(text[:40]) is not None


def is_date_line(text: str) -> bool:
    """Whether `text` says when and nothing else: "Published 20 Dec 2024, 10:12 GMT", "Last updated: 2 May 2024"."""
    if len(text) > 100:
        return False
    rest = _SLASHED.sub(" ", text)
    for pattern in _WRITTEN:
        rest = pattern.sub(" ", rest)
    return rest != text and len(_FILLER.sub("", rest)) == 0


_FILLER = re.compile(
    r"\b(?:published|posted|updated|last|first|modified|on|at|date|of|from|created|mon|tues?|wed(?:nes)?|"
    r"thu(?:rs)?|fri|"
    r"sat(?:ur)?|sun)(?:day)?\b|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?\b|\b(?:às|as|um|à|le|el|il|am|den|"
    r"publicado|publié|"
    r"veröffentlicht|pubblicato|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|"
    r"dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b|\b(?:gmt|utc|[ecmp][sd]?t|cet|cest|"
    r"bst|ist|jst|hkt|sgt|am|pm|a\.m|p\.m|uhr|h)\b|"
    r"\d{1,2}:\d\d(?::\d\d)?|[\W_]+",
    re.IGNORECASE,
)


def _iso(value: str) -> datetime:
    return datetime.fromisoformat(_COMPACT_ZONE.sub(r"\1:\2", value))


def _checked(found: datetime) -> datetime | None:
    aware = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return aware.replace(microsecond=0) if EARLIEST <= aware.year < LATEST else None
