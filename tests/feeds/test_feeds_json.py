"""JSON Feed 1.0 and 1.1."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secreader.errors import FeedError
from secreader.feeds import parse
from secreader.model import Entry, ParsedFeed

URL = "https://desk.example/feed.json"


def feed(items: Any, **more: Any) -> ParsedFeed:
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "Desk", "items": items, **more}
    return parse(json.dumps(document).encode(), url=URL)


def test_every_field_is_read() -> None:
    parsed = feed(
        [
            {
                "id": 17,
                "url": "/17",
                "title": "Ferry\u001b[31m &amp; pier",
                "authors": [{"name": "Ann"}, {"name": "Bo"}, {}],
                "date_published": "2026-03-04T14:00:00+02:00",
                "date_modified": "2026-03-05T12:00:00Z",
                "summary": "Short <one>.",
                "content_html": "<p>Long <a href='x'>x</a></p>",
                "tags": ["a", "b", 3],
            }
        ],
        home_page_url="https://desk.example/",
        language="en",
    )
    assert (parsed.title, parsed.site_url, parsed.format, parsed.language) == (
        "Desk",
        "https://desk.example/",
        "json",
        "en",
    )
    assert parsed.entries == (
        Entry(
            guid="17",
            url="https://desk.example/17",
            title="Ferry[31m & pier",
            author="Ann, Bo",
            published=datetime(2026, 3, 4, 12, tzinfo=UTC),
            updated=datetime(2026, 3, 5, 12, tzinfo=UTC),
            summary="Short <one>.",
            content='<p>Long <a href="https://desk.example/x">x</a></p>',
            categories=("a", "b"),
        ),
    )


def test_version_1_0_has_one_author_and_plain_text_becomes_paragraphs() -> None:
    (entry,) = feed(
        [{"id": "1", "external_url": "https://o.example/", "author": {"name": "Ann"}, "content_text": "a<b\n\nc"}]
    ).entries
    assert (entry.author, entry.url) == ("Ann", "https://o.example/")
    assert entry.content == "<p>a&lt;b</p><p>c</p>"


def test_items_that_are_none_and_fields_of_the_wrong_type_cost_nothing_else() -> None:
    parsed = feed(
        [None, 3, {"id": True, "title": ["x"], "tags": "no", "url": {}}, {"id": "2", "title": "good"}], title=7
    )
    assert [entry.title for entry in parsed.entries] == ["", "good"]
    assert all(entry.guid for entry in parsed.entries)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[]", "no list of items"),
        (b'{"items": 3}', "no list of items"),
    ],
)
def test_other_json_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        parse(data, url=URL)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "url", "name", "title"]), inner),
    max_leaves=10,
)
FIELDS = [
    "id",
    "url",
    "title",
    "author",
    "authors",
    "tags",
    "summary",
    "content_html",
    "content_text",
    "date_published",
]


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON), max_size=4))
def test_items_of_any_shape_become_entries_with_an_identity(items: list[dict[str, Any]]) -> None:
    parsed = feed(items)
    assert len(parsed.entries) == len(items)
    assert all(entry.guid for entry in parsed.entries)
