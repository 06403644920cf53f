"""What is not the article goes before readability looks: menus, shares, newsletters, bios, comments, captions.

By the words in class, id and role, and by tag; but never an element that could be the text itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from secreader.articles.normal import POST
from secreader.articles.tree import BLOCKS, drop, text_of, word_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = frozenset(
    (
        "nav",
        "footer",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "dialog",
        "menu",
        "iframe",
        "figcaption",
        "label",
    )
)
_NAMED = re.compile(
    r"(?:\b|_)(?:nav(?:bar|igation)?|breadcrumbs?|menu|share(?:bar|tools|buttons?|links?|this)?|sharing|"
    r"social(?:bar|media|links|icons|share)?|addthis|sharedaddy|"
    r"newsletter(?:s|signup)?|subscri(?:be|ption)s?|sign-?up|promo(?:s|tion|box)?|advert(?:s|isement|ising|"
    r"isements)?|ads?|adsbygoogle|ad-?(?:slot|unit|container|wrapper|box|break)|dfp|sponsor(?:ed|s)?|"
    r"related(?!-?(?:content-body|article-body))|recirc(?:ulation)?|recommended|recommendation-?(?:s|list|box|widget)|outbrain|taboola|"
    r"zergnet|"
    r"comments?(?:-?(?:list|section|area|form|thread|count))?|disqus|respond|"
    r"by-?lines?|author(?:s|-?(?:box|bio|info|card|name|meta|block|details|about|profile))?|bio|biography|"
    r"contributors?|"
    r"tags?(?:-?(?:list|cloud|links))?|post-?tags|topics|keywords|"
    r"captions?|credits?|wp-caption-text|photo-?credit|image-?credit|copyright|"
    r"pagination|pager|paging|page-?links|toolbar|tools|print(?:-?only)?|cookie(?:s|-?(?:banner|notice|consent))?|"
    r"consent|gdpr|"
    r"modal|popup|pop-?over|rollover|hover-?card|overlay|lightbox|tooltip|sidebar|rail|widget-?area|widget_\w+|"
    r"widgets|"
    r"meta(?:data|-?info)?|post-?meta|entry-?meta|date(?:line)?|time-?stamp|pub-?date|published|updated|"
    r"ratings?|skip-?link|visually-?hidden|sr-?only|screen-?reader(?:-?text)?|(?<!\S)(?:is-)?(?:hidden|hide)(?!\S)|"
    r"most-?(?:read|popular|viewed)|popular|trending|latest(?:-?(?:news|posts))?|more-?(?:stories|news|from|on|"
    r"articles)|read-?(?:more|next|also)|also-?read|see-?also|further-?reading|up-?next|"
    r"log-?in|disclaimer|banner|masthead|donat(?:e|ion)|poll|survey|quiz|follow(?:-?us)?|jp-relatedposts|"
    r"video-?(?:player|js|container|wrap(?:per)?)|"
    r"(?:audio|media)-?player|jwplayer|gallery|slideshow|carousel|footer|foot-?note-?bar|site-?header|"
    r"app-?(?:promo|banner)|notification|alert-?bar|kicker|eyebrow|pull-?quotes?|pullquote|"
    r"toc|table-?of-?contents|reactions?|emoji|feedback|corrections?-?link|back-?to-?top|search(?:-?(?:form|box|"
    r"bar))?|dropdown|action-?bar|utility)(?:\b|_|(?=-))",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"(?:\b|_)(?:article-?body|post-?(?:body|content)|entry-?content|story-?body|body-?content|main-?content|"
    r"content-?body|td-post-content|hentry|type-post|post-\d+)(?:\b|_)",
    re.IGNORECASE,
)
_ROLES = frozenset(
    (
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "complementary",
        "dialog",
        "alert",
        "alertdialog",
        "menu",
        "toolbar",
    )
)
_NEVER = re.compile(
    r"(?:\b|_)(?:cookies?|consent|gdpr|modal|popup|lightbox|disqus|comments?|respond|newsletter|outbrain|taboola|"
    r"related|side-?bar|widget-?area|widget_\w+|navigation|recirc\w*)(?:\b|_|(?=-))",
    re.IGNORECASE,
)
"""What holds no article even with long paragraphs in it, unless nearly all of the page is there."""

_UNSEEN = re.compile(
    r"(?:\b|_)(?:visually-?hidden|sr-?only|screen-?reader\w*|hidden|tooltip|popover|rollover|hover-?card)(?:\b|_|"
    r"(?=-))",
    re.IGNORECASE,
)
_LINES = frozenset(
    ("p", "li", "td", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "b", "i", "a", "span", "blockquote", "dd")
)
_NEVER_DROPPED = word_set(
    "html body head main article p h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr td th caption dt pre code"
)
_NEARLY_ALL = 0.8
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONG = 100
_QUARTER = 0.25


def preclean(tree: HtmlElement, headline: HtmlElement | None) -> None:
    """Take out, in place, what its name says is not the article."""
    whole = len(text_of(tree))
    prose = sum(length for p in tree.iter("p") if (length := len(text_of(p))) > _LONG)
    kept = set(headline.iterancestors()) if headline is not None else set()
    gone: set[HtmlElement] = set()
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _NEVER_DROPPED:
            continue
        parent = element.getparent()
        if parent is None or parent in gone:
            gone.add(element)
            continue
        if _is_beside(element) and element not in kept and not _may_be_text(element, whole, prose):
            gone.add(element)
            drop(element)


def _is_beside(element: HtmlElement) -> bool:
    if element.tag in _TAGS:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    if element.tag not in BLOCKS and _is_within_line(element):
        return bool(_UNSEEN.search(_named(element)))
    if attributes.get("role") in _ROLES:
        return True
    named = _named(element)
    return len(named) > 2 and bool(_NAMED.search(named)) and not _KEPT.search(named)


def _is_within_line(element: HtmlElement) -> bool:
    """Whether an inline element is part of a sentence, whatever it is called."""
    parent = element.getparent()
    return parent is not None and parent.tag in _LINES


def _named(element: HtmlElement) -> str:
    """Class and id, `emailSignup` as `email-Signup`."""
    # The id of a section names what its text is about: <section id="recommendations">.
    name = "" if element.tag == "section" else element.get("id", "")
    return _CAMEL.sub("-", f"{element.get('class', '')} {name}"[:300])


def _may_be_text(element: HtmlElement, whole: int, prose: int) -> bool:
    """Whether dropping `element` could lose the article; `whole` and `prose` are lengths of the page's text."""
    text = len(text_of(element))
    if text < _LONG:
        return False
    if element.find(".//main") is not None or element.find(f".//blockquote[@{POST}]") is not None:
        return True
    long = [length for p in element.iter("p") if (length := len(text_of(p))) > _LONG]
    if _NEVER.search(_named(element)) or element.get("role") in _ROLES:
        return sum(long) > _NEARLY_ALL * prose > 0
    return len(long) >= 3 or (text > _QUARTER * whole and element.tag not in ("nav", "footer", "form"))
