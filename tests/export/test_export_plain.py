"""An article as lines of plain text."""

from datetime import UTC, datetime
from typing import Any

import pytest

from secreader.export import article_lines, listed_lines
from secreader.model import (
    Article,
    Block,
    Code,
    Heading,
    Image,
    ListItem,
    Paragraph,
    PrimarySource,
    Quote,
    Rule,
    Span,
    Table,
)

LONG = "word " * 40


def lines_of(*blocks: Block, **fields: Any) -> list[str]:
    """The lines below the title and the blank line after it."""
    return article_lines(Article("https://wire.example/", "T", blocks, **fields))[2:]


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (Paragraph((Span("One "), Span("two", strong=True))), ["One two"]),
        (Paragraph((Span("One\ntwo"),)), ["One", "two"]),
        (Heading((Span("Part"),)), ["## Part"]),
        (Heading((Span("Part"),), level=4), ["#### Part"]),
        (ListItem((Span("one"),)), ["- one"]),
        (ListItem((Span("one"),), depth=2), ["    - one"]),
        (ListItem((Span("one"),), depth=5_000), ["                - one"]),
        (ListItem((Span("one"),), number=12), ["12. one"]),
        (Quote((Span("said"),)), ["> said"]),
        (Quote((Span("said"),), author="The desk"), ["> said", "> — The desk"]),
        (Code("a\n  b"), ["    a", "      b"]),
        (Table((("a", "b"), ("1", "2"))), ["    a | b", "    1 | 2"]),
    ],
)
def test_each_kind_of_block_has_its_mark(block: Block, lines: list[str]) -> None:
    assert lines_of(block) == lines


@pytest.mark.parametrize("block", [Rule(), Image("https://wire.example/i.png", "alt"), Paragraph(()), Code("")])
def test_what_has_no_words_leaves_no_gap(block: Block) -> None:
    assert lines_of(Paragraph((Span("a"),)), block, Paragraph((Span("b"),))) == ["a", "", "b"]


@pytest.mark.parametrize("block", [Paragraph((Span(LONG),)), Quote((Span(LONG),)), ListItem((Span(LONG),), depth=1)])
def test_long_text_is_wrapped_under_its_mark(block: Block) -> None:
    lines = lines_of(block)
    assert len(lines) == 3
    assert max(map(len, lines)) <= 80
    assert "".join(lines).count("word") == 40


def test_code_and_addresses_are_never_broken() -> None:
    address = "https://wire.example/" + "a-" * 50
    assert lines_of(Code("x" * 200)) == ["    " + "x" * 200]
    assert lines_of(Paragraph((Span(f"See {address} for more."),))) == ["See", address, "for more."]
    assert "CVE-2026-12345" in " ".join(lines_of(Paragraph((Span("x" * 70 + " CVE-2026-12345"),)))).split()


def test_the_head_says_who_when_and_on_whose_word() -> None:
    published = datetime(2026, 3, 3, 12, tzinfo=UTC)
    lines = article_lines(
        Article(
            "https://wire.example/",
            "A title",
            (Paragraph((Span("Text."),)),),
            deck="A deck.",
            byline="The desk",
            published=published,
            site="The Wire",
            primary=PrimarySource("Reuters", "https://reuters.example/"),
            warning="This page shows only its first paragraph.",
            notes=("Correction: it was Tuesday.",),
        )
    )
    assert lines == [
        *("A title", "", "A deck.", "", f"The Wire · The desk · {published.astimezone():%Y-%m-%d}"),
        *("Second-hand: reports on Reuters https://reuters.example/", "This page shows only its first paragraph."),
        *("", "Text.", "", "Correction: it was Tuesday."),
    ]


def test_without_an_article_the_feeds_own_text_stands_under_the_listed_title() -> None:
    assert listed_lines("Listed", (Paragraph((Span("In short."),)),)) == ["Listed", "", "In short."]
