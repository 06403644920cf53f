"""Small texts: safe content, ages, dates, counts."""

from datetime import datetime, timedelta

from textual.content import Content

from secreader.text import clean, line

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def safe(text: str, style: str = "") -> Content:
    """`text` from outside as content: cleaned once more, never parsed as markup."""
    return Content.styled(clean(text), style)


def safe_line(text: str, style: str = "") -> Content:
    """As `safe`, on one line."""
    return Content.styled(line(text), style)


def age(then: datetime, now: datetime) -> str:
    """How long ago, as short as a list needs it: "now", "5 min", "3 h", "2 d", then the date."""
    passed = now - then
    if passed < timedelta(minutes=1):
        return "now"
    if passed < timedelta(hours=1):
        return f"{passed.seconds // 60} min"
    if passed < timedelta(days=1):
        return f"{passed.seconds // 3600} h"
    if passed < timedelta(days=7):
        return f"{passed.days} d"
    return date(then, now)


def ago(then: datetime, now: datetime) -> str:
    """As `age`, for a sentence: "just now", "5 min ago", "on 3 Oct"."""
    passed = now - then
    if passed < timedelta(minutes=1):
        return "just now"
    return f"{age(then, now)} ago" if passed < timedelta(days=7) else f"on {date(then, now)}"


def date(then: datetime, now: datetime) -> str:
    """The day in local time; the year only when it is not this one."""
    local = then.astimezone()
    day = f"{local.day} {_MONTHS[local.month - 1]}"
    return day if local.year == now.astimezone().year else f"{day} {local.year}"


def full_date(then: datetime) -> str:
    """The day with its year, in local time."""
    local = then.astimezone()
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 story", "2 stories"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
