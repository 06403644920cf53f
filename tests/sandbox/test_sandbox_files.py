"""What is a file, whatever its server calls it, and what is a page all the same."""

import random

import pytest

from secreader.errors import ExtractError
from secreader.model import Article
from secreader.worker import extract

PAGE = "<!DOCTYPE html><html><body><article>" + "<p>The desk looked into the matter for a week.</p>" * 6
NOISE = random.Random(1).randbytes(3_000)


def read(data: bytes, charset: str | None = None) -> str:
    article, _ = extract(data, url="https://desk.example/a", charset=charset)
    assert isinstance(article, Article)
    return article.text


@pytest.mark.parametrize(
    "data",
    [
        *(b"%PDF-1.7\n1 0 obj <<>> words and words", b"\x89PNG\r\n\x1a\n" + NOISE, b"GIF89a" + NOISE),
        *(b"\xff\xd8\xff" + NOISE, b"PK\x03\x04" + NOISE, b"\x1f\x8b\x08" + NOISE, b"\x7fELF" + NOISE, NOISE, bytes(9)),
    ],
)
def test_a_file_is_no_page(data: bytes) -> None:
    with pytest.raises(ExtractError, match="gives a file"):
        read(data)


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (PAGE.encode(), None),
        (PAGE.replace("week", "week\x00\x01\x1f", 1).encode(), None),
        (PAGE.encode("utf-16"), None),
        (PAGE.encode("utf-16-le"), "utf-16-le"),
        (b"\xef\xbb\xbf" + PAGE.encode(), None),
        (PAGE.replace("The desk", "\x1b$BF|K\\\x1b(B").encode(), "iso2022_jp"),
    ],
    ids=["plain", "stray controls", "UTF-16", "UTF-16 without mark", "UTF-8 mark", "escapes of ISO-2022-JP"],
)
def test_a_page_is_a_page(data: bytes, charset: str | None) -> None:
    assert "looked into the matter" in read(data, charset)
