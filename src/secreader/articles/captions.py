"""Captions: kept beside their picture, out of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from secreader.articles.tree import drop, text_of, tokens
from secreader.text import line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ATTRIBUTE = "data-caption"
"""Where a picture carries its caption until the blocks are built."""

_LONGEST = 1_000
_LONGEST_ALONE = 500
"""Characters up to which a block called a caption is believed without a picture: scripts fill pictures in."""
_CAPTION = frozenset(("caption", "captions", "figcaption", "cutline"))
_CREDIT = frozenset(("credit", "credits", "photocredit", "imagecredit", "photographer"))
_PROSE = 100
_PICTURE_BOX = 3
_BEFORE_LEAD = 2


def take_captions(tree: HtmlElement, headline: HtmlElement | None) -> str:
    """Move every caption of `tree` to its picture; the caption of the lead picture, "" when there is none.

    The lead picture stands before the third long paragraph after the headline; the first may be the deck.
    """
    lead = ""
    prose = 0
    begun = headline is None
    taken: list[HtmlElement] = []
    for element in tree.iter():
        begun = begun or element is headline
        if not _is_caption(element):
            prose += begun and element.tag == "p" and len(text_of(element)) > _PROSE
            continue
        picture = _picture(element)
        text = line(text_of(element), _LONGEST)
        if picture is None and element.tag != "figcaption" and len(text) > _LONGEST_ALONE:
            continue
        if picture is not None and text and not picture.get(ATTRIBUTE):
            picture.set(ATTRIBUTE, text)
        if begun and prose <= _BEFORE_LEAD and not lead:
            lead = text
        taken.append(element)
    for element in taken:
        drop(element)
    return lead


def _is_caption(element: HtmlElement) -> bool:
    if element.tag == "figcaption":
        return True
    if element.tag not in ("p", "div", "span", "small", "em", "dd", "h6", "cite"):
        return False
    words = tokens(element)
    return bool(words & _CAPTION) or bool(words & _CREDIT and words & {"image", "photo", "picture", "img"})


def _picture(caption: HtmlElement) -> HtmlElement | None:
    """The picture that `caption` belongs to: in the nearest box around both that holds little else."""
    if caption.find(".//img") is not None and caption.tag != "figcaption":
        return None
    own = len(text_of(caption))
    box = caption.getparent()
    for _ in range(_PICTURE_BOX):
        if box is None or box.tag in ("body", "article", "main"):
            return None
        picture = box.find(".//img")
        if picture is not None:
            return picture if len(text_of(box)) <= own + 200 else None
        box = box.getparent()
    return None


_CREDIT_LINE = re.compile(
    r"\A\W{0,3}(?:(?:photo|image|picture|file photo|screenshot|screengrab|illustration|graphic|video|foto|bild|"
    r"crédit|crédits|imagem)s?"
    r"(?: (?:credit|source|courtesy|by|from|via|of))?\s?[:/|©]|(?:photo|image|picture|illustration)s? (?:by|"
    r"courtesy|via)\b|"
    r"(?:credit|source|©|via) ?:? ?(?:[\w’'.-]+[ /]){0,5}(?<!\w)(?:getty|reuters|afp|ap|epa|shutterstock|istock|"
    r"unsplash|pixabay|flickr)\b|"
    r"\(?(?:[\w’'.-]+ ){0,4}(?:[\w’'.-]+/)?\s?(?:via )?(?<!\w)(?:getty images|shutterstock|istock|unsplash|pixabay|"
    r"reuters|afp|epa|ap photo)\b[^.]{0,60}\)?\Z)",
    re.IGNORECASE,
)


_CREDIT_END = re.compile(
    r"(?:photo|image|picture|foto|bild)s?\s?(?:©|credit:).{0,60}\Z|\A[^.]{0,60}©[^.]{0,40}\Z", re.IGNORECASE
)


def is_credit(text: str) -> bool:
    """Whether `text` names who made a picture: "Image: Freepik", "Jane Roe/Getty Images"."""
    return len(text) <= 200 and bool(_CREDIT_LINE.match(text) or _CREDIT_END.search(text))
