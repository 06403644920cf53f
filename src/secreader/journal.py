"""The log file: everything that is too detailed for the screen, cleaned, bounded, never on the terminal."""

import logging
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
    handler = _Later(path)
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


class _Later(logging.Handler):
    """Opens the file, and loads what rotates it, at the first record: a start has seldom anything to log."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            self._file = _opened(self._path)
            self._file.setFormatter(self.formatter)
        self._file.handle(record)

    def close(self) -> None:
        super().close()
        if self._file is not None:
            self._file.close()


def _opened(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    class Rotating(RotatingFileHandler):
        """For the eyes of the user alone, and silent when the disk is full or the file may not be written."""

        def _open(self) -> TextIOWrapper:
            return TextIOWrapper(open(self.baseFilename, "ab", opener=_private), encoding="utf-8")

        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
            """Logging would print a traceback over the screen."""

    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Rotating(path, maxBytes=_LARGEST, backupCount=1, delay=True)
    except OSError:
        return logging.NullHandler()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
