"""Refreshing 200 feeds, each on its own loopback address; beside newsboat where it is installed.

    python -m benchmarks.refresh [--feeds 200] [--entries 50] [--delay 0.1]
    python -m benchmarks.refresh --entries 500 --delay 0

A server in another process has the feeds and answers after the delay. Three rounds, each by a process of its own: first
import, nothing new but every body sent again, nothing new and every answer 304. newsboat (`apt-get install newsboat`)
has the same feeds and rounds in the same run; its 304 round is measured a second time after ANALYZE, whose absence
would not be a fair win. CPU and memory are those of the reader and its workers; memory is their RSS together, sampled.
Late is how much later than asked for the reader's event loop ran a timer, which is what a key press would wait.
Machines that have only one loopback address cannot run this.
"""

import argparse
import asyncio
import email.utils
import multiprocessing
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.fetch import address
from secreader.config import Settings, paths
from secreader.model import Subscription
from secreader.reader import Reader

_VOCABULARY = (
    "advisory attacker backdoor botnet browser bypass campaign cloud cluster cookie credential disclosure driver "
    "exploit firmware gateway heap implant injection kernel leak loader mailbox malware memory overflow package patch "
    "payload phishing plugin privilege ransomware registry researcher router sandbox session stealer supplier token "
    "update vendor victim wiper worm"
)
_NEWEST = datetime(2026, 9, 21, tzinfo=UTC)
"""Fixed, so that every run has the same bytes."""

_SPAWN = multiprocessing.get_context("spawn")
_TICK = 0.005
"""Seconds between the timers that tell how late the event loop is."""


@dataclass(frozen=True)
class Round:
    """`late` in seconds at p99, `memory` in bytes; 0 where they are not measured."""

    wall: float
    cpu: float
    memory: int
    stories: int
    late: float = 0.0

    def __str__(self) -> str:
        late = f"   late {self.late * 1000:5.1f} ms" if self.late else ""
        memory = f"{self.memory / 1e6:4.0f} MB"
        return f"wall {self.wall:6.2f} s   CPU {self.cpu:6.2f} s   {memory}   {self.stories:,} stories{late}"


# --- the feeds --------------------------------------------------------------------------------------------------------


def write_feeds(folder: Path, feeds: int, entries: int) -> None:
    """Feeds of about 1.5 kB an entry: a CVE in the title, three paragraphs, two links to other stories."""
    chance = random.Random(1)
    for feed in range(feeds):
        items = "".join(_item(chance, feed, place, feeds, entries) for place in range(entries))
        (folder / f"{feed}.xml").write_text(
            "<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0'><channel>"
            f"<title>Wire {feed}</title><link>https://wire{feed}.example/</link>"
            f"<description>News of wire {feed}</description>\n{items}</channel></rss>\n"
        )


def _item(chance: random.Random, feed: int, place: int, feeds: int, entries: int) -> str:
    vocabulary = _VOCABULARY.split()

    def words(number: int) -> str:
        return " ".join(chance.choices(vocabulary, k=number))

    link = f"https://wire{feed}.example/stories/{place}"
    related = "".join(
        f'<p>Read also: <a href="https://wire{chance.randrange(feeds)}.example/stories/{chance.randrange(entries)}">'
        f"{words(6)}</a></p>"
        for _ in range(2)
    )
    date = email.utils.format_datetime(_NEWEST - timedelta(minutes=30 * place, seconds=7 * feed))
    text = "".join(f"<p>{words(40)}.</p>" for _ in range(3))
    return (
        f"<item><title>CVE-2026-{chance.randint(1000, 60000)}: {words(9)}</title><link>{link}</link>"
        f"<guid>{link}</guid><pubDate>{date}</pubDate><author>desk@wire{feed}.example (Desk {feed})</author>"
        f"<description><![CDATA[{text}{related}]]></description></item>\n"
    )


# --- the server -------------------------------------------------------------------------------------------------------


def serve(folder: Path, feeds: int, delay: float, conditional: Any, started: Connection) -> None:
    """Answer feed N on `address(N)`; 304 to who has it while `conditional.value`. Sends the port once it listens."""
    tags = [sha256((folder / f"{feed}.xml").read_bytes()).hexdigest()[:16] for feed in range(feeds)]

    async def converse(feed: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(delay)
                known = conditional.value and tags[feed].encode() in request
                body = b"" if known else (folder / f"{feed}.xml").read_bytes()
                writer.write(b"HTTP/1.1 304 Not Modified\r\n" if known else b"HTTP/1.1 200 OK\r\n")
                writer.write(b"Content-Type: application/rss+xml\r\n" + b'ETag: "%s"\r\n' % tags[feed].encode())
                writer.write(b"Last-Modified: Mon, 21 Sep 2026 00:00:00 GMT\r\n")
                writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        port, servers = 0, []
        for feed in range(feeds):

            async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, feed: int = feed) -> None:
                await converse(feed, reader, writer)

            servers.append(await asyncio.start_server(answer, address(feed), port, backlog=256))
            port = servers[0].sockets[0].getsockname()[1]
        started.send(port)
        await asyncio.gather(*(server.serve_forever() for server in servers))

    asyncio.run(run())


