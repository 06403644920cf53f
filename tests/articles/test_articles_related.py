"""Related links: every shape in which publishers offer them, the traps, and the languages."""

import gzip
import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from pages import PARAGRAPHS, URL, links, page, paragraphs, read, story, texts

from secreader.articles import extract

ONE, TWO = "Harbour Radar Goes Dark for an Hour", "Ferry Firm Admits Ticket Data Was Read"
A, B = f'<a href="/a">{ONE}</a>', f'<a href="/b">{TWO}</a>'
FOUND = [(ONE, "https://wire.example/a"), (TWO, "https://wire.example/b")]

SHAPES = {
    # A box with a heading.
    "div.related with a heading and a list": (
        f'<div class="related"><h3>Related</h3><ul><li>{A}</li><li>{B}</li></ul></div>'
    ),
    "aside with a bold label": f"<aside><p><b>Related stories</b></p><p>{A}</p><p>{B}</p></aside>",
    "section with the heading in a header": f"<section><header><h2>More on this story</h2></header><div><div>{A}</div>"
    f"<div>{B}</div></div></section>",
    # A label and links in one block.
    "label in bold, links in one paragraph": f"<p><strong>Also read:</strong> {A}, {B}</p>",
    "label and links in a heading": f"<h4>See also: {A} | {B}</h4>",
    "label and links in a div": f"<div><span>Read more:</span> {A} <br> {B}</div>",
    # The label inside the link.
    "label as part of the link text": f'<p><a href="/a">Related: {ONE}</a></p><p><a href="/b">Read: {TWO}</a></p>',
    "label in brackets with the link": (
        f'<p>[<a href="/a">Also read: {ONE}</a>]</p><p>[<a href="/b">Also read: {TWO}</a>]</p>'
    ),
    "label in bold inside the link": (
        f'<p><a href="/a"><b>SEE ALSO</b>: {ONE}</a></p><p><a href="/b"><b>SEE ALSO</b> {TWO}</a></p>'
    ),
    # A heading, then siblings.
    "a heading, then a list": f"<h4>Further reading</h4><ul><li>{A}</li><li>{B}</li></ul>",
    "a paragraph, then paragraphs": f"<p>Also read</p><p>{A}</p><p>{B}</p>",
    "a heading, then several lists": f"<h4>More:</h4><ul><li><h4>{A}</h4></li></ul><ul><li><h4>{B}</h4></li></ul>",
    # Lines of one block.
    "label and links on lines of one paragraph": f"<p><strong>Also read:</strong><br>{A}<br>{B}</p>",
    "label after a line break in the last paragraph": (
        f"<p>The port reopens today, it said.<br>Read also:<br>{A}<br>{B}</p>"
    ),
    "a definition list": f"<dl><dt>Related coverage</dt><dd>{A}</dd><dd>{B}</dd></dl>",
    # Named by class alone, or by brackets alone.
    "a box that only its class names": f'<div class="related-posts"><p>{A}</p><p>{B}</p></div>',
    "titles in brackets": f'<p>[<a href="/a">{ONE}</a>]</p><p>[<a href="/b">{TWO}</a>]</p>',
    "paragraphs that recirculate": f'<p class="c-recirculation-link">{A}</p><p class="c-recirculation-link">{B}</p>',
}


