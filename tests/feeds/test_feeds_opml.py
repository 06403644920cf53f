"""OPML in and out."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secreader.errors import FeedError
from secreader.feeds import opml
from secreader.model import Subscription
from secreader.text import line


def document(body: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><head/><body>{body}</body></opml>'.encode()


def test_folders_become_nested_categories() -> None:
    assert opml.read(
        document(
            """<outline text="News"><outline text="Asia"><outline type="rss" text="Harbour" xmlUrl="https://h.example/f"
            htmlUrl="https://h.example/" language="en"/></outline><outline title="Desk" XMLURL="http://d.example/f"/></outline>
            <outline text="Top" xmlUrl="https://t.example/f" category="/a/b,/c"/>"""
        )
    ) == (
        Subscription("https://h.example/f", "Harbour", "https://h.example/", "News/Asia", "en"),
        Subscription("http://d.example/f", "Desk", "", "News"),
        Subscription("https://t.example/f", "Top", "", "a/b"),
    )


def test_a_feed_that_is_listed_twice_is_one_with_what_either_says() -> None:
    (feed,) = opml.read(
        document(
            '<outline xmlUrl="https://h.example/f"/><outline text="B"><outline text="Harbour" xmlUrl="http://www.h.example/f/"/>'
            "</outline>"
        )
    )
    assert feed == Subscription("https://h.example/f", "Harbour", "", "B")


def test_only_http_addresses_are_taken_and_texts_are_clean() -> None:
    assert opml.read(
        document(
            '<outline text="x" xmlUrl="file:///etc/passwd"/><outline text="y" xmlUrl="javascript:1"/>'
            '<outline text="a&#x9d;b&#x202e;c" xmlUrl="https://h.example/f"/>'
        )
    ) == (Subscription("https://h.example/f", "abc"),)


def test_bare_ampersands_of_careless_exports_are_mended() -> None:
    (feed,) = opml.read(document('<outline text="R&D" xmlUrl="https://h.example/f?a=1&b=2"/>'))
    assert (feed.title, feed.url) == ("R&D", "https://h.example/f?a=1&b=2")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a well-formed"),
        (b"<opml><body><outline>", "not a well-formed"),
        (b"<html/>", "root element is html"),
        (b"x" * 5_000_001, "5 MB"),
        (document('<outline text="x"/>' * 5_001), "5,000"),
        (document("<outline>" * 25 + "</outline>" * 25), "deep"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><body/></opml>', "entities"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        opml.read(data)


def test_a_written_file_is_well_formed_and_says_its_title() -> None:
    root = ET.fromstring(opml.write([], title="Mine & yours"))
    assert root.findtext("head/title") == "Mine & yours"
    assert root.get("version") == "2.0"


NAMES = st.text(max_size=12).map(lambda text: line(text).replace("/", "")).filter(lambda text: text == line(text))
FEEDS = st.builds(
    Subscription,
    st.integers(0, 10**6).map(lambda n: f"https://f{n}.example/feed?a={n}&b=%22"),
    NAMES.filter(bool),
    st.sampled_from(["", "https://site.example/?a&b"]),
    st.lists(NAMES.filter(bool), max_size=3).map("/".join),
    st.sampled_from(["", "en", "de-AT"]),
)


@given(st.lists(FEEDS, max_size=8, unique_by=lambda feed: feed.url))
def test_what_is_written_is_read_back(feeds: list[Subscription]) -> None:
    assert sorted(opml.read(opml.write(feeds).encode()), key=repr) == sorted(feeds, key=repr)


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: document(text)))
def test_any_bytes_are_subscriptions_or_a_feed_error(data: bytes) -> None:
    problem = "."
    try:
        opml.read(data)
    except FeedError as error:
        problem = str(error)
    assert problem.endswith(".")
