"""The charset of a Content-Type: only what the web knows (WHATWG Encoding Standard), never codecs of Python's own."""

import codecs
import re

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,39}")

# Python's names of the web's encodings, and what the standard reads in their stead: the superset that pages mean.
_KNOWN = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp866": "cp866",
    "cp874": "cp874",
    "cp932": "cp932",
    "cp949": "cp949",
    "euc_jp": "euc_jp",
    "euc_kr": "cp949",
    "gb18030": "gb18030",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso2022_jp": "iso2022_jp",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "mac-cyrillic": "mac-cyrillic",
    "mac-roman": "mac-roman",
    "shift_jis": "cp932",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-16-le": "utf-16-le",
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    **{f"iso8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"cp{page}": f"cp{page}" for page in range(1250, 1259)},
}


def known_charset(label: str) -> str | None:
    """The Python codec for a charset label as servers write it; None for what the web does not know."""
    label = label.strip().strip("\"'").strip()
    if not _LABEL.fullmatch(label):
        return None
    for candidate in (label, label.lower().removeprefix("x-")):
        try:
            return _KNOWN.get(codecs.lookup(candidate).name)
        except LookupError:
            continue
    return None
