"""Documents that are no feed, and feeds whose shape is the weapon: XML and JSON bombs, depth, size, number."""

import json
import random

from hostile.answers import ATOM, HTML, JSON, atom, body, item, page, rss
from hostile.case import FeedCase

_NO_FEED = r"web page, not a feed|neither RSS, Atom nor JSON|no feed"
_ENTITIES = "XML entities of its own"

_LAUGHS = "".join(f'<!ENTITY l{n} "{ten}">' for n in range(1, 12) for ten in (f"&l{n - 1};" * 10,))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{_LAUGHS}]>'
QUADRATIC = '<!DOCTYPE rss [<!ENTITY a "' + "a" * 50_000 + '">]>'


def noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)


def json_feed(*items: object, **more: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": items, **more})


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nstream\n" + noise(20_000, 1) + b"\nendstream\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + noise(20_000, 2)

_NOT_FEEDS: dict[str, tuple[bytes | str, str]] = {
    "a-web-page": (page(), "web page, not a feed"),
    "an-error-page": ("<html><body><h1>500</h1><p>Database error</p></body></html>", "web page, not a feed"),
    "nothing": (b"", "nothing at all"),
    "blanks": (b" \r\n\t" * 100_000, "nothing at all"),
    "zeros": (bytes(100_000), "nothing at all"),
    "pdf": (PDF, _NO_FEED),
    "png": (PNG, _NO_FEED),
    "noise": (noise(200_000, 3), _NO_FEED),
    "noise-in-xml": (b"<rss>" + noise(200_000, 4), "too badly damaged"),
    "words": ("Forbidden\n", _NO_FEED),
    "svg": ('<svg xmlns="http://www.w3.org/2000/svg"/>', "no feed"),
    "opml": ('<opml version="2.0"><body/></opml>', "OPML"),
    "a-root-with-escapes": ("<r\x9b\u202e>x</r>", "no feed"),
    "100000-open-entries": (rss(*(f"<item><title>S{n}&<guid>{n}" for n in range(100_000))), "nests"),
    "less-than-signs": ("<" * 500_000, _NO_FEED),
    "open-tags": ("<rss><channel>" + "<item><title>" * 100_000, r"nests|no feed|longer than|too badly|memory"),
}

_XML: dict[str, tuple[bytes | str, str, tuple[str, ...]]] = {
    "billion-laughs": (rss(item("&l11;"), start=LAUGHS), "", ("&l11;",)),
    "quadratic-blowup": (rss(item("&a;" * 5_000), start=QUADRATIC), "", ("&a;" * 165 + "&a;&…",)),
    "external-entity": (
        rss(item("&x;"), start='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "",
        ("&x;",),
    ),
    "external-subset": (rss(item("Good"), start='<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">'), "", ("Good",)),
    "parameter-entity": (
        rss(item("Good"), start='<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'),
        "",
        ("Good",),
    ),
    "include": (
        rss(item("Good", '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>')),
        "",
        ("Good",),
    ),
    "stylesheet": (rss(item("Good"), start='<?xml-stylesheet href="file:///etc/passwd"?>'), "", ("Good",)),
    "deep-100000": (rss(item("Good", "<a>" * 100_000 + "</a>" * 100_000)), "nests its elements more than", ()),
    "attribute-of-4-mb": (rss(item("Good", f'<x y="{"a" * 4_000_000}"/>')), "", ("Good",)),
    "20000-attributes": (rss(item("Good", "<x" + "".join(f" a{n}='x'" for n in range(20_000)) + "/>")), "", ("Good",)),
    "text-of-9-mb": (rss(item("Good", f"<description>{'word ' * 1_800_000}</description>")), "", ("Good",)),
    "many-cdata": (rss(item("Good", f"<description>{'<![CDATA[x]]>' * 150_000}</description>")), "", ("Good",)),
    "open-cdata": (rss(item("Good", f"<description>{'<![CDATA[' * 150_000}")), "", ("Good",)),
    "comments": (rss(item("Good", "<!-- - -->" * 150_000)), "", ("Good",)),
    "namespaces": (
        rss(item("Good", "".join(f'<x{n}:a xmlns:x{n}="urn:x{n}"/>' for n in range(20_000)))),
        "",
        ("Good",),
    ),
    "declared-utf-7": (
        b'<?xml version="1.0" encoding="utf-7"?>' + rss(item("+ADw-b+AD4-")).encode(),
        "",
        ("+ADw-b+AD4-",),
    ),
    "declared-idna": (b'<?xml version="1.0" encoding="idna"?>' + rss(item("Good")).encode(), "", ("Good",)),
    "declared-undefined": (b'<?xml version="1.0" encoding="undefined"?>' + rss(item("Good")).encode(), "", ("Good",)),
    "declared-utf-16": (b'<?xml version="1.0" encoding="utf-16"?>' + rss(item("Good")).encode(), "", ("Good",)),
    "really-utf-16": (rss(item("Good")).encode("utf-16"), "", ("Good",)),
    "nul-bytes": (rss(item("Good")).replace("Good", "Go\0od").encode(), "", ("Good",)),
    "bytes-of-no-charset": (rss(item("Good")).encode().replace(b"Good", b"Go\xff\xfe\xc0\x80od"), "", ("GoÿþÀ€od",)),
    "breaks-off": (rss(item("Good"), item("Lost", "<description>x"))[:-40], "", ("Good", "Lost")),
    "breaks": (rss(item("Good", f"<description>{'&lt;br&gt;' * 150_000}</description>")), "", ("Good",)),
    "ampersands": (rss(item("Good", f"<description>{'&' * 1_000_000}</description>")), "", ("Good",)),
}

_ESCAPES = (
    '{"items":[{"id":"\\u001b[2J","title":"Go\\u001b]52;c;eA==\\u0007\\u009b2J\\u202eod\\u0000",'
    '"content_html":"<p>\\u009b&#27;&#155;</p>","url":"https://a.example/\\u001b","tags":["\\u001b[2J"],'
    '"authors":[{"name":"A\\u001b]0;x\\u0007nn"}],"summary":"\\u001b\\u202e"}]}'
)
_JSON: dict[str, tuple[bytes | str, str, tuple[str, ...]]] = {
    "deep": ("[" * 1_000_000, "JSON that is damaged", ()),
    "deep-objects": ('{"items":' * 100_000, "JSON that is damaged", ()),
    "deep-inside": ('{"items":[' + '{"a":' * 100_000, "JSON that is damaged", ()),
    "items-that-are-none": (json_feed(None, 1, [], "x", {"title": "Good", "id": "1"}), "", ("Good",)),
    "items-of-no-list": ('{"items":{"0":{}}}', "no list of items", ()),
    "numbers": (
        json_feed({"title": "Good", "id": 10**4000}).replace("1" + "0" * 4000, "1" + "0" * 5000),
        "damaged",
        (),
    ),
    "numbers-within-limits": (json_feed({"title": "Good", "id": 10**4000, "date_published": 1e308}), "", ("Good",)),
    "infinity": ('{"items":[{"title":"Good","id":1e999,"date_published":NaN}]}', "", ("Good",)),
    "duplicate-keys": ('{"items":[],"items":[{"id":"1","id":"2","title":"Bad","title":"Good"}]}', "", ("Good",)),
    "lone-surrogates": (
        '{"title":"\\ud800","items":[{"id":"\\udfff","title":"Good \\ud83d","url":"https://a.example/\\ud800"}]}',
        "",
        ("Good �",),
    ),
    "wrong-types": (
        json_feed({"id": [], "title": {"a": 1}, "url": 5, "authors": "x", "tags": {"a": 1}, "content_text": "Good"}),
        "",
        ("Good",),
    ),
    "escapes": (
        _ESCAPES,
        "",
        ("Go]52;c;eA==2Jod",),
    ),
    "two-documents": (json_feed() * 2, "damaged", ()),
    "broken-utf-8": (json_feed({"id": "1", "title": "Good"}).encode() + b"\xff", "damaged", ()),
}

_MANY = {
    "100000-entries": (rss(*(f"<item><title>S{n}</title><guid>{n}</guid></item>" for n in range(100_000))), 500),
    "100000-atom-entries": (atom(*(f"<entry><id>{n}</id><title>S{n}</title></entry>" for n in range(100_000))), 500),
    "100000-json-items": (json_feed(*({"id": str(n), "title": f"S{n}"} for n in range(100_000))), 500),
}

FEEDS = [
    *(FeedCase(f"no-feed-{name}", body(data), says=says) for name, (data, says) in _NOT_FEEDS.items()),
    *(
        FeedCase(f"no-feed-{name}-as-html", body(_NOT_FEEDS[name][0], HTML), says=_NOT_FEEDS[name][1])
        for name in ("pdf", "noise", "words", "nothing")
    ),
    *(FeedCase(f"xml-{name}", body(data), says, titles) for name, (data, says, titles) in _XML.items()),
    *(FeedCase(f"json-{name}", body(data, JSON), says, titles) for name, (data, says, titles) in _JSON.items()),
    *(FeedCase(name, body(data, ATOM), most=most) for name, (data, most) in _MANY.items()),
]
