"""Mending what most often makes XML ill-formed, before a lenient parser has to guess."""

import html.entities
import re

_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]+")
_CONTROL_REFERENCES = re.compile(rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")
# What is never closed reaches to the end: looking for its end at every start would be quadratic.
_CDATA = re.compile(rb"(<!\[CDATA\[(?:.*?\]\]>|.*\Z))", re.DOTALL)
_AMPERSAND = re.compile(rb"&(?:([A-Za-z][A-Za-z0-9]{1,31});|(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};))?")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^<>\[]{0,1000}(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_DECLARATION = re.compile(rb"<\?xml\s|<(?:[A-Za-z]\w*:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_ENCODING = re.compile(rb"""(<\?xml\s[^<>]{0,200}?)\s+encoding\s*=\s*(?:"([^"<>]{0,100})"|'([^'<>]{0,100})')""")
_ASCII = b"<?xml +ADw- \\x3c"
"""Reads otherwise in UTF-16, EBCDIC, UTF-7 and what Python calls encodings beside those of the web."""
_OWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_PROLOGUE = 65_536


def mended(data: bytes) -> bytes:
    """`data` without control characters, with every ampersand outside CDATA escaped or a reference that XML knows.

    For encodings that contain ASCII; UTF-16 comes back as it was.
    """
    if b"\x00" in data[:4]:
        return data
    data = _CONTROL_REFERENCES.sub(b"", _CONTROLS.sub(b"", data))
    parts = _CDATA.split(data)
    parts[::2] = [_AMPERSAND.sub(_reference, part) for part in parts[::2]]
    return b"".join(parts)


def without_doctype(data: bytes) -> bytes:
    """`data` without its document type, and so without the entities that it declares."""
    start = data[:_PROLOGUE].upper().find(b"<!DOCTYPE")
    found = _DOCTYPE.match(data, start, _PROLOGUE) if start >= 0 else None
    return data[:start] + data[found.end() :] if found else data


def from_declaration(data: bytes) -> bytes:
    """`data` from where the XML begins: a byte order mark, blanks or a script's warnings may stand before it."""
    found = _DECLARATION.search(data[:_PROLOGUE])
    return data[found.start() :] if found else data


def without_false_encoding(data: bytes) -> bytes:
    """`data` without a declared encoding that it cannot be in, since the declaration itself reads as ASCII."""
    found = _ENCODING.match(data)
    if found is None or _extends_ascii((found[2] or found[3] or b"").decode("latin-1")):
        return data
    return found[1] + data[found.end() :]


def _extends_ascii(encoding: str) -> bool:
    try:
        return _ASCII.decode(encoding) == _ASCII.decode("ascii")
    except (LookupError, ValueError):
        # Unknown; or known to Python, and no encoding of text.
        return False


def _reference(match: re.Match[bytes]) -> bytes:
    name, number = match[1], match[2]
    if number or name in _OWN:
        return match[0]
    if name and (text := html.entities.html5.get(name.decode() + ";")):
        return b"".join(b"&#%d;" % ord(char) for char in text)
    return b"&amp;" + match[0][1:]
