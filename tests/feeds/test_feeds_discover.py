"""Which feeds a page announces."""

from hypothesis import given
from hypothesis import strategies as st

from secreader.feeds import COMMON_PATHS, discover
from secreader.model import Discovered

URL = "https://site.example/blog/"


def test_links_of_feed_types_are_found_absolute_in_order_each_once() -> None:
    page = """<html><head>
    <LINK REL="alternate" TYPE="application/rss+xml" TITLE="All &amp; more" HREF="/feed">
    <link rel='Alternate home' type='application/atom+xml; charset=utf-8' href=atom.xml>
    <link rel="alternate" type="application/feed+json" href="https://site.example/feed.json" title="JSON">
    <link rel="alternate" type="application/rss+xml" href="http://www.site.example/feed/">
    <link rel="alternate" type="application/rss+xml" href="javascript:x"><link rel="alternate" hreflang="de" href="/de">
    <link rel="alternate" type="application/json" href="/wp-json/posts/1"><link rel="stylesheet" href="/x.css">
    <!-- <link rel="alternate" type="application/rss+xml" href="/old"> --></head>"""
    assert discover(page, url=URL) == (
        Discovered("https://site.example/feed", "All & more"),
        Discovered("https://site.example/blog/atom.xml"),
        Discovered("https://site.example/feed.json", "JSON"),
    )


def test_addresses_count_from_the_pages_base() -> None:
    page = b'<base href="https://cdn.example/x/"><link rel=alternate type=application/rss+xml href=rss>'
    assert discover(page, url=URL) == (Discovered("https://cdn.example/x/rss"),)


def test_a_page_without_feeds_has_none() -> None:
    assert discover(b"<p>hello", url=URL) == ()


def test_the_customary_paths_start_at_the_root() -> None:
    assert all(path.startswith("/") for path in COMMON_PATHS)


@given(st.text(alphabet="<link >=\"/'!-rel alternate", max_size=200) | st.text(max_size=100))
def test_any_page_can_be_looked_at(page: str) -> None:
    assert all(found.url.startswith("http") for found in discover(page, url=URL))
