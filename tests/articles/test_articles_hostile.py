"""Pages made to hurt: an answer or an ExtractError, soon, and nothing else."""

import random
import re
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import PARAGRAPHS, URL, paragraphs, read, story, texts
from seed_pages import LAYOUTS, STORY, Story

from secreader.articles import extract, fragment
from secreader.codec import dumps
from secreader.errors import ExtractError
from secreader.model import Article

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

P = paragraphs()

SLOW = {
    "100,000 line breaks": P + "<br>" * 100_000,
    "100,000 words on lines": "<div>" + "word<br>" * 20_000 + "</div>",
    "100,000 links": P + '<a href="/x">some link text</a>' * 100_000,
    "100,000 list items": P + "<ul>" + '<li><a href="/x">some link text</a>' * 19_000 + "</ul>",
    "100,000 nested boxes": "<div>" * 100_000 + P,
    "250 levels with 40 paragraphs": "<div>" * 250 + P * 40,
    "99 levels of text": ("<div>" + P) * 32,
    "8,000 attributes of colour": "<p " + " ".join(f"c{i}color=red" for i in range(8_000)) + f">{P}",
    "31 kB of open meta elements": "<meta " * 5_000,
    "one text of 4 MB": "<p>" + "word " * 800_000,
    "4 MB of blanks": "<p>a" + " " * 4_000_000 + "b" + P,
    "4 MB of less-than signs": "<" * 4_000_000,
    "thousands of labels": P + "<p>Also read:</p>" * 12_000,
    "labels with links": P + '<p>Also read: <a href="/a">A title of a story</a></p>' * 4_000,
    "labels on lines": "<div>" + 'x<br>Also read:<a href="/x">Story title</a>' * 5_000 + "</div>" + P,
    "nested boxes called related": P + '<div class="related-posts"><a href="/x">A story of ports</a>' * 90,
    "nested cards": P + "<h3>Related</h3>" + '<div><a href="/x">One story here</a><a href="/y">Other story</a>' * 90,
    "JSON-LD 100,000 deep": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + P,
    "JSON-LD with blanks": f'<script type="application/ld+json">-->{" " * 1_000_000}x</script>' + P,
    "a title of 500 kB": "<title>" + "word - " * 70_000 + "</title><h1>" + "word " * 70_000 + "</h1>" + P,
    "nested captions": '<div class="caption">x' * 95 + P,
    "a class of 4 MB": '<div class="' + "share-ad " * 400_000 + '">x</div>' + P,
    "a style of 1 MB": '<div style=";' + " " * 1_000_000 + 'x">x</div>' + P,
    "an endless byline": "<p>By " + "Ann Smith, " * 100_000 + "</p>" + P,
    "thousands of authors": '<span class="author">Ann Smith</span>' * 12_000 + P,
    "thousands of headings": "<h1>some headline words here</h1>" * 12_000 + P,
    "nested quotes of posts": '<blockquote class="twitter-tweet">' * 95 + P,
    "nested links": '<a href="/x">' * 20_000 + P,
    "nested bold": "<p>" + "<b>" * 30_000 + "x" + P,
    "nested tables": "<table><tr><td>x" * 400 + P,
    "arrows before a label": "<p>" + "»→ " * 100_000 + "also read</p>" + P,
    "names without end": "<p>" + "Aa of " * 80_000 + "reported by the Aa of Bb" * 2_000 + "</p>" + P,
    "entities": "<p>" + "&eacute;" * 300_000 + "</p>" + P,
    "combining marks": "<p>a" + "\u0301" * 500_000 + "</p>" + P,
    "names that XML does not know": '<p {x=1 a:b:c=2 <=3 é=4 "=5>' + P,
    "comments without end": "<!--" * 500_000 + P,
}


@pytest.mark.parametrize("html", SLOW.values(), ids=SLOW)
def test_slow_pages_are_answered_or_refused_soon(html: str) -> None:
    # 2 s on an idle machine; processor time counts, since others may run.
    began = time.process_time()
    with suppress(ExtractError):
        assert isinstance(extract(html.encode(), url=URL), Article)
    assert time.process_time() - began < 4


def test_deep_nesting_loses_no_text() -> None:
    for levels in (90, 250, 1_900, 50_000):
        assert texts(read("<div>" * levels + P * 2)) == list(PARAGRAPHS * 2)


def test_large_pages_are_read_without_readability() -> None:
    article = read(f"<body><nav>{'<a href=/x>x</a>' * 16_000}</nav><div>{P * 3}</div></body>")
    assert texts(article) == list(PARAGRAPHS * 3)


