"""The tiny Markdown of the story files becomes HTML for the page and plain words for the comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from secreader.demo import markup

WORDS = st.text(st.characters(exclude_categories=["C"], exclude_characters="`*[]\r\n\t"), min_size=1)


@pytest.mark.parametrize(
    ("written", "html", "plain"),
    [
        ("run `a < b` now", "run <code>a &lt; b</code> now", "run a < b now"),
        ("the **Lazarus** gang", "the <strong>Lazarus</strong> gang", "the Lazarus gang"),
        ("see [a & b](https://a.example/?x=1&y=2).",
         'see <a href="https://a.example/?x=1&amp;y=2">a &amp; b</a>.', "see a & b."),
        ("**[a](https://a.example/) and `b`**",
         '<strong><a href="https://a.example/">a</a> and <code>b</code></strong>', "a and b"),
        ("`**` is bold", "<code>**</code> is bold", "** is bold"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
    ],
)  # fmt: skip
def test_inline_markup(written: str, html: str, plain: str) -> None:
    assert markup.html(written) == html
    assert markup.plain(written) == plain


def test_paragraphs_become_the_elements_that_their_marks_say_and_items_in_a_row_one_list() -> None:
    assert markup.blocks(["a", "## b", "- c", "- d", "> e", "- f"]) == [
        "<p>a</p>",
        "<h2>b</h2>",
        "<ul>\n<li>c</li>\n<li>d</li>\n</ul>",
        "<blockquote><p>e</p></blockquote>",
        "<ul>\n<li>f</li>\n</ul>",
    ]


def test_only_text_without_a_mark_is_a_paragraph() -> None:
    assert [text for text in ("a", "## b", "- c", "> d", "#e") if markup.is_paragraph(text)] == ["a", "#e"]


def test_indicators_stand_in_a_table_by_kind() -> None:
    values = ["198.51.100[.]7", "hxxps://a[.]example/x?a=1&b=2", "sha256 " + "0" * 64]
    heading, table = markup.indicators(values)
    assert heading == "<h2>Indicators</h2>"
    assert table.count("<tr>") == 4
    assert "<td>IPv4</td><td><code>198.51.100[.]7</code></td>" in table
    assert "<td>URL</td><td><code>hxxps://a[.]example/x?a=1&amp;b=2</code></td>" in table
    assert f"<td>SHA-256</td><td><code>{'0' * 64}</code></td>" in table
    assert markup.seen([], values) == (
        "Indicators",
        f"Type | Indicator\nIPv4 | 198.51.100[.]7\nURL | hxxps://a[.]example/x?a=1&b=2\nSHA-256 | {'0' * 64}",
    )


def test_a_story_without_indicators_has_no_table() -> None:
    assert markup.indicators([]) == []
    assert markup.seen(["a"], []) == ("a",)


def test_updates_are_notes_and_no_part_of_the_body() -> None:
    body = ["a", "Updated to add: **b**", "- c"]
    assert markup.seen(body, []) == ("a", "c")
    assert markup.notes(body) == ("Updated to add: b",)


@given(st.lists(st.tuples(st.sampled_from(["", "## ", "- ", "> "]), WORDS.map(str.strip).filter(len)), min_size=1))
def test_the_words_on_the_page_are_the_words_to_be_read(paragraphs: list[tuple[str, str]]) -> None:
    body = [mark + text for mark, text in paragraphs]
    page = html.fragment_fromstring("".join(markup.blocks(body)).replace("\n", ""), create_parent="div")
    assert page.text_content() == "".join(markup.seen(body, []))
