"""What the newswire is made of: stories, as their TOML files give them, and the links between them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Teaser:
    """What one page needs to link to another story. `path` begins with a slash, `outlet` is the name in full."""

    path: str
    title: str
    outlet: str
    published: datetime


@dataclass(frozen=True, slots=True)
class Source:
    """The public document that a story is told from."""

    name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Primary:
    """The outlet whose report a story retells: as the page spells it, in full, and where it is."""

    shown: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class DemoStory:
    """One story. `body` and `indicators` are as written in the file, `markup` makes HTML and text of them.

    `outlet` is the key of its outlet. `primary` is there when it retells another outlet's report.
    `related` is what the page offers as related, `others` what it lists site-wide ("Most read"), which is not.
    `listed` says whether a feed has it; the others are reached through trails.
    """

    path: str
    outlet: str
    title: str
    deck: str
    byline: str
    section: str
    published: datetime
    listed: bool
    cves: tuple[str, ...]
    tags: tuple[str, ...]
    caption: str
    bio: str
    source: Source
    primary: Primary | None
    body: tuple[str, ...]
    indicators: tuple[str, ...]
    related: tuple[Teaser, ...]
    others: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class Newswire:
    """All stories, newest first."""

    stories: tuple[DemoStory, ...]

    def listed(self, outlet: str) -> tuple[DemoStory, ...]:
        """What the feed of `outlet` lists, newest first."""
        return tuple(story for story in self.stories if story.outlet == outlet and story.listed)
