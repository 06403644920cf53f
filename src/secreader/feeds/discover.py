"""The feeds that a web page announces."""

from html.parser import HTMLParser

from secreader import urls
from secreader.model import Discovered
from secreader.text import line

COMMON_PATHS = ("/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss", "/feed.json", "/blog/feed/")
"""Where sites keep the feed that their page does not announce, most frequent first."""

_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json"}
)
_HEAD = 1_000_000
_MOST = 50


def discover(html: bytes | str, *, url: str) -> tuple[Discovered, ...]:
    """What `<link rel=alternate>` with the type of a feed names, in the page's order, each address once."""
    page = html[:_HEAD]
    reader = _Links(url)
    reader.feed(page if isinstance(page, str) else page.decode("utf-8", "replace"))
    return tuple(reader.found.values())[:_MOST]


class _Links(HTMLParser):
    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self.found: dict[str, Discovered] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "base":
            self._base = urls.absolute(self._base, named.get("href", "")) or self._base
        elif tag == "link" and _is_feed(named):
            address = urls.absolute(self._base, named.get("href", ""))
            if address:
                self.found.setdefault(urls.key(address), Discovered(address, line(named.get("title", ""))))


def _is_feed(link: dict[str, str]) -> bool:
    kind = link.get("type", "").split(";")[0].strip().lower()
    # Content systems announce the JSON of their programming interface in the same way.
    interface = kind == "application/json" and "feed" not in link.get("href", "").lower()
    return "alternate" in link.get("rel", "").lower().split() and kind in _TYPES and not interface
