"""The texts of the bundled newswire keep the promises that the demo, its pages and its trails rest on."""

import hashlib
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import secreader
from secreader.text import clean, line
from secreader.urls import absolute

STORIES = Path(secreader.__file__).parent / "demo" / "stories"
OUTLETS = {"harbour": 11, "courier": 10, "desk": 9, "advisory": 8, "bugle": 8}
LINKS = {"harbour": (8, 8), "courier": (1, 3), "desk": (3, 5), "advisory": (2, 4), "bugle": (3, 5)}
TEXTS = {"title", "byline", "section"}
MAY_BE_EMPTY = {"deck", "caption", "bio"}
LISTS = {"cves", "actors", "tags", "body", "related"}
BYLINES = {
    "Advisory team",
    "Archive desk",
    "Asia desk",
    "Markets desk",
    "Newsdesk",
    "Night editor",
    "Response desk",
    "Threat desk",
    "Weekend editor",
}
CVE = re.compile(r"CVE-\d{4}-\d{4,}")
LINK = re.compile(r"\[[^\]]+\]\(([^)]*)\)")
CODE = re.compile(r"`[^`]+`")
# RFC 5737 networks and the .example top level of RFC 2606, dots in brackets.
EXAMPLE_ADDRESS = re.compile(r"(192\.0\.2|198\.51\.100)\[\.\]\d{1,3}")
EXAMPLE_URL = re.compile(r"hxxps?://([a-z0-9-]+(\[\.\]|\.))*[a-z0-9-]+\[\.\]example(/\S*)?")
EMPTY_FILE = f"sha256 {hashlib.sha256(b'').hexdigest()}"

Story = dict[str, Any]


@cache
def stories() -> dict[str, Story]:
    return {
        f"{file.parent.name}/{file.stem}": tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(STORIES.glob("*/*.toml"))
    }


every_story = pytest.mark.parametrize("name", sorted(stories()))


def words_of(story: Story) -> str:
    return "\n".join([story["title"], story["deck"], *story["body"]])


def blocks_of(story: Story) -> int:
    """Blocks as a reader sees them: items that follow each other are one list."""
    marks = [text.startswith("- ") for text in story["body"]]
    return sum(not (item and before) for item, before in zip(marks, [False, *marks], strict=False))


def longest_walk(start: str, hops: int, seen: frozenset[str] = frozenset()) -> int:
    """Hops, up to `hops`, that can be followed from `start` without meeting a story twice."""
    if hops == 0:
        return 0
    seen = seen | {start}
    return max(
        (1 + longest_walk(to, hops - 1, seen) for to in stories()[start]["related"] if to not in seen), default=0
    )


def test_every_outlet_has_its_number_of_stories() -> None:
    assert Counter(name.split("/")[0] for name in stories()) == OUTLETS
    assert len(stories()) >= 40


def test_no_two_stories_share_a_title_or_an_hour() -> None:
    for key in ("title", "age_hours"):
        assert [
            value for value, count in Counter(story[key] for story in stories().values()).items() if count > 1
        ] == []


def test_nine_archive_pages_are_in_no_feed_and_at_least_two_stories_lead_to_each() -> None:
    targets = Counter(to for story in stories().values() for to in story["related"])
    archive = {name for name, story in stories().items() if not story["listed"]}
    assert len(archive) == 9
    assert {name.split("/")[0] for name in archive} == set(OUTLETS)
    assert {name: targets[name] for name in archive if targets[name] < 2} == {}


def test_every_story_is_some_other_story_s_related_link() -> None:
    assert set(stories()) - {to for story in stories().values() for to in story["related"]} == set()


def test_at_least_four_events_are_told_by_two_outlets() -> None:
    pairs = [
        ("courier/log4shell-java-logging-bug", "advisory/log4j-guidance"),
        ("courier/xz-backdoor-liblzma", "advisory/xz-utils-cve-2024-3094"),
        ("harbour/bybit-theft-tradertraitor", "bugle/bybit-billion-heist"),
        ("harbour/salt-typhoon-wiretap-systems", "desk/salt-typhoon-telecoms-response"),
        ("desk/moveit-clop-timeline", "bugle/moveit-mayhem"),
    ]
    for one, other in pairs:
        assert other in stories()[one]["related"], f"{one} does not lead to {other}"
        assert abs(stories()[one]["age_hours"] - stories()[other]["age_hours"]) <= 48


