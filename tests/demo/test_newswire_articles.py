"""The reader makes of every page of the newswire exactly what was put into it."""

from functools import cache

from the_newswire import BASE, every_story

from secreader.articles import extract
from secreader.demo import pages
from secreader.demo.newswire import DemoStory, expected
from secreader.model import Article, block_text


@cache
def article_of(story: DemoStory) -> Article:
    return extract(pages.page(story, BASE).html.encode(), url=BASE + story.path)


@every_story
def test_its_fields_are_those_of_the_story(story: DemoStory) -> None:
    article, wanted = article_of(story), expected(story, BASE)
    assert (article.title, article.deck, article.byline) == (wanted.title, wanted.deck, wanted.byline)
    assert (article.published, article.caption, article.notes) == (wanted.published, wanted.caption, wanted.notes)
    assert article.warning == ""


@every_story
def test_its_body_is_the_text_of_the_story_block_by_block_and_nothing_else(story: DemoStory) -> None:
    article, wanted = article_of(story), expected(story, BASE)
    assert [text for text in map(block_text, article.blocks) if text] == list(wanted.blocks)
    assert [text for text in wanted.forbidden if text in article.text] == []


@every_story
def test_its_related_links_are_those_of_the_story_under_the_outlet_s_heading(story: DemoStory) -> None:
    links = tuple((link.title, link.url, link.heading) for link in article_of(story).related)
    assert links == expected(story, BASE).related


@every_story
def test_its_primary_source_is_named_in_full_with_its_address(story: DemoStory) -> None:
    primary = article_of(story).primary
    if story.primary is None:
        assert primary is None
    else:
        assert primary is not None
        assert (primary.outlet, primary.url) == (story.primary.name, story.primary.url)


@every_story
def test_a_card_s_label_names_the_outlet_that_its_link_leads_to(story: DemoStory) -> None:
    for link, teaser in zip(article_of(story).related, story.related, strict=True):
        # A suffix of the title names an outlet as well.
        suffix = teaser.title.partition(" – ")[2]
        assert link.outlet == teaser.outlet if story.outlet == "desk" else bool(link.outlet) == bool(suffix)
