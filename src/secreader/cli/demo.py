"""`secreader demo`: the reader on the bundled newswire, in a temporary home, without network."""

import argparse
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from secreader import journal
from secreader.cli.output import DONE, FAILED, document
from secreader.cli.screen import on_screen
from secreader.config import Settings, paths
from secreader.demo.check import check
from secreader.demo.newswire import Newswire, load, subscriptions
from secreader.demo.server import NewswireServer
from secreader.reader import Reader


@dataclass(frozen=True)
class Demo:
    """The newswire served at `base_url`, and a reader that is subscribed to it."""

    newswire: Newswire
    base_url: str
    reader: Reader
    settings: Settings


async def demo(options: argparse.Namespace) -> int:
    if options.check:
        async with newswire_reader() as running:
            found = await check(running.reader, running.newswire, running.base_url)
        document(found)
        return FAILED if found.failures else DONE
    async with newswire_reader() as running:
        return await on_screen(running.reader, running.settings, banner="demo")


@asynccontextmanager
async def newswire_reader(home: Path | None = None) -> AsyncIterator[Demo]:
    """Serve the newswire on a free loopback port and open a reader on it; `home` is temporary unless it is given."""
    newswire = load(datetime.now(UTC))
    with tempfile.TemporaryDirectory(prefix="secreader-demo-") as folder, NewswireServer(newswire) as server:
        settings = Settings(allow=(f"127.0.0.1:{server.port}",))
        where = paths(home or Path(folder))
        journal.start(where.log)
        async with Reader(where, settings) as reader:
            for feed in subscriptions(server.base_url):
                await reader.subscribe(feed)
            yield Demo(newswire, server.base_url, reader, settings)
