"""Moments in feeds: what the calendar does not know is no date."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secreader.feeds.dates import EARLIEST, from_parts, moment


def test_the_parts_of_a_date_are_utc() -> None:
    assert from_parts(time.gmtime(1_772_625_600)) == datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "parts", [(2026, 3, 4, 12, 0, 61), (2026, 0, 4, 12, 0, 0), (10**12, 1, 1, 0, 0, 0), (1970, 1, 1, 0, 0, 0)]
)
def test_parts_that_are_no_day_of_a_feed_are_nothing(parts: tuple[int, ...]) -> None:
    assert from_parts(parts) is None


@given(st.text(max_size=40) | st.datetimes().map(str) | st.datetimes().map(datetime.isoformat))
def test_any_text_is_a_utc_moment_since_1990_or_nothing(text: str) -> None:
    found = moment(text)
    assert found is None or (found.tzinfo is UTC and found.year >= EARLIEST)
