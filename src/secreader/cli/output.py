"""What commands print: one JSON document with --json, plain text without."""

import os
import sys
from io import StringIO
from typing import Any

from secreader.errors import SecreaderError
from secreader.text import clean

DONE, FAILED, USAGE, NOTHING = 0, 1, 2, 3


def prepare() -> None:
    """Let every character be written whatever the terminal can show, and let closed streams be."""
    sys.stdout = sys.stdout or StringIO()
    sys.stderr = sys.stderr or StringIO()
    for stream in (sys.stdout, sys.stderr):
        # What cannot be shown gets an escape, not a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def say(text: str = "") -> None:
    """A line on stdout; text from outside is cleaned once more on its way to the terminal."""
    write(clean(text) + "\n")


def complain(text: str) -> None:
    """A sentence on stderr."""
    sys.stderr.write(f"secreader: {clean(text)}\n")


def document(value: Any) -> None:
    """`value` as one JSON document with stable keys: dataclasses as objects, times in ISO 8601."""
    import json

    from secreader import codec

    # Where UTF-8 cannot be written, `\\xe9` would be no JSON.
    only_ascii = "utf" not in (sys.stdout.encoding or "").lower()
    write(clean(json.dumps(codec.plain(value, full=True), ensure_ascii=only_ascii, indent=2)) + "\n")


def write(text: str) -> None:
    """`text` on stdout as it is. Raises BrokenPipeError when nobody reads any more, SecreaderError when it is full."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(error) from error


def finish() -> None:
    """Write what is still buffered. Raises as `write` does."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(error) from error


def abandon() -> None:
    """Write no more to stdout: Python would try, and complain, once more while closing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def counted(number: int, noun: str) -> str:
    """ "1 story", "2 stories", "1,000 feeds"."""
    plural = noun.removesuffix("y") + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def _unwritten(error: OSError) -> SecreaderError:
    abandon()
    return SecreaderError(f"The answer cannot be written: {error.strerror}.")
