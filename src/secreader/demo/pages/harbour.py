"""Harbour Ledger: a business site on WordPress. "Also read:" and a list after the text, then the author's box."""

from html import escape
from zlib import crc32

from secreader.demo.pages import parts
from secreader.demo.pages.parts import Page
from secreader.demo.story import DemoStory

_HEADING = "Also read"

_CHROME = ("Type to search", "Skip to content", "Markets & Ports", parts.NOTICE, parts.FOOTER, "Recent Posts")

_CSS = """
body{font:17px/1.6 Georgia,serif;margin:0;color:#222}.site-header,.site-footer{background:#12324a;color:#fff;
padding:1em 2em}.site-header a,.site-footer a{color:#fff}.menu{display:flex;gap:1.5em;list-style:none;padding:0}
.site-content{max-width:44em;margin:auto;padding:0 1em}.search-overlay{display:none}
figcaption{font-size:.8em;color:#666}
.author-box{border-top:1px solid #ccc;margin-top:2em}
"""


def page(story: DemoStory, base_url: str) -> Page:
    title, deck, house = escape(story.title), escape(story.deck), parts.outlet(story)
    html = f"""<!DOCTYPE html>
<html lang="en-GB" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - {house.label}</title>
<meta name="description" content="{deck}">
<meta name="robots" content="index, follow, max-image-preview:large">
<link rel="canonical" href="{base_url}{story.path}">
{parts.open_graph(story, base_url)}
<meta name="author" content="{escape(story.byline)}">
<meta name="generator" content="WordPress 6.7">
<script type="application/ld+json" class="yoast-schema-graph">{parts.script_json(_graph(story, base_url))}</script>
{parts.alternate(house)}
<style>{_CSS}</style>
</head>
<body class="post-template-default single single-post single-format-standard">
<a class="skip-link screen-reader-text" href="#content">Skip to content</a>
<div class="search-overlay" id="search-overlay"><form role="search" method="get" action="{house.home}">
<label for="s">Type to search</label><input type="search" id="s" name="s"><button type="submit">Search</button>
</form></div>
<header id="masthead" class="site-header">
<p class="site-title"><a href="{house.home}" rel="home">{house.name}</a></p>
<p class="site-description">{escape(house.tagline)}. {parts.NOTICE}</p>
<nav id="site-navigation" class="main-navigation"><ul id="primary-menu" class="menu">
<li class="menu-item"><a href="{house.home}">Front page</a></li>
<li class="menu-item"><a href="{house.home}#markets">Markets &amp; Ports</a></li>
<li class="menu-item"><a href="{house.home}#technology">Technology</a></li>
<li class="menu-item"><a href="{house.home}#opinion">Opinion</a></li>
</ul></nav>
</header>
<div id="content" class="site-content">
<main id="main" class="site-main">
<article id="post-{number(story)}" class="post type-post status-publish format-standard has-post-thumbnail hentry">
<header class="entry-header">
<span class="cat-links"><a href="{house.home}" rel="category tag">{escape(story.section)}</a></span>
<h1 class="entry-title">{title}</h1>
<p class="entry-subtitle">{deck}</p>
<div class="entry-meta"><time class="entry-date published" datetime="{story.published.isoformat()}">\
{parts.day(story.published)}</time></div>
</header>
<figure class="post-thumbnail wp-block-image size-large">
<img src="{parts.image(story)}" alt="" width="1024" height="576" class="wp-post-image">
<figcaption class="wp-element-caption">{escape(story.caption)}</figcaption>
</figure>
<div class="entry-content">
{_body(story)}
</div>
<div class="author-box"><div class="author-info">
<h4 class="author-name"><a href="{house.home}" rel="author">{escape(story.byline)}</a></h4>
<p class="author-description">{escape(story.bio)}</p>
</div></div>
</article>
</main>
<aside id="secondary" class="widget-area">
<section class="widget widget_recent_entries"><h2 class="widget-title">Recent Posts</h2><ul>
{parts.items(story.others)}
</ul></section>
</aside>
</div>
<footer id="colophon" class="site-footer"><p>{parts.told_from(story)}</p></footer>
</body>
</html>
"""
    return Page(html, _HEADING, _CHROME)


def _body(story: DemoStory) -> str:
    lines = parts.elements(story)
    if story.primary:
        lines.append(
            f'<p>Read the full report: <a href="{escape(story.primary.url)}" target="_blank" rel="noopener">'
            f"{escape(story.primary.shown)}</a></p>"
        )
    lines.append(f'<ul class="wp-block-list"><li><em>{escape(story.byline)}</em></li></ul>')
    lines.append("<p><strong>Also read:</strong></p>")
    lines.append(f'<ul class="wp-block-list">\n{parts.items(story.related)}\n</ul>')
    return "\n\n".join(lines)


def number(story: DemoStory) -> int:
    """WordPress numbers its posts, and so do we: always the same for one story."""
    return crc32(story.path.encode())


def _graph(story: DemoStory, base_url: str) -> dict[str, object]:
    url, house = base_url + story.path, parts.outlet(story)
    site = f"{base_url}{house.home}"
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "NewsArticle",
                "@id": f"{url}#article",
                "isPartOf": {"@id": url},
                "headline": story.title,
                "datePublished": story.published.isoformat(),
                "dateModified": story.published.isoformat(),
                "mainEntityOfPage": {"@id": url},
                "author": {"@id": f"{site}#/schema/person/desk"},
                "publisher": {"@id": f"{site}#organization"},
                "image": {"@id": f"{url}#primaryimage"},
                "articleSection": [story.section],
                "inLanguage": "en-GB",
            },
            {"@type": "WebPage", "@id": url, "url": url, "name": f"{story.title} - {house.label}"},
            {"@type": "ImageObject", "@id": f"{url}#primaryimage", "url": base_url + parts.image(story)},
            {"@type": "WebSite", "@id": f"{site}#website", "url": site, "name": house.label},
            {"@type": "Organization", "@id": f"{site}#organization", "name": house.label, "url": site},
            {"@type": "Person", "@id": f"{site}#/schema/person/desk", "name": story.byline},
        ],
    }
