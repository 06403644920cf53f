"""The screen: `secreader` without a command."""

import argparse
import gc
import os
import sys
from typing import TextIO

from secreader import journal
from secreader.config import Settings, load
from secreader.errors import UsageError
from secreader.reader import Reader
from secreader.ui.app import SecreaderApp


async def read(options: argparse.Namespace) -> int:
    """Open the reader on the user's own library."""
    gc.disable()  # until the first picture: see MainScreen
    settings = load(options.paths.config)
    journal.start(options.paths.log)
    async with Reader(options.paths, settings) as reader:
        return await on_screen(reader, settings)


async def on_screen(reader: Reader, settings: Settings, *, banner: str = "") -> int:
    """Run the screen until the user leaves; the exit code. Raises UsageError where no screen can be drawn."""
    if os.environ.get("TERM") == "dumb" or not (_is_terminal(sys.stdin) and _is_terminal(sys.stderr)):
        raise UsageError("The reader wants a terminal; `secreader list` and `secreader show` do without one.")
    app = SecreaderApp(reader, settings, banner=banner)
    await app.prepare()
    await app.run_async()
    return app.return_code or 0


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
