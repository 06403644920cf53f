"""The newswire at a fixed hour, and a story of any outlet made of whatever texts a test wants."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from secreader.demo.newswire import DemoStory, Newswire, load
from secreader.demo.outlets import OUTLETS

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
BASE = "http://127.0.0.1:8099"
NEWSWIRE = load(NOW)

every_story = pytest.mark.parametrize("story", NEWSWIRE.stories, ids=lambda story: story.path)
every_outlet = pytest.mark.parametrize("outlet", sorted(OUTLETS))


def newest(outlet: str) -> DemoStory:
    return NEWSWIRE.listed(outlet)[0]


def saying(text: str, outlet: str) -> DemoStory:
    """The newest story of `outlet` with `text` in every place that a page prints."""
    story = newest(outlet)
    return replace(
        story,
        title=text,
        deck=text,
        byline=text,
        section=text,
        caption=text,
        bio=text,
        tags=(text,),
        source=replace(story.source, name=text, title=text),
        body=(text, f"## {text}", f"- {text}", f"> {text}"),
        related=tuple(replace(teaser, title=text, outlet=text) for teaser in story.related),
        others=tuple(replace(teaser, title=text) for teaser in story.others),
    )


def wire(*stories: DemoStory) -> Newswire:
    return Newswire(stories)
