"""Packet Courier: a research blog with OpenGraph only. "ALSO READ:" lines stand between the paragraphs."""

from html import escape

from secreader.demo.pages import parts
from secreader.demo.pages.parts import Page
from secreader.demo.story import DemoStory

_HEADING = "ALSO READ"

_CHROME = ("Subscribe by mail", parts.NOTICE, parts.FOOTER, "Share this post", "Older posts")

_CSS = """
body{font:16px/1.7 system-ui,sans-serif;max-width:42em;margin:auto;padding:1em;color:#1c1c1c}nav a{margin-right:1em}
.lede{font-size:1.2em;color:#555}.also{border-left:3px solid #c33;padding-left:.8em}
.share li{display:inline;margin-right:1em}
"""


def page(story: DemoStory, base_url: str) -> Page:
    title, deck, house = escape(story.title), escape(story.deck), parts.outlet(story)
    tags = ", ".join(f'<a rel="tag" href="{house.home}">{escape(tag)}</a>' for tag in story.tags)
    html = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} | {house.label}</title>
<link rel="canonical" href="{base_url}{story.path}">
{parts.open_graph(story, base_url)}
<meta property="article:author" content="{escape(story.byline)}">
<meta name="twitter:card" content="summary_large_image">
{parts.alternate(house)}
<style>{_CSS}</style>
</head>
<body>
<div class="topbar"><a class="brand" href="{house.home}">{house.name}</a> <span class="tagline">{house.tagline}</span>
<nav><a href="{house.home}">Posts</a><a href="{house.home}#about">About</a><a href="{house.feed}">Feed</a>\
<a href="{house.home}#mail">Subscribe by mail</a></nav>
<p class="notice">{parts.NOTICE}</p></div>
<div class="post">
<div class="post-header">
<h1>{title}</h1>
<p class="lede subtitle">{deck}</p>
<p class="byline">By <span class="author">{escape(story.byline)}</span> · \
<time datetime="{story.published.isoformat()}">{parts.day(story.published)}</time></p>
</div>
{_figure(story)}<div class="post-body">
{_body(story)}
</div>
<div class="share"><p>Share this post</p><ul><li><a href="#share-mail">Mail</a></li><li><a href="#share-link">Copy link\
</a></li></ul></div>
<p class="tags">Filed under: {tags}</p>
</div>
<div class="pager"><h3>Older posts</h3><ul>
{parts.items(story.others)}
</ul></div>
<footer><p>{parts.told_from(story)}</p></footer>
</body>
</html>
"""
    return Page(html, _HEADING, _CHROME)


def _figure(story: DemoStory) -> str:
    if not story.caption:
        return ""
    return (
        f'<figure class="hero"><img src="{parts.image(story)}" alt="" width="960">\n'
        f"<figcaption>{escape(story.caption)}</figcaption></figure>\n"
    )


def _body(story: DemoStory) -> str:
    """The related links stand after the second paragraph, the third and so on."""
    lines = parts.elements(story)
    for place, teaser in enumerate(story.related):
        lines.insert(2 + 2 * place, f'<p class="also"><strong>ALSO READ:</strong> {parts.link(teaser)}</p>')
    return "\n".join(lines)
