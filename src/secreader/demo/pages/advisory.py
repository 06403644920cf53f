"""Open Advisory Board: plain HTML without metadata, as boards and mailing lists have it. "See also" ends the text."""

from html import escape

from secreader.demo.pages import parts
from secreader.demo.pages.parts import Page
from secreader.demo.story import DemoStory

_HEADING = "See also"

_CHROME = (parts.NOTICE, parts.FOOTER, "All advisories", "Report a vulnerability", "Recently published")

_CSS = """
body{font:15px/1.5 monospace;max-width:80ch;margin:1em auto;padding:0 1em}
table{border-collapse:collapse}td,th{border:1px solid;padding:.3em}
"""


def page(story: DemoStory, base_url: str) -> Page:
    title, house = escape(story.title), parts.outlet(story)
    html = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title} - {house.label}</title>
<style>{_CSS}</style>
<link rel="canonical" href="{base_url}{story.path}">
{parts.alternate(house)}
</head>
<body>
<div id="header"><p><a href="{house.home}">{house.name}</a>: {house.tagline}</p>
<p>{parts.NOTICE}</p>
<ul id="nav"><li><a href="{house.home}">All advisories</a></li><li><a href="{house.home}#report">Report a vulnerability\
</a></li></ul></div>
<hr>
<div id="main">
<h1>{title}</h1>
<p class="subtitle">{escape(story.deck)}</p>
<p class="byline">By {escape(story.byline)}, <time datetime="{story.published.isoformat()}">\
{parts.day(story.published)}</time></p>
{parts.body(story)}
<h2>See also</h2>
<ul>
{parts.items(story.related)}
</ul>
</div>
<hr>
<div id="sidebar"><h2>Recently published</h2>
<ul>
{parts.items(story.others)}
</ul></div>
<div id="footer"><p>{parts.told_from(story)}</p></div>
</body>
</html>
"""
    return Page(html, _HEADING, _CHROME)
