"""Second-hand stories name the outlet that they report on, with the places where they say so."""

import pytest
from pages import PARAGRAPHS, TITLE, page, paragraphs, read, story, texts

from secreader.articles import extract

REPORT = "https://www.scmp.com/news/1"


@pytest.mark.parametrize(
    ("line", "outlet", "url"),
    [
        (f"Read the full report: <a href='{REPORT}'>SCMP</a>", "South China Morning Post", REPORT),
        (f"Read the full story <a href='{REPORT}'>here</a>.", "scmp.com", REPORT),
        (f"<a href='{REPORT}'>Read the full statement: Port of Vigo</a>", "Port of Vigo", REPORT),
        ("Read the full investigation at Bellingcat", "Bellingcat", ""),
        (
            f"See the original article on <a href='{REPORT}'>The Wall Street Journal</a>",
            "The Wall Street Journal",
            REPORT,
        ),
        (f"Full report: <a href='{REPORT}'>Reuters</a>", "Reuters", REPORT),
        (f"Lesen Sie den vollständigen Bericht: <a href='{REPORT}'>Heise</a>", "Heise", REPORT),
    ],
)
def test_a_line_that_points_to_the_report_names_the_source_and_leaves_the_text(
    line: str, outlet: str, url: str
) -> None:
    article = read(story(f"<p>{line}</p>"))
    assert article.primary is not None
    assert (article.primary.outlet, article.primary.url) == (outlet, url)
    assert len(article.primary.evidence) == 1
    assert texts(article) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("suffix", "outlet"),
    [
        (" – SCMP", "South China Morning Post"),
        (": WSJ", "The Wall Street Journal"),
        (" — Reuters", "Reuters"),
        (" - BC", "BleepingComputer"),
        (" | NYT", "The New York Times"),
        (": Report", ""),
        (": Researchers", ""),
        (": Australia", ""),
        (" – bc", ""),
        (", Reuters says", ""),
    ],
)
def test_a_suffix_of_the_headline_counts_only_when_it_is_an_outlet(suffix: str, outlet: str) -> None:
    title = TITLE + suffix
    article = read(page(f"<article><h1>{title}</h1>{paragraphs()}</article>", f"<title>{title}</title>"))
    assert (article.primary.outlet if article.primary else "") == outlet
    assert article.title == title


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        (
            "The port was entered in May, according to a report by the South China Morning Post.",
            "South China Morning Post",
        ),
        ("The news was first reported by Reuters on Monday.", "Reuters"),
        ("The Wall Street Journal first reported the intrusion.", "The Wall Street Journal"),
        ("The cranes stood still for nine days, Bloomberg reported.", "Bloomberg"),
        ("As reported by the Financial Times, the port did not pay.", "Financial Times"),
        ("The port was entered in May, citing a report from BleepingComputer's staff.", "BleepingComputer"),
        ("The port told Reuters that it would not pay.", ""),
        ("According to a report by the port itself, nobody paid.", ""),
        ("The harbour master reported a crane missing.", ""),
    ],
)
def test_the_first_paragraphs_may_cite_the_source(sentence: str, outlet: str) -> None:
    article = read(page(f"<article><h1>{TITLE}</h1><p>{sentence}</p>{paragraphs()}</article>"))
    assert (article.primary.outlet if article.primary else "") == outlet
    if article.primary:
        assert all(place.rstrip(".") in sentence for place in article.primary.evidence)


def test_the_link_on_the_cited_outlet_is_its_address() -> None:
    sentence = f"The port was entered in May, according to a report by <a href='{REPORT}'>SCMP</a> on Monday."
    article = read(page(f"<article><h1>{TITLE}</h1><p>{sentence}</p>{paragraphs()}</article>"))
    assert article.primary is not None
    assert article.primary.url == REPORT


def test_a_citation_further_down_is_background() -> None:
    late = "<p>The fish market was closed last year, according to a report by Reuters.</p>"
    assert read(story(late + paragraphs())).primary is None


def test_places_that_agree_are_all_quoted() -> None:
    title = f"{TITLE} – SCMP"
    cited = "The port was entered in May, according to a report by the South China Morning Post."
    html = page(
        f"<article><h1>{title}</h1><p>{cited}</p>{paragraphs()}<p>Read the full report: <a href='{REPORT}'>"
        f"SCMP</a></p></article>",
        f"<title>{title}</title>",
    )
    primary = read(html).primary
    assert primary is not None
    assert primary.evidence == (
        "Read the full report: SCMP",
        "– SCMP",
        "according to a report by the South China Morning Post",
    )


def test_an_outlet_is_no_second_hand_source_of_its_own_stories() -> None:
    title = f"{TITLE} – Reuters"
    html = page(f"<article><h1>{title}</h1>{paragraphs()}</article>", f"<title>{title}</title>")
    assert extract(html, url="https://www.reuters.com/world/1").primary is None
    head = f"<title>{title} x</title><meta property='og:site_name' content='WSJ'>"
    sentence = "<p>The Wall Street Journal first reported the intrusion.</p>"
    assert read(page(f"<article><h1>{TITLE}</h1>{sentence}{paragraphs()}</article>", head)).primary is None
