"""Headers: what is asked with, and what is believed of an answer's."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal

from secreader import __version__
from secreader.fetch.charset import known_charset

Kind = Literal["feed", "page"]

USER_AGENT = f"secreader/{__version__} (+https://secreader.example/)"

LONGEST_RETRY_AFTER = 24 * 3600.0
"""Seconds; a server may ask for any time, and none is believed for longer than a day."""

_ACCEPT: dict[Kind, str] = {
    "feed": (
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
        "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1"
    ),
    "page": "text/html, application/xhtml+xml, application/xml;q=0.8, text/plain;q=0.7, */*;q=0.1",
}
_VALIDATOR_LIMIT = 1024
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?([0-9]{1,10})", re.IGNORECASE)
_NEVER_FRESH = re.compile(r"(?:^|,)\s*no-(?:cache|store)\s*(?:,|$)", re.IGNORECASE)
_CHARSET = re.compile(r";\s*charset\s*=\s*(\"[^\"]*\"|'[^']*'|[^;\s]+)", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")


def session_headers() -> dict[str, str]:
    """What every request carries. Only gzip can be unpacked under a cap, so nothing else is asked for."""
    return {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"}


def request_headers(kind: Kind, etag: str, last_modified: str) -> dict[str, str]:
    """What one request adds: the types it wants, and the validators as the server once gave them."""
    headers = {"Accept": _ACCEPT[kind]}
    if validator([etag]):
        headers["If-None-Match"] = etag
    if validator([last_modified]):
        headers["If-Modified-Since"] = last_modified
    return headers


def validator(values: Iterable[str]) -> str:
    """The one value of an ETag or Last-Modified header that can be sent back as it is, else "".

    What is not printable ASCII, the HTTP library would refuse to send, at every later request; of two values neither
    can be trusted.
    """
    found = list(values)
    if len(found) != 1 or len(found[0]) > _VALIDATOR_LIMIT:
        return ""
    value = found[0]
    return value if value.isascii() and value.isprintable() and value == value.strip() else ""


def media_type(content_type: str) -> str:
    """The media type alone, in lower case; "" for what is none."""
    found = content_type.partition(";")[0].strip().lower()
    return found if _MEDIA_TYPE.fullmatch(found) else ""


def charset(content_type: str) -> str | None:
    """The Python codec that the header's charset parameter names; None where it names none of the web's."""
    found = _CHARSET.search(content_type)
    return known_charset(found[1]) if found else None


def max_age(headers: Mapping[str, str]) -> float:
    """Seconds for which the answer is fresh (RFC 9111, 4.2.1): max-age, else Expires less Date; 0 when unknown."""
    control = headers.get("cache-control", "")
    if _NEVER_FRESH.search(control):
        return 0.0
    if found := _MAX_AGE.search(control):
        return float(found[1])
    expires = _date(headers.get("expires", ""))
    if expires is None:
        return 0.0
    sent = _date(headers.get("date", "")) or datetime.now(UTC)
    return max(0.0, (expires - sent).total_seconds())


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds to stay away (RFC 9110, 10.2.3), at most a day; 0 where the server asks for nothing."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        # Longer numbers are beyond a day anyway, and int() refuses the longest.
        return min(float(value[:20]), LONGEST_RETRY_AFTER)
    until = _date(value)
    if until is None:
        return 0.0
    return min(max(0.0, (until - datetime.now(UTC)).total_seconds()), LONGEST_RETRY_AFTER)


def _date(value: str) -> datetime | None:
    """An HTTP date in any of its three forms (RFC 9110, 5.6.7)."""
    from email.utils import parsedate_to_datetime

    if not value or len(value) > 64:
        return None
    try:
        moment = parsedate_to_datetime(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
