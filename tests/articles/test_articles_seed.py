"""The first story that the reader was asked to read: every markup of that shape must come out exactly."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from seed_pages import LAYOUTS, STORY, URL, Story, address

from secreader.articles import extract
from secreader.model import block_text

SEED = Path(__file__).parents[3] / "shared/data/seed/article.txt"


def check(story: Story, layout: Callable[[Story], str]) -> None:
    article = extract(layout(story), url=URL)
    assert article.title == story.title
    assert article.deck == story.deck
    assert article.byline == story.byline
    assert article.caption == story.caption
    assert tuple(map(block_text, article.blocks)) == story.body
    assert [(link.title, link.url) for link in article.related] == [(title, address(title)) for title in story.related]
    assert {link.heading for link in article.related} == {story.label.rstrip(":")}
    assert article.primary is not None
    assert article.primary.outlet == "South China Morning Post"
    assert article.primary.url == "https://www.scmp.com/news/turbine"
    assert article.primary.evidence[:2] == (story.pointer, "– SCMP")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_the_whole_story_and_nothing_else_is_read(layout: Callable[[Story], str]) -> None:
    check(STORY, layout)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_outlets_that_related_headlines_name_are_known(layout: Callable[[Story], str]) -> None:
    outlets = [link.outlet for link in extract(layout(STORY), url=URL).related]
    assert outlets == ["", "The Wall Street Journal", "", "BleepingComputer", "", "", "The Wall Street Journal", ""]


@pytest.mark.skipif(not SEED.exists(), reason="the page's own text is not part of the repository")
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_the_original_words_are_read_as_well(layout: Callable[[Story], str]) -> None:
    lines = [re.sub(r"\s+", " ", line).strip() for line in SEED.read_text().splitlines()]
    lines = [line for line in lines if line]
    start = next(i for i, line in enumerate(lines) if line.endswith("– SCMP"))
    body = next(i for i, line in enumerate(lines) if line.startswith("A Chinese cybersecurity body"))
    pointer = lines.index("Read the full report: SCMP")
    label = lines.index("Also read:")
    byline = lines[pointer + 1].lstrip("• ")
    bio = lines.index(byline, label)
    story = Story(
        title=lines[start],
        deck=lines[start + 1],
        caption=lines[body - 1],
        body=tuple(lines[body:pointer]),
        pointer=lines[pointer],
        byline=byline,
        label="Also read:",
        related=tuple(lines[label + 1 : bio]),
        bio=lines[bio + 1],
    )
    assert (len(story.body), len(story.related)) == (4, 8)
    check(story, layout)
