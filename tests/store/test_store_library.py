"""The file, its threads, and what can be wrong with it."""

import asyncio
import os
import sqlite3
import stat
import threading
from pathlib import Path
from sqlite3 import Connection

import pytest

from secreader.errors import LibraryError, UsageError
from secreader.store import Library, schema, stories
from secreader.store.problems import library_error
from store.library_of import NOW, entry, feed, is_whole, store, titles


def _ensure(db: Connection, name: str) -> int:
    return stories.ensure(db, f"https://one.example/{name}", title=name, outlet="", now=NOW)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_a_new_library_is_private_and_in_wal_mode(library: Library) -> None:
    assert stat.S_IMODE(library.path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(library.path.stat().st_mode) == 0o600
    assert await library.read(lambda db: db.execute("PRAGMA journal_mode").fetchone()[0]) == "wal"


async def test_what_was_written_is_read_by_the_next(library: Library) -> None:
    story = await library.write(_ensure, "a")
    assert await library.read(stories.find, "https://one.example/a") == story
    await library.aclose()
    again = Library(library.path)
    assert await again.read(titles) == ["a"]
    await again.aclose()


async def test_reading_and_writing_happen_each_in_a_thread_of_its_own(library: Library) -> None:
    def name(db: Connection) -> str:
        return threading.current_thread().name

    assert {await library.read(name), await library.write(name)} == {"library-reader_0", "library-writer_0"}


async def test_reading_cannot_write(library: Library) -> None:
    with pytest.raises(LibraryError):
        await library.read(_ensure, "a")
    assert await library.read(titles) == []


async def test_a_write_that_fails_leaves_nothing_behind(library: Library) -> None:
    def half(db: Connection) -> None:
        _ensure(db, "a")
        raise UsageError("No further.")

    with pytest.raises(UsageError, match=r"No further\."):
        await library.write(half)
    assert await library.read(titles) == []
    await library.write(_ensure, "b")
    assert await library.read(titles) == ["b"]


async def test_a_cancelled_write_is_carried_out_all_the_same(library: Library) -> None:
    started, go = threading.Event(), threading.Event()

    def slow(db: Connection) -> None:
        started.set()
        go.wait()
        _ensure(db, "first")

    first = asyncio.create_task(library.write(slow))
    waiting = asyncio.create_task(library.write(_ensure, "waiting"))
    await asyncio.to_thread(started.wait)
    first.cancel()
    waiting.cancel()
    await asyncio.gather(first, waiting, return_exceptions=True)
    assert first.cancelled()
    assert waiting.cancelled()
    go.set()
    await library.aclose()
    again = Library(library.path)
    assert sorted(await again.read(titles)) == ["first", "waiting"]
    await again.aclose()


async def test_a_closed_library_says_so_and_may_be_closed_again(library: Library) -> None:
    await library.aclose()
    await library.aclose()
    with pytest.raises(LibraryError, match="closed"):
        await library.read(titles)
    with pytest.raises(LibraryError, match="closed"):
        await library.write(_ensure, "a")


async def test_data_version_tells_of_writes_from_here_and_elsewhere(library: Library) -> None:
    first = await library.data_version()
    assert await library.data_version() == first
    await library.write(_ensure, "a")
    second = await library.data_version()
    assert second != first
    other = Library(library.path)
    await other.write(_ensure, "b")
    await other.aclose()
    assert await library.data_version() != second


async def test_a_library_that_grows_gets_statistics(library: Library) -> None:
    number = await library.write(feed)
    for batch in range(4):
        await library.write(store, number, *(entry(f"{batch}-{place}") for place in range(500)))
    known = await library.read(lambda db: db.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0])
    assert known > 5


