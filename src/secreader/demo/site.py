"""What the newswire answers at each of its paths. No sockets here."""

from dataclasses import dataclass
from email.utils import format_datetime
from hashlib import sha256
from html import escape

from secreader.demo import feeds, pages
from secreader.demo.outlets import DIGEST, OUTLETS, Outlet
from secreader.demo.pages import parts
from secreader.demo.story import Newswire

SLOW = 2.0
"""Seconds that the digest takes to answer: a feed that keeps nothing else waiting."""

_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer. `etag` and `last_modified` are its validators or empty, `delay` is in seconds."""

    status: int
    content_type: str
    body: bytes
    etag: str = ""
    last_modified: str = ""
    delay: float = 0.0


class Site:
    """The pages, feeds and pictures of `newswire`, whose links begin with `base_url`."""

    def __init__(self, newswire: Newswire, base_url: str) -> None:
        self._newswire = newswire
        self._base_url = base_url
        self._stories = {story.path: story for story in newswire.stories}
        self._feeds = {outlet.feed: outlet for outlet in (*OUTLETS.values(), DIGEST)}
        self._homes = {outlet.home: outlet for outlet in OUTLETS.values()}

    def answer(self, path: str) -> Answer:
        """The answer to a GET of `path`, which has no query; 404 for what is not there."""
        if story := self._stories.get(path):
            return Answer(200, _HTML, pages.page(story, self._base_url).html.encode())
        if outlet := self._feeds.get(path):
            return self._feed(outlet)
        if house := self._homes.get(path):
            return Answer(200, _HTML, self._front(house).encode())
        if path == "/":
            return Answer(200, _HTML, _index().encode())
        if path.removesuffix(".svg") in self._stories:
            return Answer(200, "image/svg+xml", _PICTURE)
        return Answer(404, _HTML, _MISSING.encode())

    def _feed(self, outlet: Outlet) -> Answer:
        body = feeds.feed(outlet.key, self._newswire, self._base_url)
        newest = (self._newswire.listed(outlet.key) or self._newswire.stories)[0].published
        return Answer(
            status=200,
            content_type=f"{outlet.media_type}; charset=utf-8",
            body=body,
            etag=f'"{sha256(body).hexdigest()[:16]}"',
            last_modified=format_datetime(newest, usegmt=True),
            delay=SLOW if outlet is DIGEST else 0.0,
        )

    def _front(self, house: Outlet) -> str:
        listed = "\n".join(
            f'<li><a href="{story.path}">{escape(story.title)}</a>: {escape(story.deck)}</li>'
            for story in self._newswire.listed(house.key)
        )
        return _document(house.label, f"<p>{escape(house.tagline)}</p>\n<ul>\n{listed}\n</ul>", parts.alternate(house))


def _index() -> str:
    houses = "\n".join(
        f'<li><a href="{house.home}">{house.name}</a>: {escape(house.tagline)}</li>' for house in OUTLETS.values()
    )
    return _document("The demo newswire", f"<ul>\n{houses}\n</ul>", "")


def _document(title: str, body: str, head: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body><h1>{title}</h1>
<p>{parts.NOTICE}</p>
{body}
</body>
</html>
"""


_MISSING = _document("404: there is no such page", "<p>Nothing was ever here, or it is gone.</p>", "")

_PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="#456"/>'
    b'<path d="M0 9L5 4l3 3 4-5 4 7z" fill="#89a"/></svg>'
)
