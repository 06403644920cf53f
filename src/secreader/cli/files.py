"""Files named on the command line; "-" is standard input or output."""

import sys
from pathlib import Path

from secreader.cli import output
from secreader.errors import UsageError


def read(name: str) -> bytes:
    """Raises UsageError where it cannot be read."""
    if name == "-" and sys.stdin is None:
        raise UsageError("Standard input is closed.")
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}.") from error


def write(name: str, text: str) -> None:
    """Raises UsageError where it cannot be written."""
    if name == "-":
        output.write(text)
        return
    try:
        Path(name).write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(f"{name} cannot be written: {error.strerror}.") from error
