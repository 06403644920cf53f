"""Moving inside each pane, with keys and with the mouse."""

from pathlib import Path

from ui.driving import FULL, MEDIUM, Driven, driven


async def open_longest(ui: Driven) -> None:
    """A story whose article is longer than a small screen."""
    await ui.press("slash")
    await ui.type("Volt Typhoon")
    await ui.press("enter")
    await ui.settled()
    await ui.press("enter")
    await ui.until(lambda: ui.main.article.max_scroll_y > 0, "an article that is longer than the screen")


async def test_an_article_scrolls_by_lines_halves_pages_and_to_its_ends(home: Path) -> None:
    async with driven(home, size=(100, 16)) as ui:
        await open_longest(ui)
        article = ui.main.article
        seen = []
        for key in ("j", "j", "k", "ctrl+d", "ctrl+u", "pagedown", "b", "G", "g"):
            await ui.press(key)
            await ui.settled()
            seen.append(article.scroll_offset.y)
        assert seen[:3] == [1, 2, 1]
        assert seen[3] > seen[4] == 1
        assert seen[5] > seen[6]
        assert (seen[7], seen[8]) == (article.max_scroll_y, 0)


async def test_scrolling_is_reading(home: Path) -> None:
    async with driven(home, size=(100, 16)) as ui:
        await open_longest(ui)
        await ui.press("j")
        await ui.settled()
        rows = await ui.reader.rows([ui.shown.id])
        assert rows[0].read


async def test_the_sources_move_by_rows_halves_pages_and_to_their_ends(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        await ui.press("h")
        names = []
        for key in ("G", "g", "j", "k", "ctrl+d", "ctrl+u", "space", "b"):
            await ui.press(key)
            await ui.settled()
            names.append(ui.main.sources.current.name if ui.main.sources.current else "")
        assert names[:4] == ["Wire Digest", "Unread", "Today", "Unread"]
        assert names[4] != "Unread"
        assert names[6] != names[5]


async def test_the_related_links_move_and_enter_follows(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        await ui.press("enter")
        await ui.until(lambda: ui.main.related.item(1) is not None, "the links are there")
        first = ui.main.related.item(1)
        assert first is not None
        await ui.press("l", "g", "enter")
        await ui.until(lambda: ui.shown.title == first.title, "the first link is open")


async def test_the_palette_goes_to_the_related_links(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        await ui.press("enter")
        await ui.settled()
        await ui.press("question_mark")
        await ui.type("follow related")
        await ui.press("enter")
        await ui.until(lambda: ui.main.panes.focused == "related", "the sidebar has the keys")


async def test_a_click_on_a_link_of_the_article_follows_it(home: Path) -> None:
    async with driven(home, size=MEDIUM) as ui:
        await open_longest(ui)
        await ui.press("G")
        await ui.sees(" 8 ")
        title = next(item.title for item in map(ui.main.related.item, range(8, 0, -1)) if item)
        for y, line in enumerate(ui.text.split("\n")):
            if title[:20] in line:
                await ui.pilot.click(offset=(line.index(title[:20]) + 2, y))
                break
        await ui.until(lambda: ui.shown.title == title, "the link is open")


async def test_a_category_folds_from_one_of_its_feeds_and_a_view_has_nothing_to_fold(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        await ui.press("h", "g", "c")
        await ui.sees_no("▸")
        await ui.press("G", "c")
        await ui.sees("▸ Wires")
        assert not ui.shows("Wire Digest")


async def test_a_list_to_choose_from_pages_and_is_left_by_a_click_beside_it(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        await ui.press("question_mark")
        await ui.sees("One row or line down.")
        await ui.press("pagedown", "pageup", "down", "up")
        await ui.pilot.click(offset=(2, 2))
        await ui.sees_no("One row or line down.")
        await ui.press("question_mark")
        await ui.sees("One row or line down.")
        await ui.pilot.click("PickDialog OptionList", offset=(15, 0))
        await ui.sees_no("One row or line down.")


async def test_the_catalogue_is_chosen_from_with_letters_too(tmp_path: Path) -> None:
    async with driven(tmp_path, size=FULL) as ui:
        await ui.sees("Welcome to secreader")
        await ui.press("k", "j", "k", "escape")
        await ui.sees_no("Welcome to secreader")
