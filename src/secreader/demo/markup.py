"""The tiny Markdown of the story files, as HTML for the pages and as the text that a reader should see.

A paragraph may begin with `## ` (heading), `- ` (list item) or `> ` (quote); inside there are `code`, **strong** and
[links](https://…).
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

_INLINE = re.compile(r"`(?P<code>[^`]+)`|\*\*(?P<strong>.+?)\*\*|\[(?P<label>[^\]]+)\]\((?P<url>[^)]*)\)")
_NOTE = "Updated to add:"
_DEFANGED = re.compile(r"hxxps?://")
_WRAP = {"## ": "h2", "> ": "blockquote"}


def html(text: str) -> str:
    """Inline markup of one paragraph as HTML, everything else escaped."""
    done, out = 0, []
    for found in _INLINE.finditer(text):
        out += [escape(text[done : found.start()], quote=False), _styled(found)]
        done = found.end()
    return "".join([*out, escape(text[done:], quote=False)])


def plain(text: str) -> str:
    """The words of one paragraph without its markup."""
    bare = text.removeprefix("## ").removeprefix("- ").removeprefix("> ")
    return _INLINE.sub(lambda found: found["code"] or plain(found["strong"] or found["label"]), bare)


def is_paragraph(text: str) -> bool:
    """Whether it is neither heading nor item nor quote."""
    return not text.startswith(("## ", "- ", "> "))


def blocks(body: Iterable[str]) -> list[str]:
    """The body as HTML elements in their order; items that follow each other are one list."""
    made: list[str] = []
    for is_item, run in groupby(body, key=lambda text: text.startswith("- ")):
        if is_item:
            items = "".join(f"<li>{html(text[2:])}</li>\n" for text in run)
            made.append(f"<ul>\n{items}</ul>")
        else:
            made += map(_block, run)
    return made


def indicators(values: Sequence[str]) -> list[str]:
    """A heading and a table of indicators, none for none."""
    if not values:
        return []
    rows = "".join(
        f"<tr><td>{kind}</td><td><code>{escape(value)}</code></td></tr>\n" for kind, value in map(_typed, values)
    )
    head = "<thead>\n<tr><th>Type</th><th>Indicator</th></tr>\n</thead>"
    return ["<h2>Indicators</h2>", f"<table>\n{head}\n<tbody>\n{rows}</tbody>\n</table>"]


def seen(body: Sequence[str], values: Sequence[str]) -> tuple[str, ...]:
    """What a reader shows of body and indicators, block by block; updates are notes, not body."""
    texts = [plain(text) for text in body if not text.startswith(_NOTE)]
    if values:
        rows = [("Type", "Indicator"), *map(_typed, values)]
        texts += ["Indicators", "\n".join(" | ".join(row) for row in rows)]
    return tuple(texts)


def notes(body: Sequence[str]) -> tuple[str, ...]:
    """The updates and corrections in `body`."""
    return tuple(plain(text) for text in body if text.startswith(_NOTE))


def _styled(found: re.Match[str]) -> str:
    if found["code"]:
        return f"<code>{escape(found['code'], quote=False)}</code>"
    if found["strong"]:
        return f"<strong>{html(found['strong'])}</strong>"
    return f'<a href="{escape(found["url"])}">{html(found["label"])}</a>'


def _block(text: str) -> str:
    for mark, tag in _WRAP.items():
        if text.startswith(mark):
            inner = html(text.removeprefix(mark))
            return f"<{tag}><p>{inner}</p></{tag}>" if tag == "blockquote" else f"<{tag}>{inner}</{tag}>"
    return f"<p>{html(text)}</p>"


def _typed(value: str) -> tuple[str, str]:
    """The kind of an indicator and the indicator."""
    if value.startswith("sha256 "):
        return "SHA-256", value.removeprefix("sha256 ")
    return ("URL" if _DEFANGED.match(value) else "IPv4"), value
