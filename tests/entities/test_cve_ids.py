"""CVE ids in running text."""

import time
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from secreader.entities import find


def values(title: str, text: str = "") -> list[str]:
    return [entity.value for entity in find(title, text).cves]


def test_ids_are_canonical_and_in_order_of_first_appearance_each_once() -> None:
    assert values("Patch cve-2024-3094 now", "CVE-2021-44228, then CVE-2024-3094 again") == [
        "CVE-2024-3094",
        "CVE-2021-44228",
    ]


def test_typographic_hyphens_are_hyphens() -> None:
    assert values("CVE\u20112023\u201134362 and CVE–2023–2868") == ["CVE-2023-34362", "CVE-2023-2868"]


def test_a_slash_gives_the_next_number_of_the_same_year() -> None:
    assert values("CVE-2025-0282/0283") == ["CVE-2025-0282", "CVE-2025-0283"]


def test_the_place_counts_from_the_start_of_the_title() -> None:
    entity = find("A title", "See CVE-2024-3094.").cves[0]
    assert entity.start == len("A title\nSee ")
    assert entity.text == "CVE-2024-3094"


def test_what_only_looks_like_an_id_is_none() -> None:
    assert values("XCVE-2024-3094 CVE-2024-123 CVE-1998-1234 CVE-2024-12345678 CVE-2024-1234a") == []


def test_ids_of_years_to_come_are_none_but_those_of_the_next_year_are_reserved_early() -> None:
    year = datetime.now(UTC).year
    assert values(f"CVE-{year + 1}-1234 CVE-{year + 2}-1234") == [f"CVE-{year + 1}-1234"]


def test_a_megabyte_of_almost_ids_is_read_at_once() -> None:
    started = time.process_time()
    assert values("", "CVE-2024-" * 120_000 + " CVE-2024-1234") == ["CVE-2024-1234"]
    assert time.process_time() - started < 2


@given(st.text(max_size=200), st.text(max_size=500))
def test_any_text_is_read_and_every_place_holds_what_was_found(title: str, text: str) -> None:
    for entity in find(title, text).cves:
        assert f"{title}\n{text}"[entity.start :].startswith(entity.text)
