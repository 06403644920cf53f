"""Breach Bugle: a loud tabloid. Ads, share bars, a newsletter box, a cookie wall, comments and a "Most read" list.

Its related links stand in a box "You may also like", or, when there are few, as "READ MORE:" lines in the text.
"""

from html import escape

from secreader.demo.pages import parts
from secreader.demo.pages.parts import Page
from secreader.demo.story import DemoStory

_CHROME = (
    *("Advertisement", "Share on", "Most read", "Accept all cookies", "Sign up for the Bugle Bulletin"),
    *("First! And my router is fine.", "Reply", "Log in to comment", parts.NOTICE, parts.FOOTER),
)

_IN_TEXT = 3
"""So many links or fewer stand in the text."""

_CSS = """
body{font:18px/1.5 Impact,Arial,sans-serif;margin:0;background:#fff6d6}.wrap{max-width:60em;margin:auto;
background:#fff;padding:1em}
.ad{background:#eee;text-align:center;padding:2em;color:#999}.share-bar a{background:#c00;color:#fff;padding:.3em}
.cookie-wall{position:fixed;bottom:0;left:0;right:0;background:#222;color:#fff;padding:1em}
.story p{font-family:Arial,sans-serif}
"""


def _heading(story: DemoStory) -> str:
    return "READ MORE" if len(story.related) <= _IN_TEXT else "You may also like"


def page(story: DemoStory, base_url: str) -> Page:
    title, deck, house = escape(story.title), escape(story.deck), parts.outlet(story)
    html = f"""<!DOCTYPE html>
<html lang="en" class="no-js">
<head>
<meta charset="utf-8">
<title>{title} | {house.label}</title>
<meta name="description" content="{deck}">
<meta name="author" content="{escape(story.byline)}">
<link rel="canonical" href="{base_url}{story.path}">
{parts.open_graph(story, base_url)}
{parts.alternate(house)}
<style>{_CSS}</style>
<script>window.dataLayer = window.dataLayer || []; document.documentElement.className = "js";</script>
</head>
<body>
<div id="cookie-consent" class="cookie-wall" role="dialog" aria-label="Cookies">
<p>We and our 0 partners would like to store nothing at all on your device. Accept all cookies, or accept none.</p>
<button>Accept all cookies</button> <button>Manage choices</button></div>
<div class="ad ad-leaderboard">Advertisement</div>
<div class="wrap">
<header class="masthead"><a href="{house.home}"><b>{house.name.upper()}</b></a> <i>{escape(house.tagline)}</i>
<nav><ul><li><a href="{house.home}#gangs">Gangs</a></li><li><a href="{house.home}#worms">Worms</a></li>\
<li><a href="{house.home}#heists">Heists</a></li></ul></nav>
<p class="demo-notice">{parts.NOTICE}</p></header>
<article class="story">
<p class="kicker"><a href="{house.home}">{escape(story.section)}</a></p>
<h1>{title}</h1>
<h2 class="subheading">{deck}</h2>
<div class="byline">By <a rel="author" href="{house.home}">{escape(story.byline)}</a></div>
<div class="dateline">Published <time datetime="{story.published.isoformat()}">{parts.day(story.published)}</time></div>
{_share("top")}
<figure class="lead-image"><img src="{parts.image(story)}" alt="">
<figcaption>{escape(story.caption)}</figcaption></figure>
<div class="story-body">
{_body(story)}
</div>
{_share("bottom")}
{_box(story)}{_bio(story)}</article>
<section id="comments" class="comments-area"><h3>2 comments</h3>
<ol class="comment-list">
<li class="comment"><div class="comment-author">gnat</div><div class="comment-body">
<p>First! And my router is fine.</p>\
<a class="comment-reply-link" href="#comments">Reply</a></div></li>
<li class="comment"><div class="comment-author">old_modem</div><div class="comment-body">
<p>This comment belongs to the \
page and not to its story, however long it goes on about the good old days of dial-up.</p>\
<a class="comment-reply-link" href="#comments">Reply</a></div></li>
</ol><p class="must-log-in">Log in to comment</p></section>
<aside class="sidebar"><div class="most-read"><h3>Most read</h3><ol>
{parts.items(story.others)}
</ol></div><div class="ad ad-skyscraper">Advertisement</div></aside>
<footer><p>{parts.told_from(story)}</p></footer>
</div>
</body>
</html>
"""
    return Page(html, _heading(story), _CHROME)


def _body(story: DemoStory) -> str:
    """Ads and a newsletter box between the paragraphs, and the related links of a story that has few."""
    lines: list[str] = []
    more = list(story.related) if _heading(story) == "READ MORE" else []
    for place, paragraph in enumerate(parts.elements(story)):
        lines.append(paragraph)
        if place == 0:
            lines.append('<div class="ad ad-inline">Advertisement</div>')
        elif more:
            lines.append(f'<p class="read-more"><b>READ MORE: {parts.link(more.pop(0))}</b></p>')
        if place == 2:
            lines.append(
                '<div class="newsletter-signup"><h4>Sign up for the Bugle Bulletin</h4><p>All the breaches, before '
                'breakfast.</p><form action="#"><input type="email" placeholder="Your mail address">'
                "<button>Sign me up</button></form></div>"
            )
    return "\n".join(lines)


def _share(place: str) -> str:
    links = " ".join(f'<a href="#share-{name.lower()}">Share on {name}</a>' for name in ("Chirper", "Facepage", "Mail"))
    return f'<div class="share-bar share-{place}">{links}</div>'


def _box(story: DemoStory) -> str:
    if _heading(story) == "READ MORE":
        return ""
    return f'<div class="you-may-like"><h3>You may also like</h3><ul>\n{parts.items(story.related)}\n</ul></div>\n'


def _bio(story: DemoStory) -> str:
    if not story.bio:
        return ""
    return f'<div class="author-bio"><b>{escape(story.byline)}</b><p>{escape(story.bio)}</p></div>\n'
