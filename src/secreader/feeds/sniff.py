"""What bytes are, by their beginning: declared content types are wrong too often to be asked."""

import re
from typing import Literal

Kind = Literal["empty", "html", "json", "xml", "other"]

_HEAD = 65_536
_PROLOGUE = re.compile(r"(?:\s+|<\?[^>]*>|<!--.*?-->)*", re.DOTALL)
_FEED_ROOT = re.compile(r"<(?:[A-Za-z]\w*:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"(?:[^<]{0,1000}<(?:a|b|br|center|div|h[1-6]|meta|p|pre|script|span|style|table)[\s/>])", re.IGNORECASE
)


def kind(data: bytes) -> Kind:
    """The format that the first 64 kB of `data` announce."""
    head = _decoded(data[:_HEAD])
    if not head.strip("\ufeff\x00 \t\r\n"):
        return "empty"
    start = head.lstrip("\ufeff \t\r\n")
    if start[0] in "{[":
        return "json"
    after = _PROLOGUE.match(start)
    body = start[after.end() :] if after else start
    if _PAGE.match(body):
        return "html"
    # Warnings of a broken script may stand before the feed.
    if _FEED_ROOT.search(start) or start.startswith("<?xml"):
        return "xml"
    if _FRAGMENT.match(body):
        return "html"
    return "xml" if body.startswith("<") else "other"


def _decoded(head: bytes) -> str:
    """Good enough to see tags: nothing of it is kept."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if b"\x00<" in head[:4] or b"<\x00" in head[:4]:
        return head.decode("utf-16-be" if head.startswith(b"\x00") else "utf-16-le", "replace")
    return head.lstrip().removeprefix(b"\xef\xbb\xbf").decode("latin-1")
