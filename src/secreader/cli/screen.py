"""The screen: `secreader` without a command."""

import argparse

from secreader import journal
from secreader.config import Settings, load
from secreader.reader import Reader
from secreader.ui.app import SecreaderApp


async def read(options: argparse.Namespace) -> int:
    """Open the reader on the user's own library."""
    settings = load(options.paths.config)
    journal.start(options.paths.log)
    async with Reader(options.paths, settings) as reader:
        return await on_screen(reader, settings)


async def on_screen(reader: Reader, settings: Settings, *, banner: str = "") -> int:
    """Run the screen until the user leaves; the exit code."""
    app = SecreaderApp(reader, settings, banner=banner)
    await app.run_async()
    return app.return_code or 0
