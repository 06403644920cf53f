"""Pages that keep their story back, or have none: the reader says so in one sentence."""

import pytest
from pages import PARAGRAPHS, TITLE, page, paragraphs, read, story, texts

from secreader.errors import ExtractError

TWO = "This page shows only its first two paragraphs: the rest is for subscribers."


def stub(wall: str, head: str = "") -> str:
    return page(
        f"<article><h1>{TITLE}</h1>{paragraphs(*PARAGRAPHS[:2])}{wall}</article>", f"<title>{TITLE}</title>{head}"
    )


@pytest.mark.parametrize(
    "wall",
    [
        "<p>Subscribe to continue reading.</p>",
        "<div class='paywall'><h3>Already a subscriber? Log in</h3></div>",
        "<p>The rest of this article is available only to subscribers.</p>",
        "<p>You have reached your limit of free articles.</p>",
        "<p>Dieser Artikel ist nur für Abonnenten lesbar.</p>",
        "<p>Cet article est réservé aux abonnés.</p>",
        "<p>Contenido exclusivo para suscriptores</p>",
    ],
)
def test_a_pay_wall_is_named_and_not_part_of_the_text(wall: str) -> None:
    article = read(stub(wall))
    assert article.warning == TWO
    assert texts(article) == list(PARAGRAPHS[:2])


def test_a_page_that_says_it_is_not_free_is_believed_when_it_is_short() -> None:
    closed = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":%s}</script>'
    assert read(stub("", closed % "false")).warning == TWO
    assert read(stub("", closed % '"False"')).warning == TWO
    assert read(stub("", closed % "true")).warning == ""
    whole = page(f"<article><h1>{TITLE}</h1>{paragraphs(*PARAGRAPHS * 5)}</article>", closed % "false")
    assert read(whole).warning == ""


def test_one_paragraph_many_paragraphs_and_members_have_their_own_sentence() -> None:
    one = page(f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0] * 2}</p><p>Subscribe to continue reading.</p></article>")
    assert read(one).warning == "This page shows only its first paragraph: the rest is for subscribers."
    lines = paragraphs(*(f"Line {i} of a longer text that goes on." for i in range(12)))
    many = page(f"<article><h1>{TITLE}</h1>{lines}<p>Subscribe to continue reading.</p></article>")
    assert read(many).warning == "This page shows only its beginning: the rest is for subscribers."
    assert read(stub("<p>Sign in to continue reading</p>")).warning == (
        "This page shows only its first two paragraphs: the rest is for readers who sign in."
    )


REFUSED = {
    "a missing page": (page("<h1>Page not found</h1><p>Sorry about that.</p>", "<title>404</title>"), "no such story"),
    "a missing page in German": (page("<h1>Seite nicht gefunden</h1><p>Das tut uns leid.</p>", ""), "no such story"),
    "a check of the browser": (
        page("<h1>Just a moment...</h1><p>Enable JavaScript and cookies to continue</p>", ""),
        "browser",
    ),
    "a check for robots": (page("<h1>Bay</h1><p>Please verify you are human to go on.</p>", ""), "browser"),
    "consent": (
        page("<h1>Before you continue</h1><p>We value your privacy.</p><button>Accept all cookies</button>", ""),
        "consent",
    ),
    "a wall alone": (page("<h1>Port of Vigo</h1><p>Subscribe to continue reading.</p>", ""), "subscribers"),
    "a login alone": (page("<h1>Port of Vigo</h1><p>Log in to continue reading.</p>", ""), "not signed in"),
    "nothing": (page("<div id='root'></div>", "<title>x</title>"), "no text"),
    "an empty page": ("", "no text"),
    "blanks": (" \n ", "no text"),
    "a comment": ("<!-- x -->", "no text"),
    "frames": ("<html><frameset><frame src='/a'></frameset></html>", "no text"),
    "a picture": (page("<img src='/a.jpg'>", ""), "no text"),
    "too much": ("x" * 5_000_001, "5 MB"),
    "too many elements": (page("<i>x</i>" * 40_001), "40,000 elements"),
}


@pytest.mark.parametrize(("html", "words"), REFUSED.values(), ids=REFUSED)
def test_pages_without_a_story_are_refused_with_a_sentence(html: str, words: str) -> None:
    with pytest.raises(ExtractError, match=words) as caught:
        read(html)
    assert str(caught.value).endswith(".")


def test_a_list_of_stories_says_that_it_is_one() -> None:
    cards = "".join(
        f"<div><h2><a href='/{i}'>Crane number {i} is back</a></h2><p>Short words.</p></div>" for i in range(12)
    )
    assert read(page(f"<main><h1>Ports</h1>{cards}</main>")).warning == (
        "This page is a list of stories rather than one story."
    )


@pytest.mark.parametrize(
    "player", ["<video src='/v.mp4'></video>", "<iframe src='https://v.example/embed/1'></iframe>"]
)
def test_a_video_says_that_it_is_one(player: str) -> None:
    html = page(f"<article><h1>{TITLE}</h1>{player}<p>{PARAGRAPHS[0]}</p></article>")
    assert read(html).warning == "This page is a video: only the words beside it are shown."


def test_a_story_about_missing_pages_and_subscribers_is_a_story() -> None:
    text = "The page was not found, it said; subscribe to continue reading was all that readers saw. " * 4
    article = read(page(f"<article><h1>Readers meet 404 pages: not found</h1>{paragraphs(text, text, text)}</article>"))
    assert len(texts(article)) == 3
    assert article.warning == ""


def test_an_invitation_in_the_head_or_foot_of_the_site_is_no_wall() -> None:
    header = "<header><a href='/login'>Already a subscriber? Log in</a></header>"
    footer = "<footer><p>Subscribe to continue reading our letters.</p></footer>"
    html = story().replace("<body>", f"<body>{header}").replace("</body>", f"{footer}</body>")
    assert read(html).warning == ""


def test_a_brief_about_missing_things_is_a_brief() -> None:
    text = "The tool is no longer available, and access was denied to those who asked: the backdoor was not found. " * 4
    assert texts(read(page(f"<article><h1>Backdoor not found in crane firmware</h1><p>{text}</p></article>")))


def test_a_whole_story_has_no_warning() -> None:
    assert read(story()).warning == ""
