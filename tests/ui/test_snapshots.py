"""What the screen looks like: pictures of the four width classes, light and dark, and of the dialogs.

`pytest tests/ui/test_snapshots.py --snapshot-update` takes them anew; then look at each.
"""

import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from secreader.config import Settings, paths
from secreader.reader import Reader
from secreader.ui import opening
from secreader.ui.app import SecreaderApp
from secreader.ui.main import MainScreen
from secreader.ui.themes import DARK, LIGHT
from ui.driving import FULL, MEDIUM, NARROW, NOW, OFFLINE_BY_ITSELF, WIDE, Driven

Compare = Callable[..., bool]


class OpenedApp(SecreaderApp):
    """Opens its reader in the event loop that the picture is taken in."""

    def __init__(self, home: Path, theme: str) -> None:
        self.opened = Reader(paths(home), OFFLINE_BY_ITSELF, now=lambda: NOW)
        super().__init__(self.opened, Settings(theme=theme, background_refresh=False))

    async def on_load(self) -> None:
        await self.opened.__aenter__()

    async def on_unmount(self) -> None:
        await self.opened.__aexit__(None, None, None)


@pytest.fixture(autouse=True)
def never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture that takes longer than a second would show the story as read."""
    monkeypatch.setattr(opening, "_READ_AFTER", 1000.0)


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Dates are drawn in local time."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def after(*keys: str, sees: Sequence[str]) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press each key when the one before is answered, then wait until the screen shows `sees`."""

    async def prepare(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, OpenedApp)
        ui = Driven(app, pilot, app.opened)
        await ui.until(lambda: isinstance(app.screen_stack[0], MainScreen) and ui.main.filter_box.is_attached, "start")
        await ui.until(lambda: ui.main.article.story is not None or not ui.main.stories.ids, "the preview is there")
        for key in keys:
            await ui.press(key)
            await ui.settled()
        await ui.sees(*sees)
        app.clear_notifications()
        await pilot.pause()

    return prepare


READ = ("Beijing's emergency response", "China's national computer")


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("size", [FULL, WIDE, MEDIUM, NARROW], ids=["full", "wide", "medium", "narrow"])
def test_an_open_article_at_every_width(
    snap_compare: Compare, opened_home: Path, size: tuple[int, int], theme: str
) -> None:
    assert snap_compare(OpenedApp(opened_home, theme), terminal_size=size, run_before=after("enter", sees=READ))


def test_the_list_of_a_narrow_screen(snap_compare: Compare, opened_home: Path) -> None:
    app = OpenedApp(opened_home, DARK)
    assert snap_compare(app, terminal_size=NARROW, run_before=after(sees=["Raiding Two Tech"]))


def test_one_line_a_story(snap_compare: Compare, opened_home: Path) -> None:
    app = OpenedApp(opened_home, DARK)
    assert snap_compare(app, terminal_size=FULL, run_before=after("enter", "escape", "D", sees=READ))


def test_related_stories_slid_over_the_article(snap_compare: Compare, opened_home: Path) -> None:
    run_before = after("enter", "greater_than_sign", sees=["Also read", "Related"])
    assert snap_compare(OpenedApp(opened_home, DARK), terminal_size=MEDIUM, run_before=run_before)


def test_the_tag_dialog(snap_compare: Compare, opened_home: Path) -> None:
    run_before = after("t", "e", "s", sees=["tab completes", "#espionage"])
    assert snap_compare(OpenedApp(opened_home, DARK), terminal_size=WIDE, run_before=run_before)


def test_the_help(snap_compare: Compare, opened_home: Path) -> None:
    run_before = after("question_mark", sees=["enter does it"])
    assert snap_compare(OpenedApp(opened_home, DARK), terminal_size=WIDE, run_before=run_before)


def test_the_first_start(snap_compare: Compare, tmp_path: Path) -> None:
    run_before = after(sees=["Welcome to secreader"])
    assert snap_compare(OpenedApp(tmp_path, DARK), terminal_size=WIDE, run_before=run_before)
