"""Feeds of proper shape whose entries are the weapon: escapes in every field, ids that play games, dates, floods."""

from xml.sax.saxutils import escape

from hostile.answers import RSS, atom, body, item, rss
from hostile.case import FeedCase
from hostile.steering import EVIL, RAW

_ATTRIBUTE = EVIL.replace('"', "")

_RSS_FIELDS = rss(
    f"<item><title>Good{EVIL}</title><link>https://a.example/{RAW}?x={_ATTRIBUTE}</link><guid>id{EVIL}</guid>"
    f"<author>a@a.example (Ann{EVIL})</author><dc:creator>Ann{EVIL}</dc:creator><category>cat{EVIL}</category>"
    f"<description>Sum{EVIL}mary</description><pubDate>Tue, 03 Mar 2026{EVIL}</pubDate><comments>{EVIL}</comments>"
    f"<source url='https://b.example/{_ATTRIBUTE}'>Src{EVIL}</source>"
    f"<content:encoded><![CDATA[<p>Con{EVIL}tent <a href='https://a.example/{RAW}'>l{RAW}</a>&#27;[2J&#155;</p>"
    f"<pre>x{EVIL}</pre><img src='/i{RAW}.png' alt='{RAW}'>]]></content:encoded></item>",
    head=f"<title>Feed{EVIL}</title><link>https://a.example/{RAW}</link><language>en{EVIL}</language>"
    f"<description>{EVIL}</description><ttl>{EVIL}</ttl><generator>{EVIL}</generator>",
)
_ATOM_FIELDS = atom(
    f"<entry><id>id{EVIL}</id><title type='html'>Good{EVIL}</title><link href='https://a.example/{_ATTRIBUTE}'/>"
    f"<author><name>Ann{EVIL}</name><email>{EVIL}</email></author><category term='{_ATTRIBUTE}' label='{_ATTRIBUTE}'/>"
    f"<summary>Sum{EVIL}</summary><content type='html'>&lt;p>Con{EVIL}tent&lt;/p></content>"
    f"<updated>2026-03-03T10:00:00Z{RAW}</updated></entry>",
    head=f"<title>Feed{EVIL}</title><subtitle>{EVIL}</subtitle><link href='https://a.example/{_ATTRIBUTE}'/>",
)

_HARMLESS = "Good52;c;ZXZpbA==2Jgnp.exe \u0301\u0301\u0301]52;c;ZXZpbA==[2J›31m�0;t"
"""What is left of the title when all that steers is gone."""


def _dated(title: str, date: str) -> str:
    return item(title, f"<pubDate>{date}</pubDate>")


_DATES = [
    *("Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 -1200", "Sat, 01 Jan 2099 00:00:00 GMT", "0"),
    *("Thu, 01 Jan 1970 00:00:00 GMT", "-1", "9" * 100, "1e308", "Sun, 99 Foo 2026 99:99:99 XYZ", "yesterday"),
    *("2026-13-45T99:99:99Z", "0000-00-00T00:00:00Z", "2026-03-03T10:00:00+99:99", "", "\u202e3202", "٢٠٢٦-٠٣-٠٣"),
]
_ENCLOSURES = '<enclosure url="https://a.example/a.mp3" length="{}" type="audio/mpeg"/>'

