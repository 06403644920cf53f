"""Pages as they were fetched, kept for stories that matter: what was read can be shown again and proven."""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from secreader.model import StoryId
from secreader.store.times import moment, seconds


@dataclass(frozen=True, slots=True)
class Page:
    """`sha256` is of `html`, in hex."""

    html: bytes
    fetched: datetime
    sha256: str


def put_page(db: Connection, story: StoryId, html: bytes, fetched_at: datetime) -> bool:
    """Keep the page of a saved or tagged story in place of an earlier one; whether the story is such a one."""
    kept = db.execute(
        """
        INSERT OR REPLACE INTO page (story, fetched, sha256, html) SELECT id, ?2, ?3, ?4 FROM story
        WHERE id = ?1 AND (saved = 1 OR EXISTS (SELECT 1 FROM story_tag WHERE story_tag.story = story.id))
        """,
        (story, seconds(fetched_at), hashlib.sha256(html).digest(), zlib.compress(html)),
    )
    return kept.rowcount > 0


def page(db: Connection, story: StoryId) -> Page | None:
    found = db.execute("SELECT html, fetched, sha256 FROM page WHERE story = ?", (story,)).fetchone()
    return Page(zlib.decompress(found[0]), moment(found[1]), found[2].hex()) if found else None
