"""Answers as they go over the wire, and well-formed feeds and pages to put hostile things into."""

from collections.abc import Iterable

from hostile.server import Behaviour, Line

RSS, ATOM, JSON, HTML = "application/rss+xml", "application/atom+xml", "application/feed+json", "text/html"

Headers = tuple[tuple[str, str], ...]


def http(body: bytes = b"", kind: str = "", *, status: int = 200, reason: str = "OK", headers: Headers = ()) -> bytes:
    """An answer of this type with the headers as they are, be they HTTP or not."""
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers)]
    if kind:
        lines.append(f"Content-Type: {kind}")
    lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def saying(answer: bytes) -> Behaviour:
    return lambda line: line.send(answer)


def body(data: bytes | str, kind: str = RSS, *headers: tuple[str, str]) -> Behaviour:
    """`data` as the body of a proper answer."""
    return saying(http(data if isinstance(data, bytes) else data.encode(), kind, headers=headers))


def chunked(chunks: Iterable[bytes], *headers: str) -> Behaviour:
    """Chunk after chunk, for as long as anybody listens."""

    def behave(line: Line) -> None:
        line.send("\r\n".join(["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", *headers, "", ""]).encode("latin-1"))
        for chunk in chunks:
            line.send(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        line.send(b"0\r\n\r\n")

    return behave


def item(title: str, more: str = "", *, guid: str = "", link: str = "") -> str:
    """An item of RSS; `title` and `more` are XML, and link and guid follow from the title unless they are given."""
    slug = guid or "".join(char for char in title.lower() if char.isalnum()) or "none"
    return (
        f"<item><title>{title}</title><link>{link or f'https://news.example/{slug}'}</link><guid>{slug}</guid>"
        f"{more}</item>"
    )


def rss(*items: str, head: str = "<title>Feed</title>", start: str = "") -> str:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'{start}<rss version="2.0" {spaces}><channel>{head}{"".join(items)}</channel></rss>'


def atom(*entries: str, head: str = "<title>Feed</title>") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{"".join(entries)}</feed>'


PARAGRAPHS = "".join(
    f"<p>Part {number}: the desk looked into the matter for a week and found that the patch was ready before.</p>"
    for number in range(6)
)


def page(content: str = "", *, head: str = "<title>A page</title>", after: str = "") -> str:
    """A web page whose article has six paragraphs behind `content`."""
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><article><h1>A page</h1>{content}{PARAGRAPHS}</article>"
        f"{after}</body></html>"
    )
