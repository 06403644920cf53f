"""The curated catalogue."""

from secreader import urls
from secreader.feeds.catalogue import catalogue, load


def test_every_feed_has_an_address_a_name_and_a_category_once() -> None:
    feeds = load()
    assert len(feeds) == len({urls.key(feed.url) for feed in feeds}) >= 80
    assert all(urls.is_web(feed.url) and urls.is_web(feed.site_url) for feed in feeds)
    assert all(feed.title and feed.category and feed.language for feed in feeds)


def test_every_feed_says_whether_it_was_answering() -> None:
    assert {feed.status for feed in catalogue()} == {"active", "unchecked"}
    assert tuple(feed.subscription for feed in catalogue()) == load()
