"""A story of the library, from j and Enter to its text on the screen: time and CPU, in a terminal of 160 x 45.

    python -m benchmarks.opening [--stories 30] [--words 1500]

CPU is that of all threads of the reader's process, from the kernel's scheduler (Linux only).
"""

import argparse
import asyncio
import statistics
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.terminal import Terminal
from secreader import entities
from secreader.config import paths
from secreader.model import Article, Entry, Paragraph, ParsedFeed, RelatedLink, Span, Subscription
from secreader.store import Library, articles, feeds, ingest

LAST_WORDS = "painted-{}"


async def fill(home: Path, stories: int, words: int) -> None:
    """One feed whose every story has an article of `words` words and eight related links."""
    now = datetime.now(UTC)
    library = Library(paths(home).library)
    feed = await library.write(feeds.subscribe, Subscription("https://feed.example/rss", "Feed"), now=now)
    entries = tuple(
        Entry(str(n), f"https://feed.example/{n}", f"Story {n}", published=now - timedelta(minutes=n))
        for n in range(stories)
    )
    await library.write(
        ingest.store_feed,
        feed,
        ParsedFeed("Feed", "", entries),
        etag="",
        last_modified="",
        next_check=now + timedelta(days=1),
        now=now,
    )
    for n, entry in enumerate(entries):
        story = await library.read(lambda db, url=entry.url: _find(db, url))
        lead = (Paragraph((Span(LAST_WORDS.format(n)),)),)
        body = tuple(Paragraph((Span("word " * 60),)) for _ in range(words // 60))
        links = tuple(RelatedLink(f"Link {i}", f"https://feed.example/{i}", "Also read") for i in range(8))
        page = Article(entry.url, entry.title, lead + body, related=links)
        await library.write(articles.put_article, story, page, entities.find("", ""), now=now)
    await library.aclose()


def _find(db: object, url: str) -> int:
    from secreader.store import stories

    found = stories.find(db, url)  # type: ignore[arg-type]
    assert found is not None
    return found


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--stories", type=int, default=30)
    arguments.add_argument("--words", type=int, default=1500)
    options = arguments.parse_args()
    wall, cpu = [], []
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(fill(Path(folder), options.stories, options.words))
        with Terminal(["-m", "secreader.cli", "--home", folder]) as terminal:
            terminal.wait_for(b"Story 1")
            terminal.quiet(2.0)
            for n in range(1, options.stories):
                before = terminal.cpu_seconds()
                # Both keys at once: nothing of the story is there yet.
                wall.append(terminal.press_until(b"j\r", LAST_WORDS.format(n).encode()))
                cpu.append(terminal.cpu_seconds() - before)
                # Until it counts as read, then back to the list.
                terminal.quiet(1.2)
                terminal.press(b"q")
                terminal.quiet(0.3)
    for name, values in (("wall", wall[1:]), ("cpu", cpu[1:])):
        values.sort()
        median, p95 = statistics.median(values), values[int(len(values) * 0.95)]
        print(f"{name:5} p50 {median * 1000:5.1f} ms, p95 {p95 * 1000:5.1f} ms ({options.words:,} words)")


if __name__ == "__main__":
    main()
