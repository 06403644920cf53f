"""The Incident Desk: a magazine with microdata. A box of cards after the text, each with outlet, date and title."""

from html import escape

from secreader.demo.pages import parts
from secreader.demo.pages.parts import Page
from secreader.demo.story import DemoStory, Teaser

_HEADING = "Related coverage"

_CHROME = ("Briefings", parts.NOTICE, parts.FOOTER, "Latest incidents", "min read")

_CSS = """
body{font:17px/1.6 'Helvetica Neue',sans-serif;margin:0}.page{max-width:70em;margin:auto;padding:1em;display:grid;
grid-template-columns:2fr 1fr;gap:3em}.bar{background:#222;color:#eee;padding:1em}.bar a{color:#fff;margin-right:1em}
.cards{display:grid;grid-template-columns:1fr 1fr;gap:1em}.card{border:1px solid #ddd;padding:1em}
blockquote{border-left:4px solid #888;margin-left:0;padding-left:1em}.standfirst{font-size:1.25em}
"""


def page(story: DemoStory, base_url: str) -> Page:
    title, deck, house = escape(story.title), escape(story.deck), parts.outlet(story)
    cards = "\n".join(map(_card, story.related))
    html = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} — {house.label}</title>
<meta name="description" content="{deck}">
<link rel="canonical" href="{base_url}{story.path}">
{parts.alternate(house)}
<style>{_CSS}</style>
</head>
<body>
<header class="bar"><a class="logo" href="{house.home}">{house.name}</a>
<nav aria-label="Main"><a href="{house.home}#incidents">Incidents</a><a href="{house.home}#briefings">Briefings</a>\
<a href="{house.home}#archive">Archive</a></nav>
<p class="notice">{parts.NOTICE}</p></header>
<div class="page">
<main>
<article itemscope itemtype="https://schema.org/NewsArticle">
<meta itemprop="mainEntityOfPage" content="{base_url}{story.path}">
<meta itemprop="articleSection" content="{escape(story.section)}">
<h1 itemprop="headline">{title}</h1>
<p class="standfirst" itemprop="description">{deck}</p>
<div class="meta"><span class="author" itemprop="author" itemscope itemtype="https://schema.org/Person">\
By <span itemprop="name">{escape(story.byline)}</span></span> \
<time itemprop="datePublished" datetime="{story.published.isoformat()}">{parts.day(story.published)}</time> \
<span class="reading-time">2 min read</span></div>
{_figure(story, base_url)}<div class="article-body" itemprop="articleBody">
{parts.body(story)}
</div>
{_bio(story)}<section class="related-coverage" aria-labelledby="related-coverage">
<h2 id="related-coverage">Related coverage</h2>
<div class="cards">
{cards}
</div>
</section>
</article>
</main>
<aside class="rail"><h2>Latest incidents</h2><ol>
{parts.items(story.others)}
</ol></aside>
</div>
<footer class="site-footer"><p>{parts.told_from(story)}</p></footer>
</body>
</html>
"""
    return Page(html, _HEADING, _CHROME)


def _figure(story: DemoStory, base_url: str) -> str:
    if not story.caption:
        return ""
    return (
        f'<figure><img itemprop="image" src="{base_url}{parts.image(story)}" alt="">'
        f"<figcaption>{escape(story.caption)}</figcaption></figure>\n"
    )


def _bio(story: DemoStory) -> str:
    if not story.bio:
        return ""
    return (
        f'<div class="about-author"><h3>About the author</h3><p><strong>{escape(story.byline)}</strong> '
        f"{escape(story.bio)}</p></div>\n"
    )


def _card(teaser: Teaser) -> str:
    return f"""<div class="card">
<span class="card__outlet">{escape(teaser.outlet)}</span>
<time class="card__date" datetime="{teaser.published.isoformat()}">{parts.day(teaser.published)}</time>
<h3 class="card__title">{parts.link(teaser)}</h3>
</div>"""
