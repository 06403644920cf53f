"""What a text names, as canonical ids with the place where they were written. Pure; linear in the text's length."""

import re
from datetime import UTC, datetime

from secreader.model import Entities, Entity

__all__ = ["find"]

_HYPHEN = r"[-\u2010\u2011\u2012\u2013\u2212]"
"""Editors turn the hyphen of an id into a typographic one; readers should find it all the same."""

_CVE = re.compile(
    rf"[Cc](?<![A-Za-z0-9][Cc])[Vv][Ee]{_HYPHEN}((?:1999|20\d\d)){_HYPHEN}(\d{{4,7}}(?:/\d{{4,7}}){{0,9}})(?![0-9A-Za-z])"
)
"""Begins with a letter, for which the search looks first: twice as fast.

CVE ids have a year from 1999 on and four to seven digits (CVE numbering rules 4.1); `CVE-2025-0282/0283` is two."""


def find(title: str, text: str) -> Entities:
    """The ids in `title` and `text`, in order of first appearance, each once.

    `start` counts in title + newline + text. Years after the next one are no CVE ids yet.
    """
    latest = datetime.now(UTC).year + 1
    whole = f"{title}\n{text}"
    found: dict[str, Entity] = {}
    for match in _CVE.finditer(whole):
        year, start = match[1], match.start()
        if int(year) > latest:
            continue
        for number in match[2].split("/"):
            value = f"CVE-{year}-{number}"
            found.setdefault(value, Entity("cve", value, match[0], start))
    return Entities(tuple(found.values()))
