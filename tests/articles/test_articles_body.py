"""What belongs to the text of an article and what does not."""

import gzip
import json
import re
import statistics
from collections import Counter
from pathlib import Path

import pytest
from pages import PARAGRAPHS, TITLE, page, paragraphs, read, story, texts

from secreader.articles import extract

FURNITURE = {
    "share bar": "<div class='social-share'><a href='/s'>Share</a> <a href='/t'>Tweet</a></div>",
    "newsletter box": (
        "<div class='newsletter-signup'><p>Get the best of the bay in your inbox every morning.</p></div>"
    ),
    "newsletter box in camel case": "<div id='emailSignup'><div>Let the bay meet your inbox every morning.</div></div>",
    "advertisement": "<p>Advertisement</p>",
    "promotion": "<p>Sign up here for our free daily newsletter.</p>",
    "invitation at the end of a line": "<p>There is more. Sign up for the <a href='/n'>free daily newsletter</a>.</p>",
    "print edition": "<p>Get Harbour Monthly delivered to your door. <a href='/n'>More</a></p>",
    "follow line": "<p>Follow us on Mastodon for more of this.</p>",
    "reading time": "<p>3 min read</p>",
    "tags": "<p>Tags: <a href='/tag/port'>port</a>, <a href='/tag/spain'>spain</a></p>",
    "tags without a colon": "<p>Tags <a href='/tag/port'>port of vigo</a> <a href='/tag/spain'>spain</a></p>",
    "comments": (
        "<div id='comments'><h3>Comments</h3><p>I think that this is the best port in the world, by far.</p></div>"
    ),
    "picture credit": "<p>Image: Ann Smith/Getty Images</p>",
    "teaser link": "<p><a href='/x'>HARBOUR FERRY RUNS AGAIN AFTER WEEKS</a></p>",
    "cookie banner": "<div class='cookie-consent'><p>We use cookies to improve your experience on this site.</p></div>",
    "screen reader text": "<span class='sr-only'>Opens in a new window</span>",
    "hidden box": "<div style='display:none'><p>Nobody sees this text, so nobody reads it either.</p></div>",
    "menu": "<nav><ul><li><a href='/'>Home</a></li></ul></nav>",
    "form": "<form><p>Your e-mail address</p><input></form>",
}


@pytest.mark.parametrize("markup", FURNITURE.values(), ids=FURNITURE)
def test_furniture_in_and_after_the_text_is_left_out(markup: str) -> None:
    again = [f"{text} Again." for text in PARAGRAPHS]
    assert texts(read(story(markup))) == list(PARAGRAPHS)
    assert texts(read(story(markup + paragraphs(*again)))) == [*PARAGRAPHS, *again]


TAILS = {
    "helpers": "<p>Reporting by Ann Smith; editing by Bo Li</p>",
    "contributors": "<p>Carla Cole and Dan Dee contributed to this report.</p>",
    "contact": "<p>Contact the reporter at ann@bay.example.</p>",
    "bio": "<p>Ann Smith is a reporter at Bay Observer, where she covers ports and fish.</p>",
    "bio of somebody else": "<p>Bo Li (bo@bay.example) is the editor and publisher of the Bay Observer.</p>",
    "bio with a heading": "<h4>About the author</h4><p>Ann Smith is an editor. Follow her on Mastodon.</p>",
    "bio in a box": "<div class='author-bio'><p>Ann Smith has covered ports since 2011 and lives in Vigo.</p></div>",
    "heading with nothing under it": "<h3>Read on</h3>",
    "source line": "<p>Source: Port of Vigo</p>",
    "byline at the end": "<p>By Ann Smith</p>",
    "name at the end": "<p>— Ann Smith</p>",
    "end mark": "<p>***</p>",
    "date at the end": "<p>Last updated: 20 December 2024</p>",
}


