"""An article as one Markdown document: what stands where, and how it looks to who reads the source."""

from datetime import UTC, datetime
from textwrap import dedent

import pytest
from markdown_reader import markdown_reader, read

from secreader.export import article_markdown, blocks_markdown, listed_markdown
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
    RelatedLink,
    Rule,
    Span,
    Table,
)

URL = "https://wire.example/a"


def said(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def test_a_document_has_title_deck_who_and_when_source_text_corrections_and_the_trail() -> None:
    published = datetime(2026, 3, 3, 12, tzinfo=UTC)
    article = Article(
        URL,
        "Routers abused again",
        (said("It began on Monday."), Heading((Span("What to do"),))),
        deck="A botnet is back.",
        byline="Ann Bee",
        site="The Wire",
        published=published,
        primary=PrimarySource("Reuters", "https://reuters.example/x"),
        warning="This page shows only its first paragraph.",
        notes=("Correction: it was Tuesday.",),
        related=(
            RelatedLink("One", "https://one.example/", "Also read", "WSJ"),
            RelatedLink("Two", "https://two.example/", "Also read"),
            RelatedLink("Three", "https://three.example/"),
        ),
    )
    assert article_markdown(article) == dedent(
        f"""\
        # Routers abused again

        *A botnet is back.*

        The Wire · Ann Bee · {published.astimezone():%Y-%m-%d}

        Source: [https://wire.example/a](https://wire.example/a)

        Second-hand: reports on [Reuters](https://reuters.example/x)

        **This page shows only its first paragraph.**

        It began on Monday.

        ## What to do

        *Correction: it was Tuesday.*

        ## Also read

        1. [One](https://one.example/) (WSJ)
        2. [Two](https://two.example/)

        ## Related

        1. [Three](https://three.example/)
        """
    )


def test_what_the_page_does_not_say_leaves_no_gap() -> None:
    assert article_markdown(Article(URL, "T", ())) == f"# T\n\nSource: [{URL}]({URL})\n"
    assert article_markdown(Article("", "T", ())) == "# T\n"
    assert article_markdown(Article("", "", ())) == ""


def test_a_primary_source_without_address_is_named() -> None:
    shown = article_markdown(Article(URL, "T", (), primary=PrimarySource("Reuters")))
    assert shown.endswith("\n\nSecond-hand: reports on Reuters\n")


def test_a_related_link_without_title_shows_its_address() -> None:
    shown = article_markdown(Article(URL, "T", (), related=(RelatedLink(" ", "https://one.example/"),)))
    assert shown.endswith("1. [https://one.example/](https://one.example/)\n")


def test_the_text_of_a_feed_stands_under_the_listed_title() -> None:
    assert listed_markdown("Listed", (said("In short."),)) == "# Listed\n\nIn short.\n"


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Paragraph((Span("One "), Span("two", strong=True), Span(" three", em=True))), "One **two** *three*"),
        (Paragraph((Span("a"), Span("b", em=True), Span("c"))), "a*b*c"),
        (Paragraph((Span("重"), Span("点", strong=True), Span("词"))), "重**点**词"),
        (Paragraph((Span("both", em=True, strong=True),)), "**_both_**"),
        (Paragraph((Span("one\ntwo"),)), "one\\\ntwo"),
        (said("AT&T's snake_case, 3 < 4, 2026. 1.5 a_ &lt;"), r"AT&T's snake_case, 3 &lt; 4, 2026. 1.5 a\_ \&lt;"),
        (Paragraph((Span("run "), Span("a `b`", code=True))), "run `` a `b` ``"),
        (
            Paragraph((Span("see"), Span(" this ", href="https://h.example/a_(b)"))),
            r"see [this](https://h.example/a_\(b\))",
        ),
        (Heading((Span("Part\ntwo"),), level=4), "#### Part two"),
        (Heading((Span("C#"),), level=3), "### C\\#"),
        (Quote((Span("one\ntwo"),), author="The desk"), "> one\\\n> two\n>\n> — The desk"),
        (Code("a\n\n  b", "python"), "```python\na\n\n  b\n```"),
        (Code("```", "a b"), "````\n```\n````"),
        (Table((("a", "b|c"), ("1",)), header=True), "| a | b\\|c |\n| --- | --- |\n| 1 |  |"),
        (Table((("a",),)), "|  |\n| --- |\n| a |"),
        (
            Image("https://h.example/i.png", "A [map]", "The town"),
            "![A \\[map\\]](https://h.example/i.png)\\\n*The town*",
        ),
        (Image("https://h.example/i.png"), "![](https://h.example/i.png)"),
        (Image("data:image/png;base64,AA", "map", "The town"), "*The town*"),
        (Rule(), "***"),
    ],
)
def test_each_block_is_written_as_people_write_it(block: Block, text: str) -> None:
    assert blocks_markdown((block,)) == text + "\n"


