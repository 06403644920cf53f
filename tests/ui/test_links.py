"""Links: the list of all of them, the browser, the primary source, the clipboard."""

import asyncio
import stat
from pathlib import Path

import pytest

from ui.driving import Driven, driven


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that writes down what it was asked to open."""
    opened = tmp_path / "opened"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$1" > "{opened}.part" && mv "{opened}.part" "{opened}"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("BROWSER", str(script))
    return opened


async def open_seed(ui: Driven) -> None:
    await ui.press("slash")
    await ui.type("Raiding")
    await ui.press("enter")
    await ui.settled()
    await ui.press("enter")
    await ui.sees("China's national computer emergency team has said")


async def test_o_hands_the_address_to_the_browser_as_one_argument(home: Path, browser: Path, base_url: str) -> None:
    async with driven(home) as ui:
        await open_seed(ui)
        await ui.press("o")
        await ui.until(browser.exists, "the browser was started")
        assert await asyncio.to_thread(browser.read_text) == f"1\n{ui.shown.url}\n"


async def test_without_a_browser_the_address_is_shown_and_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    async with driven(home) as ui:
        await open_seed(ui)
        await ui.press("o")
        await ui.hears("There is no browser here. The address is http://127.0.0.1")
        assert ui.app.clipboard == ui.shown.url


async def test_y_copies_the_address(home: Path) -> None:
    async with driven(home) as ui:
        await open_seed(ui)
        await ui.press("y")
        await ui.hears("Copied http://127.0.0.1")
        assert ui.app.clipboard == ui.shown.url


async def test_f_lists_every_link_and_enter_follows_the_one_that_was_searched_for(home: Path) -> None:
    async with driven(home) as ui:
        await open_seed(ui)
        await ui.press("f")
        await ui.sees("enter chooses, esc leaves", "Volt Typhoon Lay in Wait")
        await ui.type("stuxnet")
        await ui.sees_no("Volt Typhoon Lay in Wait in US Utilities for Five Years  ")
        await ui.press("enter")
        await ui.sees("VirusBlokAda")


async def test_a_search_without_a_match_says_so(home: Path) -> None:
    async with driven(home) as ui:
        await open_seed(ui)
        await ui.press("f")
        await ui.type("zzzz")
        await ui.sees("Nothing of that name.")
        await ui.press("enter", "escape")
        await ui.sees("China's national computer emergency team has said")


async def test_enter_in_the_sidebar_follows_the_link_under_the_cursor(home: Path) -> None:
    async with driven(home) as ui:
        await open_seed(ui)
        await ui.press("l", "j", "enter")
        await ui.sees_no("China's national computer emergency team has said")
        await ui.press("left_square_bracket")
        await ui.sees("China's national computer emergency team has said")
        await ui.press("left_square_bracket")
        await ui.hears("This is where the trail starts.")


async def test_a_followed_story_says_which_stories_link_to_it(home: Path) -> None:
    async with driven(home) as ui:
        await open_seed(ui)
        await ui.press("7")
        await ui.sees("VirusBlokAda", "Linked from", "Chinese Cyber Agency")


async def test_the_primary_source_opens_in_place_and_its_failure_is_said_in_words(home: Path) -> None:
    async with driven(home) as ui:
        await open_seed(ui)
        await ui.press("O")
        await ui.sees_no("China's national computer emergency team has said")
        await ui.sees("o opens it in the browser, r tries again.")


async def test_a_story_without_a_primary_source_says_so(home: Path) -> None:
    async with driven(home) as ui:
        await open_seed(ui)
        await ui.press("7")
        await ui.sees("VirusBlokAda")
        await ui.press("O")
        await ui.hears("This story names no primary source.")


async def test_v_changes_between_the_page_and_the_feeds_own_text(home: Path) -> None:
    async with driven(home) as ui:
        await open_seed(ui)
        await ui.press("v")
        await ui.sees("the feed's own text")
        await ui.press("v")
        await ui.sees_no("the feed's own text")
