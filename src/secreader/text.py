"""The one door through which untrusted text enters.

Feeds and pages can carry terminal escapes, C1 controls, bidi overrides and invisible characters, most of them inside
well-formed XML, HTML or JSON. `clean` runs after the *last* decode, when text is stored, and again when it is drawn.
"""

import re
import unicodedata
from itertools import pairwise

TITLE_LIMIT = 500
"""Characters of a title that are kept; a 1 MB title takes 2 s to draw."""

_MARKS_PER_BASE = 3
_VIRAMA = 9
"""The canonical combining class of viramas."""

# Never shown: C0 but TAB and LF, DEL, C1; what Unicode calls Default_Ignorable_Code_Point (bidi marks, embeddings,
# overrides and isolates, zero-width characters, fillers, tag characters, variation selectors) but for the joiners and
# the two emoji selectors, which are judged one by one; interlinear annotation, object replacement, format controls of
# hieroglyphs, non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe0e\ufe0f"
_MAY_BE_IDLE = re.compile(f"[{_JOINERS}{_SELECTORS}]")
# Only text with a character from here on can hold a combining mark or a joiner.
_MAY_COMBINE = re.compile("[\u0300-\U0010ffff]")
_WHITE = re.compile(r"\s+")


def clean(text: str) -> str:
    """`text` without anything that could steer a terminal, reorder a line or hide; LF and TAB stay.

    Joiners and emoji selectors stay inside the scripts and emoji that need them, at most three combining marks stand
    on a base character, and lone surrogates become U+FFFD. Idempotent; the time is linear in the length.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _NEWLINES.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", text)
    text = _FORBIDDEN.sub("", text)
    if _MAY_COMBINE.search(text):
        text = _limit_marks(text)
        if _MAY_BE_IDLE.search(text):
            text = _drop_idle_joiners(_drop_idle_selectors(text))
    return text


def line(text: str, limit: int = TITLE_LIMIT) -> str:
    """`text` cleaned, on one line, runs of white space folded, cut to `limit` characters with an ellipsis."""
    # A huge title is cut before the work, with room for what cleaning takes away.
    folded = _WHITE.sub(" ", clean(text.lstrip()[: limit * 8])).strip()
    # Cleaned once more: the cut may part a joiner from what it joins.
    return folded if len(folded) <= limit else clean(folded[: limit - 1]).rstrip() + "…"


def _limit_marks(text: str) -> str:
    run = 0
    kept: list[str] = []
    for char in text:
        if char >= "\u0300" and unicodedata.category(char) in ("Mn", "Me"):
            run += 1
            if run > _MARKS_PER_BASE:
                continue
        elif char not in _JOINERS:
            # A joiner is no base: marks with joiners between them pile up as well.
            run = 0
        kept.append(char)
    return "".join(kept)


def _drop_idle_selectors(text: str) -> str:
    """Keep emoji selectors only behind what has an emoji form."""
    return "".join(char for before, char in pairwise(" " + text) if char not in _SELECTORS or _has_emoji_form(before))


def _drop_idle_joiners(text: str) -> str:
    """Keep joiners only where they change what is seen: inside emoji, and scripts that join or stack."""
    kept: list[str] = []
    before = " "
    for char, after in pairwise(text + " "):
        if char in _JOINERS and not (_is_virama(before) or (_joins(before) and _joins(after))):
            continue
        kept.append(char)
        before = char
    return "".join(kept)


def _is_virama(char: str) -> bool:
    """Where Indic scripts want joiners, also at the end of a word (RFC 5892, appendix A.1)."""
    return unicodedata.combining(char) == _VIRAMA


def _joins(char: str) -> bool:
    point = ord(char)
    return (
        0x0600 <= point <= 0x08FF  # Arabic, Syriac, Thaana, N'Ko, Mandaic
        or 0x0900 <= point <= 0x0DFF  # the Indic scripts
        or 0x0F00 <= point <= 0x109F  # Tibetan, Myanmar
        or 0x1780 <= point <= 0x18AF  # Khmer, Mongolian
        or point == 0xFE0F
        or 0x2190 <= point <= 0x2BFF  # symbols that take part in emoji sequences
        or 0x1F000 <= point <= 0x1FAFF
    )


def _has_emoji_form(char: str) -> bool:
    """Whether a selector may follow: symbols, and the few others of Unicode's emoji-variation-sequences.txt."""
    point = ord(char)
    return char in "#*0123456789©®‼⁉™ℹ〰〽㊗㊙" or 0x2190 <= point <= 0x2BFF or 0x1F000 <= point <= 0x1FAFF
