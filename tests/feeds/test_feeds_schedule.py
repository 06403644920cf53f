"""When a feed is due again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secreader.feeds.schedule import LATEST, SOONEST, habit, next_check

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def test_a_feed_that_says_nothing_is_asked_every_hour() -> None:
    assert next_check(NOW) == NOW + HOUR


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ({"ttl": 15}, HOUR),
        ({"ttl": 180}, 3 * HOUR),
        ({"ttl": 10**6}, 24 * HOUR),
        ({"max_age": 7200}, 2 * HOUR),
        ({"max_age": 10**9}, 5 * HOUR),
        ({"retry_after": 36_000}, 10 * HOUR),
        ({"retry_after": 10**9}, 24 * HOUR),
        ({"ttl": 120, "max_age": 10_800, "retry_after": 60}, 3 * HOUR),
        ({"max_age": -5}, HOUR),
    ],
)
def test_the_longest_of_what_feed_and_server_ask_for_counts_within_bounds(
    said: dict[str, Any], wait: timedelta
) -> None:
    assert next_check(NOW, **said) == NOW + wait


def test_failures_double_the_wait_from_ten_minutes_to_a_day() -> None:
    waits = [next_check(NOW, failures=n) - NOW for n in (1, 2, 3, 8, 9, 1000)]
    assert waits == [10 * MINUTE, 20 * MINUTE, 40 * MINUTE, 1280 * MINUTE, LATEST, LATEST]


def test_a_failing_server_that_names_a_time_gets_it() -> None:
    assert next_check(NOW, failures=1, retry_after=7200) == NOW + 2 * HOUR
    assert next_check(NOW, failures=5, retry_after=60) == NOW + 160 * MINUTE


@pytest.mark.parametrize(
    ("gap", "wait"), [(HOUR, HOUR), (12 * HOUR, 3 * HOUR), (24 * HOUR, 6 * HOUR), (500 * HOUR, 6 * HOUR)]
)
def test_a_feed_that_seldom_posts_is_asked_four_times_a_post_but_every_six_hours(
    gap: timedelta, wait: timedelta
) -> None:
    assert next_check(NOW, habit=habit([NOW - n * gap for n in range(12)])) == NOW + wait


def test_one_post_is_no_habit() -> None:
    assert next_check(NOW, habit=habit([NOW])) == NOW + HOUR


def test_jitter_adds_up_to_a_tenth() -> None:
    assert next_check(NOW, jitter=0.5) == NOW + 63 * MINUTE


@given(
    st.integers(0, 10**6),
    st.floats(0, allow_nan=False),
    st.integers(0, 10**9),
    st.floats(0, allow_nan=False),
    st.lists(st.datetimes(timezones=st.just(UTC)), max_size=20),
    st.floats(0, 1, exclude_max=True),
)
def test_the_wait_is_always_between_ten_minutes_and_a_day_with_its_jitter(
    failures: int, retry_after: float, ttl: int, max_age: float, published: list[datetime], jitter: float
) -> None:
    wait = (
        next_check(
            NOW,
            failures=failures,
            retry_after=retry_after,
            ttl=ttl,
            max_age=max_age,
            habit=habit(published),
            jitter=jitter,
        )
        - NOW
    )
    assert (10 * MINUTE if failures else SOONEST) <= wait <= LATEST * 1.1
