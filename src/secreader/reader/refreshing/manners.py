"""What a guest does not do: ask a host that wants to be left alone, or ask again while the answer is still warm."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from secreader.feeds import schedule
from secreader.store.feeds import FeedState
from secreader.text import line


def host(feed: FeedState) -> str:
    """Whom a request for `feed` burdens: name and port."""
    return urlsplit(feed.url).netloc


class Manners:
    """Of one refresh. A host that asks to be left alone is, for all of its feeds, until its time is over."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._left_alone: dict[str, datetime] = {}

    def leave_alone(self, feed: FeedState, until: datetime) -> None:
        """The host of `feed` has had too many requests."""
        self._left_alone[host(feed)] = until

    def forbid(self, feed: FeedState) -> str:
        """Why `feed` must not be asked now, as a sentence, "" where it may."""
        now = self._now()
        if (until := self._left_alone.get(host(feed), feed.left_alone)) is not None and until > now:
            name = line(host(feed), 100)
            return f"{name} has had too many requests and asked to be left alone until {_moment(until, now)}."
        if feed.checked is not None and timedelta() <= now - feed.checked < schedule.MOST_OFTEN:
            ago = int((now - feed.checked).total_seconds())
            return f"It was asked {ago} s ago; no feed is asked more than once a minute."
        return ""


def _moment(until: datetime, now: datetime) -> str:
    return f"{until:%H:%M} UTC" if until - now < timedelta(hours=12) else f"{until:%d %B, %H:%M} UTC"
