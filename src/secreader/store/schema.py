"""The ladder of schema versions. `PRAGMA user_version` says on which rung a library stands."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from secreader.errors import LibraryError

APPLICATION_ID = 0x53656352
"""Marks the file as a secreader library ("SecR")."""

_FOLDER = Path(__file__).parent / "migrations"


def migrate(db: sqlite3.Connection, path: Path) -> None:
    """Bring the library that `db` has open at `path` to this version of secreader; one transaction in all.

    A library that holds anything is copied to `<name>.before-<version>` first. Raises LibraryError for a library
    that a newer secreader wrote and for a database of another program; neither is touched.
    """
    version = _version(db)
    steps = _steps()
    newest = len(steps)
    if version == newest:
        return
    if version > newest:
        raise LibraryError(
            f"This library was written by a newer secreader (schema {version}, this one knows {newest}): "
            "update secreader; the file was not touched."
        )
    if version > 0:
        _back_up(db, path, version)
    db.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have climbed meanwhile.
        version = _version(db)
        if version == 0 and db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            raise LibraryError(f"{path} is the database of another program; choose another folder with --home.")
        for step in steps[version:]:
            for statement in _statements(step.read_text("utf-8")):
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {newest}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _steps() -> list[Path]:
    return sorted(_FOLDER.glob("*.sql"))


def _back_up(db: sqlite3.Connection, path: Path, version: int) -> None:
    copy = path.with_name(f"{path.name}.before-{version + 1}")
    # A copy left by a try that failed: the library itself is still the same, so it may go.
    copy.unlink(missing_ok=True)
    db.execute("VACUUM INTO ?", (str(copy),))


def _statements(script: str) -> Iterator[str]:
    """The statements of `script` one by one: `executescript` would commit in the middle of the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
