"""The row that says which process refreshes: two at once would ask every server twice."""

from collections.abc import Callable
from datetime import datetime
from sqlite3 import Connection

from secreader.store.times import seconds

DEAD_AFTER = 60
"""Seconds without a sign of life. Also of a life in the future, where the clock was wrong: that is no sign either."""


def take(db: Connection, owner: str, *, now: datetime, ended: Callable[[str], bool]) -> bool:
    """Whether `owner` has the lock from now on: it was free, its own, or its owner is dead as `ended` or time tells."""
    held = db.execute("SELECT owner, beat FROM refreshing").fetchone()
    if held and held[0] != owner and abs(seconds(now) - held[1]) <= DEAD_AFTER and not ended(held[0]):
        return False
    db.execute("INSERT OR REPLACE INTO refreshing (one, owner, beat) VALUES (1, ?, ?)", (owner, seconds(now)))
    return True


def beat(db: Connection, owner: str, *, now: datetime) -> None:
    """A sign of life; without effect when another has taken over meanwhile."""
    db.execute("UPDATE refreshing SET beat = ? WHERE owner = ?", (seconds(now), owner))


def release(db: Connection, owner: str) -> None:
    """Let others refresh; without effect when another has taken over meanwhile."""
    db.execute("DELETE FROM refreshing WHERE owner = ?", (owner,))
