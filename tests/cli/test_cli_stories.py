"""list and show."""

import re

import pytest

from cli.running import Cli
from cli.wire import Wire, item, page

ROW_KEYS = ["id", "title", "source", "url", "published", "read", "saved", "offline", "tags", "cves"]


def test_list_shows_a_line_a_story_newest_first(cli: Cli) -> None:
    answer = cli("list")
    lines = answer.out.splitlines()
    assert answer.code == 0
    assert answer.err == ""
    assert [line.split("  ")[-2].strip() for line in lines[1:]] == ["Botnet of routers", "A page that is gone"]
    assert re.fullmatch(
        r" +\d \*  2026-03-0\d \d\d:\d\d  Backdoor in xz, CVE-2024-3094  \(The Wire\)  CVE-2024-3094", lines[0]
    )


def test_list_as_json_has_stable_keys_and_iso_dates(cli: Cli, wire: Wire) -> None:
    answer = cli("list", "--json")
    assert list(answer.json) == ["query", "total", "stories"]
    assert answer.json["total"] == 3
    assert [list(row) for row in answer.json["stories"]] == [ROW_KEYS] * 3
    first = answer.json["stories"][0]
    assert first["published"] == "2026-03-03T10:00:00Z"
    assert first["url"] == f"{wire.base}/xz"
    assert first["cves"] == ["CVE-2024-3094"]
    assert first["read"] is False
    assert answer.err == ""


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (["botnet"], ["Botnet of routers"]),
        (["title:botnet", "routers"], ["Botnet of routers"]),
        (["cve:CVE-2024-3094"], ["Backdoor in xz, CVE-2024-3094"]),
        (["-botnet", "-gone"], ["Backdoor in xz, CVE-2024-3094"]),
        (["botnet", "or", "gone"], ["Botnet of routers", "A page that is gone"]),
        (["-page", "--limit", "9", "-xz"], ["Botnet of routers"]),
        (['"of routers"'], ["Botnet of routers"]),
    ],
)
def test_a_query_may_be_several_words_with_options_anywhere(cli: Cli, words: list[str], titles: list[str]) -> None:
    assert [row["title"] for row in cli("list", *words, "--json").json["stories"]] == titles


def test_a_limit_says_how_many_more_there_are(cli: Cli) -> None:
    answer = cli("list", "--limit", "1")
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 1
    assert answer.err == "secreader: 2 more; --limit 3 shows all.\n"
    assert cli("list", "--limit", "1", "--json").json["total"] == 3


def test_nothing_found_is_code_3_and_a_sentence(cli: Cli) -> None:
    answer = cli("list", "nonsuch")
    assert (answer.code, answer.out, answer.err) == (3, "", "secreader: No story matches.\n")
    answer = cli("list", "nonsuch", "--json")
    assert (answer.code, answer.json, answer.err) == (3, {"query": "nonsuch", "total": 0, "stories": []}, "")


def test_a_new_library_says_how_to_get_stories(fresh: Cli) -> None:
    answer = fresh("list")
    assert answer.code == 3
    assert "secreader refresh" in answer.err


@pytest.mark.parametrize(
    ("query", "mark"),
    [
        ("ransom (a", "         ^"),
        ("is:odd", "  ^"),
        ("botnet )", "         ^"),
        ("x " * 100 + "since:often", "  " + " " * 60 + "^"),
        ('a\n"b', "    ^"),
    ],
)
def test_a_query_that_cannot_be_read_is_shown_with_the_place_of_the_fault(cli: Cli, query: str, mark: str) -> None:
    answer = cli("list", query)
    sentence, shown, below = answer.err.splitlines()
    assert answer.code == 2
    assert answer.out == ""
    assert sentence.startswith("secreader: ")
    assert sentence.endswith(".")
    assert below == mark
    assert len(shown) <= 2 + 120


def test_show_reads_a_story_as_clean_text_with_its_related_links(cli: Cli, wire: Wire) -> None:
    answer = cli("show", "1")
    assert answer.code == 0
    assert answer.out.startswith("Backdoor in xz")
    assert "0. The desk looked into the matter for a week" in answer.out
    assert f"\n  1. Botnet of routers\n     {wire.base}/botnet\n" in answer.out
    assert answer.out.endswith(f"\n{wire.base}/xz\n")
    assert max(map(len, answer.out.splitlines())) <= 80


def test_show_takes_addresses_that_no_feed_lists_and_keeps_them(cli: Cli, wire: Wire) -> None:
    url = wire.put("/unlisted", page("Nobody lists this"))
    assert "Nobody lists this" in cli("show", url).out
    found = cli("list", "title:nobody", "--json").json["stories"]
    assert [(row["url"], row["offline"]) for row in found] == [(url, True)]


def test_a_story_that_was_shown_needs_no_network_again(cli: Cli, wire: Wire) -> None:
    cli("show", "2")
    wire.asked.clear()
    assert cli("show", "2").code == 0
    assert wire.asked == []


def test_a_story_may_be_fetched_and_cleaned_again(cli: Cli, wire: Wire) -> None:
    url = wire.put("/corrected", page("Before"))
    cli("show", url)
    wire.put("/corrected", page("After"))
    assert cli("show", url).out.startswith("Before\n")
    assert cli("show", url, "--again").out.startswith("After\n")
    assert cli("show", url).out.startswith("After\n")


def test_show_as_json_has_the_article_its_text_and_the_links(cli: Cli, wire: Wire) -> None:
    shown = cli("show", "1", "--json").json
    assert list(shown) == ["story", "related"]
    assert list(shown["story"]["row"]) == ROW_KEYS
    article = shown["story"]["article"]
    assert article["title"] == "Backdoor in xz"
    assert article["word_count"] == len(article["text"].split()) > 100
    assert article["blocks"][0]["kind"] == "paragraph"
    assert shown["story"]["problem"] == ""
    (group,) = shown["related"]
    assert group["kind"] == "publisher"
    assert [(link["number"], link["title"], link["url"]) for link in group["items"]] == [
        (1, "Botnet of routers", f"{wire.base}/botnet")
    ]


def test_a_page_that_cannot_be_had_gives_the_feeds_text_the_reason_and_code_1(cli: Cli) -> None:
    answer = cli("show", "3")
    assert answer.code == 1
    assert "Only this." in answer.out
    assert "404" in answer.err
    answer = cli("show", "3", "--json")
    assert answer.code == 1
    assert "404" in answer.json["story"]["problem"]
    assert answer.json["story"]["article"] is None


def test_an_entry_without_a_page_shows_what_the_feed_says(fresh: Cli, wire: Wire) -> None:
    entry = "<item><title>Short note</title><guid>n1</guid><description>All of it is here.</description></item>"
    fresh("feeds", "add", wire.feed("/notes.xml", entry + item("Other", "/xz")))
    fresh("refresh")
    (row,) = fresh("list", "short", "--json").json["stories"]
    answer = fresh("show", str(row["id"]))
    assert answer.code == 0
    assert "Short note" in answer.out
    assert "All of it is here." in answer.out
