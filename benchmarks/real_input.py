"""Real feeds and real pages all the way through the reader: `python -m benchmarks.real_input DATA [--first 3]`.

DATA holds `feeds/real/*.gz`, feeds as they were sent, and `related/*.gz`, pages as they were sent, with the links that
their publishers offer as related in `related/truth.json`: page -> {url, links: [[title, address]], blocks: [{kind,
links}]}. Links in blocks of the kind "site" are of the site, not of the story, and count neither for nor against.

Nothing leaves this machine. Feeds are served on one loopback port, which is all that the guard lets through. Pages keep
their own addresses, since links are judged by them: the same port is the proxy that the reader asks for them, with http
for https, and it answers 404 for what is not in DATA. CPU is that of the reader, its workers and the server.
"""

import argparse
import asyncio
import gzip
import json
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from secreader.config import Settings, paths
from secreader.model import OpenStory, StoryRow, Subscription
from secreader.reader import Reader


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--first", type=int, default=3, help="entries to open of each feed")
    options = arguments.parse_args()
    data: Path = options.data
    feeds = {file.name: gzip.decompress(file.read_bytes()) for file in sorted(data.glob("feeds/real/*.gz"))}
    truth: dict[str, Any] = json.loads((data / "related/truth.json").read_text())
    pages = {name: gzip.decompress((data / f"related/{name}.gz").read_bytes()) for name in truth}
    with tempfile.TemporaryDirectory() as home:
        asyncio.run(measure(Path(home), feeds, truth, pages, options.first))


def in_two_minutes() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=2)


async def measure(
    home: Path, feeds: dict[str, bytes], truth: dict[str, Any], pages: dict[str, bytes], first: int
) -> None:
    served = {f"/{name}": body for name, body in feeds.items()}
    served |= {as_http(page["url"]): pages[name] for name, page in truth.items()}
    async with serving(served) as port:
        place = f"127.0.0.1:{port}"
        with timed("refresh, first"):
            async with Reader(paths(home), Settings(allow=(place,))) as reader:
                await refresh(reader, [f"http://{place}/{name}" for name in feeds])
        with timed("refresh, nothing new"):
            # A feed may be asked again after a minute.
            async with Reader(paths(home), Settings(allow=(place,)), now=in_two_minutes) as reader:
                print(sum([result.new async for result in reader.refresh(force=True)]), "entries are new")
        with timed("pages"):
            async with Reader(paths(home), Settings(proxy=f"http://{place}")) as reader:
                await open_pages(reader, truth)
        with timed("entries without their pages"):
            async with Reader(paths(home), Settings(proxy=f"http://{place}")) as reader:
                await open_entries(reader, first)


async def refresh(reader: Reader, addresses: list[str]) -> None:
    for address in addresses:
        await reader.subscribe(Subscription(address, title=Path(address).stem))
    results = [result async for result in reader.refresh()]
    worked = [result for result in results if not result.problem]
    print(f"{len(worked)} of {len(addresses)} feeds worked, {sum(result.new for result in worked):,} entries")
    for result in results:
        if result.problem:
            print(f"  {result.title}: {result.problem}")
    print(f"{len((await reader.view()).ids):,} stories in the library, well: {(await reader.doctor()).ok}")


async def open_pages(reader: Reader, truth: dict[str, Any]) -> None:
    opened = with_links = links = right = wanted = 0
    took: list[float] = []
    for name, page in truth.items():
        began = time.perf_counter()
        shown = await reader.open(as_http(page["url"]))
        took.append(time.perf_counter() - began)
        want, found = expected(page), await related(reader, shown, page)
        wanted += len(want)
        if shown.article is None:
            print(f"  {name}: {shown.problem}")
            continue
        opened += 1
        with_links += bool(found)
        links += len(found)
        right += len(want & found)
        if want != found:
            print(f"  {name}: {len(want & found)} of {len(want)} links, {len(found - want)} others")
    print(f"{opened} of {len(truth)} pages opened as articles, {with_links} with related links")
    print(f"{links} links, {right} of them among the {wanted} that are right")
    print(f"a page took {statistics.median(took) * 1000:.0f} ms (median), {max(took) * 1000:.0f} ms at most")


async def related(reader: Reader, shown: OpenStory, page: dict[str, Any]) -> set[str]:
    """The keys of the publisher's links, without those that are of the site alone."""
    want = expected(page)
    of_site = {
        key(urljoin(page["url"], href))
        for block in page["blocks"]
        if block["kind"] == "site"
        for _, href in block["links"]
    }
    groups = await reader.related(shown.row.id)
    found = {key(link.url) for group in groups if group.kind == "publisher" for link in group.items}
    return found - (of_site - want)


def expected(page: dict[str, Any]) -> set[str]:
    return {key(urljoin(page["url"], href)) for _, href in page["links"]}


def key(url: str) -> str:
    """What two addresses of one page have in common."""
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}".lower()


async def open_entries(reader: Reader, first: int) -> None:
    by_feed: dict[str, list[StoryRow]] = {}
    for row in await reader.rows((await reader.view()).ids):
        by_feed.setdefault(row.source, []).append(row)
    feeds = {feed.title for feed in await reader.health()}
    chosen = [row for source, rows in by_feed.items() if source in feeds for row in rows[:first]]
    shown = [await reader.open(row.id) for row in chosen]
    texts = sum(bool(story.feed_blocks) for story in shown)
    print(f"{len(shown)} entries of {len(feeds)} feeds opened, {texts} show the feed's own text")
    for row, story in zip(chosen, shown, strict=True):
        if not story.feed_blocks:
            print(f"  no text: {row.source}: {row.title[:70]}")
    for reason, number in Counter(story.problem or "(no reason)" for story in shown).most_common():
        print(f"  {number} x {reason}")


def as_http(url: str) -> str:
    return url.replace("https:", "http:", 1)


@asynccontextmanager
async def serving(answers: Mapping[str, bytes]) -> AsyncIterator[int]:
    """The port of a server, and proxy, that has nothing but `answers`, by what stands in the request line."""
    tasks: set[asyncio.Task[Any]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with suppress(asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = answers.get(head.split(b" ", 2)[1].decode("latin-1"))
                status = "404 Not Found" if body is None else "200 OK"
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Length: {len(body or b'')}\r\n\r\n".encode() + (body or b"")
                )
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def timed(name: str) -> Iterator[None]:
    print(f"\n{name}")
    began, used = time.perf_counter(), cpu()
    yield
    print(f"{time.perf_counter() - began:.2f} s, CPU {cpu() - used:.2f} s")


def cpu() -> float:
    """Seconds of this process and of its children that have ended."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


if __name__ == "__main__":
    main()