@pytest.mark.parametrize("markup", TAILS.values(), ids=TAILS)
def test_what_follows_the_last_paragraph_is_left_out(markup: str) -> None:
    head = f"<title>{TITLE}</title><meta name='author' content='Ann Smith'>"
    assert texts(read(story(markup, head=head))) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        "Updated to add: the port reopened its fish market too.",
        "Correction: An earlier version gave the number of ships as fourteen.",
        "Editor's note: This story was updated on Tuesday with a statement.",
        "UPDATE: Dec. 22, 2024, 2:16 p.m. The port has answered.",
        "This article has been amended to give the name of the bay.",
        "Korrektur: In der ersten Fassung fehlte ein Schiff.",
    ],
)
def test_corrections_and_updates_are_notes(line: str) -> None:
    article = read(story(f"<p><em>{line}</em></p>"))
    assert article.notes == (line,)
    assert texts(article) == list(PARAGRAPHS)


KEPT = {
    "a heading between paragraphs": ("<h2>What comes next</h2>", "What comes next"),
    "a heading in a box of its own": ("<div class='block'><h2>What comes next</h2></div>", "What comes next"),
    "a short list": ("<ul><li>cranes one to four</li></ul>", "cranes one to four"),
    "a list with links": ("<ul><li>The <a href='/x'>crane desk</a> and its long way back to work</li></ul>", ""),
    "a sentence that says subscribe": ("<p>He asked users to subscribe to nothing at all.</p>", ""),
    "a question": ("<p>Who did it?</p>", "Who did it?"),
    "a table": (
        "<table><tr><th>Crane</th><th>Days</th></tr><tr><td>One</td><td>9</td></tr></table>",
        "Crane | Days\nOne | 9",
    ),
    "a quote": ("<blockquote><p>We had practised.</p></blockquote>", "We had practised."),
    "code": ("<pre>systemctl start cranes</pre>", "systemctl start cranes"),
    "an indicator": ("<p><code>hxxp://files[.]example/agent.exe</code></p>", "hxxp://files[.]example/agent.exe"),
    "a heading about advice": ("<h3 id='recommendations'>Recommended actions</h3>", "Recommended actions"),
    "a heading about related things": ("<h3>Related vulnerabilities</h3>", "Related vulnerabilities"),
    "a note to the reader of a manual": ("<p>Note: the command needs root.</p>", "Note: the command needs root."),
    "a fixed build": ("<ul><li>Update 14.1-8.50 or later</li></ul>", "Update 14.1-8.50 or later"),
    "a section named after its subject": ("<section id='tools'><p>Two tools.</p></section>", "Two tools."),
    "an address alone": (
        "<p><a href='/x'>https://vendor.example/advisory/1</a></p>",
        "https://vendor.example/advisory/1",
    ),
    "a picture named in a log": ("<ul><li>Image: rundll32 of the agent</li></ul>", "Image: rundll32 of the agent"),
    "a separate network": ("<ul><li>manage devices from a separate network only</li></ul>", ""),
    "loose text": (
        "Loose words beside paragraphs are words as well.",
        "Loose words beside paragraphs are words as well.",
    ),
}


@pytest.mark.parametrize(("markup", "text"), KEPT.values(), ids=KEPT)
def test_what_stands_between_paragraphs_is_kept(markup: str, text: str) -> None:
    again = [f"{text} Again." for text in PARAGRAPHS]
    kept = text or re.sub(r"<[^>]+>", "", markup)
    assert texts(read(story(markup + paragraphs(*again)))) == [*PARAGRAPHS, kept, *again]


ENDS = {
    "references": (
        (
            "<h2>References</h2><p><a href='/1'>Advisory of the vendor on cranes</a></p><p><a href='/2'>Notes of the "
            "port</a></p>"
        ),
        ["References", "Advisory of the vendor on cranes", "Notes of the port"],
    ),
    "an agency that could not check": (
        "<p>Reuters could not verify the claim.</p>",
        ["Reuters could not verify the claim."],
    ),
    "advice": ("<p>For more information, see the advisory.</p>", ["For more information, see the advisory."]),
}


