"""The four width classes, the panes that come and go, and every size in between."""

from pathlib import Path

import pytest

from ui.driving import FULL, MEDIUM, NARROW, WIDE, driven


async def test_a_full_screen_shows_all_four_panes(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        await ui.press("enter")
        await ui.sees("Sources", "Unread ·", "min", "Related", "▾ ")


async def test_a_wide_screen_shows_the_sources_in_the_lists_place(home: Path) -> None:
    async with driven(home, size=WIDE) as ui:
        await ui.sees("Unread ·", "Related")
        await ui.press("less_than_sign")
        await ui.sees("Sources")
        await ui.press("escape")
        await ui.sees_no("Sources")


async def test_a_medium_screen_puts_the_related_links_at_the_end_and_slides_them_over(home: Path) -> None:
    async with driven(home, size=MEDIUM) as ui:
        await ui.press("enter", "G")
        await ui.settled()
        await ui.press("G")
        await ui.sees(" 1 ")
        await ui.press("g", "greater_than_sign")
        await ui.sees("Related")
        await ui.press("greater_than_sign")
        await ui.sees_no("Related")


async def test_a_narrow_screen_shows_one_pane_at_a_time(home: Path) -> None:
    async with driven(home, size=NARROW) as ui:
        await ui.sees("Unread ·")
        await ui.press("enter")
        await ui.sees("min")
        await ui.sees_no("Unread ·")
        await ui.press("greater_than_sign")
        await ui.sees("Related")
        await ui.press("escape", "escape")
        await ui.sees("Unread ·")
        await ui.press("h")
        await ui.sees("Sources", "Everything")


async def test_zen_leaves_the_article_alone(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        await ui.press("enter")
        await ui.sees("Related", "Sources")
        await ui.press("z")
        await ui.sees_no("Sources", "filter", "Unread ·")
        await ui.press("z")
        await ui.sees("Sources", "Unread ·")
        await ui.press("z", "escape")
        await ui.sees("Sources")


async def test_sources_and_related_are_hidden_and_come_back(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        await ui.press("enter")
        await ui.sees("Related")
        await ui.press("greater_than_sign")
        await ui.sees_no("Related")
        await ui.press("greater_than_sign")
        await ui.sees("Related")
        await ui.press("less_than_sign")
        await ui.sees_no("Sources")
        await ui.press("less_than_sign")
        await ui.sees("Sources")


async def test_the_keys_go_from_pane_to_pane(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        panes = ui.main.panes
        await ui.press("enter")
        await ui.settled()
        seen = [panes.focused]
        for key in ("l", "h", "h", "h", "h", "tab", "shift+tab"):
            await ui.press(key)
            seen.append(panes.focused)
        assert seen == ["article", "related", "article", "list", "sources", "sources", "list", "sources"]


async def test_one_line_a_story_and_three_again(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        last = (await ui.reader.rows(ui.main.stories.ids[30:31]))[0].title[:20]
        assert not ui.shows(last)
        await ui.press("D")
        await ui.sees(last)
        await ui.press("D")
        await ui.sees_no(last)


async def test_light_and_dark(home: Path) -> None:
    async with driven(home) as ui:
        dark = ui.app.screen.background_colors[1]
        await ui.press("T")
        await ui.until(lambda: ui.app.screen.background_colors[1].brightness > dark.brightness + 0.5, "light")
        await ui.press("T")
        await ui.until(lambda: ui.app.screen.background_colors[1] == dark, "dark")


@pytest.mark.parametrize("width", [40, 60, 71, 72, 100, 119, 120, 149, 150, 220])
@pytest.mark.parametrize("height", [12, 40])
async def test_every_size_is_drawn_without_a_line_that_overflows(home: Path, width: int, height: int) -> None:
    async with driven(home, size=(width, height)) as ui:
        await ui.press("enter")
        await ui.settled()
        for keys in (("greater_than_sign",), ("escape", "less_than_sign"), ("escape", "z"), ("question_mark",)):
            await ui.press(*keys)
            await ui.settled()
            assert len(ui.text.split("\n")) == height
            assert max(map(len, ui.text.split("\n"))) <= width


async def test_resizing_while_reading_keeps_the_place_and_draws_again(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        await ui.press("enter")
        await ui.sees("min")
        for size in (NARROW, MEDIUM, WIDE, FULL, (40, 12), (200, 60)):
            await ui.pilot.resize_terminal(*size)
            await ui.sees("Chinese Cyber Agency Accuses US of Raiding Two Tech Firms – SCMP")
