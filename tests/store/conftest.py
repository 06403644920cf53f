"""A real library in a real file for every test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from secreader.store import Library, integrity
from secreader.store.connection import writable


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    """A connection to a new library, found whole when the test is over."""
    connection = writable(tmp_path / "library.db")
    yield connection
    assert integrity.check(connection).problems == ()
    connection.close()


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    opened = Library(tmp_path / "home" / "library.db")
    yield opened
    await opened.aclose()
