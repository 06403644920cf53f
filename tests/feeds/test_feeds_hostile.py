"""Damaged and hostile feeds: good entries survive, nothing is expanded, and only FeedError comes out."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secreader.errors import FeedError
from secreader.feeds import parse
from secreader.feeds.mend import mended
from secreader.model import ParsedFeed

URL = "https://wire.example/feed"

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def feed(text: str | bytes) -> ParsedFeed:
    return parse(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), url=URL)


def rss(items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>W</title>{items}</channel></rss>'


ITEMS = "<item><title>One{0}</title><link>/1?a=1{0}</link></item><item><title>Two</title><link>/2</link></item>"


@pytest.mark.parametrize("damage", ["\x07", "\x1b[2J", "&#7;", "&#x1b;", "\x9d", "\x00", "&#0;"])
def test_control_characters_cost_neither_the_feed_nor_the_entry(damage: str) -> None:
    parsed = feed(rss(ITEMS.format(damage)))
    assert [entry.url for entry in parsed.entries][1] == "https://wire.example/2"
    assert parsed.entries[0].title.startswith("One")
    assert not STEERING.search(repr(parsed.entries[0].title))


def test_bare_ampersands_and_named_entities_keep_their_text() -> None:
    parsed = feed(rss("<item><title>AT&T & co&nbsp;now &eacute;t&eacute;</title><link>/1?a=1&b=2</link></item>"))
    assert parsed.entries[0].title == "AT&T & co now été"
    assert parsed.entries[0].url == "https://wire.example/1?a=1&b=2"


def test_mending_leaves_cdata_and_good_references_alone() -> None:
    good = b"<a>&amp; &#65; <![CDATA[a & b &nbsp;]]></a>"
    assert mended(good) == good


def test_a_feed_that_breaks_off_keeps_the_entries_before() -> None:
    whole = rss(ITEMS.format(""))
    assert len(feed(whole[: whole.index("</channel>")]).entries) == 2


def test_warnings_of_a_broken_script_before_the_feed_are_skipped() -> None:
    assert len(feed("\nWarning: <b>oops</b> in line 3\n" + rss(ITEMS.format(""))).entries) == 2


def test_the_documents_own_entities_are_not_expanded_and_the_entries_stay() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "boomboom"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    text = rss("<item><title>x &b; &f; y</title><link>/1</link></item>").replace("<rss", bomb + "<rss", 1)
    (entry,) = feed(text).entries
    assert entry.title == "x &b; &f; y"


def test_entities_that_cannot_be_taken_out_are_refused() -> None:
    text = rss("<item><title>&a;</title></item>").replace("<rss", '<!DOCTYPE rss [<!ENTITY a "boom">]><rss', 1)
    with pytest.raises(FeedError, match="entities"):
        feed(text.replace('<?xml version="1.0"?>', "").encode("utf-16"))


def test_absurd_nesting_is_refused() -> None:
    with pytest.raises(FeedError, match="deep"):
        feed(rss("<item>" + "<b>" * 5_000 + "</b>" * 5_000 + "</item>"))


def test_undefined_entities_of_an_external_document_type_do_not_lose_text() -> None:
    dtd = '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://my.example/rss.dtd">'
    text = rss("<item><title>caf&eacute; bar</title><link>/1</link></item>").replace("<rss", dtd + "<rss", 1)
    assert feed(text).entries[0].title == "café bar"


def test_script_addresses_in_content_are_emptied() -> None:
    text = rss(
        "<item><title>t</title><link>/1</link><description><![CDATA[<a href='javascript:x'>a</a><img src=//i.example/a>"
        "]]></description></item>"
    )
    assert feed(text).entries[0].content == '<a href="">a</a><img src="https://i.example/a">'


def test_a_long_feed_is_read_in_linear_time() -> None:
    text = rss(
        "<item><title>a &amp; b</title><link>/1</link><description>&lt;p&gt;x&lt;/p&gt;</description></item>" * 5_000
    )
    started = time.process_time()
    assert len(feed(text).entries) == 500
    assert time.process_time() - started < 5


@pytest.mark.parametrize("noise", ["<", "<p ", '<a href="', "&", "&#", "<!--", "<script>", "<style", "<![CDATA["])
def test_repeated_noise_in_a_text_takes_no_time(noise: str) -> None:
    escaped = (noise * 20_000).replace("&", "&amp;").replace("<", "&lt;")
    started = time.process_time()
    assert feed(rss(f"<item><title>t</title><link>/1</link><description>{escaped}</description></item>")).entries
    assert time.process_time() - started < 5


def only_feed_errors(data: bytes) -> None:
    try:
        entries = feed(data).entries
    except FeedError:
        return
    for entry in entries:
        assert entry.guid
        assert not STEERING.search(entry.title + entry.summary.replace("\n", "") + entry.author + entry.url)
        assert entry.url == "" or entry.url.startswith(("http://", "https://"))


@pytest.mark.parametrize("noise", ["<![CDATA[", "<", "&", "<!--", "<!DOCTYPE [", "<item>", "<?"])
def test_repeated_noise_in_a_damaged_document_takes_no_time(noise: str) -> None:
    started = time.process_time()
    only_feed_errors(rss("<item>" + noise * 20_000).encode())
    assert time.process_time() - started < 5


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_a_feed_error(data: bytes) -> None:
    only_feed_errors(data)


PARTS = (
    "<item> </item> <title> </title> <link> </link> <link/> <guid> </guid> <pubDate> </pubDate> <description> "
    "</description> <![CDATA[ ]]> &amp; & &nbsp; &#x9d; &lt;b&gt; \x1b \x9d \u202e /1 https://a.example/ text "
    "<entry> </entry> <channel> </channel> <!-- --> <!DOCTYPE <? ?> 2026-01-01 xml:base='x'"
)
FRAGMENTS = st.sampled_from(PARTS.split(" "))


@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=25), st.sampled_from(["rss", "feed", "rdf:RDF", "atom:feed"]))
@settings(max_examples=150, deadline=None)
def test_any_soup_of_feed_parts_is_a_feed_or_a_feed_error(parts: list[str], root: str) -> None:
    only_feed_errors(f"<{root}>{''.join(parts)}</{root}>".encode("utf-8", "surrogatepass"))


@given(st.text(max_size=80))
def test_whatever_a_title_holds_only_clean_text_comes_out(title: str) -> None:
    only_feed_errors(rss(f"<item><title>{title}</title><link>/1</link></item>").encode("utf-8", "surrogatepass"))
