"""What commands print: one JSON document with --json, plain text without."""

import json
import sys
from typing import Any

from secreader import codec
from secreader.text import clean

DONE, FAILED, USAGE, NOTHING = 0, 1, 2, 3


def say(text: str = "") -> None:
    """A line on stdout; text from outside is cleaned once more on its way to the terminal."""
    sys.stdout.write(clean(text) + "\n")


def complain(text: str) -> None:
    """A sentence on stderr."""
    sys.stderr.write(f"secreader: {clean(text)}\n")


def document(value: Any) -> None:
    """`value` as one JSON document with stable keys: dataclasses as objects, times in ISO 8601."""
    sys.stdout.write(json.dumps(codec.plain(value, full=True), ensure_ascii=False, indent=2) + "\n")
