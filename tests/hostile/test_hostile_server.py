"""The means of these tests can fail: traps catch, and what steers is found."""

import socket

import pytest

from hostile.answers import http
from hostile.server import HostileServer
from hostile.steering import EVIL, RAW, STEERING, steering
from secreader.model import Source
from secreader.text import clean


def test_who_connects_to_a_trap_is_caught() -> None:
    with HostileServer() as server:
        for place in (server.places.beside, server.places.elsewhere):
            host, _, port = place.partition(":")
            with socket.create_connection((host, int(port))) as connection:
                assert connection.recv(1) == b""
            assert server.caught.pop() == place


def test_what_nobody_put_there_is_a_404_and_what_is_put_is_sent_as_it_is() -> None:
    with HostileServer() as server:
        server.put("evil", lambda line: line.send(http(status=299, reason="\x1b[2J")))
        for path, first in (("/evil/below", b"HTTP/1.1 299 \x1b[2J"), ("/other", b"HTTP/1.1 404 Not Found")):
            with socket.create_connection(("127.0.0.1", server.places.port)) as connection:
                connection.sendall(f"GET {path} HTTP/1.1\r\n\r\n".encode())
                assert connection.recv(1000).startswith(first)


@pytest.mark.parametrize(
    "char", sorted({*RAW, "\x1b", "\x07", "\x00", "\r", "\x7f", "\ud800"} - set("52;c;ZXZpbA=2Jgnp.exe\u0301"))
)
def test_every_means_of_steering_is_found(char: str) -> None:
    assert STEERING.search(f"a{char}b")


def test_it_is_found_deep_inside_and_not_where_it_was_cleaned_away() -> None:
    assert steering([{"a": (Source("feed", f"x{EVIL}", ""),)}]) != []
    assert steering(Source("feed", clean(EVIL), "")) == []
    assert steering("ثغرة می‌خواهم 👨‍💻 é\n\ttext") == []
