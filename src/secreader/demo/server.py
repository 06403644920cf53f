"""The newswire on loopback: a small HTTP server with threads of its own."""

import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from secreader.demo.site import Answer, Site
from secreader.demo.story import Newswire

_HOST = "127.0.0.1"
_MOST = 32
"""Connections at a time; more are closed at once."""

_IDLE = 10.0
"""Seconds that a connection may be silent."""


class NewswireServer:
    """Serves `newswire` on a free port of 127.0.0.1 while its `with` block runs; leaving it cuts every connection."""

    def __init__(self, newswire: Newswire) -> None:
        self._newswire = newswire
        self._http = _Server((_HOST, 0), _Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="newswire", daemon=True)

    @property
    def port(self) -> int:
        return self._http.server_port

    @property
    def base_url(self) -> str:
        return f"http://{_HOST}:{self.port}"

    def __enter__(self) -> Self:
        self._http.site = Site(self._newswire, self.base_url)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.stopping.set()
        self._http.shutdown()
        self._http.cut()
        self._http.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    # Not daemons: closing waits for the threads of all connections, which `cut` has ended.
    daemon_threads = False
    request_queue_size = _MOST
    site: Site

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()

    def cut(self) -> None:
        """End every connection; a thread that reads from one sees its end."""
        with self._lock:
            for connection in self._open:
                _end(connection)

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002 - the signature is socketserver's
        with self._lock:
            if len(self._open) >= _MOST:
                return False
            self._open.add(request)
            return True

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is none of the terminal's business."""


def _end(connection: socket.socket) -> None:
    # The other side may have been faster.
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "newswire"
    sys_version = ""
    timeout = _IDLE

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def _send(self, *, with_body: bool) -> None:
        answer = self.server.site.answer(urlsplit(self.path).path)
        if self.server.stopping.wait(answer.delay):
            return
        known = self._knows(answer)
        self.send_response(304 if known else answer.status)
        if answer.etag:
            self.send_header("ETag", answer.etag)
            self.send_header("Last-Modified", answer.last_modified)
        if known:
            self.end_headers()
            return
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)

    def _knows(self, answer: Answer) -> bool:
        """Whether the client has this answer already; as RFC 9110 has it, the date counts only without a tag."""
        if not answer.etag:
            return False
        if tags := self.headers.get("If-None-Match"):
            return answer.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        return self.headers.get("If-Modified-Since") == answer.last_modified

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is http.server's
        """Nothing: the terminal belongs to the reader."""
