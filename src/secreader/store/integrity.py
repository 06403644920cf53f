"""Is the library whole? For `doctor`."""

import sqlite3
from dataclasses import dataclass
from sqlite3 import Connection


@dataclass(frozen=True, slots=True)
class Integrity:
    stories: int
    articles: int
    problems: tuple[str, ...]
    """What is wrong, in words; empty when all is well."""


def check(db: Connection) -> Integrity:
    """Needs a connection that may write: FTS5 checks itself by an INSERT that changes nothing."""
    problems = [row[0] for row in db.execute("PRAGMA quick_check(5)") if row[0] != "ok"]
    if db.execute("PRAGMA foreign_key_check").fetchone():
        problems.append("some rows point at others that are gone")
    try:
        db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        problems.append("the search index does not agree with the stories")
    stories, articles = db.execute("SELECT (SELECT count(*) FROM story), (SELECT count(*) FROM article)").fetchone()
    return Integrity(stories, articles, tuple(problems))
