"""What a page says of itself in JSON-LD. CDATA, HTML comments and broken JSON happen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secreader import urls

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST = 2_000_000
_MOST_SCRIPTS = 30
_MOST_NODES = 5_000
_WRAPPING = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|"
    r"\]\]>)\s{0,5};?\Z"
)
_TRAILING_COMMA = re.compile(r",\s{0,100}([}\]])")
_ARTICLE = re.compile(r"(?:\A|[/:])(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review|\w*Posting|ClaimReview)\Z")


@dataclass(frozen=True)
class Stated:
    """The article of a page as its JSON-LD states it; "" and () where it says nothing."""

    headline: str = ""
    alternative: str = ""
    description: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    site: str = ""
    section: str = ""
    language: str = ""
    image: str = ""
    body: str = ""
    free: bool = True


def stated(tree: HtmlElement, url: str) -> Stated:
    """The article that the JSON-LD of `tree` is about: the one with the address of the page, else the first."""
    found = [node for node in _nodes(tree) if _is_article(node)]
    if not found:
        return Stated()
    own = next((node for node in found if urls.key(_address(node)) == urls.key(url)), None)
    return _stated(own or next((node for node in found if node.get("headline")), found[0]))


def _stated(node: dict[str, Any]) -> Stated:
    return Stated(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        alternative=_text(node.get("alternativeHeadline")),
        description=_text(node.get("description")),
        authors=tuple(_names(node.get("author"))),
        published=_text(node.get("datePublished")),
        modified=_text(node.get("dateModified")),
        site=_text(node.get("publisher")),
        section=_text(node.get("articleSection")),
        language=_text(node.get("inLanguage")),
        image=_address({"url": node.get("image")}),
        body=_text(node.get("articleBody")),
        free=str(node.get("isAccessibleForFree", True)).lower() not in ("false", "no"),
    )


def _nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """All objects of all JSON-LD scripts, outermost first."""
    waiting: list[Any] = []
    scripts = (s for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower())
    for _, script in zip(range(_MOST_SCRIPTS), scripts, strict=False):
        waiting.append(_read(script.text or ""))
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))


def _read(text: str) -> Any:
    text = _WRAPPING.sub("", text[:_LONGEST].strip()).strip()
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _text(value: Any) -> str:
    """A string, the name of an object, or the first of a list of these."""
    if isinstance(value, list):
        value = next((item for item in value if item), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return value.strip() if isinstance(value, str) else ""


def _names(value: Any) -> Iterator[str]:
    for item in value[:20] if isinstance(value, list) else [value]:
        if isinstance(item, dict) and isinstance(item.get("name"), list):
            yield from _names(item["name"])
        elif name := _text(item):
            yield name


def _address(node: dict[str, Any]) -> str:
    """The address of a node, an image or a page, however it is wrapped."""
    for name in ("url", "mainEntityOfPage", "@id"):
        value = node.get(name)
        for _ in range(3):
            if isinstance(value, list):
                value = value[0] if value else None
            elif isinstance(value, dict):
                value = value.get("url") or value.get("@id")
        if isinstance(value, str) and value:
            return value
    return ""
