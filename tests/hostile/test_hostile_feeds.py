"""Feeds that lie, steer or explode: each fails in a sentence or brings its good entries."""

from pathlib import Path

import pytest

from hostile import cases_entries, cases_feeds, cases_headers
from hostile.case import FeedCase
from hostile.driving import attack_with_feed
from hostile.server import HostileServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


@pytest.mark.parametrize(
    "case", [*cases_headers.FEEDS, *cases_feeds.FEEDS, *cases_entries.FEEDS], ids=lambda case: case.name
)
async def test_a_hostile_feed_fails_in_words_or_brings_its_good_entries(
    server: HostileServer, tmp_path: Path, case: FeedCase
) -> None:
    await attack_with_feed(server, tmp_path, case)