@pytest.mark.parametrize(("markup", "kept"), ENDS.values(), ids=ENDS)
def test_ends_that_say_something_are_kept(markup: str, kept: list[str]) -> None:
    assert texts(read(story(markup))) == [*PARAGRAPHS, *kept]


CONTAINERS = {
    "one box a paragraph": "".join(f"<div class='row'><div><p>{text}</p></div></div>" for text in PARAGRAPHS * 2),
    "line breaks only": "<div>" + "<br><br>".join(PARAGRAPHS * 2) + "</div>",
    "widgets of a page builder": "".join(
        f"<div class='elementor-widget elementor-widget-text'><div class='widget-container'><p>{t}</p></div></div>"
        for t in PARAGRAPHS * 2
    ),
    "cells of a table": "<table><tr><td>" + paragraphs(*PARAGRAPHS * 2) + "</td><td><p>Side</p></td></tr></table>",
    "a form around the page": "<form id='aspnet'>" + paragraphs(*PARAGRAPHS * 2) + "</form>",
    "a class that sounds like furniture": "<div class='widget-area'>" + paragraphs(*PARAGRAPHS * 2) + "</div>",
    "hidden until a script runs": "<div style='display:none'>" + paragraphs(*PARAGRAPHS * 2) + "</div>",
    "nested spans": "<span><span>" + paragraphs(*PARAGRAPHS * 2) + "</span></span>",
    "a list of essays": "<ol>" + "".join(f"<li><p>{text}</p></li>" for text in PARAGRAPHS * 2) + "</ol>",
}


@pytest.mark.parametrize("markup", CONTAINERS.values(), ids=CONTAINERS)
def test_the_text_is_found_whatever_holds_it(markup: str) -> None:
    aside = "<aside class='sidebar'><h3>Latest</h3><ul><li><a href='/1'>Ferry runs again</a></li></ul></aside>"
    assert texts(read(page(f"<h1>{TITLE}</h1>{markup}{aside}"))) == list(PARAGRAPHS * 2)


NUMBERED = [f"{i} {text}" for i in range(4) for text in PARAGRAPHS]
SECTIONS = {
    "boxes two deep": "<div><div>{}</div></div>",
    "sections with headers": "<section><div><div>{}</div></div></section>",
    "articles in an article": "<article class='post'>{}</article>",
    "questions and answers": "<details open>{}</details>",
}


@pytest.mark.parametrize("box", SECTIONS.values(), ids=SECTIONS)
def test_sections_in_boxes_of_their_own_are_all_read(box: str) -> None:
    sections = "".join(box.format(paragraphs(*NUMBERED[i : i + 3])) for i in range(0, 12, 3))
    assert texts(read(page(f"<main><h1>{TITLE}</h1>{sections}</main>"))) == NUMBERED


def test_sections_much_smaller_than_the_first_are_read_as_well() -> None:
    small = [f"{i} {PARAGRAPHS[0]}" for i in range(8)]
    boxes = "".join(f"<div><div><div><p>{text}</p></div></div></div>" for text in small)
    html = page(f"<article><h1>{TITLE}</h1><div><div>{paragraphs(*NUMBERED)}</div></div>{boxes}</article>")
    assert texts(read(html)) == [*NUMBERED, *small]


def test_a_list_of_links_belongs_to_the_text_that_announces_it() -> None:
    items = "".join(f"<li><a href='/r{i}'>Resource number {i} of the port</a></li>" for i in range(3))
    resources = [f"Resource number {i} of the port" for i in range(3)]
    html = story(f"<p>Three places help:</p><ul>{items}</ul>{paragraphs(*NUMBERED)}")
    assert texts(read(html)) == [*PARAGRAPHS, "Three places help:", *resources, *NUMBERED]
    html = story(f"<ul>{items}</ul>{paragraphs(*NUMBERED)}")
    assert texts(read(html)) == [*PARAGRAPHS, *NUMBERED]


