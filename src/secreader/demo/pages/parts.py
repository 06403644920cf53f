"""What the pages of all outlets are built from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from secreader.demo import markup
from secreader.demo.outlets import OUTLETS, Outlet
from secreader.demo.story import DemoStory, Teaser

NOTICE = "This is a demo page: the outlet is invented, the events are real and told in our own words."
FOOTER = "Invented for the demo of secreader"


@dataclass(frozen=True, slots=True)
class Page:
    """A story's page; under which `heading` its related links stand, without a colon; what of it is no story."""

    html: str
    heading: str
    chrome: tuple[str, ...]


def outlet(story: DemoStory) -> Outlet:
    return OUTLETS[story.outlet]


def elements(story: DemoStory) -> list[str]:
    """The elements of the body, indicators included."""
    return [*markup.blocks(story.body), *markup.indicators(story.indicators)]


def body(story: DemoStory) -> str:
    return "\n".join(elements(story))


def alternate(house: Outlet) -> str:
    """The element that announces the feed of `house`."""
    return f'<link rel="alternate" type="{house.media_type}" title="{escape(house.label)}" href="{house.feed}">'


def open_graph(story: DemoStory, base_url: str) -> str:
    """OpenGraph elements of the head; `article:author` is left to those that have one."""
    house = outlet(story)
    pairs = {
        "og:locale": "en_GB",
        "og:type": "article",
        "og:title": story.title,
        "og:description": story.deck,
        "og:url": base_url + story.path,
        "og:site_name": house.label,
        "og:image": base_url + image(story) if story.caption else "",
        "article:published_time": story.published.isoformat(),
        "article:section": story.section,
    }
    return "\n".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in pairs.items() if value)


def script_json(value: Any) -> str:
    """`value` for a script element: nothing in it can end the element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def image(story: DemoStory) -> str:
    """The path of its lead image."""
    return f"{story.path}.svg"


def day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def link(teaser: Teaser) -> str:
    return f'<a href="{teaser.path}">{escape(teaser.title, quote=False)}</a>'


def items(teasers: Iterable[Teaser]) -> str:
    """A list item with a link for each."""
    return "\n".join(f"<li>{link(teaser)}</li>" for teaser in teasers)


def told_from(story: DemoStory) -> str:
    """The line of the footer that names the public source."""
    source = story.source
    return (
        f'{FOOTER}. Told from: <a href="{escape(source.url)}" rel="noopener">'
        f"{escape(source.name)}, {escape(source.title)}</a>."
    )
