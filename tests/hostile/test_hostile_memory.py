"""The process that the user sees stays small, and the terminal clean, whatever came."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hostile import cases_entries, cases_feeds, cases_headers, cases_http, cases_pages
from hostile.answers import HTML, body, item, page, rss
from hostile.driving import texts_on_disk
from hostile.server import HostileServer
from hostile.steering import STEERING, steering
from hostile.terminal import seen_by_a_terminal
from secreader.config import paths

GROWTH = 100_000_000
"""Bytes by which no case may make the reader's own process grow; all cases one after the other, by twice as many."""

COMMANDS = (
    ["list", "--limit", "5000"],
    ["list", "--limit", "5000", "--json"],
    ["list", "is:unread", "52"],
    ["feeds", "list"],
    ["refresh", "--all"],
    ["feeds", "export", "-"],
    ["doctor"],
    *(["show", "{}", form] for form in ("--json", "--markdown", "--text")),
)
"""What a user may type when all of it is in the library, {} being a story; what is refused in words is seen too."""

SHOWN = ("/steering", "https://a.example/", "/page-reason-with-c1")
"""How the addresses of stories end or begin that are shown: a hostile page, a hostile feed, a hostile answer."""

TESTS = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def besiege(server: HostileServer, home: Path) -> dict[str, tuple[int, int]]:
    """By how many bytes a reader at `home` grew over each case, and over all cases so far."""
    feeds = [*cases_http.FEEDS, *cases_headers.FEEDS, *cases_feeds.FEEDS, *cases_entries.FEEDS]
    pages = [*cases_http.PAGES, *cases_headers.PAGES, *cases_pages.PAGES]
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
    return {url.rpartition("/")[2]: (alone, together) for url, (alone, together) in json.loads(answer.stdout).items()}


def test_a_reader_that_meets_every_case_stays_small_and_sends_nothing_that_steers_to_the_terminal(
    server: HostileServer, tmp_path: Path
) -> None:
    growths = besiege(server, tmp_path)
    assert len(growths) > 150
    assert {name: alone for name, (alone, _) in growths.items() if alone >= GROWTH} == {}
    assert max(together for _, together in growths.values()) < 2 * GROWTH
    texts = texts_on_disk(tmp_path)
    assert len(texts) > 1_000
    assert steering(texts) == []
    # Nothing is fetched from here on: there is no such proxy.
    (tmp_path / "config.toml").write_text('[network]\nproxy = "http://127.0.0.1:9"\n')
    for command in COMMANDS:
        for story in stories(tmp_path) if "show" in command else [0]:
            shown = seen_by_a_terminal("--home", str(tmp_path), *(part.format(story) for part in command))
            assert len(shown) > 20
            assert not STEERING.search(shown), command


def stories(home: Path) -> list[int]:
    """One story for each of `SHOWN`."""
    with closing(sqlite3.connect(paths(home).library)) as db:
        return [
            db.execute("SELECT id FROM story WHERE url LIKE ? OR url LIKE ?", (f"%{url}", f"{url}%")).fetchone()[0]
            for url in SHOWN
        ]