def test_a_glossary_keeps_terms_and_meanings() -> None:
    terms = "".join(f"<dt>Term {i}</dt><dd>{text}</dd>" for i, text in enumerate(NUMBERED))
    found = texts(read(page(f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><dl>{terms}</dl></article>")))
    assert found == [PARAGRAPHS[0], *(part for i, text in enumerate(NUMBERED) for part in (f"Term {i}", text))]


def test_longer_comments_than_the_story_are_not_the_story() -> None:
    comments = "".join(f"<div class='comment'><p>{text} {text}</p></div>" for text in NUMBERED)
    assert texts(read(story().replace("</body>", f"<div class='comments'>{comments}</div></body>"))) == list(PARAGRAPHS)


def test_a_short_advisory_is_read_whole() -> None:
    html = page(
        f"<div id='main'><h1>{TITLE}</h1><p>A flaw was found.</p><p>Update to 1.2.</p></div><footer>Bay</footer>"
    )
    assert texts(read(html)) == ["A flaw was found.", "Update to 1.2."]


def test_a_listicle_keeps_its_headings_and_every_item() -> None:
    items = "".join(
        f"<div><h2><a href='/{i}'>{i}. Crane number {i}</a></h2><p>{PARAGRAPHS[i % 3]}</p></div>" for i in range(1, 9)
    )
    found = texts(read(page(f"<main><h1>Eight cranes to see before they rust</h1>{items}</main>")))
    assert found == [text for i in range(1, 9) for text in (f"{i}. Crane number {i}", PARAGRAPHS[i % 3])]


def test_of_several_articles_the_one_under_the_headline_is_read() -> None:
    others = "".join(
        (
            f"<article class='post'><h2><a href='/{i}'>Other</a></h2>"
            f"{paragraphs(*(f'{i} {t}' * 2 for t in PARAGRAPHS))}</article>"
        )
        for i in range(3)
    )
    html = page(
        f"<div id='all'><article><h1>{TITLE}</h1>{paragraphs(*PARAGRAPHS * 2)}</article></div><div id='more'>"
        f"{others}</div>"
    )
    assert texts(read(html)) == list(PARAGRAPHS * 2)


def test_the_repeated_headline_is_left_out() -> None:
    html = page(f"<article><h2>{TITLE}</h2><h1>{TITLE}</h1>{paragraphs()}</article>")
    assert texts(read(html)) == list(PARAGRAPHS)


def test_a_page_that_shows_nothing_gives_the_text_of_its_metadata() -> None:
    body = "\\n".join(f"{text} {text}" for text in PARAGRAPHS)
    head = (
        f"<title>{TITLE}</title><script type='application/ld+json'>"
        f'{{"@type":"Article","articleBody":"{body}"}}</script>'
    )
    assert texts(read(page("<div id='app'><p>Loading</p></div>", head))) == [f"{text} {text}" for text in PARAGRAPHS]


DATA = Path(__file__).parents[3] / "shared/data/extraction"


def shingles(text: str) -> "Counter[tuple[str, ...]]":
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


@pytest.mark.skipif(not DATA.exists(), reason="real pages are not part of the repository")
def test_on_real_pages_the_text_is_nearly_exact() -> None:
    precision, recall, exact = [], [], []
    for name, facts in json.loads((DATA / "truth.json").read_text()).items():
        html = gzip.decompress((DATA / f"{name}.html.gz").read_bytes())
        want, have = shingles(facts["articleBody"]), shingles(extract(html, url=facts["url"]).text)
        shared = (want & have).total()
        precision.append(shared / have.total())
        recall.append(shared / want.total())
        exact.append(want == have)
    p, r = statistics.mean(precision), statistics.mean(recall)
    assert 2 * p * r / (p + r) >= 0.975
    assert statistics.mean(exact) >= 0.5
