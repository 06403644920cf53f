"""Opening the library's SQLite file."""

import sqlite3
from pathlib import Path

from secreader.store.schema import migrate

_BUSY_SECONDS = 5.0
"""How long a write waits for another process; a refresh holds the lock a feed at a time, far shorter than this."""


def writable(path: Path) -> sqlite3.Connection:
    """A connection that may write, on the newest schema; creates the file and its folder where they are missing.

    Transactions are explicit. Raises sqlite3.Error, OSError or LibraryError.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # What somebody reads is nobody else's business; SQLite gives its side files the same permissions.
        path.touch(mode=0o600)
    db = _connect(path)
    try:
        migrate(db, path)
        if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        db.close()
        raise
    return db


def readable(path: Path) -> sqlite3.Connection:
    """A connection to an existing library that refuses to write. Raises sqlite3.Error."""
    db = _connect(path)
    db.execute("PRAGMA query_only = ON")
    return db


def _connect(path: Path) -> sqlite3.Connection:
    # One thread at a time uses it, but not always the one that made it.
    return sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
