"""The library's file, its two threads and their connections."""

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from sqlite3 import Connection
from typing import Concatenate, ParamSpec, TypeVar

from secreader.errors import LibraryError, SecreaderError
from secreader.store.connection import readable, writable
from secreader.store.problems import library_error

_log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

_GROWTH = 5_000
"""Rows written after which the planner's statistics are renewed: without them a large library reads slowly. After that
whenever as many again were written: on a large library it takes 50 ms, as long as storing a feed.
"""


class Library:
    """The SQLite file at `path`, used through one writer thread and one reader thread.

    The functions of this room that take a Connection are passed to `read` and `write`:

        ids = (await library.read(views.view, query, now)).ids
        change = await library.write(changes.mark, ids, read=True, now=now)

    Opening creates the file and its folder (0700) and migrates. Every method raises LibraryError, with one sentence
    per cause (held, full, read-only, damaged, not a library, newer), and what the function itself raises.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._explained():
            self._write_connection = writable(path)
        self._read_connection: Connection | None = None
        self._writer = ThreadPoolExecutor(1, "library-writer")
        self._reader = ThreadPoolExecutor(1, "library-reader")
        self._analysed_at = 0
        self._closed = False

    async def read(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `function(connection, ...)` answers, on the reader thread; the connection refuses to write.

        One snapshot: all that the function reads is of one moment.
        """

        def job() -> T:
            with self._explained():
                db = self._read_connection = self._read_connection or readable(self.path)
                with _transaction(db, "BEGIN"):
                    return function(db, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._pool(self._reader), job)

    async def write(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `function(connection, ...)` answers, on the writer thread, in one transaction; undone if it raises.

        Cancelling the await does not stop it: a write that was accepted is carried out.
        """

        def job() -> T:
            try:
                with self._explained(), _transaction(self._write_connection, "BEGIN IMMEDIATE"):
                    answer = function(self._write_connection, *args, **kwargs)
            except SecreaderError as error:
                # Logged here too: the caller may have been cancelled meanwhile.
                _log.warning("%s: %s", getattr(function, "__name__", "write"), error)
                raise
            self._analyse_after_growth()
            return answer

        # Shielded, or a write that still stands in the queue would go with its caller.
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._pool(self._writer), job))

    async def data_version(self) -> int:
        """A number that changes whenever anything was written, by this process or another."""

        def job() -> int:
            with self._explained():
                db = self._read_connection = self._read_connection or readable(self.path)
                return int(db.execute("PRAGMA data_version").fetchone()[0])

        return await asyncio.get_running_loop().run_in_executor(self._pool(self._reader), job)

    async def aclose(self) -> None:
        """`close` without holding up the event loop."""
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """Carry out every write that was accepted, then close the file. May be called twice."""
        self._closed = True
        self._reader.shutdown(cancel_futures=True)
        self._writer.shutdown()
        with self._explained():
            if self._read_connection is not None:
                self._read_connection.close()
                self._read_connection = None
            self._write_connection.close()

    def _pool(self, pool: ThreadPoolExecutor) -> ThreadPoolExecutor:
        if self._closed:
            raise LibraryError("The library is closed.")
        return pool

    def _analyse_after_growth(self) -> None:
        db = self._write_connection
        if db.total_changes - self._analysed_at > max(_GROWTH, self._analysed_at):
            self._analysed_at = db.total_changes
            try:
                db.execute("PRAGMA analysis_limit = 400")
                db.execute("ANALYZE")
            except sqlite3.OperationalError as error:
                # The write itself is done; another process holds the library, and the next growth will do.
                _log.info("The statistics were not renewed: %s", error)

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise library_error(error, self.path) from error
        except OSError as error:
            raise LibraryError(f"The library {self.path} cannot be created: {error.strerror}.") from error


@contextlib.contextmanager
def _transaction(db: Connection, begin: str) -> Iterator[None]:
    db.execute(begin)
    try:
        yield
    except BaseException:
        # SQLite itself rolls back after some errors, such as a full disk.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
