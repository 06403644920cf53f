"""When a feed is asked again: seldom enough to be polite, often enough to be news."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

SOONEST = timedelta(minutes=60)
"""Feeds are asked once an hour at most, whatever they say themselves."""

LATEST = timedelta(hours=24)
"""And once a day at least, so that no answer, however odd, silences a feed for good."""

LONGEST_MAX_AGE = timedelta(hours=5)
"""`Cache-Control: max-age` counts up to here: content networks put a month on everything."""

FIRST_RETRY = timedelta(minutes=10)
"""After the first failure; it doubles with each one up to LATEST."""

MOST_OFTEN = timedelta(seconds=60)
"""Nothing that the user does has a feed asked sooner again."""

QUIET_LATEST = timedelta(hours=6)
"""A feed that seldom posts is asked this often all the same: its next story may be the urgent one."""

_POSTS = 10
_CHECKS_PER_POST = 4
_JITTER = 0.1


def next_check(
    now: datetime,
    *,
    failures: int = 0,
    retry_after: float = 0.0,
    ttl: int = 0,
    max_age: float = 0.0,
    habit: timedelta = timedelta(0),
    jitter: float = 0.0,
) -> datetime:
    """The moment from which the feed is due again.

    `failures` in a row so far, this one included, 0 after a success; `retry_after` and `max_age` in seconds and `ttl`
    in minutes as the server and the feed say; `habit` as the function of that name tells; `jitter` in [0, 1) spreads
    feeds over a tenth of their interval.
    """
    asked = _seconds(retry_after)
    if failures > 0:
        # Above 2**10 the doubling is beyond LATEST anyway.
        interval = max(FIRST_RETRY * (1 << min(failures - 1, 10)), asked)
    else:
        fresh = min(_seconds(max_age), LONGEST_MAX_AGE)
        interval = max(SOONEST, _seconds(ttl * 60), fresh, asked, habit)
    wait: timedelta = min(interval, LATEST) * (1 + _JITTER * jitter)
    return now + wait


def habit(published: Sequence[datetime]) -> timedelta:
    """How often to look at a feed whose entries have these dates, in any order: a quarter of the usual time between
    the newest of them, up to QUIET_LATEST. So a feed that posts less than four times a day is asked less than hourly.
    """
    recent = sorted(published, reverse=True)[:_POSTS]
    gaps = sorted(newer - older for newer, older in pairwise(recent))
    return min(gaps[len(gaps) // 2] / _CHECKS_PER_POST, QUIET_LATEST) if gaps else timedelta()


def _seconds(number: float) -> timedelta:
    """Headers may hold any number: more than LATEST means LATEST."""
    return timedelta(seconds=min(max(number, 0.0), LATEST.total_seconds()))
