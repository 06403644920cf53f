"""The query language, as the filter line and `list` speak it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secreader.errors import QueryError
from secreader.query import All, And, Field, Not, Or, Phrase, Word, parse


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", All()),
        ("  ", All()),
        ('""', All()),
        ("xz", Word("xz")),
        ("xz backdoor", And((Word("xz"), Word("backdoor")))),
        ("ransom*", Word("ransom", prefix=True)),
        ("*", Word("*")),
        ('"supply chain"', Phrase("supply chain")),
        ("-lockbit", Not(Word("lockbit"))),
        ("a or b", Or((Word("a"), Word("b")))),
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("(a or b) -(c d)", And((Or((Word("a"), Word("b"))), Not(And((Word("c"), Word("d"))))))),
        ("is:Unread", Field("is", "unread")),
        ('feed:"The Record"', Field("feed", "The Record")),
        ("cve:CVE-2024-3094 since:7d", And((Field("cve", "CVE-2024-3094"), Field("since", "7d")))),
        ("since:2026-01-31", Field("since", "2026-01-31")),
        ("https://a.example/x", Word("https://a.example/x")),
        ("-", Word("-")),
        ("zero-day", Word("zero-day")),
    ],
)
def test_a_query_means(text: str, tree: object) -> None:
    assert parse(text).tree == tree


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("a or", 2, "after it"),
        ("or b", 0, "before it"),
        ("xz (a b", 3, "missing"),
        ("a)", 1, "too many"),
        ('a "b', 2, "closing"),
        ('feed:"b', 0, "closing"),
        ("is:odd", 0, "knows unread, read"),
        ("x since:soon", 2, "24h"),
        ("tag:", 0, "after it"),
        ("-(", 1, "missing"),
    ],
)
def test_what_cannot_be_understood_says_where_and_what_to_do(text: str, position: int, words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        parse(text)
    assert caught.value.position == position


def test_nesting_and_length_have_an_end() -> None:
    with pytest.raises(QueryError, match="deep"):
        parse("(" * 100 + "a" + ")" * 100)
    with pytest.raises(QueryError, match="longer"):
        parse("a" * 3000)


@given(st.text(alphabet='ab ()"-:*oris:tagsince', max_size=60) | st.text(max_size=60))
def test_any_text_is_a_query_or_an_error_inside_it(text: str) -> None:
    position = 0
    try:
        assert parse(text).text == text
    except QueryError as error:
        position = error.position
    assert 0 <= position <= len(text)
