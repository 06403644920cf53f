"""The one door through which untrusted text enters.

Feeds and pages can carry terminal escapes, C1 controls, bidi overrides and invisible characters, most of them inside
well-formed XML, HTML or JSON. `clean` runs after the *last* decode, when text is stored, and again when it is drawn.
"""

import re
import unicodedata
from functools import cache

TITLE_LIMIT = 500
"""Characters of a title that are kept; a 1 MB title takes 2 s to draw."""

_MARKS_PER_BASE = 3
_VIRAMA = 9
"""The canonical combining class of viramas."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_NEWLINES = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")

_JOINERS = "\u200c\u200d"
_JOINER_RUN = re.compile(f"[{_JOINERS}]+")
_SELECTOR = re.compile("[\ufe0e\ufe0f]")
# What has an emoji form without being a symbol (Unicode's emoji-variation-sequences.txt).
_EMOJI_TOO = frozenset("#*0123456789©®‼⁉™ℹ〰〽㊗㊙")
# Where too many marks may stand: from U+0300 on, and neither letters nor digits. `unicodedata` decides.
_MARK_RUN = re.compile(rf"[^\w\x00-\u02ff]{{{_MARKS_PER_BASE + 1},}}")


def clean(text: str) -> str:
    """`text` without anything that could steer a terminal, reorder a line or hide; LF and TAB stay.

    Joiners and emoji selectors stay inside the scripts and emoji that need them, at most three combining marks stand
    on a base character, and lone surrogates become U+FFFD. Idempotent; the time is linear in the length.
    """
    if (text.isascii() and text.isprintable()) or _harmless().fullmatch(text):
        return text
    text = _NEWLINES.sub("\n", text)
    text = _SURROGATE.sub("\ufffd", text)
    text = _forbidden().sub("", text)
    text = _MARK_RUN.sub(_limited, text)
    text = _SELECTOR.sub(_wanted_selector, text)
    return _JOINER_RUN.sub(_wanted_joiner, text)


@cache
def _harmless() -> re.Pattern[str]:
    """Text that stays as it is, in the scripts most feeds are written in: one look at it instead of six."""
    return re.compile(
        "[\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
        "\u20a0-\u20c0\u2100-\u23ff\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9f]*"
    )


@cache
def _forbidden() -> re.Pattern[str]:
    """What is never shown, compiled when the first text needs it (1 ms).

    C0 but TAB and LF, DEL, C1; what Unicode calls Default_Ignorable_Code_Point (bidi marks, embeddings, overrides and
    isolates, zero-width characters, fillers, tag characters, variation selectors) but for the joiners and the two emoji
    selectors, which are judged one by one; interlinear annotation, object replacement, format controls of hieroglyphs,
    non-characters.
    """
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
        "\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
        "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    )


def line(text: str, limit: int = TITLE_LIMIT) -> str:
    """`text` cleaned, on one line, runs of white space folded, cut to `limit` characters with an ellipsis."""
    # A huge title is cut before the work, with room for what cleaning takes away.
    folded = " ".join(clean(text.lstrip()[: limit * 8]).split())
    # Cleaned once more: the cut may part a joiner from what it joins.
    return folded if len(folded) <= limit else clean(folded[: limit - 1]).rstrip() + "…"


def _limited(found: re.Match[str]) -> str:
    """The run without the marks that are too many for their base."""
    marks = 0
    kept: list[str] = []
    for char in found.group():
        if unicodedata.category(char) in ("Mn", "Me"):
            marks += 1
            if marks > _MARKS_PER_BASE:
                continue
        elif char not in _JOINERS:
            # A joiner is no base: marks with joiners between them pile up as well.
            marks = 0
        kept.append(char)
    return "".join(kept)


def _wanted_selector(found: re.Match[str]) -> str:
    """The selector behind what has an emoji form, else nothing."""
    return found.group() if _has_emoji_form(found.string[found.start() - 1 : found.start()]) else ""


def _wanted_joiner(found: re.Match[str]) -> str:
    """Of a run of joiners the one that changes what is seen: inside emoji, and scripts that join or stack."""
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    if _is_virama(before):
        return found.group()[0]
    return found.group()[-1] if _joins(before) and _joins(after) else ""


def _is_virama(char: str) -> bool:
    """Where Indic scripts want joiners, also at the end of a word (RFC 5892, appendix A.1)."""
    return char != "" and unicodedata.combining(char) == _VIRAMA


def _joins(char: str) -> bool:
    point = ord(char or " ")
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
    """Whether a selector may follow."""
    point = ord(char or " ")
    return char in _EMOJI_TOO or 0x2190 <= point <= 0x2BFF or 0x1F000 <= point <= 0x1FAFF
