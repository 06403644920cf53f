"""What a refresh brings into the library."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection

import pytest

from secreader.model import Article, Entities, Entry, Paragraph, Span
from secreader.store import articles, changes, feeds, ingest, stories
from store.library_of import LATER, NOW, at, entry, feed, store, titles


def test_new_entries_become_stories_newest_first(db: Connection) -> None:
    one = feed(db)
    assert store(db, one, entry("old", published=NOW - timedelta(days=2)), entry("new")) == 2
    assert titles(db) == ["new", "old"]


def test_an_entry_that_says_the_same_again_is_not_new(db: Connection) -> None:
    one = feed(db)
    store(db, one, entry("a"))
    written = db.total_changes
    assert store(db, one) == 0
    of_the_feed_itself = db.total_changes - written
    assert store(db, one, entry("a")) == 0
    assert db.total_changes == written + 2 * of_the_feed_itself


def test_an_edited_entry_changes_title_and_text_and_keeps_what_the_user_did(db: Connection) -> None:
    one = feed(db)
    store(db, one, entry("a", "First", summary="about xz"))
    changes.tag(db, [at(db, "a")], ["apt"], now=NOW)
    changes.mark(db, [at(db, "a")], read=True, now=NOW)
    assert store(db, one, entry("a", "Second", summary="about CVE-2024-3094", author="Ann", content="<p>x</p>")) == 0
    (row,) = stories.rows(db, [at(db, "a")])
    assert (row.title, row.read, row.tags, row.cves) == ("Second", True, ("apt",), ("CVE-2024-3094",))
    assert stories.feed_text(db, row.id) == ("<p>x</p>", "about CVE-2024-3094", "Ann")
    assert titles(db, "xz") == []
    assert titles(db, "second") == ["Second"]


def test_what_a_feed_no_longer_lists_stays(db: Connection) -> None:
    one = feed(db)
    store(db, one, entry("a"))
    store(db, one, entry("b"))
    assert store(db, one) == 0
    assert sorted(titles(db)) == ["a", "b"]


def test_a_failed_feed_keeps_its_stories_and_counts_its_failures(db: Connection) -> None:
    one = feed(db)
    store(db, one, entry("a"))
    ingest.failed(db, one, "The server answered 500.", next_check=LATER, now=NOW)
    ingest.failed(db, one, "The server answered 500.", next_check=LATER, now=NOW)
    (health,) = feeds.health(db)
    assert (health.failures, health.problem, health.entries) == (2, "The server answered 500.", 1)
    ingest.unchanged(db, one, next_check=LATER, now=NOW)
    (health,) = feeds.health(db)
    assert (health.failures, health.problem, health.succeeded) == (0, "", NOW)


def test_two_feeds_that_list_one_address_share_one_story(db: Connection) -> None:
    one, two = feed(db, "one"), feed(db, "two")
    assert store(db, one, entry("a", "By one", url="https://www.shared.example/a/?utm_source=one")) == 1
    assert store(db, two, entry("z", "By two", url="http://shared.example/a")) == 0
    assert titles(db) == ["By one"]
    assert titles(db, f"feed:{two}") == ["By one"]
    store(db, two, entry("z", "Two edits", url="http://shared.example/a"))
    assert titles(db) == ["By one"]


def test_an_address_that_a_feed_gives_to_several_entries_joins_nothing(db: Connection) -> None:
    home = "https://one.example/podcast"
    assert store(db, feed(db), entry("1", "First", url=home), entry("2", "Second", url=home)) == 2
    assert sorted(titles(db)) == ["First", "Second"]
    assert stories.find(db, home) is None


def test_an_entry_listed_twice_in_one_feed_is_one_story_with_its_address(db: Connection) -> None:
    assert store(db, feed(db), entry("a"), entry("a")) == 1
    assert stories.rows(db, [at(db, "a")])


def test_an_entry_without_an_address_is_kept_under_its_guid(db: Connection) -> None:
    one = feed(db)
    assert store(db, one, entry("a", "No link", url="")) == 1
    assert store(db, one, entry("a", "No link", url="")) == 0
    assert titles(db) == ["No link"]


def test_a_feed_that_changes_its_guids_gives_no_story_twice(db: Connection) -> None:
    one = feed(db)
    store(db, one, entry("a", "Before"))
    assert store(db, one, entry("a", "After", guid="changed")) == 0
    assert titles(db) == ["After"]
    assert feeds.health(db)[0].entries == 1


@pytest.mark.parametrize(
    ("published", "sorted_as"),
    [
        (NOW - timedelta(days=3), NOW - timedelta(days=3)),
        (None, NOW),
        (datetime(2999, 1, 1, tzinfo=UTC), NOW + timedelta(days=1)),
        (datetime(1, 1, 1, tzinfo=UTC), datetime(1990, 1, 1, tzinfo=UTC)),
    ],
)
def test_dates_are_kept_between_1990_and_a_day_from_now(
    db: Connection, published: datetime | None, sorted_as: datetime
) -> None:
    store(db, feed(db), entry("a", published=published))
    assert stories.rows(db, [at(db, "a")])[0].published == sorted_as


def test_what_steers_a_terminal_is_gone_from_what_is_kept(db: Connection) -> None:
    store(db, feed(db), entry("a", "Ti\x1b[31mtle\u202e\nx", author="A\x07", summary="s\x9bx", content="<p>\x1b]8</p>"))
    assert titles(db) == ["Ti[31mtle x"]
    assert stories.feed_text(db, at(db, "a")) == ("<p>]8</p>", "sx", "A")


def test_cves_of_title_and_summary_stand_in_the_row_in_their_order(db: Connection) -> None:
    store(db, feed(db), entry("a", "CVE-2026-2222 bites", summary="like CVE-2025-1111 and CVE-2026-2222"))
    assert stories.rows(db, [at(db, "a")])[0].cves == ("CVE-2026-2222", "CVE-2025-1111")


def test_a_page_that_was_reached_by_a_link_joins_the_feed_that_lists_it_later(db: Connection) -> None:
    known = stories.ensure(db, "https://one.example/a", title="By the link", outlet="One", now=NOW)
    changes.save(db, [known], saved=True, now=NOW)
    article = Article("https://one.example/a", "By the page", (Paragraph((Span("words of the page"),)),))
    articles.put_article(db, known, article, Entities(), now=NOW)
    one = feed(db)
    earlier = NOW - timedelta(days=1)
    assert store(db, one, entry("a", "By the feed", summary="in short", published=earlier)) == 0
    (row,) = stories.rows(db, [known])
    assert (row.title, row.published, row.saved, row.offline) == ("By the feed", earlier, True, True)
    assert titles(db, f"feed:{one} is:unread words") == ["By the feed"]


def test_what_comes_in_for_a_feed_that_was_left_meanwhile_is_dropped(db: Connection) -> None:
    one = feed(db)
    feeds.unsubscribe(db, one)
    assert store(db, one, entry("a")) == 0
    assert titles(db) == []


def test_a_page_without_a_date_keeps_its_place_when_a_feed_lists_it(db: Connection) -> None:
    known = stories.ensure(db, "https://one.example/a", title="By the link", outlet="One", now=NOW)
    store(db, feed(db), entry("a", published=None))
    assert stories.rows(db, [known])[0].published == NOW


def test_two_new_guids_for_one_known_story_are_one_story(db: Connection) -> None:
    """A page that is known by two addresses, both of which the feed lists."""
    known = stories.ensure(db, "https://one.example/a", title="A", outlet="", now=NOW)
    articles.put_article(db, known, Article("https://one.example/renamed", "A", ()), Entities(), now=NOW)
    one = feed(db)
    assert store(db, one, entry("a", "First"), entry("renamed", "Second")) == 0
    assert len(titles(db)) == 1
    assert feeds.health(db)[0].entries == 1


def test_the_number_of_a_story_that_is_gone_is_given_to_no_other(db: Connection) -> None:
    """The undo log would take one for the other."""
    one = feed(db)
    store(db, one, entry("a"), entry("b"))
    gone = {at(db, "a"), at(db, "b")}
    feeds.unsubscribe(db, one)
    store(db, feed(db), entry("c"), entry("d"))
    assert min(at(db, "c"), at(db, "d")) > max(gone)


def test_what_is_new_is_found_beside_what_was_there(db: Connection) -> None:
    one, two = feed(db, "one"), feed(db, "two")
    store(db, one, entry("a", "First words"))
    store(db, two, entry("b", "Second words", host="two"), entry("a", "First of two", url="https://one.example/a"))
    store(db, one, entry("c", "Third words"), entry("a", "First words"))
    assert sorted(titles(db, "words")) == ["First words", "Second words", "Third words"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "B"),
        ("author", "Bob"),
        ("summary", "t"),
        ("content", "d"),
        ("updated", LATER),
        ("published", LATER),
        ("categories", ("x", "y")),
        ("categories", ()),
    ],
)
def test_what_any_field_says_anew_is_an_edit(db: Connection, field: str, value: object) -> None:
    def listing() -> bytes:
        return bytes(db.execute("SELECT listing FROM entry").fetchone()[0])

    def said(**fields: object) -> Entry:
        kept = Entry("a", "https://one.example/a", "A", "Ann", NOW, NOW, "s", "c", ("x",))
        return replace(kept, **fields)  # type: ignore[arg-type]  # by name

    one = feed(db)
    store(db, one, said())
    before = listing()
    store(db, one, said(**{field: value}))
    assert listing() != before
    store(db, one, said())
    assert listing() == before
