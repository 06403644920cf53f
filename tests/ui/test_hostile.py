"""What feeds and pages may try on the screen is shown as harmless text."""

from datetime import timedelta
from pathlib import Path

import pytest

from secreader import entities
from secreader.config import paths
from secreader.model import Article, Entry, Paragraph, ParsedFeed, RelatedLink, Span, Subscription
from secreader.store import Library, articles, feeds, ingest
from ui.driving import FULL, NOW, driven

MARKUP = "[/] [CVE-2026-1] [@click=app.quit]x[/] [bold red]not bold[/] [link=https://evil.example]y[/link]"
ESCAPES = "\x1b]52;c;ZXZpbA==\x07 \x9d0;pwned\x9c \x1b[2J \u202egnp.exe \u2066 \u200b end"


@pytest.fixture
async def hostile_home(tmp_path: Path) -> Path:
    """A library whose every text field is hostile, put in behind the doors' back."""
    library = Library(paths(tmp_path).library)
    title = f"{MARKUP} {ESCAPES}"
    subscription = Subscription("https://evil.example/feed", f"Feed {MARKUP}", category=f"Cat {MARKUP}")
    feed = await library.write(feeds.subscribe, subscription, now=NOW)
    url = "https://evil.example/1"
    entry = Entry("1", url, title, author=title, published=NOW - timedelta(hours=1), summary=title)
    await library.write(
        ingest.store_feed, feed, ParsedFeed(title, "", (entry,)), etag="", last_modified="",
        next_check=NOW + timedelta(days=1), now=NOW,
    )  # fmt: skip
    related = (RelatedLink(title, "https://evil.example/2", heading=title, outlet=title),)
    article = Article(url, title, (Paragraph((Span(title, href="https://evil.example/2"),)),), title, title,
                      related=related, notes=(title,), warning=title)  # fmt: skip
    await library.write(articles.put_article, 1, article, entities.find("", ""), now=NOW)
    await library.write(ingest.failed, feed, title, next_check=NOW + timedelta(days=1), now=NOW)
    await library.aclose()
    return tmp_path


def raw_controls(text: str) -> set[str]:
    return {c for c in text if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or c in "\u202e\u2066\u200b"}


async def test_every_pane_and_dialog_shows_it_as_text(hostile_home: Path) -> None:
    async with driven(hostile_home, size=FULL) as ui:
        await ui.press("enter")
        await ui.sees("[CVE-2026-1]", "[@click=app.quit]x[/]", "Related")
        for key in ("s", "t", "escape", "f", "escape", "exclamation_mark", "escape", "less_than_sign", "y", "O", "D"):
            await ui.press(key)
            await ui.settled()
            assert raw_controls(ui.text) == set(), key
        assert ui.app.is_running


async def test_a_click_on_it_does_nothing(hostile_home: Path) -> None:
    async with driven(hostile_home, size=FULL) as ui:
        await ui.press("enter")
        await ui.sees("[@click=app.quit]x[/]")
        for line, row in enumerate(ui.text.split("\n")):
            if (at := row.find("app.quit]x")) >= 0:
                await ui.pilot.click(offset=(at + 9, line))
        assert ui.app.is_running


async def test_what_is_typed_or_answered_is_no_markup_either(hostile_home: Path) -> None:
    async with driven(hostile_home, size=FULL) as ui:
        await ui.press("slash")
        await ui.pilot.press(*["left_square_bracket", "slash", "right_square_bracket"])
        await ui.press("enter")
        await ui.sees("Unread › [/]")
        await ui.press("escape", "a")
        await ui.sees("A feed, a site whose feeds")
        for key in ("left_square_bracket", "slash", "right_square_bracket"):
            await ui.press(key)
        await ui.press("enter")
        await ui.hears("is not an http or https address")