# --- secreader --------------------------------------------------------------------------------------------------------


def subscribe(home: Path, urls: Sequence[str]) -> None:
    async def run() -> None:
        async with Reader(paths(home)) as reader:
            for url in urls:
                await reader.subscribe(Subscription(url))

    asyncio.run(run())


def refresh(home: Path, days: int, answer: Connection) -> None:
    """One refresh in a process of its own, `days` from now; sends wall and CPU seconds, lateness and what is there."""

    async def run() -> tuple[float, int, list[float]]:
        settings = Settings(allow=("127.0.0.0/8",))
        async with Reader(paths(home), settings, now=lambda: datetime.now(UTC) + timedelta(days=days)) as reader:
            await reader.warm()
            late: list[float] = []
            watch = asyncio.create_task(_watched(late))
            began = time.perf_counter()
            failed = [result.problem async for result in reader.refresh() if result.problem]
            wall = time.perf_counter() - began
            watch.cancel()
            assert not failed, failed[0]
            return wall, len((await reader.view()).ids), late

    wall, stories, late = asyncio.run(run())
    cpu = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    late.sort()
    answer.send((wall, cpu, stories, late[int(len(late) * 0.99)]))


async def _watched(late: list[float]) -> None:
    while True:
        due = time.perf_counter() + _TICK
        await asyncio.sleep(_TICK)
        late.append(time.perf_counter() - due)


def measured(home: Path, days: int) -> Round:
    ours, theirs = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=refresh, args=(home, days, theirs))
    process.start()
    theirs.close()
    assert process.pid is not None
    memory = Memory(process.pid)
    wall, cpu, stories, late = ours.recv()
    process.join()
    return Round(wall, cpu, memory.peak(), stories, late)


class Memory(threading.Thread):
    """The most that a process and its children had in memory together, looked at 20 times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._peak = 0
        self._over = threading.Event()
        self.start()

    def peak(self) -> int:
        self._over.set()
        self.join()
        return self._peak

    def run(self) -> None:
        while not self._over.wait(0.05):
            self._peak = max(self._peak, sum(map(_resident, (self._pid, *_children(self._pid)))))


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


# --- newsboat ---------------------------------------------------------------------------------------------------------


def newsboat(folder: Path) -> Round:
    cache = folder / "cache.db"
    command = ["newsboat", "-x", "reload", "-u", str(folder / "urls"), "-c", str(cache), "-C", str(folder / "config")]
    began = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ, "HOME": str(folder)}, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    assert status == 0, status
    with sqlite3.connect(cache) as db:
        (stories,) = db.execute("SELECT count(*) FROM rss_item").fetchone()
    db.close()
    return Round(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, stories)


def analyse(folder: Path) -> None:
    with sqlite3.connect(folder / "cache.db") as db:
        db.execute("ANALYZE")
    db.close()


# --- the rounds -------------------------------------------------------------------------------------------------------


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--feeds", type=int, default=200)
    arguments.add_argument("--entries", type=int, default=50)
    arguments.add_argument("--delay", type=float, default=0.1)
    arguments.add_argument("--alone", action="store_true", help="without newsboat")
    arguments.add_argument("--threads", type=int, default=1, help="that newsboat reloads with; it has 1 by itself")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("feeds", "home", "newsboat"):
            (folder / part).mkdir()
        write_feeds(folder / "feeds", options.feeds, options.entries)
        size = sum(file.stat().st_size for file in (folder / "feeds").iterdir())
        print(f"{options.feeds} feeds, {options.entries} entries each, {size / 1e6:.1f} MB, {options.delay:g} s delay")
        conditional = _SPAWN.Value("b", 0)
        ours, theirs = _SPAWN.Pipe(duplex=False)
        server = _SPAWN.Process(
            target=serve, args=(folder / "feeds", options.feeds, options.delay, conditional, theirs), daemon=True
        )
        server.start()
        try:
            port = ours.recv()
            urls = [f"http://{address(feed)}:{port}/feed" for feed in range(options.feeds)]
            run(folder, urls, conditional, alone=options.alone or not shutil.which("newsboat"), threads=options.threads)
        finally:
            server.kill()


def run(folder: Path, urls: Sequence[str], conditional: Any, *, alone: bool, threads: int) -> None:
    peer = folder / "newsboat"
    (peer / "urls").write_text("\n".join(urls) + "\n")
    (peer / "config").write_text(f"reload-threads {threads}\n")
    subscribe(folder / "home", urls)
    for day, title in enumerate(("first import", "bodies again", "all 304")):
        conditional.value = title == "all 304"
        print(f"{title:13} secreader {measured(folder / 'home', day)}", flush=True)
        if not alone:
            print(f"{title:13} newsboat  {newsboat(peer)}", flush=True)
    if not alone:
        analyse(peer)
        print(f"{'.. ANALYZEd':13} newsboat  {newsboat(peer)}", flush=True)


if __name__ == "__main__":
    main()
