"""What the user does to stories, and taking it back."""

from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secreader.errors import UsageError
from secreader.store import changes, stories
from secreader.store.connection import writable
from store.library_of import NOW, at, entry, feed, is_whole, rows_of, store, titles


@pytest.fixture
def ids(db: Connection) -> list[int]:
    store(db, feed(db), *(entry(name) for name in "abc"))
    return [at(db, name) for name in "abc"]


def test_a_change_says_in_words_what_it_did(db: Connection, ids: list[int]) -> None:
    assert changes.mark(db, ids, read=True, now=NOW).text == "Marked 3 stories read."
    assert changes.mark(db, ids[:1], read=False, now=NOW).text == "Marked 1 story unread."
    assert changes.save(db, ids[:1], saved=True, now=NOW).text == "Saved 1 story."
    assert changes.save(db, ids[:1], saved=False, now=NOW).text == "Let go of 1 story."
    assert changes.hide(db, ids[:2], hidden=True, now=NOW).text == "Hid 2 stories."
    assert changes.tag(db, ids[:1], ["apt", "#CN"], now=NOW).text == "Tagged 1 story #apt #CN."
    assert changes.untag(db, ids[:1], ["apt"], now=NOW).text == "Took #apt off 1 story."


def test_undo_takes_back_only_what_the_change_changed(db: Connection, ids: list[int]) -> None:
    changes.mark(db, ids[:1], read=True, now=NOW)
    changed = changes.mark(db, ids, read=True, now=NOW)
    assert changed.ids == tuple(ids[1:])
    undone = changes.undo(db)
    assert undone == changed
    assert [read for read, _, _ in rows_of(db, *ids)] == [True, False, False]
    assert changes.redo(db) == changed
    assert [read for read, _, _ in rows_of(db, *ids)] == [True, True, True]


def test_undo_gives_back_the_tags_that_were_there(db: Connection, ids: list[int]) -> None:
    changes.tag(db, ids[:1], ["apt"], now=NOW)
    changes.tag(db, ids[:2], ["APT", "cn"], now=NOW)
    assert rows_of(db, *ids[:2]) == [(False, False, ("apt", "cn"))] * 2
    changes.undo(db)
    assert rows_of(db, *ids[:2]) == [(False, False, ("apt",)), (False, False, ())]


def test_there_is_nothing_to_undo_in_a_new_library_nor_to_redo(db: Connection) -> None:
    assert changes.undo(db) is None
    assert changes.redo(db) is None


def test_a_change_that_changes_nothing_is_not_logged(db: Connection, ids: list[int]) -> None:
    changes.mark(db, ids, read=False, now=NOW)
    changes.mark(db, [999], read=True, now=NOW)
    assert changes.undo(db) is None


def test_a_fresh_change_ends_what_could_be_redone(db: Connection, ids: list[int]) -> None:
    changes.save(db, ids, saved=True, now=NOW)
    changes.undo(db)
    changes.mark(db, ids, read=True, now=NOW)
    assert changes.redo(db) is None


def test_undo_works_after_a_restart(tmp_path: Path, db: Connection, ids: list[int]) -> None:
    changes.hide(db, ids, hidden=True, now=NOW)
    again = writable(tmp_path / "library.db")
    assert titles(again) == []
    assert changes.undo(again) is not None
    assert sorted(titles(again)) == ["a", "b", "c"]
    again.close()


def test_the_last_hundred_changes_are_kept_whatever_was_undone(db: Connection, ids: list[int]) -> None:
    for turn in range(130):
        changes.mark(db, ids, read=turn % 2 == 0, now=NOW)
        if turn % 10 == 0:
            changes.undo(db)
            changes.redo(db)
    undone = 0
    while changes.undo(db):
        undone += 1
    assert undone == 100


@pytest.mark.parametrize("name", ["", "#", "two words", "a,b", "{x}", "x" * 51, 'q"', "\x1b[31m"])
def test_what_cannot_be_a_tag_is_refused(db: Connection, ids: list[int], name: str) -> None:
    with pytest.raises(UsageError, match="tag"):
        changes.tag(db, ids, [name], now=NOW)


def test_no_tag_at_all_is_refused(db: Connection, ids: list[int]) -> None:
    with pytest.raises(UsageError, match="None was named"):
        changes.tag(db, ids, [], now=NOW)


def test_a_tag_keeps_the_case_it_was_first_written_in_and_counts_once(db: Connection, ids: list[int]) -> None:
    changes.tag(db, ids[:1], ["Ransomware", "vendor/Ivanti-2.x_y"], now=NOW)
    changes.tag(db, ids[1:], ["RANSOMWARE"], now=NOW)
    assert stories.tags(db) == [("Ransomware", 3), ("vendor/Ivanti-2.x_y", 1)]
    assert titles(db, "tag:ransomware title:a") == ["a"]


_CHANGES = st.one_of(
    st.tuples(st.sampled_from(["mark", "save", "hide"]), st.booleans()),
    st.tuples(st.sampled_from(["tag", "untag"]), st.sampled_from(["x", "X", "y"])),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(_CHANGES, st.sets(st.integers(1, 5), min_size=1)), max_size=8))
def test_undoing_every_change_restores_the_library_and_redoing_makes_them_again(
    steps: list[tuple[tuple[str, bool | str], set[int]]],
) -> None:
    with TemporaryDirectory() as folder:
        db = writable(Path(folder) / "library.db")
        store(db, feed(db), *(entry(name) for name in "abcde"))
        states = [_state(db)]
        for (what, value), chosen in steps:
            before = _state(db)
            _do(db, what, value, sorted(chosen))
            if _state(db) != before:
                states.append(_state(db))
        for earlier in reversed(states[:-1]):
            assert changes.undo(db)
            assert _state(db) == earlier
        assert changes.undo(db) is None
        for later in states[1:]:
            assert changes.redo(db)
            assert _state(db) == later
        assert is_whole(db)
        db.close()


def _do(db: Connection, what: str, value: bool | str, ids: list[int]) -> None:
    match what, value:
        case "mark", bool(on):
            changes.mark(db, ids, read=on, now=NOW)
        case "save", bool(on):
            changes.save(db, ids, saved=on, now=NOW)
        case "hide", bool(on):
            changes.hide(db, ids, hidden=on, now=NOW)
        case "tag", str(name):
            changes.tag(db, ids, [name], now=NOW)
        case _:
            changes.untag(db, ids, [str(value)], now=NOW)


def _state(db: Connection) -> list[tuple[object, ...]]:
    """All that changes touch, and the copy of it that counts are made from."""
    return db.execute(
        """
        SELECT story.id, read, saved, hidden, (SELECT unread FROM entry WHERE story = story.id),
               (SELECT group_concat(fold) FROM (SELECT fold FROM story_tag JOIN tag ON tag.id = tag
                WHERE story = story.id ORDER BY fold))
        FROM story ORDER BY id
        """
    ).fetchall()
