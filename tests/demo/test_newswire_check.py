"""`secreader demo --check` reads the newswire as a user would and says in JSON what was not as it should be."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from the_newswire import NEWSWIRE, NOW

from secreader.config import Settings, paths
from secreader.demo import site
from secreader.demo.check import check
from secreader.demo.newswire import DemoStory, Newswire, subscriptions
from secreader.demo.server import NewswireServer
from secreader.errors import NotFoundError
from secreader.model import OpenStory, StoryId
from secreader.reader import Reader

# A story of each outlet: quick to read.
FEW = Newswire(tuple({story.outlet: story for story in reversed(NEWSWIRE.stories) if story.listed}.values())[::-1])


def test_the_command_finds_the_whole_newswire_as_it_should_be() -> None:
    command = [sys.executable, "-m", "secreader.cli", "demo", "--check"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = json.loads(run.stdout)
    assert found["failures"] == []
    assert (run.returncode, run.stderr) == (0, "")
    assert (found["feeds"], found["stories"], found["listed"], found["opened"]) == (7, 46, 37, 46)
    assert (found["articles_exact"], found["related_exact"], found["pages_with_related"]) == (46, 46, 46)
    assert found["related_links"] == sum(len(story.related) for story in NEWSWIRE.stories)
    assert len(set(found["trail"])) == len(found["trail"]) == 5
    assert len(found["feeds_failing"]) == 1


class Failing(Reader):
    """A reader of which one page always fails: with an error that a user may see, or with a mistake."""

    error: Exception = NotFoundError("There is no such page.")

    async def open(self, story: StoryId | str) -> OpenStory:
        if isinstance(story, str) and story.endswith(FEW.stories[1].path):
            raise self.error
        return await super().open(story)


@pytest.fixture
async def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Failing, str]]:
    """A failing reader subscribed to the feeds of a small newswire, which is served."""
    monkeypatch.setattr(site, "SLOW", 0.0)
    with NewswireServer(FEW) as server:
        settings = Settings(allow=(f"127.0.0.1:{server.port}",))
        async with Failing(paths(tmp_path), settings, now=lambda: NOW) as reader:
            for feed in subscriptions(server.base_url):
                await reader.subscribe(feed)
            yield reader, server.base_url


def about(story: DemoStory, failures: list[str]) -> list[str]:
    return [failure for failure in failures if failure.startswith(f"{story.path}: ")]


async def test_a_page_that_cannot_be_had_is_a_failure_and_the_others_are_read_on(failing: tuple[Failing, str]) -> None:
    reader, base_url = failing
    found = await check(reader, FEW, base_url)
    assert about(FEW.stories[1], found.failures) == [f"{FEW.stories[1].path}: There is no such page."]
    assert (found.opened, found.related_exact) == (len(FEW.stories) - 1, len(FEW.stories) - 1)


async def test_a_mistake_of_the_reader_itself_is_a_failure_and_no_traceback(failing: tuple[Failing, str]) -> None:
    reader, base_url = failing
    reader.error = ZeroDivisionError("one over nothing")
    found = await check(reader, FEW, base_url)
    (failure,) = about(FEW.stories[1], found.failures)
    assert failure.endswith("secreader itself failed with ZeroDivisionError('one over nothing')")


async def test_every_difference_between_page_and_story_is_told(failing: tuple[Failing, str]) -> None:
    reader, base_url = failing
    story = FEW.stories[2]
    other = replace(
        story,
        deck="Another deck",
        body=(*story.body[:-1], "Another end"),
        related=story.related[:-1],
    )
    swapped = replace(FEW.stories[3], body=(*FEW.stories[3].body[1::-1], *FEW.stories[3].body[2:]))
    gone = replace(FEW.stories[4], path="/harbour/gone", title="Gone")
    missing = Newswire((*FEW.stories[:2], other, swapped, gone))
    found = await check(reader, missing, base_url)
    told = about(story, found.failures)
    assert [failure for failure in told if f"deck is {story.deck!r}, not 'Another deck'" in failure]
    assert [failure for failure in told if "the body lacks 'Another end'" in failure]
    assert [failure for failure in told if f"the body should not have {story.body[-1]!r}" in failure]
    assert [failure for failure in told if "related links are" in failure]
    assert about(swapped, found.failures) == [f"{swapped.path}: the body is in another order"]
    assert [failure for failure in about(gone, found.failures) if "404" in failure]
    assert [failure for failure in found.failures if failure.startswith("list: the feeds list")]


async def test_without_the_retired_wire_no_feed_fails_and_that_is_a_failure(failing: tuple[Failing, str]) -> None:
    reader, base_url = failing
    (retired,) = [feed for feed in await reader.health() if feed.title == "Retired Wire"]
    await reader.unsubscribe(retired.feed_id)
    found = await check(reader, FEW, base_url)
    assert [failure for failure in found.failures if failure.startswith("refresh: one feed answers 404")]


async def test_a_trail_that_leads_nowhere_is_a_failure(failing: tuple[Failing, str]) -> None:
    reader, base_url = failing
    found = await check(reader, FEW, base_url)
    assert [failure for failure in found.failures if failure.startswith("trail: it ends after 2 stories")]
