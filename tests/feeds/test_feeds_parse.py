"""Feeds of every format become the same clean entries."""

from datetime import UTC, datetime

import pytest

from secreader.errors import FeedError
from secreader.feeds import parse
from secreader.feeds.entry import MOST
from secreader.model import Entry, ParsedFeed

URL = "https://wire.example/news/feed.xml"
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

RSS_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)


def feed(text: str | bytes) -> ParsedFeed:
    return parse(text if isinstance(text, bytes) else text.encode(), url=URL)


def rss(items: str, head: str = "<title>Wire</title><link>https://wire.example/</link>") -> str:
    return f'<rss version="2.0" {RSS_SPACES}><channel>{head}{items}</channel></rss>'


def atom(entries: str, attributes: str = "", space: str = 'xmlns="http://www.w3.org/2005/Atom"') -> str:
    return f"<feed {space} {attributes}><title>Wire</title><link href='/'/><id>urn:wire</id>{entries}</feed>"


def only(text: str | bytes) -> Entry:
    (entry,) = feed(text).entries
    return entry


def item(**parts: str) -> Entry:
    return only(rss("<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items()) + "</item>"))


def test_rss_gives_all_its_fields() -> None:
    text = rss(
        """<item><title>Ferry hacked</title><link>/ferry</link><guid isPermaLink="false">f-1</guid>
        <pubDate>Wed, 04 Mar 2026 07:00:00 EST</pubDate><dc:creator>Ann Moor</dc:creator>
        <category>ships</category><category>ships</category><category><![CDATA[R&D]]></category>
        <description>&lt;p&gt;It &lt;b&gt;stopped&lt;/b&gt;.&lt;/p&gt;</description>
        <content:encoded><![CDATA[<p>It stopped <a href="../why?a=1&amp;b=2">why</a>.</p>]]></content:encoded>
        </item>""",
        "<title>Wire &amp;amp; Co</title><link>https://wire.example/</link><language>en-GB</language><ttl>90</ttl>",
    )
    parsed = feed(text)
    assert (parsed.title, parsed.site_url, parsed.format) == ("Wire & Co", "https://wire.example/", "rss")
    assert (parsed.language, parsed.ttl) == ("en-GB", 90)
    assert parsed.entries == (
        Entry(
            guid="f-1",
            url="https://wire.example/ferry",
            title="Ferry hacked",
            author="Ann Moor",
            published=NOON,
            summary="It stopped.",
            content='<p>It stopped <a href="https://wire.example/why?a=1&amp;b=2">why</a>.</p>',
            categories=("ships", "R&D"),
        ),
    )


def test_atom_gives_all_its_fields_and_its_content_as_html() -> None:
    entry = only(
        atom(
            """<entry><id>tag:1</id><title type="html">A &lt;em&gt;bad&lt;/em&gt; day</title>
            <link rel="enclosure" href="talk.mp3"/><link href="day"/><author><name>Bo</name></author>
            <published>2026-03-04T14:00:00+02:00</published><updated>2026-03-05T12:00:00Z</updated>
            <category term="x" label="Exploits"/><summary>Short.</summary>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long <b>one</b></p></div></content>
            </entry>"""
        )
    )
    assert (entry.guid, entry.url, entry.title) == ("tag:1", "https://wire.example/news/day", "A bad day")
    assert (entry.author, entry.published) == ("Bo", NOON)
    assert entry.updated == datetime(2026, 3, 5, 12, tzinfo=UTC)
    assert (entry.summary, entry.categories) == ("Short.", ("Exploits",))
    assert "<p>Long <b>one</b></p>" in entry.content
    assert "<content" not in entry.content


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
            xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://wire.example/"><title>Wire</title>
            <link>https://wire.example/</link></channel><item rdf:about="https://wire.example/1"><title>One</title>
            <link>https://wire.example/1</link><dc:date>2026-03-04T12:00:00Z</dc:date></item></rdf:RDF>""",
            "rdf",
        ),
        (
            """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">
            <rss version="0.91"><channel><title>Wire</title><link>https://wire.example/</link><item><title>One</title>
            <link>https://wire.example/1</link><pubDate>4 Mar 2026 12:00 GMT</pubDate></item></channel></rss>""",
            "rss",
        ),
        (
            atom(
                """<entry><id>1</id><title>One</title><link rel="alternate" href="https://wire.example/1"/>
                <issued>2026-03-04T12:00:00Z</issued><modified>2026-03-04T12:00:00Z</modified></entry>""",
                'version="0.3"',
                'xmlns="http://purl.org/atom/ns#"',
            ),
            "atom",
        ),
        (
            atom(
                """<entry><id>1</id><title>One</title><link href="https://wire.example/1"/>
                <published>2026-03-04T12:00:00Z</published></entry>""",
                space="",
            ),
            "atom",
        ),
    ],
    ids=["rdf", "rss-0.91", "atom-0.3", "atom-without-namespace"],
)
def test_the_older_formats_are_read_too(text: str, kind: str) -> None:
    parsed = feed(text)
    (entry,) = parsed.entries
    assert (parsed.format, parsed.title, parsed.site_url) == (kind, "Wire", "https://wire.example/")
    assert (entry.title, entry.url, entry.published) == ("One", "https://wire.example/1", NOON)


