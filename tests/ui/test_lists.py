"""The list: filters, sources, what arrives, moving in thousands of rows."""

from datetime import timedelta
from pathlib import Path

from secreader.config import paths
from secreader.model import Entry, ParsedFeed, Subscription
from secreader.store import Library, feeds, ingest
from ui.driving import FULL, NOW, WIDE, driven


async def put(home: Path, number: int, *, feed: str = "https://many.example/feed", prefix: str = "Story") -> None:
    """A feed of `number` stories, the first one the newest."""
    library = Library(paths(home).library)
    feed_id = await library.write(feeds.subscribe, Subscription(feed, "Many", category="Bulk"), now=NOW)
    entries = tuple(
        Entry(
            f"{prefix}{n}",
            f"https://many.example/{prefix}/{n}",
            f"{prefix} {n:05}",
            summary=f"Text of {prefix} {n:05}.",
            published=NOW - timedelta(minutes=n + 1),
        )
        for n in range(number)
    )
    await library.write(
        ingest.store_feed, feed_id, ParsedFeed("Many", "", entries), etag="", last_modified="",
        next_check=NOW + timedelta(days=1), now=NOW,
    )  # fmt: skip
    await library.aclose()


async def test_the_filter_narrows_while_it_is_typed_and_escape_drops_it(home: Path) -> None:
    async with driven(home) as ui:
        number = len(ui.main.stories.ids)
        await ui.press("slash")
        await ui.type("xz")
        await ui.until(lambda: 0 < len(ui.main.stories.ids) < number, "fewer stories")
        await ui.sees("xz")
        await ui.press("escape")
        await ui.sees(f"Unread · {number}")


async def test_enter_keeps_the_filter_and_escape_in_the_list_drops_it(home: Path) -> None:
    async with driven(home) as ui:
        number = len(ui.main.stories.ids)
        await ui.press("slash")
        await ui.type("xz")
        await ui.press("enter")
        await ui.sees("Unread › xz")
        await ui.press("escape")
        await ui.sees(f"Unread · {number}")


async def test_tab_looks_through_the_whole_library(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("A")
        await ui.settled()
        await ui.press("full_stop")
        await ui.sees("Nothing unread.")
        await ui.press("slash")
        await ui.type("xz")
        await ui.sees("No story matches.")
        await ui.press("tab")
        await ui.sees("Library › xz")
        assert len(ui.main.stories.ids) > 0


async def test_a_filter_that_is_not_understood_says_why_and_leaves_the_list(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("slash")
        await ui.type("is:nothing")
        await ui.press("enter")
        await ui.hears('"is:" knows unread, read, saved')
        assert len(ui.main.stories.ids) > 0


async def test_a_source_shows_its_stories(home: Path) -> None:
    async with driven(home, size=WIDE) as ui:
        await ui.press("less_than_sign")
        await ui.sees("Everything")
        await ui.press("j", "j", "enter")
        await ui.sees("Saved · 0", "Nothing saved yet.")


async def test_a_category_folds_and_opens(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("less_than_sign", "less_than_sign")
        await ui.press("h")
        await ui.sees("Harbour Ledger")
        while (source := ui.main.sources.current) is None or source.kind != "category":
            await ui.press("j")
        await ui.press("c")
        await ui.sees("▸ ")
        await ui.press("c")
        await ui.sees_no("▸ ")


async def test_ten_thousand_stories_to_the_end_and_back(tmp_path: Path) -> None:
    await put(tmp_path, 10_000)
    async with driven(tmp_path) as ui:
        await ui.sees("Unread · 10,000", "Story 00000")
        await ui.press("G")
        await ui.sees("Story 09999")
        await ui.press("b", "b")
        await ui.sees_no("Story 09999")
        await ui.press("g")
        await ui.sees("Story 00000")
        await ui.press("ctrl+d", "ctrl+d", "ctrl+u", "pagedown")
        await ui.settled()
        assert ui.main.stories.cursor > 0


async def test_what_another_process_brings_is_announced_and_enters_on_a_key(tmp_path: Path) -> None:
    await put(tmp_path, 3)
    async with driven(tmp_path) as ui:
        await ui.sees("Unread · 3")
        await ui.press("j")
        await put(tmp_path, 2, feed="https://other.example/feed", prefix="Fresh")
        await ui.sees("2 new (.)")
        assert "Fresh" not in ui.text
        await ui.press("full_stop")
        await ui.sees("Unread · 5", "Fresh 00000")
        await ui.sees_no("new (.)")


async def test_the_next_unread_is_found_wherever_it_stands(tmp_path: Path) -> None:
    await put(tmp_path, 400)
    async with driven(tmp_path) as ui:
        ids = list(ui.main.stories.ids)
        await ui.reader.mark(ids[1:350], read=True)
        await ui.press("enter")
        await ui.sees("Text of Story 00000.")
        await ui.press("n")
        await ui.sees("Text of Story 00350.")
        await ui.press("p")
        await ui.hears("Nothing more unread in this view.")


async def test_story_by_story_with_capital_letters(tmp_path: Path) -> None:
    await put(tmp_path, 3)
    async with driven(tmp_path) as ui:
        await ui.press("enter")
        await ui.sees("Text of Story 00000.")
        await ui.press("J")
        await ui.sees("Text of Story 00001.")
        await ui.press("K")
        await ui.sees("Text of Story 00000.")
        await ui.press("K")
        await ui.hears("This is the start of the list.")


async def test_space_reads_on_through_the_article_to_the_next_unread(tmp_path: Path) -> None:
    await put(tmp_path, 3)
    async with driven(tmp_path, size=FULL) as ui:
        await ui.press("space")
        await ui.sees("Text of Story 00000.")
        await ui.press("space")
        await ui.sees("Text of Story 00001.", " 2 unread")


async def test_a_click_opens_a_story(home: Path) -> None:
    async with driven(home) as ui:
        second = (await ui.reader.rows([ui.main.stories.ids[1]]))[0]
        await ui.pilot.click("StoryList", offset=(5, 4))
        await ui.until(
            lambda: ui.main.article.story is not None and ui.main.article.story.row.id == second.id,
            "the second story is open",
        )
