"""The process that the user sees stays small, and the terminal clean, whatever came."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hostile import cases_entries, cases_feeds, cases_headers, cases_http, cases_pages
from hostile.answers import HTML, body, item, page, rss
from hostile.driving import texts_on_disk
from hostile.server import HostileServer
from hostile.steering import STEERING, steering
from hostile.terminal import seen_by_a_terminal

GROWTH = 100_000_000
"""Bytes by which no case may make the reader's own process grow."""

TESTS = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("besieged")


@pytest.fixture(scope="module")
def growths(server: HostileServer, home: Path) -> dict[str, int]:
    """By how many bytes the reader grew over each case, one reader for all of them."""
    feeds = [*cases_http.FEEDS, *cases_headers.FEEDS[-12:], *cases_feeds.FEEDS, *cases_entries.FEEDS]
    pages = [*cases_http.PAGES, *cases_pages.PAGES]
    lines = [f"feed {server.put(case.name, case.behave)}" for case in feeds]
    lines += [f"page {server.put(case.name, case.behave)}" for case in pages]
    good = (server.put("good", body(rss(item("Good")))), server.put("good-page", body(page(), HTML)))
    answer = subprocess.run(
        [sys.executable, "-m", "hostile.siege", str(home), server.places.here, *good],
        input="\n".join(lines),
        stdout=subprocess.PIPE,
        cwd=TESTS,
        text=True,
        timeout=300,
        check=True,
    )
    return {url.rpartition("/")[2]: growth for url, (_, growth) in json.loads(answer.stdout).items()}


def test_no_case_makes_the_reader_grow_by_a_hundred_megabytes(growths: dict[str, int]) -> None:
    assert len(growths) > 100
    assert {name: growth for name, growth in growths.items() if growth >= GROWTH} == {}


@pytest.mark.usefixtures("growths")
def test_nothing_that_steers_is_kept_of_all_of_them_together(home: Path) -> None:
    texts = texts_on_disk(home)
    assert len(texts) > 1_000
    assert steering(texts) == []


@pytest.mark.usefixtures("growths")
def test_nothing_that_steers_reaches_a_terminal(home: Path) -> None:
    for command in (
        ["list", "--limit", "5000"],
        ["list", "--limit", "5000", "--json"],
        ["list", "is:unread", "52"],
        ["feeds", "list"],
        ["feeds", "export", "-"],
        ["doctor"],
        *(["show", number] for number in ("1", "2", "3")),
    ):
        shown = seen_by_a_terminal("--home", str(home), *command)
        assert len(shown) > 20
        assert not STEERING.search(shown), command
