"""How fast the library is with 10,000 and with 100,000 stories: `python benchmarks/library.py [STORIES ...]`.

Each figure is the median of some runs in milliseconds, on a library of 80 feeds in 8 categories in which a fifth of the
stories have an article of 700 words and three in ten are read.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from secreader import entities, query
from secreader.model import Article, Entry, Paragraph, ParsedFeed, RelatedLink, Span, Subscription
from secreader.store import articles, changes, feeds, ingest, integrity, stories
from secreader.store.connection import readable, writable
from secreader.store.sources import sources

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FEEDS = 80
WORDS = ["security", "the", "of"] + [f"word{number}" for number in range(5_000)]
WEIGHTS = [1 / rank for rank in range(1, len(WORDS) + 1)]


def main() -> None:
    for number in [int(given) for given in sys.argv[1:]] or [10_000, 100_000]:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "library.db"
            took = timed(partial(fill, path, number), 1)
            size = path.stat().st_size / 1e6
            print(f"\n{number:,} stories: filled in {took / 1000:.1f} s, {size:.0f} MB")
            measure(path)


def fill(path: Path, number: int) -> None:
    chance = random.Random(1)
    db = writable(path)
    per_feed = number // FEEDS
    for place in range(FEEDS):
        db.execute("BEGIN IMMEDIATE")
        address = f"https://feed{place}.example/"
        feed = feeds.subscribe(db, Subscription(address, f"Feed {place}", category=f"Category {place % 8}"), now=NOW)
        entries = tuple(entry(chance, address, item) for item in range(per_feed))
        ingest.store_feed(
            db, feed, ParsedFeed("", address, entries), etag="", last_modified="", next_check=NOW, now=NOW
        )
        for item in range(0, per_feed, 5):
            story = stories.find(db, f"{address}{item}")
            assert story is not None
            page = article(chance, f"{address}{item}", [f"{address}{chance.randrange(per_feed)}" for _ in range(5)])
            articles.put_article(db, story, page, entities.find(page.title, page.text), now=NOW)
        db.execute("COMMIT")
    ids = stories.view(db, query.parse(""), NOW).ids
    db.execute("BEGIN IMMEDIATE")
    changes.mark(db, chance.sample(ids, len(ids) * 3 // 10), read=True, now=NOW)
    changes.tag(db, chance.sample(ids, len(ids) // 50), ["apt"], now=NOW)
    changes.save(db, chance.sample(ids, len(ids) // 100), saved=True, now=NOW)
    db.execute("COMMIT")
    db.execute("PRAGMA analysis_limit = 400")
    db.execute("ANALYZE")
    db.close()


def entry(chance: random.Random, address: str, item: int) -> Entry:
    title = " ".join(chance.choices(WORDS, WEIGHTS, k=9))
    summary = " ".join(chance.choices(WORDS, WEIGHTS, k=40)) + f" CVE-2025-{chance.randrange(1000, 20_000)}"
    published = NOW - timedelta(minutes=chance.randrange(1_000_000))
    return Entry(str(item), f"{address}{item}", title, published=published, summary=summary)


def article(chance: random.Random, url: str, links: list[str]) -> Article:
    blocks = tuple(Paragraph((Span(" ".join(chance.choices(WORDS, WEIGHTS, k=70))),)) for _ in range(10))
    return Article(url, "Title", blocks, related=tuple(RelatedLink("Link", link, "Also read") for link in links))


def measure(path: Path) -> None:
    show("open", lambda: writable(path).close(), 20)
    db, reading = writable(path), readable(path)
    for text in ("", "is:unread", "is:saved", "tag:apt is:unread", "feed:7", 'category:"Category 3"', "since:7d"):
        show(f"view {text or 'of everything'}", partial(stories.view, reading, query.parse(text), NOW))
    for text in ("security", "word4321", '"security the"', "word43*", "cve:2025-1234", "供应"):
        show(f"search {text}", partial(stories.view, reading, query.parse(text), NOW))
    ids = list(stories.view(reading, query.parse("is:unread"), NOW).ids)
    show("rows, 100 of them", lambda: stories.rows(reading, ids[5_000:5_100]))
    show("sources with counts", lambda: sources(reading, NOW))
    story = stories.find(db, "https://feed7.example/5")
    assert story is not None
    show("article", lambda: articles.article(reading, story))
    show("related", lambda: articles.related(reading, story))
    db.execute("BEGIN IMMEDIATE")
    show("mark one read, undo", lambda: (changes.mark(db, ids[:1], read=True, now=NOW), changes.undo(db)))
    show(f"mark {len(ids):,} read, undo", lambda: (changes.mark(db, ids, read=True, now=NOW), changes.undo(db)), 1)
    show("leave a feed", lambda: feeds.unsubscribe(db, 9), 1)
    db.execute("COMMIT")
    show("integrity", lambda: integrity.check(db), 1)


def show(name: str, work: Callable[[], object], runs: int = 7) -> None:
    print(f"  {name:<32} {timed(work, runs):9.2f} ms")


def timed(work: Callable[[], object], runs: int) -> float:
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took) * 1000


if __name__ == "__main__":
    main()