@pytest.mark.parametrize("markup", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("place", ["after the text", "inside the text", "outside the article"])
def test_related_links_are_found_and_leave_the_text(markup: str, place: str) -> None:
    html = {
        "after the text": story(markup),
        "inside the text": page(
            f"<article><h1>Vigo</h1>{paragraphs(*PARAGRAPHS[:2])}{markup}{paragraphs(*PARAGRAPHS)}</article>"
        ),
        "outside the article": story().replace("</body>", f"{markup}</body>"),
    }[place]
    article = read(html)
    assert links(article) == FOUND
    assert not any(title in article.text for title, _ in FOUND)
    assert PARAGRAPHS[1] in texts(article)
    assert not re.search(r"related|see also|also read|read more", article.text, re.IGNORECASE)


def test_the_heading_is_the_publishers_own_without_brackets_and_colon() -> None:
    for shown, heading in {
        "Also read:": "Also read",
        "[ READ ALSO ]": "READ ALSO",
        "» Related stories «": "Related stories",
        "More on this story": "More on this story",
        "👉 See also …": "See also",
    }.items():
        article = read(story(f"<p><b>{shown}</b></p><ul><li>{A}</li></ul>"))
        assert [link.heading for link in article.related] == [heading]


LABELS = {
    "de": "Lesen Sie auch: Mehr zum Thema / Auch interessant / Das könnte Sie auch interessieren",
    "fr": "Lire aussi / À lire aussi / Sur le même sujet",
    "es": "Lea también / Te puede interesar / Noticias relacionadas",
    "it": "Leggi anche / Potrebbe interessarti / Articoli correlati",
    "pt": "Leia também / Veja também / Notícias relacionadas",
    "nl": "Lees ook / Zie ook / Gerelateerde artikelen",
    "pl": "Czytaj też / Zobacz także / Przeczytaj również",
    "ru": "Читайте также / Материалы по теме / Похожие статьи",
    "tr": "İlgili haberler / Bunu da oku / İlginizi çekebilir",
    "zh": "关联阅读 / 相关文章 / 延伸閱讀",
    "ja": "関連記事 / あわせて読みたい / こちらも",
    "ko": "관련기사 / 관련 뉴스 / 함께 읽기",
}


@pytest.mark.parametrize("label", [part.strip() for text in LABELS.values() for part in text.split(":")[0].split("/")])
def test_labels_are_known_in_thirteen_languages(label: str) -> None:
    assert links(read(story(f"<h3>{label}</h3><ul><li>{A}</li><li>{B}</li></ul>"))) == FOUND
    assert links(read(story(f"<p><b>{label}:</b> {A}</p><p><b>{label}:</b> {B}</p>"))) == FOUND


@pytest.mark.parametrize(
    "heading",
    ["Most read", "Latest news", "Trending", "Popular", "Editor's picks", "Recent posts", "Top stories", "Sponsored"],
)
def test_lists_of_the_whole_site_are_not_related(heading: str) -> None:
    markup = f'<div class="related-articles"><h3>{heading}</h3><ul><li>{A}</li><li>{B}</li></ul></div>'
    article = read(story().replace("</body>", f"{markup}</body>"))
    assert article.related == ()
    assert ONE not in article.text


TRAPS = {
    "a menu called More": f"<nav><h4>More:</h4><ul><li>{A}</li><li>{B}</li></ul></nav>",
    "a heading whose list a script fills in": "<h3>Related</h3><div id='related'></div>",
    "a bare Read more link": "<p><a href='/a'>Read more</a></p>",
    "Read more links in cards of nothing": "<h3>Related</h3><div><a href='/a'>Read more</a></div>",
    "a sentence that begins like a label": (
        f"<p>Related work by the port's own staff, {A}, was published last year and is cited in the study.</p>"
    ),
    "a sentence with a colon": (
        "<p>Background: the port, which <a href='/x'>was built in 1903</a>, handles a third of the fish.</p>"
    ),
    "share buttons under a label": (
        "<h3>See also</h3><p><a href='https://twitter.com/intent/tweet?x'>Share this story on Twitter</a></p>"
    ),
    "places on the page itself": "<h3>See also</h3><ul><li><a href='#one'>The chapter on cranes</a></li></ul>",
    "scripts and other schemes": "<h3>Related</h3><ul><li><a href='javascript:go()'>A story of the port</a></li></ul>",
    "the story itself": (
        f"<h3>Related</h3><ul><li><a href='{URL}?utm_source=x'>Port of Vigo Restores Cranes</a></li></ul>"
    ),
    "a short source in brackets": "<p>[<a href='/pcw'>PC World</a>]</p>",
    "an index of the site": "<h3>Related</h3><ul>"
    + "".join(f"<li><a href='/{i}'>Story number {i} of many</a></li>" for i in range(60))
    + "</ul>",
    "advertisements of a network": (
        "<h3>You may also like</h3><p><a href='https://www.taboola.com/x'>One trick to lower your bills</a></p>"
    ),
}


@pytest.mark.parametrize("markup", TRAPS.values(), ids=TRAPS)
def test_what_only_looks_related_is_not(markup: str) -> None:
    assert read(story(markup)).related == ()


CARD = """<div class="card"><a href="{url}"><img src="/p.jpg" alt=""></a><div>
<a class="kicker" href="/category/ports">Ports</a>
<h3><a href="{url}?utm_source=box&utm_medium=card">{title}</a></h3><p>Text that sums the story up in a line or two.</p>
<span class="source">{outlet}</span><a rel="author" href="/author/ann">Ann Smith</a><time>Nov 3, 2024</time>
<a href="{url}#comments">12 comments</a></div></div>"""


def test_a_card_is_one_story_with_its_outlet() -> None:
    cards = CARD.format(url="/a", title=ONE, outlet="SCMP") + CARD.format(url="/b", title=TWO, outlet="Bay Observer")
    article = read(
        story().replace(
            "</body>", f"<section><h2>Related coverage</h2><div class='grid'>{cards}</div></section></body>"
        )
    )
    assert links(article) == FOUND
    assert [link.outlet for link in article.related] == ["South China Morning Post", "Bay Observer"]
    assert {link.kind for link in article.related} == {"widget"}


def test_a_card_whose_title_is_no_link_takes_its_read_more_link() -> None:
    card = f"<div class='card'><h4>{ONE}</h4><p>Words.</p><a href='/a'>Read more</a></div>"
    other = f"<div class='card'><div class='title'>{TWO}</div><a href='/b'><img src='/b.jpg'></a></div>"
    assert links(read(story(f"<h3>Related</h3><div>{card}{other}</div>"))) == FOUND


@pytest.mark.parametrize(
    "inside",
    [
        f"{ONE} – 3 Nov 2024",
        f"{ONE} (2024-11-03)",
        f"{ONE}, Nov. 3, 2024",
        f"<span>{ONE}</span> <span class='date'>3 days ago</span>",
        f"<h4>{ONE}</h4><p class='excerpt'>More words about it.</p>",
        f"<span class='label'>Analysis</span> <span class='headline'>{ONE}</span>",
        f"<i class='icon offscreen'>Video</i>{ONE}",
        f"<div><div>{ONE}</div><time>yesterday</time></div>",
        f"→ {ONE} »",
    ],
)
def test_titles_come_without_date_label_and_decoration(inside: str) -> None:
    assert links(read(story(f"<h3>Related</h3><ul><li><a href='/a'>{inside}</a></li></ul>"))) == FOUND[:1]


def test_brackets_that_belong_to_a_title_stay() -> None:
    title = "[Update] Port of Vigo: what is known"
    assert links(read(story(f"<p>Also read: <a href='/a'>{title}</a></p>"))) == [(title, FOUND[0][1])]


def test_the_same_story_counts_once_and_trackers_go() -> None:
    again = f"<li><a href='http://www.wire.example/a/?utm_source=y&fbclid=1'>{ONE}</a></li>"
    article = read(story(f"<h3>Related</h3><ul><li><a href='/a?utm_campaign=z'>{ONE}</a></li>{again}<li>{B}</li></ul>"))
    assert links(article) == FOUND


def test_a_link_offered_in_the_text_and_in_a_box_counts_as_in_the_text() -> None:
    box = f"<aside class='rail'><h3>Related</h3><ul><li>{A}</li></ul></aside>"
    html = page(f"{box}<article><h1>Vigo</h1>{paragraphs()}<p>Also read: {A}</p></article>")
    assert [(link.title, link.kind) for link in read(html).related] == [(ONE, "body")]


def test_links_in_the_text_and_in_widgets_are_told_apart() -> None:
    html = page(
        f"<article><h1>Vigo</h1><div>{paragraphs()}<aside><h4>Related</h4><p>{A}</p></aside>{paragraphs()}</div>"
        f"</article>"
        f"<div class='w'><h4>Recommended for you</h4><ul><li>{B}</li></ul></div>"
    )
    assert [link.kind for link in read(html).related] == ["body", "widget"]


def test_one_word_titles_count_after_a_label_with_a_colon() -> None:
    assert links(read(story("<p>See also: <a href='/x'>Stuxnet</a></p>"))) == [("Stuxnet", "https://wire.example/x")]


DATA = Path(__file__).parents[3] / "shared/data/related"


@pytest.mark.skipif(not DATA.exists(), reason="real pages are not part of the repository")
def test_on_real_pages_nearly_all_are_found_and_nearly_nothing_else() -> None:
    def key(url: str) -> str:
        parts = urlsplit(url)
        return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}".lower()

    hits = wanted = given = 0
    for name, facts in json.loads((DATA / "truth.json").read_text()).items():
        base = facts["url"]
        site = {key(urljoin(base, h)) for b in facts["blocks"] if b["kind"] == "site" for _, h in b["links"]}
        want = {key(urljoin(base, href)) for _, href in facts["links"]}
        html = gzip.decompress((DATA / f"{name}.gz").read_bytes())
        have = {u for link in extract(html, url=base).related if (u := key(link.url)) in want or u not in site}
        hits, wanted, given = hits + len(want & have), wanted + len(want), given + len(have)
    assert hits / given >= 0.95
    assert hits / wanted >= 0.95
