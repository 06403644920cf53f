"""The words of secreader: what their plain text is, and that they stay as they were made."""

from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any

import pytest

from secreader import model
from secreader.model import (
    Article,
    Block,
    Code,
    Finding,
    Heading,
    Image,
    ListItem,
    Paragraph,
    Quote,
    Report,
    Rule,
    Span,
    Table,
    View,
    block_text,
    blocks_text,
    plain,
)

SPANS = (Span("Patch "), Span("now", strong=True), Span(".", href="https://wire.example/"))


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Paragraph(SPANS), "Patch now."),
        (Heading(SPANS, 3), "Patch now."),
        (ListItem(SPANS, depth=1, number=2), "Patch now."),
        (Quote(SPANS, author="The desk"), "Patch now."),
        (Code("rm -rf\n  x", language="sh"), "rm -rf\n  x"),
        (Table((("a", "b"), ("1", "2")), header=True), "a | b\n1 | 2"),
        (Image("https://wire.example/i.png", alt="alt", caption="caption"), ""),
        (Rule(), ""),
    ],
)
def test_the_text_of_a_block_is_the_words_in_it(block: Block, text: str) -> None:
    assert block_text(block) == text


def test_style_is_no_text() -> None:
    assert plain(SPANS) == "Patch now."
    assert plain(()) == ""


def test_a_blank_line_stands_between_blocks_and_none_for_pictures() -> None:
    blocks = (Rule(), Paragraph(SPANS), Image("https://wire.example/i.png", caption="c"), Code("x = 1"), Paragraph(()))
    assert blocks_text(blocks) == "Patch now.\n\nx = 1"


def test_an_articles_words_are_counted_in_its_body_alone() -> None:
    article = Article(
        "https://wire.example/", "A title of six words here", (Paragraph(SPANS),), deck="x y", caption="z", notes=("n",)
    )
    assert article.text == "Patch now."
    assert article.word_count == 2
    assert Article("https://wire.example/", "t", ()).word_count == 0


def test_a_report_is_well_when_each_finding_is() -> None:
    well, ill = Finding("log", True, "d"), Finding("library", False, "d", "a")
    assert Report(()).ok
    assert Report((well,)).ok
    assert not Report((well, ill)).ok


def test_a_new_view_is_empty_and_no_two_share_their_ids() -> None:
    assert list(View("").ids) == []
    assert View("").ids is not View("").ids


@pytest.mark.parametrize("word", [word for name in model.__all__ if is_dataclass(word := getattr(model, name))])
def test_no_room_can_change_what_another_holds(word: Any) -> None:
    value = object.__new__(word)
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(word)[0].name, "other")
