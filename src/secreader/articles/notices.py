"""What a page keeps back, and pages that are no article: walls, consent, missing pages, lists, videos.

Either one sentence for `Article.warning`, or an ExtractError where nothing is left to read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secreader.articles.normal import Unit
from secreader.articles.tree import HEADINGS, word_set
from secreader.errors import ExtractError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SUBSCRIBERS = re.compile(
    r"\b(?:subscribe|become a (?:member|subscriber)|start your (?:free )?trial|unlock)(?: \w+){0,3} to (?:continue|"
    r"keep|read|unlock|access|finish)\b|"
    r"\b(?:this|the full|the rest of this|the rest of the) (?:article|story|content|post|page|analysis|"
    r"report)(?: \w+){0,2} is (?:only |exclusively |reserved |available |available only |"
    r"available exclusively )*(?:for|to) (?:\w+ ){0,2}(?:subscribers|members|customers)\b|"
    r"\b(?:subscriber|member)s?[- ]only\b|\bfor (?:paid |paying )?subscribers only\b|\bto (?:read|"
    r"continue reading) (?:the (?:full|rest|whole|entire)|this) (?:\w+ ){0,4}(?:subscribe|become)\b|"
    r"\bunlock (?:this|the full|the rest of) (?:article|story)\b|\balready a subscriber\b|\byou(?:’ve|'ve|"
    r" have) (?:reached|read|used) (?:your|all)\b.{0,40}\b(?:limit|free articles?)\b|"
    r"\bnur für abonnent|\bweiterlesen mit\b|\bdieser artikel ist (?:nur )?für abonnent|\bréservée? (?:à nos|"
    r"aux) abonnés\b|\bil (?:vous )?reste [\d,.]+ ?% de cet article\b|"
    r"\bexclusivo para (?:suscriptores|assinantes)\b|\b(?:contenuto|articolo) (?:riservato|esclusivo)\b|"
    r"\balleen voor abonnees\b|\btylko dla prenumeratorów\b|только для подписчиков",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"\b(?:log|sign) ?in (?:or (?:register|sign up|create an account|subscribe) )?to (?:continue|keep|read|view|"
    r"see|access)\b|\b(?:register|create (?:a|an) (?:free )?account)(?: \w+){0,3} to (?:continue|keep|read|view|"
    r"access)\b|"
    r"\byou (?:must|need to) (?:be logged in|log in|sign in) to (?:read|view|continue|see)\b",
    re.IGNORECASE,
)
_HINTS = word_set(
    "subscri member trial unlock continu limit free abon suscriptor assinante riservat esclusiv customer log sign "
    "regist account prenumerator подписчик weiterlesen reste"
)
_CONSENT = re.compile(
    r"\b(?:before you continue|we value your privacy|we care about your privacy|your privacy choices|"
    r"accept (?:all )?cookies|cookie (?:consent|preferences|settings)|manage (?:your )?(?:consent|cookies|choices)|"
    r"we and our \d* ?partners|alle akzeptieren|tout accepter|aceptar todo|accetta tutto)\b",
    re.IGNORECASE,
)
_MISSING = re.compile(
    r"\b404\b|\b(?:page|article|story|content|site|file)(?: \w+){0,6} "
    r"(?:not|n[’']t)(?: be)? (?:found|exist|available)\b|"
    r"\b(?:page|article|story|content)(?: \w+){0,4} no longer (?:available|exists?)\b|\A\W*not found\W*\Z|"
    r"\b(?:couldn[’']t|could not|can[’']t|cannot) find (?:that|this|the) (?:page|article|story)\b|"
    r"seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|pagina non trovata|"
    r"página não encontrada|pagina niet gevonden|nie znaleziono strony|страница не найдена|"
    r"页面不存在|ページが見つかりません",
    re.IGNORECASE,
)
_CHECKED = re.compile(
    r"\b(?:enable javascript|javascript (?:is )?(?:disabled|required)|checking (?:if the site connection is secure|"
    r"your browser)|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|"
    r"unusual traffic|access (?:to this page has been )?denied|just a moment|attention required|ddos protection by|"
    r"please turn (?:on )?javascript)\b",
    re.IGNORECASE,
)
_STUB = 300
"""Words under which a text before a wall is its beginning, not the whole."""

_NOTHING = 120
"""Words under which a page can be a message instead of an article."""

_VIDEO_TEXT = 100
_SPEAKING = ("p", "h1", "h2", "h3", "h4", "div", "span", "a", "li", "b", "strong", "button")
_LIST_LINKS = 8
_LINKS = 0.3
_SENTENCE = 80
_FEW = {1: "paragraph", 2: "two paragraphs", 3: "three paragraphs", 4: "four paragraphs", 5: "five paragraphs"}


@dataclass(frozen=True)
class Signs:
    """What the whole page says before anything is taken out of it; `text` are its short lines, where messages stand."""

    text: str
    wall: str
    """Those lines that ask to pay or to sign in."""
    video: bool
    teasers: int


def signs(tree: HtmlElement) -> Signs:
    """The signs of the untouched `tree`."""
    sources = (frame.get("src") or "" for frame in tree.iter("iframe"))
    video = any(True for _ in tree.iter("video")) or any("player" in src or "embed" in src for src in sources)
    teasers = sum(_is_teaser(heading) for heading in tree.iter("h2", "h3", "h4"))
    body = tree.find("body")
    spoken = [] if body is None else [(_own_words(element), element) for element in body.iter(*_SPEAKING)]
    lines = [(piece, element) for piece, element in spoken if 0 < len(piece) <= _STUB]
    text = "\n".join(piece for piece, _ in lines)
    wall = [piece for piece, element in lines if _asks(piece) and not _in_chrome(element)]
    return Signs(text, "\n".join(wall), video, teasers)


def _own_words(element: HtmlElement) -> str:
    return " ".join((element.text or "").split())


def _asks(text: str) -> bool:
    # The words that every such line has are found much faster than the line.
    lowered = text.lower()
    hinted = any(hint in lowered for hint in _HINTS)
    return hinted and bool(_SUBSCRIBERS.search(text) or _MEMBERS.search(text))


def _is_teaser(heading: HtmlElement) -> bool:
    parent = heading.getparent()
    return heading.find(".//a") is not None or (parent is not None and parent.tag == "a")


def _in_chrome(element: HtmlElement) -> bool:
    """Whether `element` invites to subscribe on every page of the site: in the head, the foot or a menu."""
    outers = list(element.iterancestors())
    return any(outer.tag in ("nav", "footer", "aside") for outer in outers) or (
        any(outer.tag == "header" for outer in outers) and not any(outer.tag in ("article", "main") for outer in outers)
    )


def is_wall(text: str) -> bool:
    """Whether a line asks to pay or to sign in for the rest."""
    return len(text) <= _STUB and _asks(text)


def refuse(seen: Signs, title: str, units: list[Unit]) -> None:
    """Raise ExtractError when the page is a message that stands where the article should be."""
    words = _words(units)
    if words >= _NOTHING:
        return
    shown = f"{title}\n{seen.text[:2_000]}"
    few = words < _NOTHING // 2
    if few and _CHECKED.search(shown):
        raise ExtractError("This page wants to check the browser before it shows anything: open it in the browser.")
    if _MISSING.search(shown if few else title):
        raise ExtractError("This page says that there is no such story, or no longer.")
    if not units or words < _NOTHING // 3:
        if _CONSENT.search(seen.text):
            raise ExtractError(
                "This page asks for consent to cookies before it shows the story: open it in the browser."
            )
        if _SUBSCRIBERS.search(seen.wall):
            raise ExtractError("This page shows nothing of its story: it is for subscribers.")
        if _MEMBERS.search(seen.wall):
            raise ExtractError("This page shows nothing of its story to readers who are not signed in.")


def warning(seen: Signs, units: list[Unit], *, free: bool) -> str:
    """What the page kept back, in one sentence; "" when it seems whole."""
    words = _words(units)
    if words < _STUB:
        if not free or _SUBSCRIBERS.search(seen.wall):
            return f"This page shows only its {_first(units)}: the rest is for subscribers."
        if _MEMBERS.search(seen.wall):
            return f"This page shows only its {_first(units)}: the rest is for readers who sign in."
    if seen.video and words < _VIDEO_TEXT:
        return "This page is a video: only the words beside it are shown."
    prose = sum(len(unit.text.split()) for unit in units if unit.link_share < _LINKS and len(unit.text) > _SENTENCE)
    linked = sum(unit.tag in HEADINGS and unit.link_share > 1 - _LINKS for unit in units)
    if seen.teasers >= _LIST_LINKS and (prose < _NOTHING // 2 or linked >= _LIST_LINKS):
        return "This page is a list of stories rather than one story."
    return ""


def _first(units: list[Unit]) -> str:
    count = sum(unit.tag not in HEADINGS for unit in units)
    return f"first {_FEW[count]}" if count in _FEW else "beginning"


def _words(units: list[Unit]) -> int:
    return sum(len(unit.text.split()) for unit in units)
