"""Any blocks, written as Markdown, are read back by a CommonMark parser as the same blocks."""

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_reader import Seen, read, visible

from secreader.export import blocks_markdown
from secreader.model import Block, Blocks, Code, Heading, ListItem, Paragraph, Quote, Rule, Span, Spans, Table
from secreader.text import clean

MARKUP = st.sampled_from(
    [
        *"\\`*_{}[]()<>#+-=.!|~:&;^$%@\"'/ 019az\n\t“”—…€＊。、漢é\u00a0\u3000",
        *(
            "**",
            "***",
            "__",
            "~~",
            "```",
            "``",
            "---",
            "- ",
            "+ ",
            "* ",
            "1. ",
            "10) ",
            "# ",
            "## ",
            "> ",
            "===",
            "    ",
        ),
        *(
            "| a |",
            "|---|",
            ":-:",
            "--- | ---",
            "[x](y)",
            "![x](y)",
            "[a]: /b",
            "<script>",
            "</p>",
            "<!--",
            "&amp;",
            "&#42;",
        ),
        *("https://h.example/", "[ ] ", "\n\n", "\\\n", "  \n", "a_b", "CVE-2026-1", "http", "<a@b.example>", "[^1]"),
    ]
)
# Marks and joiners are cleaned by where they stand, which is the subject of the tests of `clean`.
ANY = st.characters(exclude_categories=("C", "M")).filter(lambda char: clean(char) == char)
TEXT = st.lists(st.one_of(MARKUP, MARKUP, ANY), max_size=8).map("".join)
HREFS = st.one_of(
    st.just(""),
    st.just(""),
    st.sampled_from(
        [
            "https://h.example/a",
            "http://h.example/a_(b)?c=(d&copy;=1&lt=2#x*y_z",
            "javascript:alert(1)",
            "/x",
            "data:,x",
        ]
    ),
    st.lists(MARKUP, max_size=6).map(lambda parts: "https://h.example/" + "".join(parts)),
)
SPANS: st.SearchStrategy[Spans] = st.lists(
    st.builds(Span, TEXT, em=st.booleans(), strong=st.booleans(), code=st.booleans(), href=HREFS), max_size=6
).map(tuple)
BLOCKS: st.SearchStrategy[Blocks] = st.lists(
    st.one_of(
        st.builds(Paragraph, SPANS),
        st.builds(Heading, SPANS, level=st.integers(2, 6)),
        st.builds(ListItem, SPANS, depth=st.integers(0, 8), number=st.sampled_from([0, 0, 1, 2, 3, 7, 999_999_999])),
        st.builds(Quote, SPANS, author=st.sampled_from(["", "", "Ann *B*", "1. C"])),
        st.builds(Code, TEXT, language=st.sampled_from(["", "python", "c++", "c#", "a b", "`", "x\ny"])),
        st.builds(Table, st.lists(st.lists(TEXT, max_size=4).map(tuple), max_size=4).map(tuple), header=st.booleans()),
        st.builds(Rule),
    ),
    max_size=6,
).map(tuple)


def expected(blocks: Blocks) -> list[Seen]:
    """What is to be seen of `blocks`; paragraphs that one author says are followed by the name."""
    found: list[Seen] = []
    there = [block for block in blocks if _seen(block)]
    for author, group in groupby(there, key=lambda block: block.author if isinstance(block, Quote) else None):
        found += [one for block in group for one in _seen(block)]
        if author:
            found.append(Seen("quote", (1,), visible((Span(f"— {author}"),))))
    return found


def _seen(block: Block) -> list[Seen]:
    match block:
        case Rule():
            return [Seen("rule")]
        case Code(text=text, language=language):
            named = language if language in ("python", "c++", "c#") else ""
            return [Seen("code", (named, text + "\n"))] if text.strip() else []
        case Table(rows=rows, header=header):
            columns = max(map(len, rows), default=0)
            padded = [tuple(" ".join(cell.split()) for cell in row) + ("",) * (columns - len(row)) for row in rows]
            return [Seen("table", tuple(padded if header else [("",) * columns, *padded]))] if columns else []
        case Heading(spans=spans, level=level):
            words = visible(spans, breaks=False)
            return [Seen("heading", (level,), words)] if words else []
        case Paragraph(spans=spans):
            return [Seen("paragraph", (), words)] if (words := visible(spans)) else []
        case ListItem(spans=spans, depth=depth, number=number):
            return [Seen("item", (depth, number), words)] if (words := visible(spans)) else []
        case Quote(spans=spans):
            return [Seen("quote", (1,), words)] if (words := visible(spans)) else []
    raise AssertionError(block)


@given(SPANS)
@example((Span("a"), Span('"b"', strong=True), Span("c")))
@example((Span("a", em=True), Span("b", em=True, strong=True), Span("c", strong=True), Span("d")))
@example((Span("重"), Span("“点”", em=True), Span("词")))
@example((Span("wait!"), Span("link", href="https://h.example/")))
@example((Span("`"), Span("``a`", code=True), Span("`")))
@example((Span("]:", code=True, href="https://h.example/"),))
@example((Span("0"), Span("0", strong=True), Span("\\", em=True, strong=True)))
@example((Span("a ", em=True, strong=True), Span("b", em=True)))
@example((Span("a", code=True), Span(""), Span("b", code=True)))
def test_words_keep_their_style_and_links(spans: Spans) -> None:
    assert read(blocks_markdown((Paragraph(spans),))) == expected((Paragraph(spans),))


@given(BLOCKS)
@example((ListItem((Span("a"),), number=1), Paragraph(()), ListItem((Span("b"),), number=1)))
def test_blocks_keep_kind_order_and_text(blocks: Blocks) -> None:
    assert read(blocks_markdown(blocks)) == expected(blocks)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 4)), max_size=12))
def test_items_keep_their_depth_and_number(items: list[tuple[int, int]]) -> None:
    blocks = tuple(ListItem((Span("item"),), depth, number) for depth, number in items)
    assert read(blocks_markdown(blocks)) == expected(blocks)


@given(TEXT, st.integers(0, 8))
def test_any_text_stays_one_paragraph_of_text_wherever_it_stands(text: str, depth: int) -> None:
    spans = (Span(text),)
    for block in (Paragraph(spans), ListItem(spans, depth), ListItem(spans, depth, 3), Quote(spans), Heading(spans, 3)):
        around = Paragraph((Span("around"),))
        assert read(blocks_markdown((around, block, around))) == expected((around, block, around))


@pytest.mark.parametrize("block", [ListItem((Span("deep"),), depth=5_000), ListItem((Span("deep"),), number=10**12)])
def test_what_markdown_cannot_hold_comes_as_near_as_it_gets(block: ListItem) -> None:
    near = replace(block, depth=min(block.depth, 8), number=0)
    assert read(blocks_markdown((block,))) == expected((near,))
