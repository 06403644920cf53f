"""Times as the library keeps them: whole seconds since 1970 in UTC."""

from datetime import UTC, datetime

EARLIEST = int(datetime(1990, 1, 1, tzinfo=UTC).timestamp())
"""Feeds date entries to the year 1; nothing sorts before this."""

DAY = 86_400


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def moment(value: int) -> datetime:
    return datetime.fromtimestamp(value, UTC)


def moment_or_none(value: int | None) -> datetime | None:
    return None if value is None else moment(value)


def sort_time(published: datetime | None, first_seen: int) -> int:
    """Where a story stands in lists: its date between 1990 and a day after it was first seen, else `first_seen`.

    So a feed that dates its entries into the future cannot pin them to the top.
    """
    if published is None:
        return first_seen
    return max(EARLIEST, min(seconds(published), first_seen + DAY))
