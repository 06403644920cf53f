"""Many feeds from as many hosts: wall and CPU time of `Fetcher`, beside httpx alone, in turns in one run.

    python -m benchmarks.fetch [--feeds 200] [--at-once 50] [--delay 0.1] [--runs 5]

Every feed has its own address in 127.0.0.0/8; a server in another process answers each after the delay. The ideal is
what the delays alone take. Machines that have only one loopback address cannot run this.
"""

import argparse
import asyncio
import multiprocessing
import statistics
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection

from secreader.fetch import Fetcher

_ITEM = "<item><title>Story {0}</title><link>https://wire.example/{0}</link><description>{1}</description></item>"
_BODY = "<rss version='2.0'><channel>{}</channel></rss>".format(
    "".join(_ITEM.format(number, "A sentence of the story. " * 20) for number in range(50))
).encode()


def address(number: int) -> str:
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


def serve(feeds: int, delay: float, started: Connection) -> None:
    """Answer on `feeds` addresses until the process is ended; sends the port once it listens."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(delay)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n")
                writer.write(b'ETag: "1"\r\nContent-Length: %d\r\n\r\n' % len(_BODY) + _BODY)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        first = await asyncio.start_server(answer, address(0), 0, backlog=256)
        port = first.sockets[0].getsockname()[1]
        rest = [await asyncio.start_server(answer, address(n), port, backlog=256) for n in range(1, feeds)]
        started.send(port)
        await asyncio.gather(*(server.serve_forever() for server in (first, *rest)))

    asyncio.run(run())


async def fetch_all(fetch: Callable[[str], Awaitable[bytes]], urls: list[str], at_once: int) -> tuple[float, float]:
    """Wall and CPU seconds of this process for all `urls`."""
    slots = asyncio.Semaphore(at_once)

    async def one(url: str) -> None:
        async with slots:
            assert await fetch(url) == _BODY

    wall, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*map(one, urls))
    return time.perf_counter() - wall, time.process_time() - cpu


async def guarded(urls: list[str], at_once: int) -> tuple[float, float]:
    async with Fetcher(allow=["127.0.0.0/8"]) as fetcher:
        await fetcher.warm()

        async def fetch(url: str) -> bytes:
            return (await fetcher.fetch(url, accept="feed")).body

        return await fetch_all(fetch, urls, at_once)


async def bare(urls: list[str], at_once: int) -> tuple[float, float]:
    import httpx

    async with httpx.AsyncClient(trust_env=False, timeout=30, limits=httpx.Limits(max_connections=None)) as client:

        async def fetch(url: str) -> bytes:
            return (await client.get(url)).content

        return await fetch_all(fetch, urls, at_once)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--feeds", type=int, default=200)
    arguments.add_argument("--at-once", type=int, default=50)
    arguments.add_argument("--delay", type=float, default=0.1)
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    ours, theirs = multiprocessing.get_context("spawn").Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(options.feeds, options.delay, theirs), daemon=True
    )
    server.start()
    try:
        port = ours.recv()
        urls = [f"http://{address(number)}:{port}/feed" for number in range(options.feeds)]
        results: dict[str, list[tuple[float, float]]] = {"Fetcher": [], "httpx alone": []}
        for _ in range(options.runs):
            results["Fetcher"].append(asyncio.run(guarded(urls, options.at_once)))
            results["httpx alone"].append(asyncio.run(bare(urls, options.at_once)))
    finally:
        server.kill()
    ideal = -(-options.feeds // options.at_once) * options.delay
    print(
        f"{options.feeds} feeds of {len(_BODY):,} bytes, {options.at_once} at once; the delays alone take {ideal:.2f} s"
    )
    for name, runs in results.items():
        wall, cpu = (statistics.median(times) for times in zip(*runs, strict=True))
        print(f"{name:12} wall {wall:5.2f} s   CPU {cpu:5.2f} s   (medians of {options.runs})")


if __name__ == "__main__":
    main()
