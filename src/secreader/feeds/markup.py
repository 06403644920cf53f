"""HTML inside feeds: to plain text for titles and summaries, with absolute links for content. Linear in its input."""

import re
from html import escape, unescape

from secreader import urls
from secreader.text import clean, line

SUMMARY_LIMIT = 1_000
CONTENT_LIMIT = 1_000_000

_INLINE = "a|abbr|b|big|br|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr"
_BLOCK = "address|article|blockquote|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|table|td|th|tr|ul"
_TAG = re.compile(rf"</?(?:{_INLINE}|{_BLOCK})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INLINE_TAG = re.compile(rf"</?(?!br\b)(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAKING = re.compile(rf"</?(?:br|{_BLOCK})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
# What is never closed hides the rest, as in browsers; looking for the end again and again would be quadratic.
_HIDDEN = re.compile(
    r"<(script|style|template)\b[^<>]*>(?:.*?</\1\s*>|.*\Z)|<!--(?:.*?-->|.*\Z)", re.DOTALL | re.IGNORECASE
)
_LINK = re.compile(r"""(\s(?:href|src|poster)\s*=\s*)(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.IGNORECASE)
_WRAPPER = re.compile(r"\A\s*<(?:\w+:)?content\b[^<>]*>(.*)</(?:\w+:)?content>\s*\Z", re.DOTALL)
_MOST_DECODES = 3
"""Escaped once by the author, once by the feed, once by a careless generator."""


def title(text: str) -> str:
    """One line of plain text; tags of text style go, others are what the title is about (`<script>`)."""
    return line(_plain(text[:20_000]))


def summary(markup: str) -> str:
    """Plain text on one line of at most SUMMARY_LIMIT characters."""
    visible = _HIDDEN.sub(" ", markup[: SUMMARY_LIMIT * 50])
    return line(_plain(_ANY_TAG.sub(" ", _BREAKING.sub(" ", _INLINE_TAG.sub("", visible)))), SUMMARY_LIMIT)


def content(markup: str, base: str) -> str:
    """`markup` clean of controls, its links and images absolute ("" where not http or https), cut to CONTENT_LIMIT."""
    if wrapped := _WRAPPER.match(markup):
        markup = wrapped[1]

    def resolved(match: re.Match[str]) -> str:
        target = urls.absolute(base, unescape(match[2] or match[3] or match[4] or ""))
        return f'{match[1]}"{escape(target)}"'

    return _LINK.sub(resolved, clean(markup[:CONTENT_LIMIT])).strip()[:CONTENT_LIMIT]


def from_text(text: str) -> str:
    """Plain `text` as HTML: paragraphs where it has blank lines."""
    return "".join(f"<p>{escape(part.strip())}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def _plain(text: str) -> str:
    for _ in range(_MOST_DECODES):
        text = _TAG.sub(lambda tag: " " if _BREAKING.match(tag[0]) else "", text)
        decoded = unescape(text)
        if decoded == text:
            break
        text = decoded
    return text
