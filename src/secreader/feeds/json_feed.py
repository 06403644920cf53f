"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), small enough to read by ourselves."""

import json
from typing import Any

from secreader import urls
from secreader.errors import FeedError
from secreader.feeds import dates, entry, markup
from secreader.model import Entry, ParsedFeed
from secreader.text import line


def parse(data: bytes, *, url: str) -> ParsedFeed:
    """The feed of JSON `data`; entries that are no objects are left out. Raises FeedError."""
    try:
        document = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        raise FeedError("This address answers JSON that is damaged.") from None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise FeedError("This address answers JSON, but no JSON Feed: it has no list of items.")
    items = document["items"]
    if len(items) > entry.MOST_READ:
        items = items[: entry.MOST_READ // 2] + items[-entry.MOST_READ // 2 :]
    return ParsedFeed(
        title=markup.title(_text(document, "title")),
        site_url=urls.absolute(url, _text(document, "home_page_url")),
        entries=entry.newest([_entry(item, url) for item in items if isinstance(item, dict)]),
        format="json",
        language=line(_text(document, "language"), 35),
    )


def _entry(item: dict[str, Any], base: str) -> Entry:
    plain = markup.from_text(_text(item, "content_text"))
    return entry.build(
        base=base,
        guid=_text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url"),
        title=_text(item, "title"),
        author=_author(item),
        published=dates.moment(_text(item, "date_published")),
        updated=dates.moment(_text(item, "date_modified")),
        summary=markup.from_text(_text(item, "summary")),
        content=_text(item, "content_html") or plain,
        categories=[tag for tag in _list(item, "tags") if isinstance(tag, str)],
    )


def _author(item: dict[str, Any]) -> str:
    """1.1 lists `authors`, 1.0 has one `author`."""
    people = [*_list(item, "authors"), item.get("author")]
    return ", ".join(name for person in people if isinstance(person, dict) and (name := _text(person, "name")))


def _list(item: dict[str, Any], name: str) -> list[Any]:
    value = item.get(name)
    return value if isinstance(value, list) else []


def _text(item: dict[str, Any], name: str) -> str:
    """The value as text: ids are numbers in some feeds, which the standard asks to accept."""
    value = item.get(name)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
