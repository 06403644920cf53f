"""Subscriptions, when they are due, and the source tree."""

from sqlite3 import Connection

import pytest

from secreader.errors import NotFoundError, UsageError
from secreader.model import Article, Entities, RelatedLink, Source, Subscription
from secreader.query import parse
from secreader.store import articles, changes, feeds, ingest, stories
from secreader.store.sources import UNFILED, sources
from store.library_of import LATER, NOW, at, entry, feed, store, titles


def test_subscribing_to_the_same_address_twice_is_one_subscription(db: Connection) -> None:
    first = feeds.subscribe(db, Subscription("https://www.one.example/feed/", "Mine", category="News"), now=NOW)
    assert feeds.subscribe(db, Subscription("http://one.example/feed"), now=NOW) == first
    assert feeds.subscriptions(db) == [Subscription("https://www.one.example/feed/", "Mine", category="News")]


@pytest.mark.parametrize("url", ["", "ftp://one.example/", "javascript:alert(1)", "one"])
def test_only_web_addresses_can_be_subscribed_to(db: Connection, url: str) -> None:
    with pytest.raises(UsageError, match="not an http"):
        feeds.subscribe(db, Subscription(url), now=NOW)


def test_a_feed_goes_by_the_users_name_then_its_own_then_its_address(db: Connection) -> None:
    one = feeds.subscribe(db, Subscription("https://one.example/feed"), now=NOW)
    assert feeds.health(db)[0].title == "https://one.example/feed"
    store(db, one, entry("a"), title="Its own")
    assert stories.rows(db, [at(db, "a")])[0].source == "Its own"
    feeds.edit_feed(db, one, title="The user's")
    assert stories.rows(db, [at(db, "a")])[0].source == "The user's"
    feeds.edit_feed(db, one, title="", category="News")
    assert feeds.subscriptions(db)[0] == Subscription(
        "https://one.example/feed", "Its own", "https://one.example/", "News"
    )


def test_a_new_feed_is_due_and_one_just_fetched_is_not(db: Connection) -> None:
    one, two = feed(db, "one"), feed(db, "two")
    store(db, one)
    assert [state.id for state in feeds.due(db, NOW)] == [two]
    assert [state.id for state in feeds.due(db, LATER)] == [two, one]
    assert [state.id for state in feeds.due(db, NOW, force=True, feed_ids=[one])] == [one]
    assert feeds.due(db, NOW, feed_ids=[one]) == []
    (state,) = feeds.due(db, NOW, force=True, feed_ids=[one])
    assert (state.url, state.etag, state.last_modified, state.failures) == ("https://one.example/feed", "e", "m", 0)


def test_leaving_a_feed_keeps_what_the_user_touched_or_followed(db: Connection) -> None:
    one = feed(db)
    store(db, one, *(entry(name) for name in ("plain", "saved", "tagged", "opened", "linked")))
    changes.save(db, [at(db, "saved")], saved=True, now=NOW)
    changes.tag(db, [at(db, "tagged")], ["apt"], now=NOW)
    followed = Article("https://one.example/linked", "linked", ())
    articles.put_article(db, at(db, "linked"), followed, Entities(), now=NOW)
    alone = Article("https://one.example/opened", "opened", ())
    articles.put_article(db, at(db, "opened"), alone, Entities(), now=NOW)
    trail = stories.ensure(db, "https://else.example/x", title="trail", outlet="", now=NOW)
    links = (RelatedLink("linked", "https://one.example/linked"), RelatedLink("plain", "https://one.example/plain"))
    articles.put_article(db, trail, Article("https://else.example/x", "trail", (), related=links), Entities(), now=NOW)
    feeds.unsubscribe(db, one)
    assert sorted(titles(db)) == ["linked", "saved", "tagged", "trail"]
    assert stories.rows(db, [at(db, "saved")])[0].source == "One"
    assert feeds.subscriptions(db) == []


def test_a_story_of_two_feeds_stays_when_one_is_left(db: Connection) -> None:
    one, two = feed(db, "one"), feed(db, "two")
    shared = entry("a", url="https://shared.example/a")
    store(db, one, shared)
    store(db, two, shared)
    feeds.unsubscribe(db, one)
    assert titles(db, "is:unread") == ["a"]
    assert titles(db, f"feed:{two}") == ["a"]


def test_a_feed_that_is_not_there_cannot_be_edited_or_left(db: Connection) -> None:
    with pytest.raises(NotFoundError):
        feeds.unsubscribe(db, 7)
    with pytest.raises(NotFoundError):
        feeds.edit_feed(db, 7, title="x")


def test_the_source_tree_has_views_categories_feeds_and_tags_with_their_counts(db: Connection) -> None:
    one, two = feed(db, "one", "News"), feed(db, "two")
    store(db, one, entry("a"), entry("b"))
    store(db, two, entry("c", host="two"))
    changes.mark(db, [at(db, "a")], read=True, now=NOW)
    changes.tag(db, [at(db, "a"), at(db, "b")], ["apt"], now=NOW)
    changes.save(db, [at(db, "b")], saved=True, now=NOW)
    ingest.failed(db, two, "gone", next_check=LATER, now=NOW)
    assert sources(db, NOW) == [
        Source("view", "Unread", "is:unread", unread=2),
        Source("view", "Today", "since:today", unread=2),
        Source("view", "Saved", "is:saved", unread=1),
        Source("view", "Everything", "", total=3),
        Source("category", "News", 'category:"News"', unread=1),
        Source("feed", "One", f"feed:{one}", unread=1, total=2, feed_id=one),
        Source("category", UNFILED, "-category:*", unread=1),
        Source("feed", "Two", f"feed:{two}", unread=1, total=1, feed_id=two, failing=True),
        Source("tag", "apt", 'tag:"apt"', unread=1, total=2),
    ]


def test_a_story_of_two_feeds_counts_once_in_their_category(db: Connection) -> None:
    shared = entry("a", url="https://shared.example/a")
    for name, category in (("one", "News"), ("two", "News"), ("three", "Blogs")):
        store(db, feed(db, name, category), shared, entry("own", host=name))
    assert {source.name: source.unread for source in sources(db, NOW) if source.kind in ("category", "feed")} == {
        "Blogs": 2,
        "Three": 2,
        "News": 3,
        "One": 2,
        "Two": 2,
    }


def test_what_is_hidden_is_counted_nowhere_and_a_page_no_feed_lists_is_not_unread(db: Connection) -> None:
    store(db, feed(db), entry("a"))
    stories.ensure(db, "https://else.example/x", title="x", outlet="", now=NOW)
    changes.hide(db, [at(db, "a")], hidden=True, now=NOW)
    assert [source.unread for source in sources(db, NOW)] == [0] * 6


@pytest.mark.parametrize("category", ["News", 'The "best"', "a/b", "100%", "under_score", "it's"])
def test_every_line_of_the_tree_shows_what_it_counts(db: Connection, category: str) -> None:
    one = feed(db, "one", category)
    store(db, one, entry("a"))
    changes.tag(db, [at(db, "a")], ["x.y/z-_"], now=NOW)
    changes.save(db, [at(db, "a")], saved=True, now=NOW)
    for source in sources(db, NOW):
        assert list(stories.view(db, parse(source.query), NOW).ids) == [at(db, "a")], source
