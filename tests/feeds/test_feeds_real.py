"""Real feeds, which are not in the repository: what they hold must agree with feedparser, slow but proven."""

import gzip
import io
from pathlib import Path

import feedparser
import pytest

from secreader.feeds import parse
from secreader.feeds.entry import MOST

FEEDS = sorted((Path(__file__).parents[3] / "shared/data/feeds/real").glob("*.gz"))
URL = "https://base.example/feed"


@pytest.mark.skipif(not FEEDS, reason="the real feeds are not here")
def test_real_feeds_lose_no_entry_link_or_date() -> None:
    entries = links = dates = 0
    for path in FEEDS:
        data = gzip.decompress(path.read_bytes())
        ours = parse(data, url=URL).entries
        theirs = feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-location": URL},
            sanitize_html=False,
            resolve_relative_uris=False,
        ).entries
        assert len(ours) >= min(len(theirs), MOST), path.name
        for our, their in zip(ours, theirs, strict=False):
            entries += 1
            links += our.url == their.get("link", "")
            parts = their.get("published_parsed") or their.get("updated_parsed")
            date = our.published or our.updated
            dated = parts is not None and parts.tm_year >= 1990
            dates += (date is not None and date.timetuple()[:6] == parts[:6]) if dated else date is None
    assert links >= 0.98 * entries
    assert dates >= 0.98 * entries
