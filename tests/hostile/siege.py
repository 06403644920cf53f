"""A reader in a process of its own, sent to one hostile address after the other; says how much memory each took.

    python -m hostile.siege HOME PLACE GOOD_FEED GOOD_PAGE < ADDRESSES

Each line of the input is "feed" or "page" and an address. The answer is one JSON object: for each address the growth
of the process at its peak in bytes, from before this address and from before the first one.
"""

import asyncio
import json
import sys
from pathlib import Path

from secreader import journal
from secreader.config import Settings, paths
from secreader.model import Subscription
from secreader.reader import Reader


def memory(name: str) -> int:
    """`VmRSS` or `VmHWM` of this process in bytes."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split(f"{name}:")[1].split()[0]) * 1024


def forget_peak() -> None:
    """From now on `VmHWM` counts anew (proc(5), clear_refs)."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")


async def besieged(reader: Reader, kind: str, url: str) -> str:
    """The problem that the reader tells of the feed or page at `url`, "" where it has none."""
    if kind == "page":
        return (await reader.open(url)).problem
    feed = await reader.subscribe(Subscription(url))
    (done,) = [done async for done in reader.refresh([feed], force=True)]
    return done.problem


async def main(home: Path, place: str, good_feed: str, good_page: str) -> None:
    found = {}
    journal.start(paths(home).log)
    async with Reader(paths(home), Settings(allow=(place,))) as reader:
        # What every reader needs is loaded before anything is measured.
        for kind, url in (("feed", good_feed), ("page", good_page)):
            assert await besieged(reader, kind, url) == ""
        start = memory("VmRSS")
        for line in sys.stdin.read().splitlines():
            kind, url = line.split(" ")
            forget_peak()
            before = memory("VmRSS")
            await besieged(reader, kind, url)
            found[url] = (memory("VmHWM") - before, memory("VmHWM") - start)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:]))
