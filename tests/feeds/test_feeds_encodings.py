"""Encodings that feeds declare: those that they can be in are believed."""

import pytest

from secreader.feeds import opml, parse

FEED = '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><item><title>{}</title></item></channel></rss>'

FALSE = [
    "utf-16",
    "utf-16le",
    "utf-32",
    "utf-7",
    "idna",
    "undefined",
    "unicode_escape",
    "zlib_codec",
    "x-none",
    "cp037",
]


def title(data: bytes) -> str:
    (entry,) = parse(data, url="https://desk.example/feed").entries
    return entry.title


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *(("windows-1251", "Уязвимость"), ("koi8-r", "Уязвимость"), ("iso-8859-1", "Fünf"), ("utf-8", "漏洞")),
        *(("shift_jis", "脆弱性"), ("gb2312", "漏洞"), ("euc-kr", "취약점"), ("utf-16", "漏洞")),
    ],
)
def test_a_true_declaration_is_believed(encoding: str, text: str) -> None:
    assert title(FEED.format(encoding, text).encode(encoding)) == text


@pytest.mark.parametrize("quoted", ['encoding="{}"', "encoding='{}'", 'encoding = "{}" standalone="yes"'])
@pytest.mark.parametrize("encoding", FALSE)
def test_a_declaration_that_cannot_be_true_is_passed_over(encoding: str, quoted: str) -> None:
    feed = FEED.format("ENCODING", "Lücke +ADw- \\x41").replace('encoding="ENCODING"', quoted.format(encoding))
    assert title(feed.encode()) == "Lücke +ADw- \\x41"


def test_the_same_holds_for_lists_of_feeds() -> None:
    outlines = '<opml><body><outline text="Lücke" xmlUrl="https://desk.example/feed"/></body></opml>'
    (feed,) = opml.read(f'<?xml version="1.0" encoding="utf-16"?>{outlines}'.encode())
    assert feed.title == "Lücke"