def test_links_count_from_xml_base_where_there_is_one_and_content_too() -> None:
    entry = only(
        atom(
            '<entry xml:base="deep/"><id>1</id><title>T</title><link href="one"/>'
            '<content type="html" xml:base="/pics/">&lt;img src="a.png"&gt;</content></entry>',
            'xml:base="https://base.example/x/"',
        )
    )
    assert entry.url == "https://base.example/x/deep/one"
    assert 'src="https://base.example/pics/a.png"' in entry.content


def test_links_in_content_count_from_the_story_whichever_parser_reads_the_feed() -> None:
    parts = (
        "<title>t</title><link>https://wire.example/a/b</link><description>&lt;a href='c'&gt;c&lt;/a&gt;</description>"
    )
    assert only(rss(f"<item>{parts}</item>")).content == '<a href="https://wire.example/a/c">c</a>'
    assert only(rss(f"<item>{parts}<oops></item>")).content == '<a href="https://wire.example/a/c">c</a>'


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Plain", "Plain"),
        ("A &lt;b&gt;bold&lt;/b&gt; one", "A bold one"),
        ("Tom &amp;amp; Co", "Tom & Co"),
        ("Tom &amp;amp;amp; Co", "Tom & Co"),
        ("It&amp;#8217;s", "It’s"),
        ("<![CDATA[AT&amp;T &nbsp; now]]>", "AT&T now"),
        ("Attack with &lt;script&gt; tags", "Attack with <script> tags"),
        ("2 &lt; 3", "2 < 3"),
        ("a\n   b", "a b"),
        ("&amp;#27;[31mred&amp;#157;", "[31mred"),
        ("\u202egnp.exe", "gnp.exe"),
    ],
)
def test_titles_are_plain_text_without_markup_or_controls(written: str, shown: str) -> None:
    assert item(title=written, link="/x").title == shown


def test_a_huge_title_is_cut() -> None:
    assert len(item(title="x" * 100_000, link="/x").title) == 500


def test_a_post_without_a_title_is_called_by_its_first_words() -> None:
    assert item(link="/x", description="Just a short note.").title == "Just a short note."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("ann@a.example (Ann Moor)", "Ann Moor"),
        ("Ann Moor &lt;ann@a.example&gt;", "Ann Moor"),
        ("Ann Moor (ann@a.example)", "Ann Moor"),
        ("Ann Moor", "Ann Moor"),
        ("ann@a.example", "ann@a.example"),
    ],
)
def test_authors_are_names_where_there_is_one(written: str, shown: str) -> None:
    assert item(title="t", link="/x", author=written).author == shown


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Wed, 04 Mar 2026 12:00:00 GMT", NOON),
        ("Wed, 04 Mar 2026 20:00:00 +0800", NOON),
        ("2026-03-04T12:00:00Z", NOON),
        ("2026-03-04 12:00:00", NOON),
        ("Mon, 01 Jan 0001 00:00:00 +0000", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("soon", None),
        ("", None),
        ("Fri, 31 Dec 9999 23:59:59 -0800", None),
        ("Wed, 04 Mar 2026 12:00:61 GMT", None),
        ("Fri, 01 Jan 2099 00:00:00 GMT", datetime(2099, 1, 1, tzinfo=UTC)),
    ],
)
def test_dates_are_utc_or_nothing(written: str, moment: datetime | None) -> None:
    assert item(title="t", link="/x", pubDate=written).published == moment


def test_dates_of_damaged_feeds_are_read_alike() -> None:
    dated = "<item><title>t</title><pubDate>{}</pubDate><oops></item>"
    assert only(rss(dated.format("Wed, 04 Mar 2026 07:00:00 EST"))).published == NOON
    assert only(rss(dated.format("Mon, 01 Jan 0001 00:00:00 +0000"))).published is None
    assert only(rss(dated.format("soon"))).published is None


def test_an_address_is_never_anything_but_http() -> None:
    assert item(title="t", link="javascript:alert(1)").url == ""
    assert item(title="t", link="file:///etc/passwd").url == ""
    assert item(title="t", link="https://user:pass@wire.example/x").url == "https://wire.example/x"


def test_a_permalink_guid_is_the_address_where_there_is_no_link() -> None:
    assert item(title="t", guid="https://wire.example/p").url == "https://wire.example/p"
    assert item(title="t", guid="p-17").url == ""


