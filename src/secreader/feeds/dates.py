"""The moments that feeds name, as aware datetimes in UTC to the second, or None."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

EARLIEST = 1990
"""There were no feeds before; year 1 and 1970 are how generators write "unknown"."""


def moment(value: str) -> datetime | None:
    """An ISO 8601 or RFC 822 date, read as UTC where it names no zone."""
    value = value.strip()[:100]
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return _checked(read(value))
        except (ValueError, OverflowError):
            # Not this notation, or a day that is none; 9999-12-31 west of Greenwich overflows.
            continue
    return None


def from_parts(parts: Sequence[int]) -> datetime | None:
    """A `time.struct_time` in UTC, as feedparser gives it."""
    try:
        year, month, day, hour, minute, second = parts[:6]
        return _checked(datetime(year, month, day, hour, minute, second, tzinfo=UTC))
    except (ValueError, OverflowError):
        # Second 60 or 61, month 0: what a lenient reader let through.
        return None


def _checked(found: datetime) -> datetime | None:
    aware = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return aware.replace(microsecond=0) if aware.year >= EARLIEST else None