def test_no_two_stories_share_a_paragraph() -> None:
    paragraphs = Counter(
        text for story in stories().values() for text in story["body"] if not text.startswith("## ") and len(text) > 60
    )
    assert [text for text, count in paragraphs.items() if count > 1] == []


@every_story
def test_a_story_has_the_keys_of_the_schema_and_their_types(name: str) -> None:
    story = stories()[name]
    optional = {"primary"} | ({"indicators"} if name.startswith("advisory/") else set())
    required = TEXTS | MAY_BE_EMPTY | LISTS | {"age_hours", "listed", "source"}
    assert required <= set(story) <= required | optional
    assert all(isinstance(story[key], str) for key in TEXTS | MAY_BE_EMPTY)
    assert all(story[key] for key in TEXTS)
    assert all(isinstance(story[key], list) and all(isinstance(v, str) for v in story[key]) for key in LISTS)
    assert type(story["age_hours"]) is int
    assert 1 <= story["age_hours"] <= 400
    assert type(story["listed"]) is bool
    assert 1 <= len(story["tags"]) <= 4
    assert story["tags"] == [tag.lower() for tag in story["tags"]]


@every_story
def test_its_byline_is_a_role_and_no_person(name: str) -> None:
    assert stories()[name]["byline"] in BYLINES


@every_story
def test_it_names_the_public_source_of_its_facts(name: str) -> None:
    source = stories()[name]["source"]
    assert set(source) == {"name", "title", "url"}
    assert all(source.values())
    assert source["url"].startswith("https://")
    assert absolute("", source["url"]) == source["url"]


@every_story
def test_a_second_hand_story_says_where_the_report_is(name: str) -> None:
    story = stories()[name]
    primary = story.get("primary", {"outlet": "nobody", "via": "report"})
    assert set(primary) == {"outlet", "via"}
    assert primary["via"] in ("report", "suffix")
    assert story["title"].endswith(f" – {primary['outlet']}") == (primary["via"] == "suffix")


@every_story
def test_its_body_has_110_to_260_words_in_4_to_9_blocks(name: str) -> None:
    story = stories()[name]
    assert 110 <= sum(len(text.split()) for text in story["body"]) <= 260
    assert 4 <= blocks_of(story) <= 9


@every_story
def test_its_text_holds_nothing_that_the_reader_would_have_to_clean(name: str) -> None:
    story = stories()[name]
    assert line(story["title"]) == story["title"]
    assert [text for text in story["body"] if clean(text) != text or text.strip() != text or not text] == []


@every_story
def test_its_inline_markup_is_closed_and_links_are_web_addresses(name: str) -> None:
    for text in stories()[name]["body"]:
        plain = CODE.sub("", text)
        assert "`" not in plain
        assert plain.count("**") % 2 == 0
        assert "*" not in plain.replace("**", "")
        assert all(absolute("", url) == url for url in LINK.findall(plain))
        assert "[" not in LINK.sub("", plain)


@every_story
def test_its_body_leaves_related_links_to_the_page(name: str) -> None:
    body = "\n".join(stories()[name]["body"]).lower()
    assert [words for words in ("also read", "read also", "see also", "related stories") if words in body] == []


@every_story
def test_it_lists_the_cves_it_names_and_names_the_cves_it_lists(name: str) -> None:
    story = stories()[name]
    assert set(CVE.findall(words_of(story))) == set(story["cves"])
    assert len(story["cves"]) == len(set(story["cves"]))


@every_story
def test_it_names_the_actors_it_lists(name: str) -> None:
    story = stories()[name]
    assert [actor for actor in story["actors"] if actor not in words_of(story)] == []


@every_story
def test_its_related_links_lead_to_other_stories_each_once_in_the_number_of_the_house(name: str) -> None:
    related = stories()[name]["related"]
    fewest, most = LINKS[name.split("/", maxsplit=1)[0]]
    assert fewest <= len(related) <= most
    assert len(related) == len(set(related))
    assert set(related) <= set(stories()) - {name}


@every_story
def test_a_reader_can_follow_three_links_from_it_without_coming_back(name: str) -> None:
    assert longest_walk(name, 3) == 3


@every_story
def test_its_indicators_are_defanged_examples(name: str) -> None:
    story = stories()[name]
    for indicator in story.get("indicators", []):
        assert EXAMPLE_ADDRESS.fullmatch(indicator) or EXAMPLE_URL.fullmatch(indicator) or indicator == EMPTY_FILE
    if "indicators" in story:
        assert "example" in story["body"][-1], "the last paragraph says that the indicators are examples"
