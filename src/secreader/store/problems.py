"""What SQLite says, as a sentence that a user can act on."""

import sqlite3
from pathlib import Path

from secreader.errors import LibraryError


def library_error(error: sqlite3.Error, path: Path) -> LibraryError:
    """The LibraryError for `error`, which using the library at `path` raised; one sentence per cause.

    The causes are SQLite's primary result codes (https://www.sqlite.org/rescode.html).
    """
    # Errors that Python's module raises by itself carry no code.
    code = getattr(error, "sqlite_errorcode", None)
    advice = _ADVICE.get(code & 0xFF) if code is not None else None
    return LibraryError(advice.format(path=path) if advice else f"The library {path} cannot be used: {error}.")


_ADVICE = {
    sqlite3.SQLITE_BUSY: "The library {path} is held by another program; close it there and try again.",
    sqlite3.SQLITE_LOCKED: "The library {path} is held by another program; close it there and try again.",
    sqlite3.SQLITE_FULL: "The disk with the library {path} is full; nothing was changed, make room and try again.",
    sqlite3.SQLITE_READONLY: "The library {path} may not be written; check the permissions of the file and its folder.",
    sqlite3.SQLITE_PERM: "The library {path} may not be read; check the permissions of the file and its folder.",
    sqlite3.SQLITE_CANTOPEN: "The library {path} cannot be opened; check that its folder exists and may be written.",
    sqlite3.SQLITE_IOERR: "Reading or writing the library {path} failed on the disk; check the disk and try again.",
    sqlite3.SQLITE_CORRUPT: "The library {path} is damaged; run `secreader doctor`, or restore a copy.",
    sqlite3.SQLITE_NOTADB: "{path} is not a secreader library; move it away or choose another folder with --home.",
}
