"""Lists of feeds that explode, lie or steer. None makes the reader fetch anything."""

from hostile.case import OpmlCase
from hostile.cases_feeds import LAUGHS, PDF, noise
from hostile.steering import EVIL


def opml(body: str, start: str = "") -> bytes:
    return f'{start}<opml version="2.0"><head><title>x</title></head><body>{body}</body></opml>'.encode()


def outline(url: str, text: str = "Feed", more: str = "") -> str:
    return f'<outline type="rss" text="{text}" xmlUrl="{url}" {more}/>'


_EVIL = EVIL.replace('"', "")
_SCHEMES = ("file:///etc/passwd", "javascript:x", "data:,x", "ftp://a.example/", "--option", "", "http://", "http://[")

CASES = [
    OpmlCase(
        "steering",
        opml(f'<outline text="F{_EVIL}">{outline(f"https://a.example/{_EVIL}", f"T{_EVIL}")}</outline>'),
        feeds=1,
    ),
    OpmlCase("no-web-addresses", opml("".join(map(outline, _SCHEMES)) + outline("https://a.example/ok")), feeds=1),
    OpmlCase("traps", opml(outline("http://127.0.0.1:1/") + outline("http://169.254.169.254/")), feeds=2),
    OpmlCase("duplicates", opml(outline("https://a.example/same") * 4_000), feeds=1),
    OpmlCase(
        "duplicates-in-disguise",
        opml(
            "".join(
                map(
                    outline,
                    (
                        "https://b.example/x",
                        "http://b.example/x",
                        "https://www.b.example/x/",
                        "https://B.example:443/x?utm_source=y#z",
                    ),
                )
            )
        ),
        feeds=1,
    ),
    OpmlCase("100000-outlines", opml("<outline/>" * 100_000), says="more than 5,000 outlines"),
    OpmlCase("100000-deep", opml('<outline text="a">' * 100_000 + "</outline>" * 100_000), says="more than 20 deep"),
    OpmlCase(
        "deep-unknown-elements", opml("<x>" * 100_000 + "</x>" * 100_000 + outline("https://c.example/")), feeds=1
    ),
    OpmlCase(
        "billion-laughs",
        opml(outline("https://a.example/", "&l11;"), LAUGHS.replace("rss", "opml")),
        says="XML entities",
    ),
    OpmlCase(
        "external-entity",
        opml(outline("https://a.example/", "&x;"), '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        says="XML entities",
    ),
    OpmlCase("6-mb", opml(f"<!-- {'x' * 6_000_000} -->"), says="larger than 5 MB"),
    OpmlCase("20-mb", opml(f"<!-- {'x' * 20_000_000} -->"), says="larger than"),
    OpmlCase("title-of-1-mb", opml(outline("https://d.example/", "word " * 200_000)), feeds=1),
    OpmlCase("address-of-1-mb", opml(outline("https://e.example/" + "a" * 1_000_000)), feeds=0),
    OpmlCase("quotes-in-folders", opml(f"<outline text='a\"b/c'>{outline('https://f.example/')}</outline>"), feeds=1),
    OpmlCase("a-feed", b"<rss><channel/></rss>", says="not an OPML file"),
    OpmlCase("a-page", b"<!DOCTYPE html><p>x", says="OPML"),
    OpmlCase("pdf", PDF, says="OPML"),
    OpmlCase("noise", noise(100_000, 9), says="OPML"),
    OpmlCase("nothing", b"", says="OPML"),
    OpmlCase("utf-7", b'<?xml version="1.0" encoding="utf-7"?>' + opml(outline("https://g.example/")), feeds=1),
    OpmlCase("idna", b'<?xml version="1.0" encoding="undefined"?>' + opml(outline("https://h.example/")), feeds=1),
]
