"""Headline, deck, byline, dates and the rest: from metadata, else from the printed page."""

from datetime import UTC, datetime

import pytest
from pages import PARAGRAPHS, TITLE, page, paragraphs, read, story, texts

from secreader.articles import extract
from secreader.articles.decode import decode

WHEN = datetime(2024, 12, 20, 9, 5, tzinfo=UTC)
DECK = "Nine days after an intrusion forty ships can leave the bay"


def ld(text: str) -> str:
    return f"<title>{TITLE}</title><script type='application/ld+json'>{text}</script>"


ARTICLE = (
    '{"@context":"https://schema.org","@type":"NewsArticle","headline":"Port of Vigo Restores Cranes After Outage",'
    '"author":[{"@type":"Person","name":"Ann Smith"},{"name":"Bo Li"}],"datePublished":"2024-12-20T10:05:00+01:00",'
    '"dateModified":"2024-12-21","publisher":{"name":"Bay Observer"},"articleSection":["Ports","Spain"],'
    '"inLanguage":"en-GB","image":[{"url":"/crane.jpg"}]}'
)


@pytest.mark.parametrize(
    "script",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@graph":[{{"@type":"WebSite","name":"x"}},{ARTICLE}]}}',
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        f"<!-- {ARTICLE} -->",
        ARTICLE.replace("]}", "],}"),
        ARTICLE.replace("Ports", "Ports\n"),
        ARTICLE.replace('"NewsArticle"', '["Thing","TechArticle"]'),
    ],
)
def test_json_ld_tells_of_the_story_however_it_is_wrapped(script: str) -> None:
    article = read(story(head=ld(script)))
    assert article.byline == "Ann Smith, Bo Li"
    assert article.published == WHEN
    assert article.modified == datetime(2024, 12, 21, tzinfo=UTC)
    assert (article.site, article.section) == ("Bay Observer", "Ports")
    assert article.image == "https://wire.example/crane.jpg"


def test_of_several_stories_in_json_ld_the_one_of_this_address_counts() -> None:
    other = '{"@type":"Article","headline":"Another story","url":"/other","author":"Carl Cole"}'
    own = '{"@type":"Article","headline":"Port","url":"https://wire.example/news/port-outage","author":"Ann Smith"}'
    assert read(story(head=ld(f"[{other},{own}]"))).byline == "Ann Smith"


@pytest.mark.parametrize(
    "script", ["{", "null", "[1,2", '{"@type":"Article","headline":5,"author":{"name":[]}}', "[" * 5_000, '{"@type":7}']
)
def test_broken_json_ld_costs_nothing(script: str) -> None:
    article = read(story(head=ld(script)))
    assert article.title == TITLE
    assert texts(article) == list(PARAGRAPHS)


def test_open_graph_and_its_kin_are_read() -> None:
    head = (
        f'<title>x</title><meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Bay '
        f'Observer">'
        '<meta property="article:published_time" content="2024-12-20T09:05:00Z"><meta name="author" content="Ann '
        'Smith">'
        '<meta property="article:modified_time" content="2024-12-21T00:00:00Z"><meta property="og:locale" '
        'content="pt_BR">'
        '<meta property="article:section" content="Ports"><meta property="og:image" content="//cdn.example/c.jpg">'
    )
    article = read(story(head=head).replace('<html lang="en">', "<html>"))
    assert (article.title, article.byline, article.site, article.section) == (
        TITLE,
        "Ann Smith",
        "Bay Observer",
        "Ports",
    )
    assert (article.published, article.modified) == (WHEN, datetime(2024, 12, 21, tzinfo=UTC))
    assert (article.language, article.image) == ("pt-BR", "https://cdn.example/c.jpg")


