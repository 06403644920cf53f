"""What worker processes cost: `python -m benchmarks.sandbox [FEEDS ...] [--runs 9]`.

FEEDS are files of feeds, or folders of them, gzipped or not; without any, a feed is made up. Loop lateness is measured
while the feeds are parsed, at ticks of five milliseconds: nothing else runs in the loop.
"""

import argparse
import asyncio
import gzip
import os
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from secreader.errors import SecreaderError
from secreader.sandbox import Sandbox

HANG = "import re, sys; from secreader import worker; worker.JOBS['opml'] = lambda data: re.match(b'(a+)+$', data)"
SERVE = "worker.main(sys.argv[1:])"
OPML = b"<opml version='2.0'><body/></opml>"


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("feeds", nargs="*", type=Path)
    arguments.add_argument("--runs", type=int, default=9)
    options = arguments.parse_args()
    asyncio.run(measure([read(path) for path in files(options.feeds)] or [made_up()], options.runs))


async def measure(feeds: list[bytes], runs: int) -> None:
    cold = [await start() for _ in range(runs)]
    show("start, to the first answer", statistics.median(cold), f"median of {runs}")
    async with Sandbox() as box:
        began = time.perf_counter()
        await box.warm()
        show("start with every parser loaded", time.perf_counter() - began)
        print(f"{'memory of a warm worker':<34} {resident():9.0f} MB")
        took: list[float] = []
        async with lateness() as late:
            for data in feeds:
                began = time.perf_counter()
                await parse(box, data)
                took.append(time.perf_counter() - began)
        show("one feed", statistics.median(took), f"median of {len(feeds)}, slowest {max(took) * 1000:.0f} ms")
        show("event loop late", percentile(late, 99), f"p99 of {len(late)} ticks, worst {max(late) * 1000:.1f} ms")
        began = time.perf_counter()
        await asyncio.gather(*(parse(box, data) for data in feeds))
        show(f"{len(feeds)} feeds at once", time.perf_counter() - began)
        print(f"{'memory of a worker after that':<34} {resident():9.0f} MB")
    show("late to kill a hung job, and back", statistics.median([await kill_and_back() for _ in range(runs)]))


async def start() -> float:
    async with Sandbox() as box:
        began = time.perf_counter()
        await box.opml(OPML)
        return time.perf_counter() - began


async def parse(box: Sandbox, data: bytes) -> None:
    try:
        await box.parse_feed(data, url="https://feed.example/rss", content_type="")
    except SecreaderError as error:
        print(f"  {error}")


async def kill_and_back() -> float:
    """Seconds from the deadline of a job that hangs to the next job's answer, by a new worker."""
    limit = 0.3
    async with Sandbox(worker=("-c", f"{HANG}\n{SERVE}"), seconds=limit, workers=1) as box:
        await box.discover(b"", url="https://page.example/")
        began = time.perf_counter()
        try:
            await box.opml(b"a" * 64 + b"b")
        except SecreaderError:
            await box.discover(b"", url="https://page.example/")
        return time.perf_counter() - began - limit


@asynccontextmanager
async def lateness() -> AsyncIterator[list[float]]:
    """How late the event loop was at each tick, in seconds."""
    late: list[float] = []

    async def tick() -> None:
        while True:
            due = time.perf_counter() + 0.005
            await asyncio.sleep(0.005)
            late.append(time.perf_counter() - due)

    task = asyncio.create_task(tick())
    yield late
    task.cancel()


def resident() -> float:
    """MB of the largest child process (Linux)."""
    sizes = []
    for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
        said = dict(line.split(":", 1) for line in Path(f"/proc/{child}/status").read_text().splitlines())
        sizes.append(int(said["VmRSS"].split()[0]) / 1000)
    return max(sizes)


def percentile(values: list[float], part: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * part // 100)]


def files(paths: list[Path]) -> list[Path]:
    return [file for path in paths for file in (sorted(path.iterdir()) if path.is_dir() else [path])]


def read(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def made_up() -> bytes:
    item = "<item><guid>{0}</guid><title>Story {0}</title><link>/{0}</link><description>{1}</description></item>"
    items = "".join(item.format(number, "Words of a summary. " * 20) for number in range(50))
    return f"<rss version='2.0'><channel><title>Feed</title>{items}</channel></rss>".encode()


def show(name: str, seconds: float, note: str = "") -> None:
    print(f"{name:<34} {seconds * 1000:9.1f} ms  {note}")


if __name__ == "__main__":
    main()
