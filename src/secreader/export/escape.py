"""Text from outside as literal text of CommonMark (https://spec.commonmark.org/0.31.2/#backslash-escapes) and GFM."""

import re

from secreader import urls

# `~` strikes through in GFM; an ampersand matters where it begins a character reference. An underscore between letters
# is none of Markdown's, and names and bare addresses are better without backslashes.
_SPECIAL = re.compile(r"[\\*\[\]~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?[0-9A-Za-z]+;)")
# What begins a heading, a quote, a list, an underline or a table when it is the first of a line.
_FIRST = re.compile(r"[#>+\-=:|]|[0-9]{1,9}(?=[.)](?: |\Z|\\\Z))")
_LABEL_END = re.compile(r"(?<!\\)\]:")
_TICKS = re.compile("`+")
_PARENTHESES = re.compile("[()]")
_REFERENCE = re.compile(r"&(?=#?[0-9A-Za-z]+;)")


def literal(text: str) -> str:
    """`text` so that nothing in it is markup; at the start of a line `paragraph` does the rest."""
    # References rather than backslashes where the character itself would mislead: `<` readers that pass HTML through,
    # a backtick the count of those beside it.
    return _SPECIAL.sub(r"\\\g<0>", text).replace("<", "&lt;").replace("`", "&#96;")


def reference(char: str) -> str:
    """The character as a numeric reference, which counts as punctuation where emphasis begins and ends."""
    return f"&#{ord(char)};"


def paragraph(text: str) -> list[str]:
    """The lines of `text`, inline Markdown, so that they are one paragraph and nothing else."""
    if text.startswith("[") and _LABEL_END.search(text):
        # A link with `]:` in code would be read as the definition of a reference; a blank in front is not seen.
        text = f"&#32;{text}"
    return [_unmarked(line) for line in text.split("\n")]


def _unmarked(line: str) -> str:
    found = _FIRST.match(line)
    if not found:
        return line
    at = found.end() if found.group().isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def code(text: str) -> str:
    """`text`, of one line without blanks at its ends, as a code span."""
    runs = {len(run) for run in _TICKS.findall(text)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def fence(text: str) -> str:
    """A code fence that `text` cannot close."""
    return "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))


def destination(href: str) -> str:
    """`href` as a link destination, "" where it is no http or https address."""
    # cmark resolves references in addresses before it looks at backslashes: `\\&copy;` would become `\\©`.
    address = _REFERENCE.sub("&amp;", urls.absolute("", href))
    return _PARENTHESES.sub(r"\\\g<0>", address)
