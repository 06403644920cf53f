"""What every format has in common: raw strings to clean entries, and the newest of many."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from secreader import urls
from secreader.feeds import markup
from secreader.model import Entry
from secreader.text import clean, line

MOST = 500
"""Entries kept of one answer: some feeds list all they ever had (4,743 were seen)."""

MOST_READ = 10_000
"""Entries that are looked at, the first and the last ones: the newest are there, and more would take too long."""

_NAME_LIMIT = 200
_CATEGORIES = 50
_GUID_LIMIT = 1_000
_EXCERPT = 200
_UNDATED = datetime.min.replace(tzinfo=UTC)
_MAIL_NAME = re.compile(r"\S+@\S+\s*\((?P<after>[^()]+)\)|(?P<before>[^()<>]+?)\s*[(<]\S+@\S+[)>]")


def build(
    *,
    base: str,
    guid: str,
    link: str,
    title: str,
    author: str,
    published: datetime | None,
    updated: datetime | None,
    summary: str,
    content: str,
    categories: Iterable[str],
    content_base: str = "",
) -> Entry:
    """The entry of these raw strings. `summary` and `content` are HTML; `link` may be relative to `base`.

    Links inside the content count from `content_base`, else from the entry's own address, else from `base`.

    The guid is the feed's own, else the link, else a hash of title and date, so that it stays when texts are edited.
    """
    url = urls.absolute(base, link) if link.strip() else ""
    heading = markup.title(title)
    # Parsers put the link, resolved or not, where a feed gives no id.
    own = "" if guid == link else clean(guid).strip()
    identity = own or url or clean(guid).strip() or _hash(f"{heading}\n{published or updated or ''}")
    full = markup.content(content or summary, content_base or url or base)
    brief = _summary(summary, content)
    return Entry(
        guid=identity if len(identity) <= _GUID_LIMIT else _hash(identity),
        url=url,
        title=heading or _first_words(brief),
        author=_author(author),
        published=published,
        updated=updated,
        summary=brief,
        content=full,
        categories=_categories(categories),
    )


def newest(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """At most MOST of `entries`, in the feed's order; undated ones are taken for old. Guids become unique."""
    if len(entries) > MOST:
        ranked = sorted(range(len(entries)), key=lambda i: _when(entries[i]), reverse=True)
        entries = [entries[i] for i in sorted(ranked[:MOST])]
    return tuple(_told_apart(entries))


def _told_apart(entries: Iterable[Entry]) -> Iterable[Entry]:
    """Some feeds give every entry the same id: then the address tells them apart."""
    seen: dict[str, str] = {}
    for entry in entries:
        if seen.setdefault(entry.guid, entry.url) == entry.url:
            yield entry
        else:
            yield replace(entry, guid=_hash(f"{entry.guid}\n{entry.url}"))


def _summary(summary: str, content: str) -> str:
    """A summary of its own, else the beginning of the content, which parsers and feeds cut shorter than we do."""
    own, whole = markup.summary(summary), markup.summary(content)
    return whole if whole.startswith(own[:_EXCERPT]) else own


def _when(entry: Entry) -> datetime:
    return entry.published or entry.updated or _UNDATED


def _hash(text: str) -> str:
    return "sha256:" + sha256(text.encode("utf-8", "replace")).hexdigest()


def _first_words(brief: str) -> str:
    """Short posts have no title: their beginning stands for it."""
    return line(brief, 80)


def _author(text: str) -> str:
    """`ann@a.example (Ann)` and `Ann <ann@a.example>` are Ann."""
    text = markup.title(text[:_GUID_LIMIT])
    found = _MAIL_NAME.fullmatch(text)
    return line((found["after"] or found["before"]) if found else text, _NAME_LIMIT)


def _categories(names: Iterable[str]) -> tuple[str, ...]:
    titles = (line(markup.title(name), _NAME_LIMIT) for name in names)
    return tuple(dict.fromkeys(name for name in titles if name))[:_CATEGORIES]
