"""Queries find what they say: the SQL agrees with a plain reading of the tree over plain rows."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secreader.entities import find
from secreader.model import Article, Paragraph, Span
from secreader.query import All, And, Field, Not, Or, Phrase, Query, Tree, Word
from secreader.store import articles, changes, stories
from secreader.store.connection import writable
from store.library_of import NOW, entry, feed, is_whole, store, titles

_WORDS = ("alpha", "beta", "gamma", "alphabet", "Été")
_CATEGORIES = ("", "news", "news/eu")


@dataclass(frozen=True)
class _Story:
    title: tuple[str, ...]
    text: tuple[str, ...]
    feed: int
    age: int
    cve: bool
    read: bool
    saved: bool
    hidden: bool
    offline: bool
    tags: tuple[str, ...]


_STORIES = st.lists(
    st.builds(
        _Story,
        title=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(tuple),
        text=st.lists(st.sampled_from(_WORDS), max_size=3).map(tuple),
        feed=st.integers(0, 2),
        age=st.integers(0, 9),
        cve=st.booleans(),
        read=st.booleans(),
        saved=st.booleans(),
        hidden=st.booleans(),
        offline=st.booleans(),
        tags=st.sets(st.sampled_from(["apt", "cn"])).map(lambda found: tuple(sorted(found))),
    ),
    max_size=6,
)
_LEAVES = st.one_of(
    st.just(All()),
    st.builds(Word, st.sampled_from(["alpha", "BETA", "ete", "alph"]), st.booleans()),
    st.builds(Phrase, st.sampled_from(["alpha beta", "gamma gamma"])),
    st.builds(Field, st.just("is"), st.sampled_from(["unread", "read", "saved", "offline", "tagged", "hidden"])),
    st.builds(Field, st.just("tag"), st.sampled_from(["APT", "cn", "none"])),
    st.builds(Field, st.just("title"), st.sampled_from(["ALPHA", "eta g", "%"])),
    st.builds(Field, st.just("cve"), st.sampled_from(["CVE-2026-0001", "2026-0001", "2026", "cve-2025", "%"])),
    st.builds(Field, st.just("since"), st.sampled_from(["3d", "1w", "72h", "2026-11-20", "9999w"])),
    st.builds(Field, st.just("feed"), st.sampled_from(["1", "two", "T", "_"])),
    st.builds(Field, st.just("category"), st.sampled_from(["News", "news/eu", "*", "new"])),
)
_TREES: st.SearchStrategy[Tree] = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.tuples(inner, inner)),
        st.builds(Or, st.tuples(inner, inner)),
    ),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(_STORIES, st.lists(_TREES, min_size=1, max_size=8))
def test_sql_agrees_with_a_plain_reading(kept: list[_Story], trees: list[Tree]) -> None:
    with TemporaryDirectory() as folder:
        db = writable(Path(folder) / "library.db")
        for name, category in zip(("one", "two", "three"), _CATEGORIES, strict=True):
            feed(db, name, category)
        for number, story in enumerate(kept, 1):
            _keep(db, number, story)
        for tree in trees:
            expected = {
                number
                for number, story in enumerate(kept, 1)
                if _matches(tree, story) and (not story.hidden or _asks_for_hidden(tree))
            }
            found = list(stories.view(db, Query("", tree), NOW).ids)
            assert set(found) == expected, tree
            assert found == sorted(found, key=lambda number: (kept[number - 1].age, -number))
        assert is_whole(db)
        db.close()


def _keep(db: Connection, number: int, story: _Story) -> None:
    title, text = " ".join(story.title), " ".join(story.text)
    published = NOW - timedelta(days=story.age)
    store(db, story.feed + 1, entry(f"s{number}", title, summary=text, published=published))
    named = "CVE-2026-0001" if story.cve else ""
    if story.offline or story.cve:
        url = f"https://one.example/s{number}"
        found = find(named, "")
        if story.offline:
            articles.put_article(db, number, Article(url, title, (Paragraph((Span(text),)),)), found, now=NOW)
        else:
            articles.put_entities(db, number, found)
    changes.mark(db, [number], read=story.read, now=NOW)
    changes.save(db, [number], saved=story.saved, now=NOW)
    changes.hide(db, [number], hidden=story.hidden, now=NOW)
    for name in story.tags:
        changes.tag(db, [number], [name], now=NOW)


def _matches(tree: Tree, story: _Story) -> bool:
    match tree:
        case All():
            return True
        case Word(text, prefix):
            plain = text.lower()
            words = [_plain(word) for word in story.title + story.text]
            return any(word.startswith(plain) if prefix else word == plain for word in words)
        case Phrase(text):
            return any(f" {text} " in f" {' '.join(map(_plain, part))} " for part in (story.title, story.text))
        case Not(operand):
            return not _matches(operand, story)
        case And(operands):
            return all(_matches(operand, story) for operand in operands)
        case Or(operands):
            return any(_matches(operand, story) for operand in operands)
        case Field(name, value):
            return _field(name, value, story)


def _plain(word: str) -> str:
    return word.lower().replace("é", "e")


def _field(name: str, value: str, story: _Story) -> bool:
    category = _CATEGORIES[story.feed]
    match name:
        case "is":
            return {
                "unread": not story.read,
                "read": story.read,
                "saved": story.saved,
                "offline": story.offline,
                "tagged": bool(story.tags),
                "hidden": story.hidden,
            }[value]
        case "tag":
            return value.lower() in story.tags
        case "title":
            return value.lower() in " ".join(story.title).lower()
        case "cve":
            return story.cve and "cve-2026-0001".startswith("cve-" + value.lower().removeprefix("cve-"))
        case "since":
            days = {"3d": 3, "1w": 7, "72h": 3, "2026-11-20": 4, "9999w": 99}[value]
            return story.age <= days
        case "feed":
            return story.feed == 0 if value == "1" else value.lower() in ("one", "two", "three")[story.feed]
        case _:
            return bool(category) if value == "*" else (category + "/").startswith(value.lower() + "/")


def _asks_for_hidden(tree: Tree) -> bool:
    return re.search(r"name='is', value='hidden'", repr(tree)) is not None


@pytest.mark.parametrize("query", ["供应链", "链攻", "供应*", '"链攻击 事件"'])
def test_words_of_scripts_without_spaces_are_found_inside_a_line(db: Connection, query: str) -> None:
    store(db, feed(db), entry("a", "软件供应链攻击 事件"), entry("b", "plain"))
    assert titles(db, query) == ["软件供应链攻击 事件"]


@pytest.mark.parametrize(
    "query", ['"quoted OR', "a*b", "NEAR(x y)", "title:x OR", "^x", "x\0y", "(", "+", "-- ;", "%", "_"]
)
def test_nothing_that_is_looked_for_can_break_the_search(db: Connection, query: str) -> None:
    store(db, feed(db), entry("a", "plain"))
    assert list(stories.view(db, Query("", Word(query)), NOW).ids) == []
    assert list(stories.view(db, Query("", Phrase(query)), NOW).ids) == []
    assert list(stories.view(db, Query("", Field("title", query)), NOW).ids) == []


def test_a_word_may_hold_punctuation(db: Connection) -> None:
    store(db, feed(db), entry("a", "Flaw in C++ (CVE-2026-0001), it's bad"))
    for query in ("CVE-2026-0001", "it's", "c++", "(flaw or x) bad", "++"):
        assert len(titles(db, query)) == 1, query


@pytest.mark.parametrize(("since", "number"), [("0001-01-01", 1), ("9999-12-31", 0), ("2026-13-45", 0), ("9999w", 1)])
def test_any_day_can_be_asked_for(db: Connection, since: str, number: int) -> None:
    store(db, feed(db), entry("a"))
    assert len(titles(db, f"since:{since}")) == number


def test_today_begins_at_midnight(db: Connection) -> None:
    begin = NOW.astimezone().replace(hour=0, minute=0)
    store(db, feed(db), entry("a", published=begin), entry("b", published=begin - timedelta(seconds=1)))
    assert titles(db, "since:today") == ["a"]
