"""Keeping the full text index true.

It holds no text of its own (an FTS5 external content table over the view `searchable`): an entry must be deleted with
the very values it was made of, or the index is silently wrong. So whoever changes a story's title, text or note does it
inside `reindexed`.
"""

import contextlib
from collections.abc import Iterator
from sqlite3 import Connection

from secreader.model import StoryId


def add(db: Connection, story: StoryId) -> None:
    """Index a story that is not in the index."""
    db.execute("INSERT INTO search (rowid, title, text, note) SELECT * FROM searchable WHERE id = ?", (story,))


def add_after(db: Connection, last: StoryId) -> None:
    """Index the stories that were made after the one numbered `last`: at once they take half the time."""
    db.execute("INSERT INTO search (rowid, title, text, note) SELECT * FROM searchable WHERE id > ?", (last,))


def remove(db: Connection, story: StoryId) -> None:
    """Take a story out, while it still is as it was indexed."""
    db.execute(
        "INSERT INTO search (search, rowid, title, text, note) SELECT 'delete', * FROM searchable WHERE id = ?",
        (story,),
    )


@contextlib.contextmanager
def reindexed(db: Connection, story: StoryId) -> Iterator[None]:
    """Change the story inside; the index follows."""
    remove(db, story)
    yield
    add(db, story)
