"""Text from outside: what may reach the terminal, and what stays readable."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from secreader.text import TITLE_LIMIT, _harmless, clean, line

# Format characters that have a shape of their own: Arabic number and verse signs, Syriac abbreviation, Kaithi numbers.
VISIBLE_FORMATS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
JOINERS = set("\u200c\u200d")
MARKS = "\u0300\u0301\u0323\u0336\u0488\u20dd\u093c\u094d\u064b\u0651\ufe0f"

HOSTILE = st.text(
    st.sampled_from(
        "ab \t\n\r\x00\x07\x0b\x0c\x1b\x1c\x7f\x85\x9b\x9d\x9c\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u202e"
        "\u2028\u2029\u2060\u2066\u2069\u3164\ufe00\ufe0e\ufe0f\ufeff\ufff9\ufffc\uffff\ud800\udfff\U000e0041\U000e0101"
        "\u0645\u06cc\u0915\u094d\u0937\u0d28\u0d4d\u4e2d\U0001f468\U0001f4bb\u2764\u00e9#1" + MARKS
    ),
    max_size=40,
) | st.text(max_size=40)


def forbidden(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cc":
        return char not in "\n\t"
    if category == "Cf":
        return char not in VISIBLE_FORMATS and char not in JOINERS
    return category in ("Cs", "Zl", "Zp") or 0xFE00 <= ord(char) <= 0xFE0D or 0xE0000 <= ord(char) <= 0xE0FFF


def most_marks(text: str) -> int:
    """The longest run of marks in `text`, seen through joiners."""
    longest = run = 0
    for char in text:
        if unicodedata.category(char) in ("Mn", "Me"):
            run += 1
        elif char not in JOINERS:
            run = 0
        longest = max(longest, run)
    return longest


def test_of_all_of_unicode_only_what_can_be_seen_passes() -> None:
    passed = set(clean("a".join(map(chr, range(0x110000)))))
    assert [hex(ord(char)) for char in passed if forbidden(char)] == []
    assert not passed & JOINERS


def test_letters_digits_punctuation_and_symbols_of_every_script_stay() -> None:
    fillers = {"\u115f", "\u1160", "\u3164", "\uffa0"}
    kept = [
        point
        for point in range(0x110000)
        if unicodedata.category(char := chr(point))[0] in "LNPS" and char not in fillers and char != "\ufffc"
    ]
    text = "".join(map(chr, kept))
    assert clean(text) == text


@given(HOSTILE)
@example("\u0645\u064b\u0651\u200d\u064b\u0651\u200d\u064b\u0651\u200dx")
@example("\u0645\u064b\u064b\u064b\u200d\u064b\u064bx")
@example("\r\r\n\n")
def test_any_text_comes_out_without_a_character_that_steers_or_hides(text: str) -> None:
    cleaned = clean(text)
    assert not [char for char in cleaned if forbidden(char)]
    assert most_marks(cleaned) <= 3
    assert len(cleaned) <= len(text)


@given(HOSTILE)
@example("\u0645\u064b\u064b\u064b\u200d\u064b\u064bx")
@example("\u2764\ufe0f\u200d\u200d\U0001f525\u200d")
@example("\u0645\u200c\ufe0f")
@example("1\ufe0e\ufe0f\u20e3")
@example("\u094d\u200d\u094d\u200d\u094d\u200d\u094d\u200d")
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(HOSTILE, st.integers(2, 40))
@example("\U0001f468\u200d\U0001f4bb\U0001f4bb", 3)
@example(" \u0301 \u0301", 3)
def test_a_line_is_one_clean_line_no_longer_than_asked_and_stays_as_it_is(text: str, limit: int) -> None:
    cut = line(text, limit)
    assert len(cut) <= limit
    assert cut == cut.strip()
    assert not set(cut) & set("\n\t")
    assert "  " not in cut
    assert clean(cut) == cut
    assert line(cut, limit) == cut


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b]52;c;cm0gLXJm\x07Patch now", "]52;c;cm0gLXJmPatch now"),
        ("\x9d0;owned\x9cPatch now", "0;ownedPatch now"),
        ("\x1b[2J\x1b[31mred", "[2J[31mred"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("\u2067left\u2069 right", "left right"),
        ("pay\u200bpal soft\u00adhyphen", "paypal softhyphen"),
        ("seen\U000e0068\U000e0069", "seen"),
        ("back\x08space del\x7f nul\x00", "backspace del nul"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("\ufeffmark first", "mark first"),
    ],
)
def test_what_steers_a_terminal_or_hides_is_taken_out_and_the_words_stay(written: str, shown: str) -> None:
    assert clean(written) == shown


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\u2028", "\u2029"])
def test_every_kind_of_line_end_becomes_a_newline(end: str) -> None:
    assert clean(f"one{end}two\tthree") == "one\ntwo\tthree"


@pytest.mark.parametrize(
    "text",
    [
        "Fünf Lücken in „exchange“ – CVE-2026-1 [Update] {x} & <b>",
        "ثغرة خطيرة في خوادم البريد",
        "می‌خواهم",  # ZWNJ inside a Persian word
        "פרצת אבטחה חמורה",
        "क्‍ष and श्री",  # ZWJ after a virama
        "അവന്‍ വന്നു",  # at the end of a word
        "ความปลอดภัยทางไซเบอร์",
        "中国网络安全机构 — ソフトウェア",
        "👨‍💻 ❤️‍🔥 🏳️‍🌈 1️⃣ ☎︎ ©️",
        "Việt Nam Z̧ͦ",
    ],
)
def test_the_worlds_scripts_and_emoji_stay_as_they_are(text: str) -> None:
    assert clean(text) == text
    assert line(text) == text


@pytest.mark.parametrize("idle", ["\u200d", "\u200c", "\ufe0f", "\ufe0e"])
def test_joiners_and_selectors_that_join_nothing_cannot_hide_in_a_name(idle: str) -> None:
    assert clean(f"pay{idle}pal {idle}x{idle}") == "paypal x"
    assert clean(idle) == ""


def test_a_flood_of_combining_marks_is_cut_to_three_a_character() -> None:
    assert clean("e\u0301\u0316\u0336\u0489!") == "e\u0301\u0316\u0336!"
    assert clean("\U0001f47b\u0301\u0316\u0336\u0489!") == "\U0001f47b\u0301\u0316\u0336!"
    flood = "\u0301\u0316\u0336\u0489" * 10_000
    assert clean(f"Z{flood}algo{flood}") == "Z\u0301\u0316\u0336algo\u0301\u0316\u0336"
    assert clean("\u0645" + "\u064b\u200d" * 10_000 + "\u0645").count("\u064b") == 3


def test_a_title_of_a_megabyte_is_cut_with_an_ellipsis() -> None:
    title = line("An endless title " * 60_000)
    assert len(title) <= TITLE_LIMIT == 500
    assert title.startswith("An endless title An")
    assert title.endswith("…")


def test_a_title_after_pages_of_white_space_is_found() -> None:
    assert line("\n\t " * 10_000 + "Patch\n  now\u00a0please\u3000 ") == "Patch now please"


def test_a_title_just_as_long_as_may_be_is_not_cut() -> None:
    assert line("x" * TITLE_LIMIT) == "x" * TITLE_LIMIT
    assert line("x" * (TITLE_LIMIT + 1)) == "x" * (TITLE_LIMIT - 1) + "…"
    assert line("one two three", 5) == "one…"


def test_a_cut_never_leaves_half_an_emoji_sequence_joined_to_the_ellipsis() -> None:
    assert line("ab\U0001f468\u200d\U0001f4bb more", 5) == "ab\U0001f468…"


def test_what_is_taken_for_harmless_by_one_look_is_what_every_look_leaves() -> None:
    """The escape at the end makes the text go the long way."""
    harmless = "".join(filter(_harmless().fullmatch, map(chr, range(0x10000))))
    assert clean(harmless) == harmless
    assert clean(harmless * 5 + "\x1b") == harmless * 5
    for char in harmless:
        assert clean(char * 5 + "\x1b") == char * 5
