"""A server on loopback that behaves as badly as it is told, and traps beside it that nobody may ever connect to.

Blocking sockets and threads: what it sends is bytes, and nothing corrects what is no HTTP.
"""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

HERE, ELSEWHERE = "127.0.0.1", "127.0.0.2"


@dataclass(frozen=True)
class Places:
    """`here` is what a reader may connect to; every trap is a place (host:port) that it must never reach.

    `beside` is another port of the same address, `elsewhere` the same port of another one.
    """

    port: int
    beside_port: int

    @property
    def here(self) -> str:
        return f"{HERE}:{self.port}"

    @property
    def beside(self) -> str:
        return f"{HERE}:{self.beside_port}"

    @property
    def elsewhere(self) -> str:
        return f"{ELSEWHERE}:{self.port}"


class Line:
    """One request and the connection that its answer goes out on."""

    def __init__(self, connection: socket.socket, places: Places, path: str, stopping: threading.Event) -> None:
        self._connection = connection
        self._stopping = stopping
        self.places = places
        self.path = path

    def send(self, data: bytes) -> None:
        """Raises OSError when nobody listens any more."""
        self._connection.sendall(data)

    def pause(self, seconds: float) -> None:
        """A slow server; raises OSError when it is being stopped."""
        if self._stopping.wait(seconds):
            raise ConnectionAbortedError

    def hang_up(self) -> None:
        """Nothing more comes."""
        self._connection.shutdown(socket.SHUT_RDWR)


Behaviour = Callable[[Line], None]


class HostileServer:
    """Serves while its `with` block runs. /name and all below it behave as `put(name, ...)` says, all else is a 404."""

    def __init__(self) -> None:
        self._listening = socket.create_server((HERE, 0))
        port = self._listening.getsockname()[1]
        beside = socket.create_server((HERE, 0))
        self._traps = [beside, socket.create_server((ELSEWHERE, port))]
        with suppress(OSError):  # Where there is no IPv6, nothing can be reached by it.
            self._traps.append(socket.create_server(("::1", beside.getsockname()[1]), family=socket.AF_INET6))
        self.places = Places(port, beside.getsockname()[1])
        self.behaviours: dict[str, Behaviour] = {}
        self.caught: list[str] = []
        """Who was connected to although it must not be."""
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()
        self._lock = threading.Lock()

    def put(self, name: str, behaviour: Behaviour) -> str:
        """Behave so at /`name`, whose address is answered."""
        self.behaviours[name] = behaviour
        return f"http://{self.places.here}/{name}"

    def __enter__(self) -> Self:
        self._start(self._accept, self._listening, self._converse)
        for trap in self._traps:
            self._start(self._accept, trap, self._catch)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        with self._lock:
            for sock in (self._listening, *self._traps, *self._open):
                _cut(sock)
        for thread in self._threads:
            thread.join()
        for sock in (self._listening, *self._traps):
            sock.close()

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listening: socket.socket, serve: Callable[[socket.socket], None]) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(connection)
            self._start(serve, connection)

    def _catch(self, connection: socket.socket) -> None:
        self.caught.append("{}:{}".format(*connection.getsockname()))
        self._close(connection)

    def _converse(self, connection: socket.socket) -> None:
        with suppress(OSError):
            while path := _asked(connection):
                behave = self.behaviours.get(path.split("/")[1].partition("?")[0], _not_found)
                behave(Line(connection, self.places, path, self._stopping))
        self._close(connection)

    def _close(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.discard(connection)
        connection.close()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _asked(connection: socket.socket) -> str:
    """The path of the next request, "" when none comes."""
    head = b""
    while b"\r\n\r\n" not in head:
        more = connection.recv(4096)
        if not more:
            return ""
        head += more
    return head.split(b" ")[1].decode("latin-1")


def _not_found(line: Line) -> None:
    line.send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
