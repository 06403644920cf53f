"""What a word on the command line means: a story, a feed."""

from secreader.errors import NotFoundError, UsageError
from secreader.model import FeedHealth, StoryId
from secreader.reader import Reader
from secreader.urls import is_web, key

_DIGITS = 18
"""Digits of a number that the library can hold."""


async def story(reader: Reader, name: str) -> StoryId:
    """The story that `name` means: a number of `list`, or an address, which may be a new one.

    Raises NotFoundError on an unknown number, UsageError on what is neither.
    """
    if not name.isdecimal():
        if not is_web(name):
            raise UsageError(f"{name} is neither the number of a story nor an http or https address.")
        return await reader.find_story(name)
    if len(name) > _DIGITS or not await reader.rows([int(name)]):
        raise NotFoundError(f"There is no story {name}; `secreader list` shows their numbers.")
    return int(name)


async def feed(reader: Reader, name: str) -> FeedHealth:
    """The subscription that `name` means: a number of `feeds list`, or an address. Raises NotFoundError."""
    wanted = key(address(name))
    for known in await reader.health():
        if str(known.feed_id) == name or key(known.url) == wanted:
            return known
    raise NotFoundError(f"There is no feed {name}; `secreader feeds list` shows them.")


def address(name: str) -> str:
    """`name` as an address: https where no scheme is given."""
    return name if "://" in name else f"https://{name}"
