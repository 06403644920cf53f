"""Cold start to a painted list, against a bare Textual app with three panes, in turns in one run.

    python -m benchmarks.start [--runs 9] [--stories 1000]

The library holds the stories before the clock starts; no feed is due, so nothing is fetched.
"""

import argparse
import asyncio
import statistics
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.terminal import Terminal
from secreader.config import paths
from secreader.model import Entry, ParsedFeed, Subscription
from secreader.store import Library, feeds, ingest


async def fill(home: Path, number: int) -> None:
    """A library of `number` unread stories in ten feeds."""
    now = datetime.now(UTC)
    library = Library(paths(home).library)
    for feed in range(10):
        url = f"https://feed{feed}.example/rss"
        feed_id = await library.write(feeds.subscribe, Subscription(url, f"Feed {feed}", category="News"), now=now)
        entries = tuple(
            Entry(
                guid=f"{feed}-{n}",
                url=f"https://feed{feed}.example/{n}",
                title=f"Painted story {n} of feed {feed}: a vulnerability in a product is being exploited",
                published=now - timedelta(minutes=n * 10 + feed),
                summary="A summary of the story in one sentence.",
            )
            for n in range(number // 10)
        )
        parsed = ParsedFeed(f"Feed {feed}", f"https://feed{feed}.example/", entries)
        await library.write(
            ingest.store_feed, feed_id, parsed, etag="", last_modified="", next_check=now + timedelta(days=1), now=now
        )
    await library.aclose()


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--runs", type=int, default=9)
    arguments.add_argument("--stories", type=int, default=1000)
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        asyncio.run(fill(home, options.stories))
        bare, ours = [], []
        for _ in range(options.runs + 1):
            bare.append(start(["-m", "benchmarks.bare"], b"painted"))
            ours.append(start(["-m", "secreader.cli", "--home", folder], b"Painted story"))
    for kind, name in enumerate(("wall", "cpu")):
        # The first of each warms the caches of the file system.
        bare_median, our_median = (statistics.median(run[kind] for run in runs[1:]) for runs in (bare, ours))
        print(
            f"{name:5} bare three panes {bare_median * 1000:4.0f} ms, "
            f"secreader with {options.stories:,} stories {our_median * 1000:4.0f} ms, "
            f"ratio {our_median / bare_median:.2f} (medians of {options.runs})"
        )


def start(arguments: Sequence[str], text: bytes) -> tuple[float, float]:
    """Seconds until `text` is painted: on the clock, and of CPU."""
    with Terminal(arguments) as terminal:
        wall = terminal.wait_for(text)
        return wall, terminal.cpu_seconds()


if __name__ == "__main__":
    main()
