"""Bytes of a page to text, in the order of the HTML standard: byte order mark, valid UTF-8, header, meta element."""

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 4_096
_META = re.compile(rb"<meta\s[^<>]{0,500}?charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([\w.:-]{1,40})", re.IGNORECASE)

# WHATWG labels to the codecs that browsers mean by them. Nothing else: Python also knows "idna", "undefined", "zip".
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "koi8-r": "koi8_r",
    "koi8-u": "koi8_u",
    "ibm866": "cp866",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "iso-8859-11": "cp874",
    "iso-8859-9": "cp1254",
    **{f"windows-{page}": f"cp{page}" for page in range(1250, 1259)},
    **{f"iso-8859-{part}": f"iso8859_{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}
_LATIN = "cp1252"
"""What iso-8859-1, ascii and every unknown label mean on the web."""

_TOLERATED = 0.005
"""Share of broken bytes up to which a page that says UTF-8 is believed."""


def decode(html: bytes, charset: str | None = None) -> str:
    """`html` as text; `charset` is the HTTP header's. Never fails: what no codec reads becomes U+FFFD."""
    for mark, codec in _BOMS:
        if html.startswith(mark):
            return html[len(mark) :].decode(codec, "replace")
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _META.search(html[:_HEAD])
    named = (charset or (found[1].decode("ascii", "replace") if found else "")).strip().strip("\"'").lower()
    codec = _CODECS.get(named, _LATIN)
    if codec == "utf-8" or (found and found[1].lower() in (b"utf-8", b"utf8")):
        text = html.decode("utf-8", "replace")
        if text.count("\ufffd") <= len(text) * _TOLERATED:
            return text
        codec = _LATIN if codec == "utf-8" else codec
    return html.decode(codec, "replace")
