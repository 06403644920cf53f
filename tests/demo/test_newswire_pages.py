"""Every page is plausible, says that it is a demo, and holds what a perfect reader should find on it."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from the_newswire import BASE, NEWSWIRE, every_outlet, every_story, newest, saying

from secreader.demo import pages
from secreader.demo.newswire import DemoStory, expected
from secreader.demo.outlets import OUTLETS
from secreader.demo.pages import parts

_VOID = {"meta", "link", "img", "input", "hr", "br"}
# What a text may hold that is stored in a story file: everything but controls and the marks of its markup.
_TEXTS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="`*[]#>-"), min_size=1)
_TRICKY = st.sampled_from(['<b>"&amp;', "</script><script>", "<!--", "]]>", "'\"&<", "</title>", "&#60;"])


class _Nesting(HTMLParser):
    """Complains where an element is closed that is not the last one opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice"
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> in {self.getpos()}"


def page_of(story: DemoStory) -> html.HtmlElement:
    return html.document_fromstring(pages.page(story, BASE).html)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def in_order(page: str, texts: list[str]) -> bool:
    """Whether `texts` stand in `page` one after the other."""
    at = 0
    for text in texts:
        at = page.find(text, at) + len(text)
        if at < len(text):
            return False
    return True


@every_story
def test_its_elements_are_nested_and_closed(story: DemoStory) -> None:
    assert _Nesting(pages.page(story, BASE).html).open == []


@every_story
def test_its_page_says_that_it_is_a_demo_and_names_the_public_source(story: DemoStory) -> None:
    page = page_of(story)
    assert parts.NOTICE in words(page)
    assert page.xpath("//a[@href=$url]", url=story.source.url)
    assert story.source.title in words(page)
    assert "(demo)" in page.findtext(".//title", "")


@every_story
def test_its_page_shows_headline_deck_byline_body_and_related_links(story: DemoStory) -> None:
    wanted, page = expected(story, BASE), page_of(story)
    assert [words(h1) for h1 in page.iter("h1")] == [story.title]
    # A table is one block of text to a reader, cells to the page.
    cells = [cell for text in wanted.blocks for line in text.split("\n") for cell in line.split(" | ")]
    body = page.xpath("//body")[0]
    assert in_order(words(body), [wanted.title, wanted.deck])
    assert wanted.byline in words(body)
    assert in_order(words(body), cells)
    assert [note for note in wanted.notes if note not in words(body)] == []
    page.make_links_absolute(BASE + story.path)
    links = {(words(a), a.get("href")) for a in page.iter("a")}
    assert [link for link in wanted.related if link[:2] not in links] == []
    assert {heading for *_, heading in wanted.related} == {pages.page(story, BASE).heading}
    assert pages.page(story, BASE).heading in words(body)


@every_story
def test_what_must_not_be_in_the_body_is_on_the_page_and_not_in_the_body_to_be_read(story: DemoStory) -> None:
    wanted, seen = expected(story, BASE), words(page_of(story))
    assert [text for text in wanted.forbidden if text not in seen and text != story.bio] == []
    assert [text for text in wanted.forbidden if text in "\n".join(wanted.blocks)] == []


@every_story
def test_its_site_wide_list_holds_none_of_its_related_links(story: DemoStory) -> None:
    assert len(story.others) >= 3
    assert {teaser.path for teaser in story.others}.isdisjoint({story.path, *(teaser.path for teaser in story.related)})


@every_story
def test_all_its_paths_lead_to_something(story: DemoStory) -> None:
    known = {other.path for other in NEWSWIRE.stories} | {outlet.home for outlet in OUTLETS.values()}
    known |= {outlet.feed for outlet in OUTLETS.values()}
    hrefs = [href.partition("#")[0] for href in page_of(story).xpath("//@href") if href.startswith("/")]
    assert {href for href in hrefs if href not in known} == set()