FEEDS = [
    FeedCase("escapes-in-rss", body(_RSS_FIELDS), titles=(_HARMLESS,)),
    FeedCase("escapes-in-atom", body(_ATOM_FIELDS), titles=(_HARMLESS,)),
    FeedCase(
        "escapes-broken-xml",
        body(_RSS_FIELDS.replace("</channel>", "<p>&")),
        titles=(_HARMLESS.replace("2J", "œ›2J", 1),),
    ),
    FeedCase(
        "raw-escapes", body(rss(item("Go\x1b]52;c;ZXZpbA==\x07\x1b[2Jod")), RSS), titles=("Go]52;c;ZXZpbA==[2Jod",)
    ),
    FeedCase(
        "only-unseen-titles",
        body(rss(item("\u200b\u202e\u2066", link="https://a.example/x"))),
        titles=("https://a.example/x",),
    ),
    FeedCase(
        "markup-as-title",
        body(rss(item(escape("[/] [@click=app.quit]x[/] <b>bold</b> **x**")))),
        titles=("[/] [@click=app.quit]x[/] bold **x**",),
    ),
    FeedCase("title-of-1-mb", body(rss(item("Good " * 200_000, guid="1"))), titles=("Good " * 99 + "Good…",)),
    FeedCase("title-of-100000-lines", body(rss(item("Good\n" * 100_000, guid="1"))), titles=("Good " * 99 + "Good…",)),
    FeedCase("title-of-marks", body(rss(item("o" + "\u0301" * 100_000, guid="1"))), titles=("o\u0301\u0301\u0301",)),
    FeedCase(
        "every-field-of-1-mb",
        body(
            rss(
                item(
                    "Good",
                    "".join(
                        f"<{name}>{'word ' * 200_000}</{name}>"
                        for name in ("author", "category", "description", "comments", "dc:creator")
                    ),
                    link="https://a.example/" + "a" * 1_000_000,
                    guid="g" * 1_000_000,
                )
            )
        ),
        titles=("Good",),
    ),
    FeedCase(
        "100000-categories",
        body(rss(item("Good", "".join(f"<category>c{n}</category>" for n in range(100_000))))),
        titles=("Good",),
    ),
    FeedCase(
        "50000-enclosures",
        body(rss(item("Good", "".join(_ENCLOSURES.format("9" * 30) for _ in range(50_000))))),
        titles=("Good",),
    ),
    FeedCase(
        "one-guid-for-all",
        body(rss(*(item(f"Good {n}", guid="same", link=f"https://a.example/{n}") for n in range(3)))),
        titles=("Good 0", "Good 1", "Good 2"),
    ),
    FeedCase(
        "one-guid-and-link-for-all",
        body(rss(*(item(f"Good {n}", guid="same", link="https://a.example/") for n in range(3)))),
        titles=("Good 0",),
    ),
    FeedCase(
        "one-link-for-all",
        body(rss(*(item(f"Good {n}", guid=f"g{n}", link="https://a.example/") for n in range(3)))),
        titles=("Good 0", "Good 1", "Good 2"),
    ),
    FeedCase(
        "no-guid-and-no-link",
        body(rss("<item><title>A</title></item>", "<item><title>B</title></item>")),
        titles=("A", "B"),
    ),
    FeedCase("empty-items", body(rss("<item/>" * 3)), titles=("",)),
    FeedCase(
        "empty-guids", body(rss(*(f"<item><title>{t}</title><guid></guid></item>" for t in "AB"))), titles=("A", "B")
    ),
    FeedCase(
        "guid-of-another-feed",
        body(rss(item("Mine", guid="https://news.example/astoryfrombeforetheattack", link="https://evil.example/"))),
        titles=("Mine",),
    ),
    FeedCase(
        "links-that-are-none",
        body(
            rss(
                *(
                    item(f"Good {n}", link=link)
                    for n, link in enumerate(
                        (
                            "javascript:alert(1)",
                            "file:///etc/passwd",
                            "data:text/html,x",
                            "--option",
                            "http://[",
                            "//",
                            "http://a:99999/",
                        )
                    )
                )
            )
        ),
        titles=tuple(f"Good {n}" for n in range(7)),
    ),
    *(FeedCase(f"date-{n}", body(rss(_dated("Good", date))), titles=("Good",)) for n, date in enumerate(_DATES)),
    FeedCase(
        "sql-and-search-syntax",
        body(rss(item('\'; DROP TABLE story; -- NEAR("x OR ^ * CVE-2026-1"', guid="'"))),
        titles=('\'; DROP TABLE story; -- NEAR("x OR ^ * CVE-2026-1"',),
    ),
    FeedCase("ttl-of-ages", body(rss(item("Good"), head=f"<title>F</title><ttl>{'9' * 5000}</ttl>")), titles=("Good",)),
]
