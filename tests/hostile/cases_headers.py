"""Headers that lie, that steer, and that name charsets of which Python knows more than the web."""

from hostile.answers import HTML, RSS, Headers, http, item, page, rss, saying
from hostile.case import FeedCase, PageCase

_GOOD = rss(item("Gut und schön")).encode()
_PAGE = page().encode()
_C1 = "\x9d52;c;ZXZpbA==\x9c\x9b2J\x85"
"""As Latin-1 on the wire, which HTTP lets through as obs-text."""

_HEADERS: dict[str, Headers] = {
    "c1-in-every-header": tuple(
        (name, f"x{_C1}")
        for name in ("ETag", "Last-Modified", "Cache-Control", "Expires", "Retry-After", "Server", "X-Title", "Date")
    ),
    "etag-of-a-megabyte-less": (("ETag", '"' + "a" * 60_000 + '"'),),
    "two-etags": (("ETag", '"a"'), ("ETag", '"b"')),
    "etag-of-other-letters": (("ETag", '"ünï"'),),
    "max-age-of-ages": (("Cache-Control", f"max-age={'9' * 400}"),),
    "max-age-below-zero": (("Cache-Control", "max-age=-1, max-age=x, max-age"),),
    "expires-in-year-9999": (("Expires", "Fri, 31 Dec 9999 23:59:59 -2359"),),
    "expires-never": (("Expires", "Thu, 99 Foo 0000 99:99:99 XYZ"), ("Date", "0")),
    "retry-after-for-ever": (("Retry-After", "9" * 400),),
    "retry-after-in-9999": (("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"),),
    "cookies": tuple(("Set-Cookie", f"c{number}=x; Domain=example") for number in range(80)),
    "refresh-elsewhere": (("Refresh", "0; url=http://127.0.0.1/"), ("Location", "http://127.0.0.1/")),
}
_TYPES = [
    *("image/png", "text/html", "application/octet-stream", "application/pdf", "x" * 3000, "/", ";;;", f"text/{_C1}"),
    *(
        f"text/xml; charset={label}"
        for label in ("idna", "undefined", "utf-7", "unicode_escape", "rot13", "zlib_codec")
    ),
    *(
        f"text/xml; charset={label}"
        for label in ("punycode", "mbcs", "utf-16", "iso-2022-kr", "hz", '"', "'", "\x9b2J")
    ),
]


_PAGE_TYPES = [
    *("text/html", "", "text/plain", "application/xhtml+xml"),
    *(f"text/html; charset={label}" for label in ("idna", "undefined", "utf-7", "unicode_escape", "rot13", "\x9b2J")),
]


def _named(label: str) -> str:
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in label)[:40]


FEEDS = [
    *(
        FeedCase(name, saying(http(_GOOD, RSS, headers=headers)), titles=("Gut und schön",))
        for name, headers in _HEADERS.items()
    ),
    *(FeedCase(f"type-{_named(kind)}", saying(http(_GOOD, kind)), titles=("Gut und schön",)) for kind in _TYPES),
    FeedCase("reason-with-c1", saying(http(status=418, reason=f"tea{_C1}pot")), says="418"),
    FeedCase("reason-with-escape", saying(http(status=418, reason="\x1b]0;owned\x07")), says="418|proper HTTP"),
    FeedCase("reason-of-60-kb", saying(http(status=599, reason="word " * 12_000)), says="599"),
    FeedCase("status-000", saying(http(status=0, reason="x")), says="proper HTTP|0"),
    FeedCase("status-999", saying(http(status=999, reason="x")), says="999"),
    FeedCase("not-modified-unasked", saying(http(status=304)), says="304"),
    FeedCase("no-content", saying(b"HTTP/1.1 204 No Content\r\n\r\n"), says="nothing at all"),
    FeedCase("header-with-escape", saying(http(_GOOD, RSS, headers=(("X", "\x1b[2J"),))), titles=("Gut und schön",)),
    FeedCase("header-with-null", saying(http(_GOOD, RSS, headers=(("ETag", '"a\x00b"'),))), says="proper HTTP"),
    FeedCase("header-of-80-kb", saying(http(_GOOD, RSS, headers=(("X", "a" * 200_000),))), says="proper HTTP"),
    FeedCase("busy", saying(http(status=429, reason="x", headers=(("Retry-After", "1e99"),))), says="429"),
    FeedCase("gone", saying(http(status=410, reason="x")), says="410"),
]
PAGES = [
    *(
        PageCase(f"page-type-{_named(kind) or 'none'}", saying(http(_PAGE, kind)), shows="Part 5: the desk")
        for kind in _PAGE_TYPES
    ),
    *(
        PageCase(f"page-{name}", saying(http(_PAGE, HTML, headers=headers)), shows="Part 5: the desk")
        for name, headers in _HEADERS.items()
        if name in ("c1-in-every-header", "refresh-elsewhere", "cookies")
    ),
    PageCase("page-reason-with-c1", saying(http(status=418, reason=f"tea{_C1}pot")), says="418"),
]
