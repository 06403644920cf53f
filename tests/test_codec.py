"""Model objects as JSON: what goes in comes out, and nothing else comes in."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secreader import codec, model
from secreader.model import Article, Block, Entry, FeedRefreshed, Heading, Paragraph, ParsedFeed, Span, Table

WORDS = [word for name in model.__all__ if is_dataclass(word := getattr(model, name)) and word is not model.View]
"""Every class of the model but View, whose array never leaves its process."""

TIMES = st.datetimes(
    min_value=datetime(1, 1, 3),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(9999, 12, 29),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(timedelta(hours=-9, minutes=-30))]),
)
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    bool: st.booleans(),
    int: st.integers(-(2**63), 2**63 - 1),
    datetime: TIMES,
    NoneType: st.none(),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["paragraph", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["v", "value", "kind", "spans", "text", "url", "title", "blocks"]), inner)
    ),
    max_leaves=12,
)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type, from the type alone."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is tuple:
        return st.lists(values(inside[0]), max_size=3).map(tuple)
    if origin is Literal:
        return st.sampled_from(inside)
    if origin in (UnionType, Union):
        return st.one_of(*map(values, inside))
    if isinstance(kind, type) and is_dataclass(kind):
        return st.builds(kind, **{name: values(of) for name, of in get_type_hints(kind).items()})
    found: st.SearchStrategy[Any] = SCALARS[kind]
    return found


def document(value: object, version: object = codec.VERSION) -> str:
    return json.dumps({"v": version, "value": value})


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.__name__)
@given(st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_of_the_model_survives_the_journey(word: type, data: st.DataObject) -> None:
    value = data.draw(values(word))
    back = codec.loads(word, codec.dumps(value))
    assert back == value
    assert type(back) is word
    assert codec.dumps(back) == codec.dumps(value)


@given(st.lists(values(Entry), max_size=3).map(tuple), st.lists(values(Block), max_size=5).map(tuple))
@settings(max_examples=30, deadline=None)
def test_tuples_of_words_survive_too(entries: tuple[Entry, ...], blocks: tuple[Block, ...]) -> None:
    assert codec.loads(tuple[Entry, ...], codec.dumps(entries)) == entries
    assert codec.loads(model.Blocks, codec.dumps(blocks)) == blocks


def test_a_document_says_its_version_and_leaves_defaults_out() -> None:
    article = Article("https://wire.example/", "Tïtle", (Paragraph((Span("a", em=True),)), Heading((Span("b"),), 3)))
    assert codec.dumps(article).decode() == (
        '{"v":1,"value":{"url":"https://wire.example/","title":"Tïtle","blocks":['
        '{"spans":[{"text":"a","em":true}],"kind":"paragraph"},{"spans":[{"text":"b"}],"level":3,"kind":"heading"}]}}'
    )


def test_with_full_every_field_is_there_and_times_are_iso_in_utc() -> None:
    zone = timezone(timedelta(hours=2))
    entry = Entry("1", "https://wire.example/", "t", published=datetime(2026, 1, 31, 12, tzinfo=zone))
    shown = codec.plain({"entries": [entry]}, full=True)["entries"][0]
    assert list(shown) == [field.name for field in fields(Entry)]
    assert shown["published"] == "2026-01-31T10:00:00Z"
    assert shown["updated"] is None
    assert shown["categories"] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        "null",
        "[" * 100_000,
        '{"a":' * 100_000,
        "1" * 5_000,
        b"\xff\xfe\xfd",
        b"\x80",
        document({"text": "a"}, version=2),
        document({"text": "a"}, version=True),
        document({"text": "a"}, version=1.0),
        document({"text": "a"}, version="1"),
        document({"text": "a"}, version=None),
        '{"value": {"text": "a"}}',
        '{"v": 1}',
        document(None),
        document([]),
        document("a"),
        document({}),
        document({"text": None}),
        document({"text": 1}),
        document({"text": ["a"]}),
        document({"text": "a", "em": 1}),
        document({"text": "a", "em": None}),
        document({"text": "a", "colour": "red"}),
        document({"text": "a", "__class__": "b"}),
        document({"text": "half \ud800 pair"}),
    ],
)
def test_what_is_no_document_of_this_word_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        codec.loads(Span, text)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        (Block, {"spans": []}),
        (Block, {"spans": [], "kind": "marquee"}),
        (Block, {"spans": [], "kind": ["paragraph"]}),
        (Block, {"spans": [], "kind": "code"}),
        (Block, {"spans": "abc", "kind": "paragraph"}),
        (Block, None),
        (Block, [{"kind": "rule"}]),
        (Paragraph, {"spans": [], "kind": "heading"}),
        (Table, {"rows": ["ab"]}),
        (Table, {"rows": [[1]]}),
        (Table, {"rows": {"0": ["a"]}}),
        (ParsedFeed, {"title": "", "site_url": "", "entries": [], "ttl": 2**63}),
        (ParsedFeed, {"title": "", "site_url": "", "entries": [], "ttl": -(2**70)}),
        (ParsedFeed, {"title": "", "site_url": "", "entries": [], "ttl": True}),
        (ParsedFeed, {"title": "", "site_url": "", "entries": [], "ttl": 1.0}),
        (FeedRefreshed, {"feed_id": 1, "title": "", "outcome": "lost"}),
        (FeedRefreshed, {"feed_id": 1, "title": "", "outcome": {}}),
        (tuple[Span, ...], {"text": "a"}),
    ],
)
def test_fields_of_another_type_or_kind_are_refused(word: Any, value: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        codec.loads(word, document(value))


@pytest.mark.parametrize(
    "time",
    [
        "",
        "soon",
        "2026-13-01T00:00:00Z",
        "2026-01-01T00:00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_times_that_are_none_or_lack_a_zone_or_leave_the_calendar_are_refused(time: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        codec.loads(Entry, document({"guid": "1", "url": "", "title": "", "published": time}))


def test_times_come_back_in_utc() -> None:
    entry = codec.loads(
        Entry, document({"guid": "1", "url": "", "title": "", "published": "2026-01-31T12:00:00+02:00"})
    )
    assert entry.published.isoformat() == "2026-01-31T10:00:00+00:00"


def accepted_only_whole(word: Any, text: str | bytes) -> None:
    """Either ValueError, or a value that is of the model through and through."""
    try:
        value = codec.loads(word, text)
    except ValueError:
        return
    assert codec.loads(word, codec.dumps(value)) == value


@given(JSON, st.sampled_from([*WORDS, Block, tuple[Entry, ...], tuple[Block, ...]]))
def test_any_json_is_a_word_or_a_value_error(value: object, word: Any) -> None:
    accepted_only_whole(word, json.dumps(value))
    accepted_only_whole(word, document(value))


@given(st.binary(max_size=40) | st.text(max_size=40))
def test_any_bytes_are_a_word_or_a_value_error(text: bytes | str) -> None:
    accepted_only_whole(Article, text)


@given(st.data(), st.sampled_from([Article, ParsedFeed, model.OpenStory, model.Report]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_word_with_one_part_replaced_is_a_word_or_a_value_error(data: st.DataObject, word: type) -> None:
    value = codec.plain(data.draw(values(word)), full=True)
    where = value
    while True:
        name = data.draw(st.sampled_from(sorted(where) if isinstance(where, dict) else range(len(where))))
        inside = where[name]
        if isinstance(inside, dict | list) and inside and data.draw(st.booleans()):
            where = inside
            continue
        where[name] = data.draw(JSON)
        break
    accepted_only_whole(word, document(value))
