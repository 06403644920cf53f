"""Numbers that name stories and feeds, as callers give them."""

from secreader.errors import NotFoundError

_LARGEST = 2**63 - 1
"""SQLite's integers have 64 bits with sign."""


def possible(number: int) -> bool:
    """Whether anything in the library can have this number."""
    return abs(number) <= _LARGEST


def checked(number: int, what: str) -> int:
    """`number`, that of a `what` ("story", "feed"). Raises NotFoundError where nothing can have it."""
    if not possible(number):
        raise NotFoundError(f"There is no {what} {number} in the library.")
    return number
