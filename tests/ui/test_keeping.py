"""What the user does to stories, and takes back."""

from pathlib import Path

from ui.driving import driven


async def test_saving_shows_a_star_and_is_undone_and_redone(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("s")
        await ui.lists("★")
        await ui.press("u")
        await ui.sees_no("★")
        await ui.hears("Undone: Saved 1 story.")
        await ui.press("U")
        await ui.lists("★")
        await ui.hears("Done again: Saved 1 story.")


async def test_there_is_nothing_to_undo_at_first(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("u")
        await ui.hears("There is nothing to undo.")
        await ui.press("U")
        await ui.hears("There is nothing to redo.")


async def test_tags_are_completed_added_dropped_and_undone(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("t")
        await ui.sees("a new tag")
        await ui.type("espionage telecoms")
        await ui.press("enter")
        await ui.sees("#espionage")
        await ui.press("j", "t")
        await ui.sees("#espionage", "tab completes")
        await ui.type("te")
        await ui.press("tab", "enter")
        await ui.settled()
        rows = await ui.reader.rows((await ui.reader.view("tag:telecoms")).ids)
        assert [row.tags for row in rows] == [("espionage", "telecoms"), ("telecoms",)]
        await ui.press("u")
        await ui.settled()
        assert len((await ui.reader.view("tag:telecoms")).ids) == 1


async def test_a_dropped_tag_is_taken_off(home: Path) -> None:
    async with driven(home) as ui:
        await ui.reader.tag([ui.main.stories.ids[0]], ["apt"])
        await ui.press("t")
        await ui.sees("tab completes")
        await ui.press("ctrl+u", "enter")
        await ui.settled()
        assert not (await ui.reader.view("tag:apt")).ids


async def test_a_word_that_cannot_be_a_tag_is_refused_in_words(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("t")
        await ui.sees("tab completes")
        await ui.type("what?")
        await ui.press("enter")
        await ui.hears('"what?" cannot be a tag')


async def test_leaving_the_tags_changes_nothing(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("t")
        await ui.sees("tab completes")
        await ui.type("apt")
        await ui.press("escape")
        await ui.sees_no("tab completes")
        await ui.settled()
        assert not (await ui.reader.view("is:tagged")).ids


async def test_a_story_is_marked_read_and_unread_and_stays_where_it_is(home: Path) -> None:
    async with driven(home) as ui:
        ids = list(ui.main.stories.ids)
        unread = len(ids)
        await ui.press("m")
        await ui.sees(f"{unread - 1} unread")
        assert list(ui.main.stories.ids) == ids
        await ui.press("m")
        await ui.sees(f"{unread} unread")


async def test_a_whole_view_is_marked_read_and_brought_back(home: Path) -> None:
    async with driven(home) as ui:
        unread = len(ui.main.stories.ids)
        await ui.press("A")
        await ui.sees("0 unread ·")
        await ui.hears(f"Marked {unread} stories read")
        await ui.press("u")
        await ui.sees(f"{unread} unread")


async def test_a_hidden_story_leaves_the_list_and_comes_back(home: Path) -> None:
    async with driven(home) as ui:
        number = len(ui.main.stories.ids)
        await ui.press("x")
        await ui.sees(f"Unread · {number - 1}")
        await ui.hears("Hidden. u brings it back.")
        await ui.press("u", "full_stop")
        await ui.sees(f"Unread · {number}")


async def test_reading_for_a_second_marks_read(home: Path) -> None:
    async with driven(home) as ui:
        unread = len(ui.main.stories.ids)
        await ui.press("enter")
        await ui.sees(f"{unread - 1} unread")


async def test_looking_at_a_story_in_passing_does_not_mark_it(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("j")
        second = ui.main.stories.current
        assert second is not None
        await ui.until(lambda: ui.main.article.story is not None, "a preview")
        await ui.settled()
        assert not (await ui.reader.rows([second]))[0].read
