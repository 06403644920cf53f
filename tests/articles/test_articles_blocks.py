"""The body as blocks and spans, from pages and from the HTML of feed entries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import PARAGRAPHS, read, story, texts

from secreader.articles import fragment
from secreader.errors import ExtractError
from secreader.model import Code, Heading, Image, ListItem, Paragraph, Quote, Rule, Span, Table, plain

URL = "https://wire.example/feed/entry"


def test_emphasis_code_and_links_become_spans() -> None:
    (block,) = fragment(
        "<p>a <em>b</em> <strong>c <i>d</i></strong> <code>e</code> <a href='/f?x=1'>g</a>.</p>", url=URL
    )
    assert isinstance(block, Paragraph)
    assert block.spans == (
        Span("a "),
        Span("b", em=True),
        Span(" "),
        Span("c ", strong=True),
        Span("d", em=True, strong=True),
        Span(" "),
        Span("e", code=True),
        Span(" "),
        Span("g", href="https://wire.example/f?x=1"),
        Span("."),
    )


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[bad", "mailto:a@b.c"]
)
def test_links_that_may_not_be_followed_are_text(href: str) -> None:
    (block,) = fragment(f"<p>see <a href='{href}'>this</a></p>", url=URL)
    assert isinstance(block, Paragraph)
    assert block.spans == (Span("see this"),)


def test_headings_keep_their_level_and_h1_counts_as_two() -> None:
    blocks = fragment("<h1>A</h1><h2>B</h2><h4><b>C</b></h4>", url=URL)
    assert blocks == (Heading((Span("A"),), 2), Heading((Span("B"),), 2), Heading((Span("C"),), 4))


def test_lists_nest_and_count() -> None:
    blocks = fragment(
        (
            "<ol start='3'><li>three<ul><li>inner</li></ul></li><li><p>four</p><p>more of four</p></li></ol><ul><li>"
            "x</li></ul>"
        ),
        url=URL,
    )
    assert blocks == (
        ListItem((Span("three"),), 0, 3),
        ListItem((Span("inner"),), 1, 0),
        ListItem((Span("four"),), 0, 4),
        Paragraph((Span("more of four"),)),
        ListItem((Span("x"),), 0, 0),
    )


def test_a_list_that_starts_with_nonsense_starts_at_one() -> None:
    assert fragment("<ol start='-x'><li>a</li></ol>", url=URL) == (ListItem((Span("a"),), 0, 1),)


def test_quotes_keep_their_paragraphs() -> None:
    assert fragment("<blockquote><p>a</p><p>b</p></blockquote>c", url=URL) == (
        Quote((Span("a"),)),
        Quote((Span("b"),)),
        Paragraph((Span("c"),)),
    )


@pytest.mark.parametrize(
    "markup",
    [
        '<pre><code class="language-python">if x:\n    go()</code></pre>',
        '<pre class="brush: python">if x:<br>    go()</pre>',
        '<div class="highlight-source-python"><pre>\nif x:\n    <span>go</span>()\n</pre></div>',
    ],
)
def test_code_keeps_its_lines_and_language(markup: str) -> None:
    assert fragment(markup, url=URL) == (Code("if x:\n    go()", "python"),)


def test_code_without_a_language_or_text() -> None:
    assert fragment("<pre>ls</pre><pre> \n </pre>", url=URL) == (Code("ls"),)


def test_tables_of_data_are_rows_of_equal_length() -> None:
    markup = (
        "<table><thead><tr><th>CVE</th><th>Score</th></tr></thead><tr><td>CVE-2024-1</td><td>9.8</td></tr>"
        "<tr><td>x</td></tr></table>"
    )
    assert fragment(markup, url=URL) == (Table((("CVE", "Score"), ("CVE-2024-1", "9.8"), ("x", "")), header=True),)


def test_tables_without_a_head_say_so() -> None:
    assert fragment("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", url=URL) == (
        Table((("a", "b"), ("c", "d"))),
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td><p>Words</p></td></tr></table>",
        "<table><tr><td>Words</td></tr><tr><td><table><tr><td></td></tr></table></td></tr></table>",
        "<table role='presentation'><tr><td>Words</td><td></td></tr><tr><td></td><td></td></tr></table>",
    ],
)
def test_tables_that_arrange_a_page_are_not_tables(markup: str) -> None:
    assert texts(fragment(markup, url=URL)) == ["Words"]


def test_long_cells_make_a_layout_and_empty_cells_nothing() -> None:
    long = "Words of an essay. " * 30
    rows = f"<tr><td>{long}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>"
    assert texts(fragment(f"<table>{rows}</table>", url=URL)) == [long.strip(), "b", "c", "d"]
    assert fragment("<table><tr><th></th><th></th></tr><tr><td></td><td></td></tr></table>", url=URL) == ()


def test_pictures_have_address_alt_and_caption() -> None:
    markup = (
        "<figure><img data-src='/big.jpg' src='data:image/gif;base64,x' alt='A crane'><figcaption>The  "
        "crane</figcaption></figure>"
        "<img src='/pixel.gif' width='1' height='1'><hr><img src='https://e.example/b.png'>"
    )
    assert fragment(markup, url=URL) == (
        Image("https://wire.example/big.jpg", "A crane", "The crane"),
        Rule(),
        Image("https://e.example/b.png"),
    )


@pytest.mark.parametrize(
    "markup",
    [
        (
            '<blockquote class="twitter-tweet"><p lang="en">Cranes are back.</p>&mdash; Port of Vigo (@vigo) <a '
            'href="https://t.example/1">May 3, 2024</a></blockquote>'
        ),
        (
            '<blockquote class="mastodon-embed"><p>Cranes are back.</p><p>— Port of Vigo (@vigo@sea.example)</p>'
            "</blockquote>"
        ),
        '<blockquote class="bluesky-embed">Cranes are back. — Port of Vigo (@vigo.example) May 3</blockquote>',
    ],
)
def test_embedded_posts_are_quotes_with_their_author(markup: str) -> None:
    quotes = [block for block in fragment(markup, url=URL) if isinstance(block, Quote)]
    assert [plain(quote.spans) for quote in quotes] == ["Cranes are back."]
    assert quotes[0].author.startswith("Port of Vigo (@vigo")


def test_a_post_inside_an_article_stays_in_its_place() -> None:
    post = (
        '<div class="video-embed"><blockquote class="twitter-tweet"><p>Cranes are back.</p>— Vigo (@vigo) <a '
        'href="/1">May 3</a></blockquote></div>'
    )
    article = read(story(post + f"<p>{PARAGRAPHS[0]} Again.</p>"))
    assert texts(article) == [*PARAGRAPHS, "Cranes are back.", f"{PARAGRAPHS[0]} Again."]


def test_empty_lines_part_paragraphs_and_single_breaks_do_not() -> None:
    assert texts(fragment("one<br>two<br><br><br>three <b>x</b><div>four</div>five", url=URL)) == [
        "one\ntwo",
        "three x",
        "four",
        "five",
    ]


def test_scripts_forms_and_frames_are_no_text() -> None:
    markup = (
        "a<script>b</script><style>c</style><iframe>d</iframe><button>e</button><textarea>f</textarea><svg>"
        "<text>g</text></svg><noscript>h</noscript><p hidden>i</p><p style='display: none'>j</p>"
    )
    assert texts(fragment(markup, url=URL)) == ["a"]


def test_controls_and_direction_marks_never_get_through() -> None:
    (block,) = fragment("<p>a\x1b]52;c;x\x07b \u202etxt\u202c &#27; &#x9b; c</p>", url=URL)
    assert not set(texts((block,))[0]) & set("\x1b\x07\x9b\u202e\u202c")


def test_nothing_gives_no_blocks() -> None:
    assert (
        fragment("", url=URL)
        == fragment("   ", url=URL)
        == fragment("<!-- x -->", url=URL)
        == fragment("<p> </p>", url=URL)
        == ()
    )


def test_what_is_too_large_is_refused_with_a_sentence() -> None:
    with pytest.raises(ExtractError, match="5 MB"):
        fragment("x" * 5_000_001, url=URL)
    with pytest.raises(ExtractError, match="40,000 elements"):
        fragment("<p>x</p>" * 40_001, url=URL)


def test_an_article_has_at_most_5000_blocks() -> None:
    assert len(fragment("<p>x</p>" * 6_000, url=URL)) == 5_000


@given(st.text(alphabet="<>/abip =\"'&;#x\n!-[]", max_size=200))
def test_no_markup_whatever_raises_anything_but_extract_error(markup: str) -> None:
    for block in fragment(markup, url=URL):
        if isinstance(block, Paragraph | Heading | ListItem | Quote):
            assert plain(block.spans) == plain(block.spans).strip(" \n") != ""
            assert "  " not in plain(block.spans)
