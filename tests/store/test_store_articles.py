"""Cleaned articles, the trail between them, pages as they were fetched."""

import hashlib
from datetime import timedelta
from sqlite3 import Connection

import pytest

from secreader import entities
from secreader.errors import UsageError
from secreader.model import Article, Entities, Paragraph, RelatedGroup, RelatedItem, RelatedLink, Span
from secreader.store import articles, changes, pages, stories
from store.library_of import NOW, at, entry, feed, store, titles


def _article(url: str, title: str = "t", text: str = "", *related: RelatedLink, site: str = "") -> Article:
    return Article(url, title, (Paragraph((Span(text),)),), related=related, site=site)


def _put(db: Connection, story: int, article: Article) -> None:
    articles.put_article(db, story, article, entities.find(article.title, article.text), now=NOW)


def test_an_article_comes_back_as_it_was_put(db: Connection) -> None:
    story = stories.ensure(db, "https://one.example/a", title="", outlet="", now=NOW)
    assert articles.article(db, story) is None
    put = Article("https://one.example/a", "T", (Paragraph((Span("x", em=True),)),), published=NOW, notes=("n",))
    _put(db, story, put)
    assert articles.article(db, story) == put


def test_a_page_that_no_feed_lists_takes_title_outlet_and_date_from_itself(db: Connection) -> None:
    story = stories.ensure(db, "https://www.one.example/a", title="", outlet="", now=NOW)
    (row,) = stories.rows(db, [story])
    assert (row.title, row.source, row.published) == ("https://www.one.example/a", "one.example", NOW)
    day = NOW - timedelta(days=30)
    _put(db, story, Article("https://www.one.example/a", "Title", (), site="The One", published=day))
    _put(db, story, Article("https://www.one.example/a", "", ()))
    (row,) = stories.rows(db, [story])
    assert (row.title, row.source, row.published, row.offline) == ("Title", "The One", day, True)


def test_a_listed_story_keeps_the_feeds_title_and_date_and_is_found_by_the_pages_words(db: Connection) -> None:
    store(db, feed(db), entry("a", "Listed", summary="teaser"))
    _put(
        db, at(db, "a"), Article("https://one.example/a", "Other", (), deck="a deck", published=NOW.replace(year=2020))
    )
    assert titles(db, "deck") == ["Listed"]
    assert titles(db, "teaser") == []
    assert stories.rows(db, [at(db, "a")])[0].published == NOW


def test_the_cves_of_the_page_replace_those_of_the_teaser_and_survive_an_edit(db: Connection) -> None:
    one = feed(db)
    store(db, one, entry("a", "CVE-2026-0001"))
    _put(db, at(db, "a"), _article("https://one.example/a", "CVE-2026-0001", "CVE-2026-0002"))
    store(db, one, entry("a", "CVE-2026-0003"))
    assert stories.rows(db, [at(db, "a")])[0].cves == ("CVE-2026-0001", "CVE-2026-0002")


def test_a_story_is_found_under_the_address_that_a_redirect_led_to(db: Connection) -> None:
    story = stories.ensure(db, "https://short.example/x", title="", outlet="", now=NOW)
    _put(db, story, _article("https://long.example/the-story"))
    assert stories.find(db, "http://www.long.example/the-story/?utm_source=x") == story
    assert stories.ensure(db, "https://long.example/the-story", title="", outlet="", now=NOW) == story


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "not an address"])
def test_only_web_addresses_become_stories(db: Connection, url: str) -> None:
    with pytest.raises(UsageError, match="not an http"):
        stories.ensure(db, url, title="t", outlet="", now=NOW)
    assert stories.find(db, url) is None


def test_related_links_stand_under_the_publishers_headings_numbered_through(db: Connection) -> None:
    store(db, feed(db), entry("a"), entry("b", published=NOW - timedelta(days=1)), entry("undated", published=None))
    changes.mark(db, [at(db, "b")], read=True, now=NOW)
    _put(db, at(db, "b"), _article("https://one.example/b"))
    links = (
        RelatedLink("B", "http://www.one.example/b/", "Also read"),
        RelatedLink("Far", "https://far.example/", "See also", "Far News"),
        RelatedLink("Undated", "https://one.example/undated", "Also read"),
    )
    _put(db, at(db, "a"), _article("https://one.example/a", "t", "", *links))
    day = NOW - timedelta(days=1)
    b, undated = at(db, "b"), at(db, "undated")
    assert articles.related(db, at(db, "a")) == (
        RelatedGroup(
            "publisher",
            "Also read",
            (
                RelatedItem(1, "B", "http://www.one.example/b/", "One", b, day, read=True, offline=True),
                RelatedItem(2, "Undated", "https://one.example/undated", "One", undated),
            ),
        ),
        RelatedGroup("publisher", "See also", (RelatedItem(3, "Far", "https://far.example/", "Far News"),)),
    )


def test_stories_that_link_here_come_last_without_those_already_listed(db: Connection) -> None:
    store(db, feed(db), entry("a"), entry("b"), entry("c"), entry("d"))
    to_a = RelatedLink("A", "https://one.example/a", "Related")
    for name in "bcd":
        _put(db, at(db, name), _article(f"https://one.example/{name}", name, "", to_a))
    changes.hide(db, [at(db, "d")], hidden=True, now=NOW)
    to_b = RelatedLink("B", "https://one.example/b", "Related")
    _put(db, at(db, "a"), _article("https://one.example/a", "a", "", to_b))
    publisher, back = articles.related(db, at(db, "a"))
    assert [item.id for item in publisher.items] == [at(db, "b")]
    assert (back.kind, back.heading) == ("backlinks", "Linked from")
    (item,) = back.items
    assert (item.number, item.id, item.outlet, item.offline) == (2, at(db, "c"), "One", True)


def test_a_page_fetched_again_has_its_new_links_only(db: Connection) -> None:
    story = stories.ensure(db, "https://one.example/a", title="", outlet="", now=NOW)
    _put(db, story, _article("https://one.example/a", "t", "", RelatedLink("Old", "https://old.example/")))
    _put(db, story, _article("https://one.example/a", "t", "", RelatedLink("New", "https://new.example/")))
    assert [item.title for group in articles.related(db, story) for item in group.items] == ["New"]


def test_the_page_itself_is_kept_for_saved_and_tagged_stories_only(db: Connection) -> None:
    store(db, feed(db), entry("plain"), entry("saved"), entry("tagged"))
    changes.save(db, [at(db, "saved")], saved=True, now=NOW)
    changes.tag(db, [at(db, "tagged")], ["x"], now=NOW)
    html = b"<p>page</p>" * 1000
    assert not pages.put_page(db, at(db, "plain"), html, NOW)
    assert pages.page(db, at(db, "plain")) is None
    for name in ("saved", "tagged"):
        assert pages.put_page(db, at(db, name), b"earlier", NOW)
        assert pages.put_page(db, at(db, name), html, NOW)
        assert pages.page(db, at(db, name)) == pages.Page(html, NOW, hashlib.sha256(html).hexdigest())


def test_rows_come_in_the_order_asked_and_unknown_ids_have_none(db: Connection) -> None:
    store(db, feed(db), *(entry(str(number)) for number in range(600)))
    ids = list(range(600, 0, -1))
    assert [row.id for row in stories.rows(db, [*ids, 9999])] == ids


def test_an_article_that_names_nothing_has_no_chips(db: Connection) -> None:
    store(db, feed(db), entry("a", "CVE-2026-0001"))
    articles.put_article(db, at(db, "a"), _article("https://one.example/a"), Entities(), now=NOW)
    assert stories.rows(db, [at(db, "a")])[0].cves == ()
