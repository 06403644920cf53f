"""OPML 1.0 and 2.0 (http://opml.org/spec2.opml): how feed readers hand their subscriptions to each other."""

from collections.abc import Iterable
from dataclasses import replace
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from secreader import urls
from secreader.errors import FeedError
from secreader.feeds import mend
from secreader.model import Subscription
from secreader.text import line

_LARGEST = 5_000_000
_MOST = 5_000
_DEEPEST = 20
_NAME_LIMIT = 200


def read(data: bytes) -> tuple[Subscription, ...]:
    """The feeds of an OPML file in its order; folders become categories, "a/b" where nested.

    Outlines without an http or https address are left out, feeds that are listed twice merged. Raises FeedError on
    what is no OPML, and above 5 MB, 5,000 outlines or 20 folders deep.
    """
    if len(data) > _LARGEST:
        raise FeedError("This OPML file is larger than 5 MB: split it.")
    data = mend.without_false_encoding(mend.from_declaration(data))
    try:
        outlines = _parsed(data)
    except (expat.ExpatError, LookupError, ValueError):
        # Bare ampersands in titles and addresses are the most frequent fault of exports.
        try:
            outlines = _parsed(mend.mended(data))
        except (expat.ExpatError, LookupError, ValueError):
            raise FeedError("This is not a well-formed OPML file: export it again from your feed reader.") from None
    if outlines.root != "opml":
        raise FeedError(f"This is not an OPML file: its root element is {line(outlines.root, 50)}.")
    return tuple(outlines.found.values())


def write(subscriptions: Iterable[Subscription], *, title: str = "secreader subscriptions") -> str:
    """An OPML 2.0 document with one folder a category, nested where the category says "a/b"."""
    root = _Folder()
    for feed in subscriptions:
        folder = root
        for name in filter(None, feed.category.split("/")):
            folder = folder.folders.setdefault(name, _Folder())
        folder.feeds.append(feed)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<opml version="2.0">',
            f"  <head><title>{escape(line(title))}</title></head>",
            "  <body>",
            *root.lines("    "),
            "  </body>",
            "</opml>",
            "",
        ]
    )


class _Outlines:
    """expat's handler; `found` by `urls.key`."""

    def __init__(self) -> None:
        self.root = ""
        self.found: dict[str, Subscription] = {}
        self._count = 0
        self._folders: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name.lower()
        if name.lower() != "outline":
            return
        self._count += 1
        if self._count > _MOST:
            raise FeedError(f"This OPML file lists more than {_MOST:,} outlines: split it.")
        if len(self._folders) >= _DEEPEST:
            raise FeedError(f"This OPML file nests its folders more than {_DEEPEST} deep: flatten it.")
        # Attributes are xmlUrl and htmlUrl by the standard, and xmlurl or XMLURL in the world.
        said = {key.lower(): value for key, value in attributes.items()}
        label = line(said.get("title") or said.get("text") or "", _NAME_LIMIT)
        if "xmlurl" in said:
            self._add(said, label)
            label = ""
        self._folders.append(label)

    def end(self, name: str) -> None:
        if name.lower() == "outline":
            self._folders.pop()

    def declared(self, *_: object) -> None:
        raise FeedError("This OPML file declares XML entities of its own, which are not expanded for safety.")

    def _add(self, said: dict[str, str], label: str) -> None:
        address = urls.absolute("", said["xmlurl"])
        if not address:
            return
        folder = "/".join(filter(None, self._folders)) or said.get("category", "").split(",")[0]
        feed = Subscription(
            address,
            title=label,
            site_url=urls.absolute("", said.get("htmlurl", "")),
            category="/".join(filter(None, (line(part, _NAME_LIMIT) for part in folder.split("/")))),
            language=line(said.get("language", ""), 35),
        )
        known = self.found.setdefault(urls.key(address), feed)
        self.found[urls.key(address)] = replace(
            known,
            title=known.title or feed.title,
            site_url=known.site_url or feed.site_url,
            category=known.category or feed.category,
            language=known.language or feed.language,
        )


def _parsed(data: bytes) -> _Outlines:
    outlines = _Outlines()
    parser = expat.ParserCreate()
    parser.StartElementHandler = outlines.start
    parser.EndElementHandler = outlines.end
    parser.EntityDeclHandler = outlines.declared
    parser.Parse(data, True)
    return outlines


class _Folder:
    def __init__(self) -> None:
        self.folders: dict[str, _Folder] = {}
        self.feeds: list[Subscription] = []

    def lines(self, indent: str) -> list[str]:
        written = [f"{indent}<outline {_attributes(feed)}/>" for feed in self.feeds]
        for name, folder in self.folders.items():
            written.append(f"{indent}<outline text={quoteattr(line(name, _NAME_LIMIT))}>")
            written += folder.lines(indent + "  ")
            written.append(f"{indent}</outline>")
        return written


def _attributes(feed: Subscription) -> str:
    said = {
        "type": "rss",
        "text": line(feed.title) or feed.url,
        "title": line(feed.title),
        "xmlUrl": feed.url,
        "htmlUrl": feed.site_url,
        "language": feed.language,
    }
    return " ".join(f"{name}={quoteattr(line(value, urls.URL_LIMIT))}" for name, value in said.items() if value)
