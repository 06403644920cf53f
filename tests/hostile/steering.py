"""What must never reach a terminal, by the standards: written down once more, independently of `secreader.text`."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

# C0 (ECMA-48) but line feed and tab, DEL, C1; the bidirectional controls (UAX #9); zero-width space, word joiner, byte
# order mark; line and paragraph separator; tags; halves of surrogate pairs; non-characters at the end of plane 0.
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff"
    "\U000e0000-\U000e007f\ud800-\udfff]|(?:[\u0300-\u036f]){4}"
)

RAW = "\x9d52;c;ZXZpbA==\x9c\x9b2J\u202egnp.exe\u2066\u2069\u200b\u200f\u2060\ufeff\U000e0041\u2028" + "\u0301" * 40
"""What XML 1.0 lets through as it is: a C1 string that writes the clipboard, a screen that is cleared, bidi, unseen."""

TWICE = "&amp;#27;]52;c;ZXZpbA==&amp;#7;&amp;#x1b;[2J&amp;#x9b;31m&amp;#0;&amp;#157;0;t&amp;#x202e;"
"""What becomes such characters when HTML in XML is decoded for the second time."""

EVIL = f"{RAW}{TWICE}"


def strings(value: object) -> Iterator[str]:
    """Every text in dataclasses, sequences and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            yield from strings(pair)
    elif isinstance(value, list | tuple | set):
        for part in value:
            yield from strings(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def steering(value: object) -> list[str]:
    """The texts in `value` that could steer a terminal, as it would be shown in a test's report."""
    return [ascii(text[:200]) for text in strings(value) if STEERING.search(text)]
