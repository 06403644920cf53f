"""What `doctor` is told."""

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from secreader.store import integrity, stories
from secreader.store.connection import writable
from store.library_of import NOW, at, entry, feed, store


@pytest.fixture
def worn(tmp_path: Path) -> Iterator[Connection]:
    connection = writable(tmp_path / "library.db")
    store(connection, feed(connection), entry("a", "plain words"))
    yield connection
    connection.close()


def test_a_whole_library_has_counts_and_no_problems(worn: Connection) -> None:
    stories.ensure(worn, "https://else.example/x", title="x", outlet="", now=NOW)
    assert integrity.check(worn) == integrity.Integrity(stories=2, articles=0, problems=())


def test_an_index_that_lies_is_found(worn: Connection) -> None:
    worn.execute("UPDATE story SET title = 'changed behind its back' WHERE id = ?", (at(worn, "a"),))
    assert integrity.check(worn).problems == ("the search index does not agree with the stories",)


def test_rows_that_point_nowhere_are_found(worn: Connection) -> None:
    worn.execute("PRAGMA foreign_keys = OFF")
    worn.execute("INSERT INTO story_tag (story, tag) VALUES (77, 77)")
    assert integrity.check(worn).problems == ("some rows point at others that are gone",)
