"""Bytes to feeds: parsing, discovery, OPML, the polling schedule and the curated catalogue. No network, no SQL."""

from secreader.errors import FeedError
from secreader.feeds.discover import COMMON_PATHS, discover
from secreader.model import ParsedFeed

__all__ = ["COMMON_PATHS", "discover", "parse"]


def parse(data: bytes, *, url: str, content_type: str | None = None) -> ParsedFeed:
    """The feed that `data` is: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.

    `url` is where it was found in the end; relative links are resolved against it. `content_type` is the header as it
    came: servers lie too often for it to choose the format, it only breaks ties of character set. At most
    `entry.MOST` entries are kept, the newest. Raises FeedError, whose text may be shown.
    """
    from secreader.feeds import json_feed, sniff, xml

    match sniff.kind(data):
        case "empty":
            raise FeedError("This address answers nothing at all.")
        case "html":
            raise FeedError("This address answers a web page, not a feed.")
        case "json":
            return json_feed.parse(data, url=url)
        case "xml":
            return xml.parse(data, url=url, content_type=content_type or "")
        case _:
            raise FeedError("This address answers something that is neither RSS, Atom nor JSON Feed.")