def test_microdata_and_the_printed_page_are_read_last() -> None:
    before = (
        "<span itemprop='author'>By <b>Ann Smith</b></span><time itemprop='datePublished' "
        "datetime='2024-12-20T09:05Z'>x"
        "</time><span itemprop='dateModified' content='2024-12-21'></span>"
    )
    article = read(story(before=before))
    assert (article.byline, article.published) == ("Ann Smith", WHEN)
    assert article.modified == datetime(2024, 12, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "byline"),
    [
        ("<p class='byline'>By Ann Smith</p>", "Ann Smith"),
        ("<p>By Ann Smith and Bo Li</p>", "Ann Smith, Bo Li"),
        ("<div class='author'>Ann Smith, Staff Writer</div>", "Ann Smith"),
        ("<a rel='author' href='/ann'>Ann Smith</a>", "Ann Smith"),
        ("<p class='byline'>By Ann Smith | December 20, 2024</p>", "Ann Smith"),
        ("<p class='byline'>Von Änne Schmidt und Bo Li</p>", "Änne Schmidt, Bo Li"),
        ("<p class='byline'>Par Ann Smith — Publié le 20 décembre 2024</p>", "Ann Smith"),
        ("<p class='byline'>By admin</p>", ""),
        ("<p class='byline'>20 Dec 2024</p>", ""),
        ("<p>By contrast, the port did pay last year</p>", ""),
        ("<meta name='author' content='https://facebook.com/ann'>", ""),
    ],
)
def test_bylines_are_names_and_leave_the_text(printed: str, byline: str) -> None:
    article = read(story(before=printed))
    assert article.byline == byline
    if byline:
        assert texts(article) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "printed",
    [
        "20 December 2024", "December 20, 2024", "Dec. 20, 2024", "20. Dezember 2024", "20 décembre 2024",
        "20 de diciembre de 2024",
        "20 dicembre 2024", "20 de dezembro de 2024", "20 december 2024", "20 grudnia 2024",
        "20 декабря 2024", "20 Aralık 2024",
        "2024-12-20", "2024/12/20", "2024年12月20日", "20.12.2024", "Published: Friday, 20 Dec 2024",
    ],
)  # fmt: skip
def test_printed_dates_are_read_in_many_languages_and_leave_the_text(printed: str) -> None:
    article = read(story(before=f"<div class='date'>{printed}</div>"))
    assert article.published == datetime(2024, 12, 20, tzinfo=UTC)
    assert texts(article) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-12-20T09:05:00+0000", WHEN),
        ("Fri, 20 Dec 2024 09:05:00 GMT", WHEN),
        ("December 20, 2024 9:05 am", WHEN),
        ("20 Dec 2024, 9:05 p.m.", datetime(2024, 12, 20, 21, 5, tzinfo=UTC)),
        ("1969-01-01", None),
        ("2024-13-45", None),
        ("31 February 2024", None),
        ("9999-12-31T23:59:59-10:00", None),
        ("soon", None),
    ],
)
def test_stated_dates_are_aware_utc_or_nothing(stated: str, expected: datetime | None) -> None:
    head = f'<title>{TITLE}</title><meta property="article:published_time" content="{stated}">'
    assert read(story(head=head)).published == expected


@pytest.mark.parametrize(
    ("head", "printed", "title"),
    [
        (f"<title>{TITLE} | Bay Observer</title>", "", TITLE),
        (f"<title>Bay Observer – {TITLE}</title><meta property='og:site_name' content='Bay Observer'>", "", TITLE),
        (f"<title>{TITLE} - Bay Observer</title><meta property='og:site_name' content='Bay Observer'>", "", TITLE),
        ("<title>Home</title>", f"<h1>{TITLE}</h1>", TITLE),
        (f"<title>{TITLE} - Wire</title>", "", TITLE),
        (
            "<title>Cranes: a story for search engines</title>",
            (f"<h1>The Bay Observer Daily</h1><article><h1>{TITLE}</h1></article>"),
            TITLE,
        ),
        (f"<title>{TITLE} - Another</title>", "", f"{TITLE} - Another"),
        ("", f"<h2>{TITLE}</h2>", TITLE),
        (f"<title>{TITLE} – SCMP</title>", f"<h1>{TITLE} – SCMP</h1>", f"{TITLE} – SCMP"),
        (f"<title>{TITLE} | Bay</title>", f"<div class='article-title'>{TITLE}</div><h1>Bay Observer</h1>", TITLE),
        (f"<meta property='og:title' content='{TITLE}'>", "<header><h1>The Bay Observer Daily</h1></header>", TITLE),
    ],
)
def test_the_headline_is_the_storys_own(head: str, printed: str, title: str) -> None:
    assert read(page(f"{printed}<article>{paragraphs()}</article>", head)).title == title


@pytest.mark.parametrize("line", ["05/10/2018", "05/10/2018 - Publicado por: Ann Smith - Categoria: Portos"])
def test_dates_whose_month_is_unclear_leave_the_text_and_are_not_guessed(line: str) -> None:
    article = read(story(before=f"<p>{line}</p>"))
    assert texts(article) == list(PARAGRAPHS)
    assert article.published is None


def test_a_page_without_any_title_is_called_by_its_first_words() -> None:
    assert read(page(f"<div>{paragraphs()}</div>", "")).title.startswith("The port of Vigo said on Monday")


