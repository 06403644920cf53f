"""Ages, dates and counts as a list shows them."""

from datetime import UTC, datetime, timedelta

import pytest

from secreader.ui.render.words import age, count, date, safe

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("passed", "shown"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=3, minutes=59), "3 h"),
        (timedelta(days=2), "2 d"),
        (timedelta(days=30), "25 Oct"),
        (timedelta(days=800), "15 Sep 2024"),
        (timedelta(hours=-3), "now"),
    ],
)
def test_an_age_is_as_short_as_it_can_be(passed: timedelta, shown: str) -> None:
    assert age(NOW - passed, NOW) == shown


def test_a_date_of_this_year_leaves_the_year_out() -> None:
    assert date(datetime(2026, 10, 5, 12, tzinfo=UTC), NOW) == "5 Oct"


def test_counts_agree_with_their_noun() -> None:
    assert (count(1, "story", "stories"), count(1200, "story", "stories")) == ("1 story", "1,200 stories")
    assert count(2, "feed") == "2 feeds"


def test_text_from_outside_is_never_read_as_markup() -> None:
    assert safe("[bold]x[/bold] \x1b[0m").plain == "[bold]x[/bold] [0m"
