"""The newswire: its stories as of now, what a perfect reader makes of each, and the feeds to subscribe to."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any

from secreader.demo import markup, pages
from secreader.demo.outlets import DIGEST, OUTLETS, RETIRED, subscription
from secreader.demo.story import DemoStory, Newswire, Primary, Source, Teaser
from secreader.model import Subscription

__all__ = ["DemoStory", "Expected", "Newswire", "expected", "load", "subscriptions"]

_OTHERS = 4
"""Stories in a page's site-wide list."""

_PRIMARIES = {
    "SCMP": ("South China Morning Post", "https://www.scmp.com/"),
    "WSJ": ("The Wall Street Journal", "https://www.wsj.com/"),
    "Reuters": ("Reuters", "https://www.reuters.com/"),
    "The Associated Press": ("The Associated Press", "https://apnews.com/"),
}
"""Full name and address of primary outlets that are abbreviated, or are not the source of the story's text."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a perfect reader makes of a story's page.

    `primary` is the outlet's full name, "" for a story of its own. `related` holds title, address and heading of each
    link. `blocks` are the texts of the body's blocks, `forbidden` texts that must not be in the body.
    """

    title: str
    deck: str
    byline: str
    published: datetime
    caption: str
    primary: str
    related: tuple[tuple[str, str, str], ...]
    blocks: tuple[str, ...]
    notes: tuple[str, ...]
    forbidden: tuple[str, ...]


def load(now: datetime) -> Newswire:
    """The newswire as it stands at `now`, an aware time: every story is as many hours old as its file says."""
    now = now.astimezone(UTC).replace(microsecond=0)
    files = {
        f"/{folder.name}/{file.name.removesuffix('.toml')}": tomllib.loads(file.read_text("utf-8"))
        for folder in (resources.files("secreader.demo") / "stories").iterdir()
        if folder.is_dir()
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }
    newest_first = sorted(files, key=lambda path: int(files[path]["age_hours"]))
    teasers = {path: _teaser(path, files[path], now) for path in newest_first}
    return Newswire(tuple(_story(path, files[path], teasers, files) for path in newest_first))


def expected(story: DemoStory, base_url: str) -> Expected:
    page = pages.page(story, base_url)
    titles = [teaser.title for teaser in (*story.related, *story.others)]
    return Expected(
        title=story.title,
        deck=story.deck,
        byline=story.byline,
        published=story.published,
        caption=story.caption,
        primary=story.primary.name if story.primary else "",
        related=tuple((teaser.title, base_url + teaser.path, page.heading) for teaser in story.related),
        blocks=markup.seen(story.body, story.indicators),
        notes=markup.notes(story.body),
        forbidden=tuple(text for text in (story.caption, story.bio, *titles, *page.chrome) if text),
    )


def subscriptions(base_url: str) -> list[Subscription]:
    """The feeds of the five outlets, a slow digest of them, and one that is gone."""
    return [subscription(outlet, base_url) for outlet in (*OUTLETS.values(), RETIRED, DIGEST)]


def _teaser(path: str, file: dict[str, Any], now: datetime) -> Teaser:
    published = now - timedelta(hours=file["age_hours"])
    return Teaser(path, file["title"], OUTLETS[_outlet(path)].name, published)


def _story(path: str, file: dict[str, Any], teasers: dict[str, Teaser], files: dict[str, dict[str, Any]]) -> DemoStory:
    related = tuple(teasers[f"/{name}"] for name in file["related"])
    same_house = [
        teaser
        for other, teaser in teasers.items()
        if _outlet(other) == _outlet(path) and files[other]["listed"] and other != path and teaser not in related
    ]
    return DemoStory(
        path=path,
        outlet=_outlet(path),
        title=file["title"],
        deck=file["deck"],
        byline=file["byline"],
        section=file["section"],
        published=teasers[path].published,
        listed=file["listed"],
        cves=tuple(file["cves"]),
        tags=tuple(file["tags"]),
        caption=file["caption"],
        bio=file["bio"],
        source=Source(**file["source"]),
        primary=_primary(file),
        body=tuple(file["body"]),
        indicators=tuple(file.get("indicators", ())),
        related=related,
        others=tuple(same_house[:_OTHERS]),
    )


def _primary(file: dict[str, Any]) -> Primary | None:
    if "primary" not in file:
        return None
    shown = file["primary"]["outlet"]
    name, url = _PRIMARIES.get(shown, (shown, file["source"]["url"]))
    return Primary(shown, name, url)


def _outlet(path: str) -> str:
    return path.split("/")[1]