@pytest.mark.parametrize(
    "markup",
    [
        f"<p class='standfirst'>{DECK}.</p>",
        f"<h2>{DECK}</h2>",
        f"<div class='entry-sub-title'>{DECK}</div>",
        f"<div class='dek'><p>{DECK}.</p></div>",
        f"<span class='subheadline'>{DECK}</span>",
        f"<p itemprop='description'>{DECK}</p>",
    ],
)
def test_the_deck_is_a_field_and_no_part_of_the_text(markup: str) -> None:
    article = read(story(before=markup))
    assert article.deck.rstrip(".") == DECK
    assert texts(article) == list(PARAGRAPHS)


def test_a_deck_that_only_the_metadata_names_is_found_on_the_page() -> None:
    head = f"<title>{TITLE}</title><meta name='description' content='{DECK}'>"
    article = read(story(before=f"<div><p>{DECK}</p></div>", head=head))
    assert article.deck == DECK


def test_a_first_paragraph_that_is_also_the_summary_stays_in_the_text() -> None:
    head = f'<title>{TITLE}</title><meta property="og:description" content="{PARAGRAPHS[0]}">'
    article = read(story(head=head))
    assert (article.deck, texts(article)) == ("", list(PARAGRAPHS))


@pytest.mark.parametrize(
    "line", ["Share this story with your friends on Facebook", "By Ann Smith and Bo Li of the desk", TITLE]
)
def test_lines_under_the_headline_are_not_decks(line: str) -> None:
    assert read(story(before=f"<h2 class='subtitle'>{line}</h2>")).deck == ""


@pytest.mark.parametrize(
    "markup",
    [
        "<figure><img src='/c.jpg'><figcaption>Cranes at dusk. Image: Bay archive</figcaption></figure>",
        (
            "<div class='wp-caption'><img src='/c.jpg'><p class='wp-caption-text'>Cranes at dusk. Image: Bay "
            "archive</p></div>"
        ),
        "<div class='lead'><img src='/c.jpg'><div class='imageCaption'>Cranes at dusk. Image: Bay archive</div></div>",
        "<div class='photo-caption'>Cranes at dusk. Image: Bay archive</div>",
    ],
)
def test_the_caption_of_the_lead_picture_is_a_field(markup: str) -> None:
    article = read(story(before=markup))
    assert article.caption == "Cranes at dusk. Image: Bay archive"
    assert texts(article) == list(PARAGRAPHS)


def test_a_section_heading_under_the_headline_is_no_deck() -> None:
    sections = "".join(f"<h2>How the people at crane {i} got back</h2>{paragraphs()}" for i in range(3))
    article = read(page(f"<article><h1>{TITLE}</h1>{sections}</article>"))
    assert article.deck == ""
    assert texts(article)[0] == "How the people at crane 0 got back"


def test_captions_of_later_pictures_stay_with_them() -> None:
    figure = "<figure><img src='/c.jpg'><figcaption>The bay</figcaption></figure>"
    html = story(figure + paragraphs(*(f"{text} Again." for text in PARAGRAPHS)))
    article = read(html)
    assert [getattr(block, "caption", None) for block in article.blocks if block.kind == "image"] == ["The bay"]
    assert article.caption == ""


def test_bytes_are_decoded_as_browsers_do() -> None:
    text = "<p>Grüße — “ok”</p>"
    assert decode(text.encode("utf-8")) == text
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
    assert decode(b"\xff\xfe" + text.encode("utf-16-le")) == text
    assert decode(text.encode("cp1252"), "ISO-8859-1") == text
    assert decode(text.encode("cp1252")) == text
    assert decode(b"<meta charset=windows-1251>" + "Привет".encode("cp1251")).endswith("Привет")
    assert decode(b'<meta content="text/html; charset=Shift_JIS">' + "港".encode("cp932")).endswith("港")
    assert decode("港".encode("gb18030"), "gb2312") == "港"
    assert decode(b"caf\xe9", "idna") == decode(b"caf\xe9", "undefined") == "café"


def test_a_broken_byte_in_utf_8_does_not_spoil_the_page() -> None:
    broken = ("ä" * 1_000).encode() + b"\xff"
    assert decode(broken, "utf-8") == "ä" * 1_000 + "\ufffd"
    assert decode(b"<meta charset='utf-8'>" + b"\xe4" * 40, None).endswith("ä" * 40)


def test_the_charset_of_the_header_is_heeded() -> None:
    html = story().replace("Vigo", "Київ").encode("koi8_u")
    assert "Київ" in extract(html, url="https://e.example/", charset="KOI8-U").title
