"""Cleaned articles, their links and what they name."""

from datetime import datetime
from itertools import groupby
from sqlite3 import Connection

from secreader import codec, urls
from secreader.model import Article, Entities, RelatedGroup, RelatedGroups, RelatedItem, StoryId
from secreader.store import search
from secreader.store.naming import NAME
from secreader.store.times import moment, seconds, sort_time
from secreader.text import line

_BACKLINKS = 30
"""Stories shown under "Linked from"; a much linked story has hundreds, of which the newest matter."""


def put_article(db: Connection, story: StoryId, article: Article, entities: Entities, *, now: datetime) -> None:
    """Keep the cleaned page: body, links, entities. A story that no feed lists takes title, outlet and date from it."""
    text = "\n\n".join(part for part in (article.deck, article.text) if part)
    with search.reindexed(db, story):
        db.execute(
            "INSERT OR REPLACE INTO article (story, fetched, text, document) VALUES (?, ?, ?, ?)",
            (story, seconds(now), text, codec.dumps(article).decode()),
        )
        db.execute(
            "UPDATE story SET title = coalesce(nullif(?, ''), title), outlet = coalesce(nullif(?, ''), outlet) "
            "WHERE id = ? AND feed IS NULL",
            (line(article.title), line(article.site), story),
        )
    if article.published is not None:
        db.execute(
            "UPDATE story SET published = ?, dated = 1 WHERE id = ? AND dated = 0",
            (sort_time(article.published, seconds(now)), story),
        )
    if key := urls.key(article.url):
        # The address that the page gives itself, or that a redirect led to: the same story under another name.
        db.execute("INSERT OR IGNORE INTO address (key, story) VALUES (?, ?)", (key, story))
    _put_links(db, story, article)
    put_entities(db, story, entities)


def put_entities(db: Connection, story: StoryId, entities: Entities) -> None:
    """Replace what the story names."""
    db.execute("DELETE FROM entity WHERE story = ?", (story,))
    db.executemany(
        "INSERT OR IGNORE INTO entity (story, kind, value, text, start) VALUES (?, ?, ?, ?, ?)",
        [(story, entity.kind, entity.value, entity.text, entity.start) for entity in entities.cves],
    )


def article(db: Connection, story: StoryId) -> Article | None:
    """The cleaned article, None where the page was never fetched."""
    found = db.execute("SELECT document FROM article WHERE story = ?", (story,)).fetchone()
    if found is None:
        return None
    kept: Article = codec.loads(Article, found[0])
    return kept


def related(db: Connection, story: StoryId) -> RelatedGroups:
    """The publisher's links under their own headings, in page order; then the stories that link here."""
    links = db.execute(_LINKS, (story,)).fetchall()
    groups: list[RelatedGroup] = []
    number = 0
    headings = [row[0] for row in links]
    # By where the heading stood first: one that comes twice on a page is one group.
    links.sort(key=lambda row: headings.index(row[0]))
    for heading, found in groupby(links, key=lambda row: row[0]):
        items = []
        for _, title, url, outlet, known, published, dated, read, offline in found:
            number += 1
            when = moment(published) if known and dated else None
            items.append(RelatedItem(number, title, url, outlet, known, when, bool(read), bool(offline)))
        groups.append(RelatedGroup("publisher", heading, tuple(items)))
    listed = {item.id for group in groups for item in group.items}
    back = [row for row in db.execute(_LINKED_FROM, (story, _BACKLINKS)) if row[0] not in listed]
    if back:
        items = [
            RelatedItem(
                number + place,
                title,
                url,
                source or urls.display_host(url),
                known,
                moment(when),
                bool(read),
                bool(offline),
            )
            for place, (known, title, url, source, when, read, offline) in enumerate(back, 1)
        ]
        groups.append(RelatedGroup("backlinks", "Linked from", tuple(items)))
    return tuple(groups)


def _put_links(db: Connection, story: StoryId, article: Article) -> None:
    db.execute("DELETE FROM link WHERE story = ?", (story,))
    db.executemany(
        "INSERT INTO link (story, position, key, url, title, heading, outlet, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (story, position, urls.key(link.url), link.url, link.title, link.heading, link.outlet, link.kind)
            for position, link in enumerate(article.related)
        ],
    )


_LINKS = f"""
SELECT link.heading, link.title, link.url, coalesce(nullif(link.outlet, ''), {NAME}, story.outlet, ''),
       story.id, story.published, story.dated, story.read,
       EXISTS (SELECT 1 FROM article WHERE article.story = story.id)
FROM link LEFT JOIN address ON address.key = link.key LEFT JOIN story ON story.id = address.story
LEFT JOIN feed ON feed.id = story.feed
WHERE link.story = ? ORDER BY link.position
"""  # noqa: S608  # a constant
_LINKED_FROM = f"""
SELECT DISTINCT story.id, story.title, story.url, coalesce({NAME}, story.outlet), story.published, story.read,
       EXISTS (SELECT 1 FROM article WHERE article.story = story.id)
FROM address JOIN link ON link.key = address.key JOIN story ON story.id = link.story
LEFT JOIN feed ON feed.id = story.feed
WHERE address.story = ?1 AND story.id <> ?1 AND hidden = 0
ORDER BY story.published DESC LIMIT ?2
"""  # noqa: S608  # a constant