def test_the_ledger_has_the_shape_of_a_wordpress_news_page_from_search_overlay_to_author_s_box() -> None:
    story = next(story for story in NEWSWIRE.listed("harbour") if story.primary and story.bio)
    assert story.primary is not None
    wanted = expected(story, BASE)
    assert len(story.related) == 8
    assert in_order(
        words(page_of(story)),
        ["Type to search", story.title, story.deck, story.caption, *wanted.blocks,
         f"Read the full report: {story.primary.shown}", story.byline, "Also read:",
         *(teaser.title for teaser in story.related), story.byline, story.bio],
    )  # fmt: skip


def test_the_ledger_describes_itself_in_json_ld_and_open_graph() -> None:
    story = newest("harbour")
    page = page_of(story)
    graph = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)["@graph"]
    assert graph[0]["headline"] == story.title
    assert graph[0]["datePublished"] == story.published.isoformat()
    assert page.xpath("//meta[@property='og:title']/@content") == [story.title]


def test_the_courier_has_open_graph_only_and_its_links_between_the_paragraphs() -> None:
    story = newest("courier")
    page = page_of(story)
    assert page.xpath("//meta[@property='og:title']/@content") == [story.title]
    assert not page.xpath("//script | //*[@itemprop]")
    body = page.xpath("//div[@class='post-body']")[0]
    kinds = [element.get("class") or "text" for element in body]
    assert kinds[:5] == ["text", "text", "also", "text", "also"]
    assert kinds[-1] == "text"


def test_the_desk_describes_itself_in_microdata_and_has_a_card_for_each_related_link() -> None:
    story = newest("desk")
    page = page_of(story)
    assert words(page.xpath("//*[@itemprop='headline']")[0]) == story.title
    assert not page.xpath("//script | //meta[@property]")
    cards = page.xpath("//*[@class='card']")
    assert len(cards) == len(story.related)
    assert story.related[0].outlet in words(cards[0])
    assert parts.day(story.related[0].published) in words(cards[0])


def test_the_board_has_no_metadata_at_all() -> None:
    assert not page_of(newest("advisory")).xpath("//script | //meta[@property] | //*[@itemprop]")


def test_the_bugle_puts_few_links_into_the_text_and_many_into_a_box() -> None:
    inside = {story.path: page_of(story).xpath("count(//*[@class='read-more']//a)") for story in NEWSWIRE.stories}
    boxed = {story.path: page_of(story).xpath("count(//*[@class='you-may-like']//a)") for story in NEWSWIRE.stories}
    for story in (story for story in NEWSWIRE.stories if story.outlet == "bugle"):
        few = len(story.related) <= 3
        assert (inside[story.path], boxed[story.path]) == (len(story.related) * few, len(story.related) * (not few))
    assert any(inside.values())
    assert any(boxed.values())


def test_an_abbreviated_paper_is_expected_under_its_full_name() -> None:
    names = {story.primary.shown: story.primary.name for story in NEWSWIRE.stories if story.primary}
    assert names["SCMP"] == "South China Morning Post"
    assert names["WSJ"] == "The Wall Street Journal"
    assert {expected(story, BASE).primary for story in NEWSWIRE.stories if not story.primary} == {""}


@every_outlet
@given(text=_TEXTS | _TRICKY)
def test_no_text_can_leave_its_place_on_a_page(outlet: str, text: str) -> None:
    story = saying(text, outlet)
    page = pages.page(story, BASE).html
    assert _Nesting(page).open == []
    tree = html.document_fromstring(page)
    assert [h1.text_content() for h1 in tree.iter("h1")] == [text]
    assert tree.xpath("//body//script") == []
    assert [meta.get("content") for meta in tree.xpath("//meta[@property='og:title']")] in ([], [text])


@pytest.mark.parametrize("text", ["</script><img src=x>", "<!--<script>"])
def test_a_title_cannot_end_the_script_that_describes_the_page(text: str) -> None:
    (script,) = page_of(saying(text, "harbour")).xpath("//script")
    assert json.loads(script.text)["@graph"][0]["headline"] == text
