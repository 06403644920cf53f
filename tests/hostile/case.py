"""What a case is: how the server behaves, and what the reader has to make of it."""

from dataclasses import dataclass

from hostile.server import Behaviour


@dataclass(frozen=True)
class FeedCase:
    """A feed. Either it fails and `says` (a regular expression) why, or its entries with these `titles` are stored.

    `most` stands for the titles where they are too many to be named: so many of them are stored, and all begin alike.
    """

    name: str
    behave: Behaviour
    says: str = ""
    titles: tuple[str, ...] = ()
    most: int = 0


@dataclass(frozen=True)
class PageCase:
    """A page. Either it is shown, and `shows` (a regular expression) is in its text, or `says` tells why not."""

    name: str
    behave: Behaviour
    says: str = ""
    shows: str = ""


@dataclass(frozen=True)
class OpmlCase:
    """A list of feeds to import: a FeedError that `says` so, or so many `feeds`."""

    name: str
    data: bytes
    says: str = ""
    feeds: int = 0