async def test_another_program_that_holds_the_library_is_named_as_the_cause(library: Library) -> None:
    await library.write(lambda db: db.execute("PRAGMA busy_timeout = 10") and None)
    holder = sqlite3.connect(library.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(LibraryError, match="held by another program"):
        await library.write(_ensure, "a")
    holder.execute("ROLLBACK")
    holder.close()
    await library.write(_ensure, "a")


async def test_a_full_disk_is_named_and_nothing_is_lost(library: Library) -> None:
    await library.write(_ensure, "a")
    pages = await library.write(lambda db: db.execute("PRAGMA page_count").fetchone()[0])
    await library.write(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchone())
    number = await library.write(feed)
    with pytest.raises(LibraryError, match="full"):
        await library.write(store, number, *(entry(str(place), summary="x" * 2000) for place in range(100)))
    assert await library.read(titles) == ["a"]
    assert await library.write(is_whole)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_library_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library(path).close()
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(LibraryError, match="permissions"):
            asyncio.run(Library(path).write(_ensure, "a"))
    finally:
        tmp_path.chmod(0o700)


def test_a_read_only_file_is_named_as_such(tmp_path: Path) -> None:
    Library(tmp_path / "library.db").close()
    db = sqlite3.connect(f"file:{tmp_path / 'library.db'}?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError) as caught:
        _ensure(db, "a")
    db.close()
    assert "may not be written" in str(library_error(caught.value, tmp_path))


def test_an_error_without_a_code_is_told_in_sqlites_words(tmp_path: Path) -> None:
    error = library_error(sqlite3.ProgrammingError("odd"), tmp_path / "x")
    assert str(error) == f"The library {tmp_path / 'x'} cannot be used: odd."


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="cannot be created"):
        Library(tmp_path / "file" / "library.db")


def test_a_newer_library_is_refused_untouched(tmp_path: Path) -> None:
    Library(tmp_path / "library.db").close()
    db = sqlite3.connect(tmp_path / "library.db")
    db.execute("PRAGMA user_version = 7")
    db.close()
    before = _bytes(tmp_path)
    with pytest.raises(LibraryError, match=r"newer secreader \(schema 7, this one knows 1\).*not touched"):
        Library(tmp_path / "library.db")
    assert _bytes(tmp_path) == before


def test_the_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "library.db")
    db.execute("CREATE TABLE theirs (x)")
    db.close()
    before = _bytes(tmp_path)
    with pytest.raises(LibraryError, match="another program"):
        Library(tmp_path / "library.db")
    assert _bytes(tmp_path) == before


def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_bytes(b"these are not the bytes of a library" * 100)
    before = _bytes(tmp_path)
    with pytest.raises(LibraryError, match="not a secreader library"):
        Library(tmp_path / "library.db")
    assert _bytes(tmp_path) == before


async def test_a_damaged_library_says_what_to_do(tmp_path: Path) -> None:
    library = Library(tmp_path / "library.db")
    number = await library.write(feed)
    await library.write(store, number, *(entry(str(place), summary="x" * 3000) for place in range(100)))
    await library.aclose()
    content = bytearray((tmp_path / "library.db").read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    (tmp_path / "library.db").write_bytes(content)
    with pytest.raises(LibraryError, match="damaged; run `secreader doctor`"):
        Library(tmp_path / "library.db")


def test_an_older_library_is_copied_then_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    library = Library(path)
    asyncio.run(library.write(_ensure, "a"))
    library.close()
    _add_step(tmp_path, monkeypatch, "ALTER TABLE story ADD COLUMN added TEXT NOT NULL DEFAULT 'x';")
    (tmp_path / "library.db.before-2").write_bytes(b"left by a try that failed")
    Library(path).close()
    for name, version in (("library.db", 2), ("library.db.before-2", 1)):
        db = sqlite3.connect(tmp_path / name)
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
        assert db.execute("SELECT title FROM story").fetchall() == [("a",)]
        db.close()


def test_a_step_that_fails_leaves_the_library_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.db"
    Library(path).close()
    with monkeypatch.context() as patched:
        _add_step(tmp_path, patched, "CREATE TABLE half (x);\nCREATE TABLE story (x);")
        with pytest.raises(LibraryError, match="already exists"):
            Library(path)
    library = Library(path)
    tables = asyncio.run(library.read(lambda db: db.execute("SELECT name FROM sqlite_schema").fetchall()))
    assert ("half",) not in tables
    library.close()


def _add_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    folder = tmp_path / "migrations"
    folder.mkdir()
    for step in schema._FOLDER.glob("*.sql"):
        (folder / step.name).write_bytes(step.read_bytes())
    (folder / "0002.sql").write_text(script)
    monkeypatch.setattr(schema, "_FOLDER", folder)