def test_paragraphs_of_one_author_are_one_quotation() -> None:
    blocks = (Quote((Span("one"),), "Ann"), Quote((Span("two"),), "Ann"), Quote((Span("three"),)))
    assert blocks_markdown(blocks) == "> one\n>\n> two\n>\n> — Ann\n\n> three\n"


def test_lists_nest_number_and_begin_anew() -> None:
    items = [("a", 0, 0), ("b\nc", 1, 9), ("d", 1, 10), ("e", 2, 0), ("f", 0, 0), ("g", 0, 4), ("h", 0, 1), ("i", 3, 0)]
    blocks = tuple(ListItem((Span(text),), depth, number) for text, depth, number in items)
    assert blocks_markdown(blocks) == dedent(
        """\
        - a

          9. b\\
             c
          10. d
              - e
        - f
        4. g
        1) h
           - - - i
        """
    )


def test_a_list_goes_on_behind_what_is_not_seen() -> None:
    one, two = (ListItem((Span("item"),), number=number) for number in (1, 2))
    assert blocks_markdown((one, Paragraph(()), two)) == "1. item\n2. item\n"
    assert blocks_markdown((one, Paragraph(()), one)) == "1. item\n1) item\n"


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(()),
        Paragraph((Span(" \n "),)),
        Heading((Span(""),)),
        ListItem((Span(" ", strong=True),)),
        Quote((Span(" "),), author="Nobody"),
        Code(" \n "),
        Table(()),
        Table(((), ())),
        Image("data:,x", "alt"),
    ],
)
def test_what_has_nothing_to_see_leaves_no_gap(block: Block) -> None:
    assert blocks_markdown((said("a"), block, said("b"))) == "a\n\nb\n"
    assert blocks_markdown((block,)) == ""


@pytest.mark.parametrize(
    "text",
    [
        *(
            "---\n# x: [y](z)",
            "1. one",
            "12) two",
            "- item",
            "+ item",
            "# tag",
            "> quote",
            "a\n===",
            "| a |\n|---|",
            "~~~",
        ),
        *(
            "<script>alert(1)</script>",
            "<!-- x -->",
            "![x](https://h.example/p.png)",
            "[a]: https://h.example/",
            "~~gone~~",
        ),
        *(
            "&lt;script&gt;",
            "*a* _b_ **c** `d`",
            "\\*",
            "hxxp://evil[.]example",
            "2026. The year",
            "    code",
            "a  \nb\\",
        ),
    ],
)
def test_text_that_looks_like_markup_is_read_as_text(text: str) -> None:
    (shown,) = read(blocks_markdown((said(text),)))
    assert (shown.kind, "".join(char for char, *_ in shown.text)) == (
        "paragraph",
        "\n".join(" ".join(line.split()) for line in text.split("\n")),
    )


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/relative", "//h.example/"]
)
def test_only_http_and_https_become_links(href: str) -> None:
    shown = blocks_markdown((Paragraph((Span("click", href=href),)), Image(href, "alt", "words")))
    assert shown == "click\n\n*words*\n"


def test_no_html_reaches_a_reader_that_lets_html_through() -> None:
    evil = '<img src=x onerror="alert(1)">'
    blocks = (
        *(said(evil), Heading((Span(evil),)), Quote((Span(evil),), evil), ListItem((Span(evil, em=True),))),
        *(Code(evil, evil), Table(((evil,),), header=True), Image("https://h.example/i.png", evil, evil)),
    )
    article = Article(URL, evil, blocks, deck=evil, byline=evil, site=evil, notes=(evil,), warning=evil,
                      primary=PrimarySource(evil), related=(RelatedLink(evil, URL, evil, evil),))  # fmt: skip
    html = markdown_reader().render(article_markdown(article))
    assert html.count("<img ") == 1
    assert '<img src="https://h.example/i.png"' in html


def test_controls_and_invisible_characters_stay_out() -> None:
    shown = blocks_markdown((said("a\x1b[31mb\u202ec\u200bd"), Code("e\x9df"), Table((("g\x07h",),), header=True)))
    assert shown == "a\\[31mbcd\n\n```\nef\n```\n\n| gh |\n| --- |\n"