def test_no_field_carries_what_steers_a_terminal() -> None:
    evil = "\x1b]0;x\x07\u202e\x9b2J&#27;[2J&#x9b;"
    html = story(
        before=f"<p class='deck'>A deck that is long enough to be one{evil}</p><p class='byline'>By Ann{evil} Smith</p>"
        f"<figure><img src='/c.jpg' alt='a{evil}'><figcaption>Cap{evil} tion</figcaption></figure>",
        after=f"<p>Words{evil} of a paragraph.</p><pre>code{evil}</pre><p>Updated to add: x{evil}</p>"
        f"<p>Also read: <a href='/a'>A title{evil} of a story</a></p><p>Read the full report: SC{evil}MP</p>",
        head=f"<title>Title{evil} of the story</title><meta property='og:site_name' content='Si{evil}te'>"
        f"<meta property='article:section' content='x{evil}'><meta name='author' content='Ann{evil} Smith'>",
    )
    document = dumps(read(html)).decode()
    assert "Ann" in document
    assert not STEERING.search(document)
    assert "\\u00" not in document


def test_addresses_are_web_addresses_or_nothing() -> None:
    html = story(
        "<p>See also: <a href='javascript:x'>A title of a story</a></p><p>A <a href='data:text/html,x'>link</a> "
        "here.</p>"
        "<p>Read the full report: <a href='file:///etc/passwd'>SCMP</a></p><img src='javascript:x'>",
        head="<title>x</title><meta property='og:image' content='javascript:x'><base href='javascript:x'>",
    )
    assert "javascript" not in repr(read(html))
    assert "file:" not in repr(read(html))
    assert "data:" not in repr(read(html))


MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='related'>", "</div>", "<a href='/x'>", "</a>", "<br>", "<h1>", "</h1>",
        "<h3>Also read:",
         "<ul><li>", "</ul>", "<table><tr><td>", "</table>", "<blockquote class='twitter-tweet'>",
         "</blockquote>", "<figure>",
         "<figcaption>", "<img src='/a.png'>", "<article>", "</article>", "<form>", "<pre>", "<code>",
         "<frameset>", "<body>",
         "</body>", "<html>", "<head>", "<title>", "<!--", "-->", "<![CDATA[", "<svg>", "<select><option>",
         "<template>",
         "<script type='application/ld+json'>", "</script>", '{"@type":"Article","author":', "By Ann Smith",
         "20 Dec 2024",
         "Read the full report: SCMP", "Also read: ", "A title of a story here", PARAGRAPHS[0], "\x00",
         "&#x1b;", "\ud800", " "],
    ),
    max_size=40,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_any_mixture_of_markup_gives_an_article_or_an_extract_error(parts: list[str]) -> None:
    html = "".join(parts)
    try:
        article = extract(html, url=URL)
    except ExtractError:
        return
    assert article.text
    assert not STEERING.search(article.title + article.text + article.byline)
    fragment(html, url=URL)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_damaged_pages_give_an_article_or_an_extract_error(layout: "Callable[[Story], str]") -> None:
    dice = random.Random(7)
    whole = layout(STORY).encode()
    for _ in range(25):
        damaged = bytearray(whole)
        for _ in range(dice.randrange(1, 12)):
            place, kind = dice.randrange(len(damaged)), dice.randrange(4)
            if kind == 0:
                damaged[place] = dice.randrange(256)
            elif kind == 1:
                del damaged[place : place + dice.randrange(60)]
            elif kind == 2:
                damaged[place:place] = damaged[dice.randrange(len(damaged)) :][: dice.randrange(200)]
            else:
                damaged = damaged[: max(1, place)] if dice.random() < 0.2 else damaged
        try:
            extract(bytes(damaged), url=URL)
        except ExtractError:
            continue


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "idna", "utf-16", "\x00", "zip"]))
def test_any_bytes_give_an_article_or_an_extract_error(data: bytes, charset: str | None) -> None:
    for html in (data, b"<title>x</title><p>" + data * 3):
        try:
            extract(html, url=URL, charset=charset)
        except ExtractError:
            continue


def test_a_text_that_no_screen_can_show_ends_after_a_million_characters_and_says_so() -> None:
    one = extract(f"<h1>Long</h1><p>{'word ' * 300_000}</p>", url=URL)
    assert len(one.text) == 1_000_000
    many = extract("<h1>Long</h1>" + f"<p>{'word ' * 20_000}</p>" * 12, url=URL)
    assert len(many.blocks) == 10
    assert one.warning == many.warning == "This text is longer than a screen can show; this is its beginning."
    assert len(fragment(f"<p>{'word ' * 300_000}</p>", url=URL)) == 1