def test_the_identity_is_the_guid_else_the_link_else_a_hash_that_outlives_edits_of_the_text() -> None:
    assert item(title="t", link="/x", guid="g").guid == "g"
    assert item(title="t", link="/x").guid == "https://wire.example/x"
    first = item(title="t", pubDate="Wed, 04 Mar 2026 12:00:00 GMT", description="one")
    edited = item(title="t", pubDate="Wed, 04 Mar 2026 12:00:00 GMT", description="two")
    assert first.guid == edited.guid != item(title="u").guid
    assert len(item(title="t", guid="g" * 10_000).guid) < 100


def test_entries_that_share_a_guid_are_told_apart_by_their_address() -> None:
    parsed = feed(
        rss(
            "<item><title>a</title><guid isPermaLink='false'>g</guid><link>/a</link></item>"
            "<item><title>b</title><guid isPermaLink='false'>g</guid><link>/b</link></item>"
        )
    )
    assert len({entry.guid for entry in parsed.entries}) == 2


def test_text_comes_from_media_description_where_there_is_no_other() -> None:
    entry = only(
        rss(
            "<item><title>Talk</title><link>/t</link><media:group><media:description>What was said"
            "</media:description></media:group></item>"
        )
    )
    assert entry.summary == "What was said"


def test_a_summary_is_text_of_at_most_a_thousand_characters_and_the_content_stays_whole() -> None:
    entry = item(title="t", link="/x", description="&lt;style&gt;p{}&lt;/style&gt;&lt;p&gt;" + "word " * 1000)
    assert entry.summary.startswith("word word")
    assert len(entry.summary) <= 1000
    assert len(entry.content) > 4000


def test_a_summary_that_is_only_the_contents_beginning_is_as_long_as_it_may_be() -> None:
    words = "word " * 300
    entry = only(
        rss(
            f"<item><title>t</title><link>/x</link><description>{words[:250]}</description>"
            f"<content:encoded>&lt;p&gt;{words}&lt;/p&gt;</content:encoded></item>"
        )
    )
    assert len(entry.summary) > 900


def test_only_the_newest_entries_of_a_long_list_are_kept_in_the_feeds_order() -> None:
    day = "<item><title>{0}</title><link>/{0}</link><pubDate>{1:02} Jan {2} 00:00:00 GMT</pubDate></item>"
    count = MOST + 50
    parsed = feed(rss("".join(day.format(n, n % 28 + 1, 1991 + n // 28) for n in range(count))))
    assert len(parsed.entries) == MOST
    dates = [entry.published for entry in parsed.entries if entry.published]
    assert dates == sorted(dates)
    assert dates[-1].year == 1991 + (count - 1) // 28


def test_the_declared_content_type_does_not_choose_the_format() -> None:
    text = rss("<item><title>t</title><link>/x</link></item>").encode()
    assert parse(text, url=URL, content_type="text/html; charset=utf-8").entries


def test_character_sets_are_those_of_the_document_else_of_the_header() -> None:
    body = rss("<item><title>Sœur café</title><link>/x</link></item>")
    assert only(body.encode("utf-16")).title == "Sœur café"
    assert only(b"\xef\xbb\xbf \n" + body.encode()).title == "Sœur café"
    assert only(b'<?xml version="1.0" encoding="windows-1252"?>' + body.encode("cp1252")).title == "Sœur café"
    japanese = rss("<item><title>脆弱性</title><link>/x</link></item>")
    assert only(b'<?xml version="1.0" encoding="shift_jis"?>' + japanese.encode("shift_jis")).title == "脆弱性"
    (entry,) = parse(body.encode("cp1252"), url=URL, content_type="text/xml; charset=windows-1252").entries
    assert entry.title == "Sœur café"


def test_an_empty_feed_is_a_feed() -> None:
    assert feed(rss("")).entries == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing at all"),
        (b"  \n\xef\xbb\xbf", "nothing at all"),
        (b"<!doctype html><title>x</title>", "a web page, not a feed"),
        (b"<html><body>x</body></html>", "a web page, not a feed"),
        (b'<?xml version="1.0"?><!-- x --><html xmlns="http://www.w3.org/1999/xhtml"/>', "a web page, not a feed"),
        (b'<?xml version="1.0"?><page:html xmlns:page="http://www.w3.org/1999/xhtml"/>', "a web page, not a feed"),
        (b"Sorry, <p>try later</p>", "a web page, not a feed"),
        (b"<p>Sorry<script>x</script>", "a web page, not a feed"),
        (b"OK", "neither RSS"),
        (b"\x89PNG\r\n", "neither RSS"),
        (b"<urlset><url/></urlset>", "its root element is urlset"),
        (b"<opml version='2.0'><body/></opml>", "OPML list"),
        (b"<urlset><url>", "no feed"),
    ],
)
def test_what_is_no_feed_says_what_it_is(data: bytes, words: str) -> None:
    with pytest.raises(FeedError, match=words):
        feed(data)
