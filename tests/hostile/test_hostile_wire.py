"""Servers that do not keep to HTTP, or keep to it and mean harm."""

from functools import partial
from pathlib import Path

import pytest

from hostile import cases_http
from hostile.case import FeedCase, PageCase
from hostile.driving import attack_with_feed, attack_with_page
from hostile.server import HostileServer
from secreader import fetch

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


def named(case: FeedCase | PageCase) -> str:
    return case.name


@pytest.mark.parametrize("case", cases_http.FEEDS, ids=named)
async def test_a_feed_behind_a_hostile_server_fails_in_words(
    server: HostileServer, tmp_path: Path, case: FeedCase
) -> None:
    await attack_with_feed(server, tmp_path, case)


@pytest.mark.parametrize("case", cases_http.PAGES, ids=named)
async def test_a_page_behind_a_hostile_server_gives_way_to_the_feeds_text(
    server: HostileServer, tmp_path: Path, case: PageCase
) -> None:
    await attack_with_page(server, tmp_path, case)


@pytest.mark.parametrize("case", cases_http.SLOW, ids=named)
async def test_a_server_that_never_ends_is_left_when_the_time_is_over(
    server: HostileServer, tmp_path: Path, case: FeedCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fetch.fetcher.DEADLINE < 35
    monkeypatch.setattr(fetch, "Fetcher", partial(fetch.Fetcher, deadline=1.0))
    await attack_with_feed(server, tmp_path, case)
