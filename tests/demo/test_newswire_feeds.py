"""Each feed of the newswire is in its own format and lists what it should, in the reader's own eyes."""

from datetime import UTC, timedelta, timezone
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from the_newswire import BASE, NEWSWIRE, NOW, every_outlet, saying, wire

from secreader import urls
from secreader.demo import feeds
from secreader.demo.newswire import load, subscriptions
from secreader.demo.outlets import DIGEST, OUTLETS
from secreader.feeds import parse
from secreader.model import ParsedFeed

_TEXTS = st.text(st.characters(exclude_categories=["C"], exclude_characters="\ufffe\uffff"), min_size=1)
_TRICKY = st.sampled_from(["]]>", "<![CDATA[", "&lt;b&gt;", '"><x a="', "&nbsp;", "--><!--"])


def feed(outlet: str) -> ParsedFeed:
    return parse(feeds.feed(outlet, NEWSWIRE, BASE), url=BASE + {**OUTLETS, DIGEST.key: DIGEST}[outlet].feed)


def is_xml(data: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError:
        return False
    return True


@every_outlet
def test_it_lists_the_listed_stories_of_its_outlet_newest_first_and_no_archive_page(outlet: str) -> None:
    stories = NEWSWIRE.listed(outlet)
    entries = feed(outlet).entries
    assert [entry.title for entry in entries] == [story.title for story in stories]
    assert [urls.key(entry.url) for entry in entries] == [urls.key(BASE + story.path) for story in stories]
    assert [entry.published for entry in entries] == [story.published for story in stories]
    assert [entry.summary for entry in entries if not entry.summary] == []
    assert len(stories) < sum(story.outlet == outlet for story in NEWSWIRE.stories)


@pytest.mark.parametrize(
    ("outlet", "format_"),
    [("harbour", "rss"), ("courier", "atom"), ("desk", "json"), ("advisory", "rdf"), ("bugle", "rss")],
)
def test_it_has_a_format_of_its_own(outlet: str, format_: str) -> None:
    assert feed(outlet).format == format_


@pytest.mark.parametrize("outlet", [*sorted(OUTLETS), DIGEST.key])
def test_its_title_and_its_description_say_that_it_is_a_demo(outlet: str) -> None:
    assert feed(outlet).title.endswith("(demo)")
    assert b"the outlet is invented" in feeds.feed(outlet, NEWSWIRE, BASE)


def test_the_ledger_gives_the_beginning_of_the_text() -> None:
    story, entry = NEWSWIRE.listed("harbour")[0], feed("harbour").entries[0]
    assert story.body[1] in entry.content.replace("&#x27;", "'")
    assert story.body[2] not in entry.content
    assert entry.summary == story.deck


def test_a_title_in_brackets_is_listed_as_it_is() -> None:
    assert feed("advisory").entries[0].title.startswith("[Update] CVE-2024-3094: ")


def test_the_bugle_s_feed_is_no_xml_and_its_links_carry_trackers() -> None:
    assert not is_xml(feeds.feed("bugle", NEWSWIRE, BASE))
    assert all("utm_source=" in entry.url for entry in feed("bugle").entries)


def test_the_digest_lists_new_stories_of_every_outlet_that_their_own_feeds_list() -> None:
    entries = feed(DIGEST.key).entries
    own = {urls.key(entry.url): (entry.title, entry.published) for key in OUTLETS for entry in feed(key).entries}
    assert {urls.key(entry.url): (entry.title, entry.published) for entry in entries}.items() <= own.items()
    assert {entry.url.removeprefix(BASE).split("/")[1] for entry in entries} == set(OUTLETS)


def test_stories_are_as_old_as_their_files_say_whatever_the_time_zone_of_the_clock() -> None:
    stories = load(NOW.astimezone(timezone(timedelta(hours=8)))).stories
    assert stories == NEWSWIRE.stories
    assert [story.published for story in stories] == sorted((story.published for story in stories), reverse=True)
    assert stories[0].published == NOW - timedelta(hours=3)
    assert {story.published.tzinfo for story in stories} == {UTC}


def test_seven_feeds_are_subscribed_to_each_with_title_and_category() -> None:
    found = subscriptions(BASE)
    assert len({urls.key(feed.url) for feed in found}) == 7
    assert all(feed.title and feed.category and feed.url.startswith(BASE) for feed in found)


@pytest.mark.parametrize("outlet", ["harbour", "courier", "advisory", DIGEST.key])
@given(text=_TEXTS | _TRICKY)
def test_no_text_breaks_the_xml(outlet: str, text: str) -> None:
    story = saying(text, "harbour" if outlet == DIGEST.key else outlet)
    assert is_xml(feeds.feed(outlet, wire(story), BASE))


@given(text=_TEXTS | _TRICKY)
def test_no_text_breaks_the_json(text: str) -> None:
    (entry,) = parse(feeds.feed("desk", wire(saying(text, "desk")), BASE), url=BASE).entries
    assert urls.key(entry.url) == urls.key(BASE + NEWSWIRE.listed("desk")[0].path)
