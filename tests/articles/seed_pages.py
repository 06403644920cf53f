"""Pages of one shape in several markups: headline, deck, captioned picture, text, pointer, byline, links, bio.

The shape is that of the story the reader was first asked to read; the words are ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

URL = "https://harbour.example/2024/12/relay-claims"


@dataclass(frozen=True)
class Story:
    title: str
    deck: str
    caption: str
    body: tuple[str, ...]
    pointer: str
    byline: str
    label: str
    related: tuple[str, ...]
    bio: str


STORY = Story(
    title="Lisbon Lab Says Rival State Copied Turbine Plans – SCMP",
    deck="The charge comes weeks after both capitals accused each other of reading the mail of telephone companies",
    caption="A turbine hall at dusk (file picture). Image: Harbour archive; edited by the picture desk.",
    body=(
        (
            "A laboratory in Lisbon has said that people working for a foreign service entered the networks of two "
            "manufacturers and copied the plans of a turbine, according to a report by the South China Morning Post."
        ),
        (
            "The National Desk for Network Incidents, which is not a public body, put out a notice on Tuesday with the "
            "outline of both intrusions and added that it had closed the way in, SCMP said."
        ),
        (
            "One of the two firms collects weather data and the other designs blades, the desk said. The intruders "
            "came through a printer service and left a remote shell on its server, it added."
        ),
        (
            "The notice follows a month in which officials on the other side spoke of “the deepest break-in” at their "
            "carriers. They said that the operators were paid by a ministry."
        ),
    ),
    pointer="Read the full report: SCMP",
    byline="Mira Castelo",
    label="Also read:",
    related=(
        "Ministry Weighs Ban on Foreign Routers: Report",
        "Court Wiretap Desk Was Read for Months: WSJ",
        "Fake Voters Traced to Seaside Office: Researchers",
        "Printer Flaw Let Visitors Read Ministry Mail – BC",
        "Neighbours Blame Same Crew for Port Outage: Australia",
        "Carriers Say the Intruders Are Gone",
        "Spies Now Write Lures With Chat Models, Envoy Says – WSJ",
        "Leaked Invoices Show What a Break-In Costs",
    ),
    bio="Mira Castelo is the multimedia and social media editor at Harbour Ledger. She has worked as a reporter since "
    "2011 and is keenly interested in ports, trade and the people between them. You can write to her at "
    "mira@harbour.example",
)


def address(title: str) -> str:
    """Where the story of a related headline lies."""
    return "https://harbour.example/" + "-".join("".join(c for c in title.lower() if c.isalnum() or c == " ").split())


def link(title: str) -> str:
    return f'<a href="{address(title)}">{escape(title)}</a>'


def paragraphs(story: Story) -> str:
    return "\n".join(f"<p>{escape(text)}</p>" for text in story.body)


def pointer(story: Story) -> str:
    words, _, outlet = story.pointer.partition(": ")
    return f'<p>{words}: <a href="https://www.scmp.com/news/turbine">{outlet}</a></p>'


def page(head: str, body: str) -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def heading_and_list(s: Story) -> str:
    """A paragraph with the label, then a list; nothing but plain elements and a title."""
    items = "".join(f"<li>{link(title)}</li>" for title in s.related)
    return page(
        f"<title>{escape(s.title)}</title>",
        f"""<form><label>Type to search</label><input></form><h1>{escape(s.title)}</h1><h3>{escape(s.deck)}</h3>
        <figure><img src="/t.jpg" alt="Turbine"><figcaption>{escape(s.caption)}</figcaption></figure>
        <div>{paragraphs(s)}{pointer(s)}<ul><li>{s.byline}</li></ul>
        <p>{s.label}</p><ul>{items}</ul></div>
        <h4>{s.byline}</h4><p>{s.bio}</p>""",
    )


def paragraph_each(s: Story) -> str:
    """Every link in a paragraph of its own; the deck named by its class."""
    links = "".join(f"<p>{link(title)}</p>" for title in s.related)
    return page(
        f'<title>{escape(s.title)} | Harbour Ledger</title><meta property="og:site_name" content="Harbour Ledger">',
        f"""<header class="site"><a href="/">Harbour Ledger</a><nav><ul><li><a href="/w">World</a>
        </li></ul></nav></header>
        <article><h1>{escape(s.title)}</h1><p class="standfirst">{escape(s.deck)}</p>
        <div class="lead"><img src="/t.jpg"><p class="wp-caption-text">{escape(s.caption)}</p></div>
        {paragraphs(s)}{pointer(s)}<ul><li>{s.byline}</li></ul>
        <p><strong>{s.label}</strong></p>{links}
        <div class="author-bio"><h3>{s.byline}</h3><p>{s.bio}</p></div></article>
        <footer><p>Harbour Ledger, all rights reserved</p></footer>""",
    )


def box(s: Story) -> str:
    """A related box after the text, the byline above it."""
    items = "".join(f'<li class="item"><h4>{link(title)}</h4></li>' for title in s.related)
    return page(
        f'<title>{escape(s.title)}</title><meta name="author" content="{s.byline}">'
        f'<meta property="og:description" content="{escape(s.deck)}">',
        f"""<main><h1>{escape(s.title)}</h1><p>{escape(s.deck)}</p><p class="byline">By {s.byline}</p>
        <figure><img src="/t.jpg"><figcaption>{escape(s.caption)}</figcaption></figure>
        <div class="story-body">{paragraphs(s)}{pointer(s)}</div>
        <div class="related"><h3>{s.label}</h3><ul>{items}</ul></div>
        <section class="about-author"><p>{s.bio}</p></section></main>""",
    )


def strong_and_breaks(s: Story) -> str:
    """One paragraph with the label in bold and the links parted by line breaks."""
    links = "<br>".join(link(title) for title in s.related)
    return page(
        f'<title>{escape(s.title)}</title><meta property="og:title" content="{escape(s.title)}">',
        f"""<div id="content"><h1>{escape(s.title)}</h1><h2>{escape(s.deck)}</h2>
        <div class="image"><img src="/t.jpg"><span class="caption">{escape(s.caption)}</span></div>
        {paragraphs(s)}{pointer(s)}<ul><li>{s.byline}</li></ul><p><strong>{s.label}</strong><br>{links}</p></div>
        <div class="bio"><b>{s.byline}</b><p>{s.bio}</p></div>""",
    )


def wordpress(s: Story) -> str:
    """The markup of a content system, with all of its furniture."""
    items = "".join(f"<li>{link(title)}</li>" for title in s.related)
    return page(
        f'<title>{escape(s.title)} - Harbour Ledger</title><meta property="og:title" content="{escape(s.title)}">'
        '<meta property="og:site_name" content="Harbour Ledger"><meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2024-12-20T09:05:00+00:00">'
        f'<meta property="og:description" content="{escape(s.deck)}">',
        f"""<div class="site"><a class="skip-link screen-reader-text" href="#content">Skip to content</a>
        <header id="masthead" class="site-header"><div class="site-branding"><a href="/">Harbour Ledger</a></div>
        <div class="search-overlay"><form role="search"><p class="search-text">Type to search</p><input></form></div>
        <nav class="main-navigation"><ul class="menu"><li><a href="/a">Markets</a></li><li><a href="/b">Tech</a></li>
        </ul>        </nav></header><div id="content"><article id="post-9" class="post hentry">
        <header class="entry-header">
        <span class="cat-links"><a href="/category/china">China</a></span>
        <h1 class="entry-title">{escape(s.title)}</h1><div class="entry-subtitle"><p>{escape(s.deck)}</p></div>
        <div class="entry-meta"><time datetime="2024-12-20T09:05:00+00:00">December 20, 2024</time></div></header>
        <div class="post-thumbnail"><figure class="wp-caption"><img src="/t.jpg">
        <figcaption class="wp-caption-text">{escape(s.caption)}</figcaption></figure></div>
        <div class="sharedaddy"><span>Share</span><a href="https://twitter.com/share?x">Twitter</a></div>
        <div class="entry-content">{paragraphs(s)}{pointer(s)}<ul class="wp-block-list"><li>{s.byline}</li></ul>
        <h4 class="wp-block-heading">{s.label}</h4><ul>{items}</ul></div>
        <footer class="entry-footer"><span class="tags-links">Tags: <a href="/tag/china">china</a></span></footer>
        <div class="author-box"><img src="/m.jpg"><h4><a rel="author" href="/author/mira">{s.byline}</a></h4>
        <p>{s.bio}</p></div></article>
        <div id="comments"><h3>Leave a Reply</h3><p>Your email address will not be published.</p></div></div>
        <aside id="secondary" class="widget-area"><section class="widget"><h2>Latest</h2><ul>
        <li><a href="/x1">Harbour Fees Rise Again in Spring</a></li><li><a href="/x2">Ferry Strike Enters Week Two</a>
        </li>
        </ul></section></aside></div>""",
    )


def line_breaks(s: Story) -> str:
    """No paragraphs at all: text parted by empty lines, links in divs."""
    text = "<br><br>".join(escape(text) for text in s.body)
    links = "".join(f"<div>{link(title)}</div>" for title in s.related)
    return page(
        f'<title>{escape(s.title)}</title><script type="application/ld+json">'
        f'{{"@type":"NewsArticle","headline":"{s.title}","author":{{"@type":"Person","name":"{s.byline}"}},'
        f'"alternativeHeadline":"{s.deck}"}}</script>',
        f"""<table><tr><td><h1>{escape(s.title)}</h1><div class="sub-title">{escape(s.deck)}</div>
        <div class="photo"><img src="/t.jpg"><div class="photo-caption">{escape(s.caption)}</div></div>
        <div class="text">{text}<br><br>Read the full report: <a href="https://www.scmp.com/news/turbine">SCMP</a></div>
        <div class="more"><b>{s.label}</b>{links}</div><div class="author-info">{s.bio}</div></td></tr></table>""",
    )


def label_in_cards(s: Story) -> str:
    """Cards with picture, outlet and date around each title."""
    cards = "".join(
        f'<div class="card"><a href="{address(title)}"><img src="/c.jpg"></a><div class="card-body">'
        f'<span class="category"><a href="/category/x">Security</a></span><h3 class="card-title">{link(title)}</h3>'
        f'<time datetime="2024-11-0{1 + index}">Nov {1 + index}, 2024</time></div></div>'
        for index, title in enumerate(s.related)
    )
    return page(
        f'<title>{escape(s.title)}</title><meta name="author" content="{s.byline}">',
        f"""<article><header><h1>{escape(s.title)}</h1><p class="deck">{escape(s.deck)}</p></header>
        <figure><img src="/t.jpg"><figcaption>{escape(s.caption)}</figcaption></figure>
        <section class="article-body">{paragraphs(s)}{pointer(s)}</section>
        <section class="recommendations"><div class="head"><h2>{s.label}</h2></div>
        <div class="grid">{cards}</div></section>
        <aside class="bio"><p>{s.bio}</p></aside></article>""",
    )


LAYOUTS: tuple[Callable[[Story], str], ...] = (
    heading_and_list,
    paragraph_each,
    box,
    strong_and_breaks,
    wordpress,
    line_breaks,
    label_in_cards,
)
