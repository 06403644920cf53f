"""The feeds of the newswire, one format each: RSS 2.0, Atom, JSON Feed, RDF, RSS that is no XML, and a digest."""

import json
from collections.abc import Iterable
from email.utils import format_datetime
from html import escape

from secreader.demo import markup
from secreader.demo.outlets import DIGEST, OUTLETS, Outlet
from secreader.demo.pages import harbour
from secreader.demo.story import DemoStory, Newswire

_EXCERPT = 2
"""Paragraphs of a story that a feed gives."""

_DIGEST = 12
"""Stories in the digest."""


def feed(outlet: str, newswire: Newswire, base_url: str) -> bytes:
    """The feed of `outlet`, a key of OUTLETS or of DIGEST, in UTF-8."""
    if outlet == DIGEST.key:
        return _digest(newswire, base_url).encode()
    return _FORMATS[outlet](OUTLETS[outlet], newswire.listed(outlet), base_url).encode()


def _harbour(house: Outlet, stories: Iterable[DemoStory], base_url: str) -> str:
    """RSS 2.0 as WordPress writes it, with the beginning of the text in content:encoded."""
    items = "\n".join(
        f"""<item>
<title>{_text(story.title)}</title>
<link>{base_url}{story.path}</link>
<dc:creator>{_cdata(story.byline)}</dc:creator>
<pubDate>{_date(story)}</pubDate>
<category>{_cdata(story.section)}</category>
<guid isPermaLink="false">{base_url}/harbour/?p={harbour.number(story)}</guid>
<description>{_cdata(f"<p>{escape(story.deck)}</p>")}</description>
<content:encoded>{_cdata(_excerpt(story))}</content:encoded>
</item>"""
        for story in stories
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{_text(house.label)}</title>
<atom:link href="{base_url}{house.feed}" rel="self" type="application/rss+xml"/>
<link>{base_url}{house.home}</link>
<description>{_text(_described(house))}</description>
<language>en-GB</language>
{items}
</channel>
</rss>
"""


def _courier(house: Outlet, stories: Iterable[DemoStory], base_url: str) -> str:
    """Atom 1.0 with summaries."""
    told = list(stories)
    entries = "\n".join(
        f"""<entry>
<title type="html">{_text(escape(story.title, quote=False))}</title>
<link rel="alternate" type="text/html" href="{base_url}{story.path}"/>
<id>{base_url}{story.path}</id>
<published>{story.published.isoformat()}</published>
<updated>{story.published.isoformat()}</updated>
<author><name>{_text(story.byline)}</name></author>
<category term="{escape(story.section)}"/>
<summary type="text">{_text(story.deck)}</summary>
</entry>"""
        for story in told
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>{_text(house.label)}</title>
<subtitle>{_text(_described(house))}</subtitle>
<link rel="self" type="application/atom+xml" href="{base_url}{house.feed}"/>
<link rel="alternate" type="text/html" href="{base_url}{house.home}"/>
<id>{base_url}{house.home}</id>
<updated>{told[0].published.isoformat()}</updated>
{entries}
</feed>
"""


def _desk(house: Outlet, stories: Iterable[DemoStory], base_url: str) -> str:
    """JSON Feed 1.1."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": house.label,
        "description": _described(house),
        "home_page_url": base_url + house.home,
        "feed_url": base_url + house.feed,
        "language": "en",
        "items": [
            {
                "id": base_url + story.path,
                "url": base_url + story.path,
                "title": story.title,
                "summary": story.deck,
                "content_html": _excerpt(story),
                "date_published": story.published.isoformat(),
                "authors": [{"name": story.byline}],
                "tags": list(story.tags),
            }
            for story in stories
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _advisory(house: Outlet, stories: Iterable[DemoStory], base_url: str) -> str:
    """RSS 1.0, the RDF of the year 2000, which boards still have."""
    told = list(stories)
    listed = "\n".join(f'<rdf:li rdf:resource="{base_url}{story.path}"/>' for story in told)
    items = "\n".join(
        f"""<item rdf:about="{base_url}{story.path}">
<title>{_text(story.title)}</title>
<link>{base_url}{story.path}</link>
<description>{_text(story.deck)}</description>
<dc:creator>{_text(story.byline)}</dc:creator>
<dc:date>{story.published.isoformat()}</dc:date>
{"".join(f"<dc:subject>{_text(cve)}</dc:subject>" for cve in story.cves)}
</item>"""
        for story in told
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" \
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="{base_url}{house.feed}">
<title>{_text(house.label)}</title>
<link>{base_url}{house.home}</link>
<description>{_text(_described(house))}</description>
<items><rdf:Seq>
{listed}
</rdf:Seq></items>
</channel>
{items}
</rdf:RDF>
"""


def _bugle(house: Outlet, stories: Iterable[DemoStory], base_url: str) -> str:
    """RSS that is no XML: bare ampersands, an HTML entity and a control character, as hand-made feeds have them."""
    items = "\n".join(
        f"""<item>
<title>{_text(story.title)}</title>
<link>{base_url}{story.path}?utm_source=bugle&utm_medium=rss</link>
<guid isPermaLink="true">{base_url}{story.path}</guid>
<pubDate>{_date(story)}</pubDate>
<description>{_text(story.deck)}&nbsp;\x0b&hellip;</description>
</item>"""
        for story in stories
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>{house.label}</title>
<link>{base_url}{house.home}</link>
<description>{_described(house)}</description>
{items}
</channel></rss>
"""


def _digest(newswire: Newswire, base_url: str) -> str:
    """RSS 0.92, little more than links: the newest stories of all outlets."""
    newest = [story for story in newswire.stories if story.listed][:_DIGEST]
    items = "\n".join(
        f"<item><title>{_text(story.title)}</title><link>{base_url}{story.path}</link>"
        f"<pubDate>{_date(story)}</pubDate></item>"
        for story in newest
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="0.92"><channel>
<title>{_text(DIGEST.label)}</title>
<link>{base_url}{DIGEST.home}</link>
<description>{_text(_described(DIGEST))}</description>
{items}
</channel></rss>
"""


_FORMATS = {"harbour": _harbour, "courier": _courier, "desk": _desk, "advisory": _advisory, "bugle": _bugle}


def _described(house: Outlet) -> str:
    return f"{house.tagline}. A demo: the outlet is invented, the events are real."


def _excerpt(story: DemoStory) -> str:
    return "\n".join(markup.blocks(list(filter(markup.is_paragraph, story.body))[:_EXCERPT]))


def _date(story: DemoStory) -> str:
    return format_datetime(story.published)


def _text(text: str) -> str:
    """`text` for XML, outside of attributes."""
    return escape(text, quote=False)


def _cdata(text: str) -> str:
    """`text` as a CDATA section, or as several where it holds the end of one."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
