"""The log file: everything that is too detailed for the screen, cleaned, bounded, never on the terminal."""

import logging
import logging.handlers
import os
from io import TextIOWrapper
from pathlib import Path

from secreader.text import clean

_LARGEST = 1_000_000
"""Bytes of a log file before it is rotated; one old file is kept."""


def start(path: Path) -> None:
    """Log secreader's own messages to `path`; without a writable place the log is simply not kept."""
    logger = logging.getLogger("secreader")
    logger.propagate = False
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _Rotating(path, maxBytes=_LARGEST, backupCount=1, delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_CleanFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for old in logger.handlers[:]:
        logger.removeHandler(old)
        old.close()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


class _CleanFormatter(logging.Formatter):
    """Log lines quote addresses and errors of other machines: no escape may reach a terminal that shows the file."""

    def format(self, record: logging.LogRecord) -> str:
        # Indented, what follows a line break cannot pass for a record of its own.
        return clean(super().format(record)).replace("\n", "\n    ")


class _Rotating(logging.handlers.RotatingFileHandler):
    """For the eyes of the user alone, and silent when the disk is full or the file may not be written."""

    def _open(self) -> TextIOWrapper:
        return TextIOWrapper(open(self.baseFilename, "ab", opener=_private), encoding="utf-8")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Logging would print a traceback over the screen."""


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
