"""The main job, end to end: read, follow the trail, keep, leave, come back without a network."""

from datetime import timedelta
from pathlib import Path

from secreader.demo.newswire import load, subscriptions
from secreader.demo.server import NewswireServer
from ui.driving import FULL, NOW, Driven, driven


async def open_by_filter(ui: Driven, word: str) -> None:
    """Filter for a word and open the first story that has it."""
    await ui.press("slash")
    await ui.type(word)
    await ui.press("enter")
    await ui.settled()
    await ui.press("enter")


async def test_a_story_opens_cleaned_with_its_source_and_its_numbered_links(home: Path) -> None:
    async with driven(home, size=FULL) as ui:
        await open_by_filter(ui, "Raiding")
        await ui.sees(
            "Beijing's emergency response centre says trade secrets were taken",
            "Harbour Ledger · Asia desk · 24 Nov 2026 · 1 min",
            "Second-hand: reports on South China Morning Post",
            "China's national computer emergency team has said",
            "1 US Considers Ban on TP-Link",
            "8 ",
        )
        await ui.sees_no("Type to search", "It files for the morning", "Traders follow the ether price")


async def reads(ui: Driven, *texts: str) -> None:
    """Wait until the article pane shows all of `texts`."""
    await ui.until(lambda: all(text in ui.words(ui.main.article) for text in texts), f"{texts} are read")


async def test_three_links_of_the_trail_and_two_steps_back(home: Path) -> None:
    async with driven(home) as ui:
        await open_by_filter(ui, "Raiding")
        await reads(ui, "Chinese Cyber Agency Accuses US", "1 min")
        for title in ("US Considers Ban on TP-Link", "Volt Typhoon Lay in Wait", "Stuxnet: code that broke"):
            item = next(item for item in map(ui.main.related.item, range(1, 9)) if item and title in item.title)
            await ui.press(str(item.number))
            await reads(ui, title, "1 min")
        await ui.press("left_square_bracket", "left_square_bracket")
        await reads(ui, "US Considers Ban on TP-Link", "American authorities were weighing a ban")
        await ui.press("right_square_bracket")
        await reads(ui, "Volt Typhoon Lay in Wait", "1 min")


async def test_what_was_read_tagged_and_saved_is_there_again_without_a_network(tmp_path: Path) -> None:
    newswire = load(NOW)
    with NewswireServer(newswire) as server:
        async with driven(tmp_path) as ui:
            await ui.sees("Welcome to secreader")
            for feed in subscriptions(server.base_url):
                await ui.reader.subscribe(feed)
            await ui.press("escape", "R")
            await ui.sees("Raiding Two Tech Firms")
            await ui.settled()
            await open_by_filter(ui, "Raiding")
            await ui.press("7")
            await ui.sees("Stuxnet: code that broke machines")
            await ui.press("s")
            await ui.sees("★ saved")
            await ui.press("t")
            await ui.type("centrifuges")
            await ui.press("enter")
            await ui.sees("#centrifuges")
            await ui.press("q", "q", "q")
            await ui.until(lambda: ui.app.return_code is not None, "q leaves the reader")
    async with driven(tmp_path, now=NOW + timedelta(minutes=5)) as ui:
        await ui.press("slash", "tab")
        await ui.type("tag:centrifuges")
        await ui.press("enter")
        await ui.sees("Library › tag:centrifuges · 1")
        await ui.press("enter")
        await ui.sees("VirusBlokAda", "★ saved  #centrifuges")
        await ui.press("R")
        await ui.sees("offline")
        await ui.press("escape")
        await open_by_filter(ui, "Raiding")
        await ui.sees("China's national computer emergency team has said", "●")
