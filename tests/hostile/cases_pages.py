"""Pages made to be slow, to steer, or to be no pages at all."""

import json

from hostile.answers import HTML, PARAGRAPHS, body, page
from hostile.case import PageCase
from hostile.cases_feeds import PDF, PNG, noise
from hostile.steering import EVIL, RAW

_A_FILE = "gives a file, such as a PDF or a picture"
_LAST = "Part 5: the desk"

_NO_PAGE: dict[str, tuple[bytes | str, str, str]] = {
    "pdf": (PDF, "application/pdf", "gives application/pdf, not a page"),
    "png": (PNG, "image/png", "gives image/png, not a page"),
    "pdf-as-html": (PDF, HTML, _A_FILE),
    "png-as-html": (PNG, HTML, _A_FILE),
    "noise-as-html": (noise(200_000, 5), HTML, _A_FILE),
    "zeros-as-html": (bytes(100_000), HTML, _A_FILE),
    "executable-as-html": (b"\x7fELF\x02\x01\x01" + noise(50_000, 6), HTML, _A_FILE),
    "zip-as-html": (b"PK\x03\x04\x14\x00" + noise(50_000, 7), HTML, _A_FILE),
    "gzip-unannounced": (b"\x1f\x8b\x08\x00" + noise(50_000, 8), HTML, _A_FILE),
    "nothing": (b"", HTML, "no text on this page|empty"),
    "blanks": (b" \n" * 100_000, HTML, "no text on this page|empty"),
    "no-words": ("<html><body><div></div></body></html>", HTML, "no text on this page|empty"),
    "only-scripts": ("<script>" + "a=1;" * 100_000 + "</script>", HTML, "no text on this page|empty"),
    "json": (json.dumps({"error": "x"}), "application/json", "gives application/json"),
}

_SLOW = {
    "100000-line-breaks": page("<br>" * 100_000),
    "100000-boxes": "<div>" * 100_000 + PARAGRAPHS,
    "8000-colours": page("<p " + " ".join(f"c{n}color=red" for n in range(8_000)) + ">x</p>"),
    "250-deep-40-paragraphs": "<div>" * 250 + PARAGRAPHS * 7,
    "31-kb-of-meta": "<meta " * 5_000 + page(),
    "100000-newlines": page("<pre>" + "\n" * 100_000 + "x</pre>"),
    "100000-code-lines": page("<pre>" + "x\n" * 100_000 + "</pre>"),
    "title-of-1-mb": page(head=f"<title>{'word ' * 200_000}</title>"),
    "50000-entities": page("<p>" + "&eacute;" * 50_000 + "</p>"),
    "cells": page("<table>" + "<tr>" + "<td>x</td>" * 4_000 + "</tr></table>"),
    "deep-json-ld": page(head='<title>x</title><script type="application/ld+json">' + "[" * 100_000 + "</script>"),
    "marks": page("<p>" + "a" + "\u0301" * 300_000 + "</p>"),
}

_STEERING = page(
    f"<p class='byline'>By Ann{RAW} Smith</p><p>Words{EVIL} of it &#27;[2J &#155;31m <a href='https://a.example/{RAW}'>"
    f"l{RAW}</a></p><pre>code\x1b]52;c;ZXZpbA==\x07{RAW}</pre><blockquote>q{RAW}</blockquote>"
    f"<table><tr><td>c{RAW}</td><td>{RAW}</td></tr></table><figure><img src='/i{RAW}.png' alt='{RAW}'>"
    f"<figcaption>Cap{RAW}</figcaption></figure><ul><li>i{RAW}</li></ul>",
    head=f"<title>Title{RAW} of it\x1b]0;owned\x07</title><meta property='og:site_name' content='S{RAW}'>"
    f"<meta name='author' content='Ann{RAW}'><meta name='description' content='D{RAW}'>"
    f"<link rel=canonical href='https://a.example/{RAW}'><html lang='en{RAW}'>"
    f'<script type="application/ld+json">{{"@type":"Article","headline":"H\\u001b]0;x\\u0007","author":'
    '[{"name":"A\\u009b2J\\u202e"}],"datePublished":"2026\\u001b","publisher":{"name":"P\\u001b"}}</script>',
    after=f"<h3>Also read{RAW}</h3><ul><li><a href='/r{RAW}'>A title{RAW} of a story</a></li></ul>"
    f"<p>Read the full report: SC{RAW}MP</p>",
)

_TOO_MUCH = {
    "100000-links": page('<a href="/x">some link text</a>' * 100_000),
    "20000-related": page(after="<h3>Also read</h3><ul>" + "<li><a href='/s'>A title of some story</a></li>" * 20_000),
}

PAGES = [
    *(PageCase(f"no-page-{name}", body(data, kind), says=says) for name, (data, kind, says) in _NO_PAGE.items()),
    *(PageCase(f"slow-page-{name}", body(html, HTML), shows=_LAST) for name, html in _SLOW.items()),
    # A million characters are shown, which is the beginning of this one.
    PageCase("slow-page-text-of-4-mb", body(page("<p>" + "word " * 900_000 + "</p>"), HTML), shows="word word"),
    *(
        PageCase(f"slow-page-{name}", body(html, HTML), says="more than 40,000 elements")
        for name, html in _TOO_MUCH.items()
    ),
    PageCase("steering", body(_STEERING, HTML), shows=_LAST),
    PageCase(
        "canonical-elsewhere",
        body(page(head="<title>x</title><link rel=canonical href='http://127.0.0.1:1/'>"), HTML),
        shows=_LAST,
    ),
    PageCase(
        "base-elsewhere",
        body(page("<p><a href='x'>l</a></p>", head="<title>x</title><base href='file:///etc/'>"), HTML),
        shows=_LAST,
    ),
    PageCase(
        "frames-and-objects",
        body(page("<iframe src='file:///etc/passwd'></iframe><object data='/x'></object><embed src='x'/>"), HTML),
        shows=_LAST,
    ),
    PageCase(
        "meta-refresh",
        body(page(head="<title>x</title><meta http-equiv=refresh content='0;url=http://127.0.0.1:1/'>"), HTML),
        shows=_LAST,
    ),
    PageCase(
        "meta-utf-7",
        body(page("<p>+ADw-script+AD4-</p>", head="<title>x</title><meta charset=utf-7>"), HTML),
        shows=_LAST,
    ),
    PageCase("meta-idna", body(page(head="<title>x</title><meta charset=idna>").encode() + b"\xff", HTML), shows=_LAST),
]
