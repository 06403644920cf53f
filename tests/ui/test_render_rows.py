"""A story in the list: always as high and never wider than the list draws it, whatever its title says."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from secreader.model import StoryRow
from secreader.ui.render.rows import COMPACT_HEIGHT, NORMAL_HEIGHT, row_lines

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def row(**changes: Any) -> StoryRow:
    known: dict[str, Any] = {
        "id": 1,
        "title": "A title",
        "source": "Outlet",
        "url": "https://a.example/",
        "published": NOW,
    }
    return StoryRow(**{**known, **changes})


def texts(story: StoryRow, width: int = 36, height: int = NORMAL_HEIGHT) -> list[str]:
    return [line.plain for line in row_lines(story, width, height, NOW)]


@given(
    title=st.text(max_size=300),
    source=st.text(max_size=80),
    tags=st.lists(st.text(min_size=1, max_size=30), max_size=4),
    width=st.integers(8, 120),
    height=st.sampled_from([COMPACT_HEIGHT, NORMAL_HEIGHT]),
    flags=st.tuples(st.booleans(), st.booleans()),
)
def test_any_title_fills_exactly_the_lines_of_a_row_and_never_more_than_its_width(
    title: str, source: str, tags: list[str], width: int, height: int, flags: tuple[bool, bool]
) -> None:
    story = row(title=title, source=source, tags=tuple(tags), read=flags[0], saved=flags[1], cves=("CVE-2024-3094",))
    lines = row_lines(story, width, height, NOW)
    assert len(lines) == height
    assert all(line.cell_length <= width for line in lines)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for line in lines for char in line.plain)


def test_markup_in_a_title_is_shown_as_it_is_written() -> None:
    lines = row_lines(row(title="[/] [CVE-2026-1] [@click=app.quit]x"), 60, NORMAL_HEIGHT, NOW)
    assert "[/] [CVE-2026-1] [@click=app.quit]x" in lines[0].plain
    assert not any("@click" in str(span.style) for line in lines for span in line.spans)


def test_escape_sequences_and_bidi_overrides_are_taken_out_of_a_title() -> None:
    drawn = texts(row(title="a\x1b[31mred\x9b2J \u202egnp.exe"), 60)
    assert "\x1b" not in drawn[0]
    assert "\x9b" not in drawn[0]
    assert "\u202e" not in drawn[0]


def test_an_unread_story_has_a_bar_and_a_read_one_has_none() -> None:
    assert texts(row())[0].startswith("▌")
    assert texts(row(read=True))[0].startswith(" ")


def test_a_long_title_ends_in_an_ellipsis_on_its_second_line() -> None:
    lines = texts(row(title="word " * 40))
    assert lines[1].rstrip().endswith("…")
    assert "Outlet" in lines[2]


def test_the_details_give_source_age_star_and_tags() -> None:
    details = texts(row(saved=True, tags=("apt",), published=NOW - timedelta(hours=2)), 60)[1]
    assert "Outlet · 2 h" in details
    assert "★" in details
    assert "#apt" in details


def test_several_cves_are_shown_as_the_first_and_how_many_more() -> None:
    story = row(cves=("CVE-2023-46805", "CVE-2024-21887"))
    assert "CVE-2023-46805 +1" in texts(story, 60)[1]


def test_chips_that_do_not_fit_are_left_out_before_the_source_is() -> None:
    details = texts(row(source="A rather long outlet name", cves=("CVE-2024-12345",)), 24)[1]
    assert "A r" in details
    assert "CVE" not in details


def test_a_compact_row_keeps_the_age_at_its_end() -> None:
    line = texts(row(title="word " * 20, saved=True, tags=("apt",)), 40, COMPACT_HEIGHT)[0]
    assert line.endswith("★ # now")
