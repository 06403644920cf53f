"""The reader over the user's library, for one command."""

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from secreader import journal
from secreader.config import load
from secreader.reader import Reader


@asynccontextmanager
async def opened(options: argparse.Namespace) -> AsyncIterator[Reader]:
    """Raises ConfigError and LibraryError."""
    settings = load(options.paths.config)
    journal.start(options.paths.log)
    async with Reader(options.paths, settings) as reader:
        yield reader
