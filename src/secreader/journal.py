"""The log file: everything that is too detailed for the screen, cleaned, bounded, never on the terminal."""

import logging
import logging.handlers
from pathlib import Path

from secreader.text import clean

_LARGEST = 1_000_000
"""Bytes of a log file before it is rotated; one old file is kept."""


class _CleanFormatter(logging.Formatter):
    """Log lines quote addresses and errors of other machines: no escape may reach a terminal that shows the file."""

    def format(self, record: logging.LogRecord) -> str:
        return clean(super().format(record))


def start(path: Path) -> None:
    """Log secreader's own messages to `path`; without a writable place the log is simply not kept."""
    logger = logging.getLogger("secreader")
    logger.propagate = False
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_LARGEST, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_CleanFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
