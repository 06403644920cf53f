"""A small web of our own on loopback: a feed, its pages, a site that names feeds, and whatever a test puts there."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

PARAGRAPH = (
    "The desk looked into the matter for a week and found that the patch had been ready before the attack began."
)

ITEM = "<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{date}</pubDate>{more}</item>"
"""`more` is any further markup."""


@dataclass
class Wire:
    """Answers GET with what `put` says, 404 for all else; `base` is its address, `asked` the paths asked for."""

    pages: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        wire = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                wire.asked.append(self.path)
                status, kind, body = wire.pages.get(self.path, (404, "text/plain", b"nothing"))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def port(self) -> int:
        return self._http.server_port

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200) -> str:
        """Answer `path` so from now on; its address."""
        self.pages[path] = (status, kind, body if isinstance(body, bytes) else body.encode())
        return self.base + path

    def feed(self, path: str, items: str, title: str = "The Wire") -> str:
        """Answer `path` with an RSS feed of `items`; its address."""
        channel = f"<channel><title>{title}</title><link>{self.base}/</link>{items}</channel>"
        return self.put(path, f'<rss version="2.0">{channel}</rss>', "application/rss+xml")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def item(title: str, link: str, date: str = "Mon, 02 Mar 2026 10:00:00 GMT", more: str = "") -> str:
    return ITEM.format(title=title, link=link, date=date, more=more)


def page(title: str, *, related: str = "", body: str = "") -> str:
    """A page with an article of six paragraphs, `body` first, and a list of `related` links."""
    text = body + "".join(f"<p>{number}. {PARAGRAPH}</p>" for number in range(6))
    links = f"<p><strong>Also read:</strong></p><ul>{related}</ul>" if related else ""
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{text}{links}</article></body></html>"
    )


def furnish(wire: Wire) -> None:
    """One feed of three stories, two of which have pages."""
    wire.feed(
        "/feed.xml",
        item(
            "Backdoor in xz, CVE-2024-3094",
            "/xz",
            "Tue, 03 Mar 2026 10:00:00 GMT",
            "<description>In short.</description>",
        )
        + item("Botnet of routers", "/botnet", "Mon, 02 Mar 2026 10:00:00 GMT")
        + item(
            "A page that is gone", "/gone", "Sun, 01 Mar 2026 10:00:00 GMT", "<description>Only this.</description>"
        ),
    )
    wire.put("/xz", page("Backdoor in xz", related='<li><a href="/botnet">Botnet of routers</a></li>'))
    wire.put("/botnet", page("Botnet of routers"))
