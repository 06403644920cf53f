"""The newswire answers on loopback like a web site, says nothing on the terminal and ends when it is told to."""

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from the_newswire import NEWSWIRE, every_story

from secreader.demo import site
from secreader.demo.newswire import DemoStory, subscriptions
from secreader.demo.outlets import DIGEST, OUTLETS, RETIRED, Outlet
from secreader.demo.server import NewswireServer
from secreader.feeds import discover


@pytest.fixture(scope="module")
def server() -> Iterator[NewswireServer]:
    with NewswireServer(NEWSWIRE) as running:
        yield running


def get(
    server: NewswireServer, path: str, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


@every_story
def test_every_story_is_a_page_in_utf_8(server: NewswireServer, story: DemoStory) -> None:
    status, headers, body = get(server, story.path)
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert f'href="{server.base_url}{story.path}"' in body.decode()


@pytest.mark.parametrize("outlet", list(OUTLETS.values()), ids=lambda outlet: outlet.key)
def test_every_feed_is_there_and_its_outlet_s_front_page_announces_it(server: NewswireServer, outlet: Outlet) -> None:
    status, headers, body = get(server, outlet.feed)
    assert status == 200
    assert headers["Content-Type"].startswith(outlet.media_type)
    assert body
    front = get(server, outlet.home)[2]
    assert [found.url for found in discover(front, url=server.base_url + outlet.home)] == [
        server.base_url + outlet.feed
    ]
    assert NEWSWIRE.listed(outlet.key)[0].path.encode() in front
    assert outlet.home.encode() in get(server, "/")[2]


def test_only_the_feed_of_the_retired_wire_is_gone(server: NewswireServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "SLOW", 0.0)
    paths = [feed.url.removeprefix(server.base_url) for feed in subscriptions(server.base_url)]
    assert [path for path in paths if get(server, path)[0] != 200] == [RETIRED.feed]
    assert get(server, RETIRED.feed)[0] == 404


def test_an_unknown_path_answers_a_page_that_says_so(server: NewswireServer) -> None:
    status, headers, body = get(server, "/harbour/never-was")
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"no such page" in body


def test_a_query_behind_the_path_changes_nothing(server: NewswireServer) -> None:
    path = NEWSWIRE.stories[0].path
    assert get(server, path + "?utm_source=x&a=1")[::2] == get(server, path)[::2]


def test_lead_images_are_there(server: NewswireServer) -> None:
    status, headers, body = get(server, NEWSWIRE.stories[0].path + ".svg")
    assert (status, headers["Content-Type"]) == (200, "image/svg+xml")
    assert body.startswith(b"<svg")


def test_a_feed_that_is_known_by_its_tag_or_its_date_is_not_sent_again(server: NewswireServer) -> None:
    path = OUTLETS["harbour"].feed
    _, headers, _ = get(server, path)
    for known in (
        {"If_None_Match": headers["ETag"]},
        {"If_None_Match": f'"other", W/{headers["ETag"]}'},
        {"If_Modified_Since": headers["Last-Modified"]},
    ):
        status, again, body = get(server, path, **known)
        assert (status, body, again["ETag"]) == (304, b"", headers["ETag"])


def test_a_feed_with_another_tag_is_sent_whatever_its_date(server: NewswireServer) -> None:
    path = OUTLETS["harbour"].feed
    _, headers, body = get(server, path)
    assert get(server, path, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[::2] == (200, body)
    assert get(server, path, If_Modified_Since="Thu, 01 Jan 1970 00:00:00 GMT")[0] == 200


def test_a_head_request_gets_the_headers_alone(server: NewswireServer) -> None:
    path = NEWSWIRE.stories[0].path
    status, headers, body = get(server, path, "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(get(server, path)[2])


def test_one_connection_can_ask_several_times(server: NewswireServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    for story in NEWSWIRE.stories[:3]:
        connection.request("GET", story.path)
        used = connection.sock
        assert connection.getresponse().read()
        assert connection.sock is used
    connection.close()


def test_the_digest_takes_its_time(server: NewswireServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert site.SLOW == 2.0
    monkeypatch.setattr(site, "SLOW", 0.2)
    begun = time.monotonic()
    assert get(server, DIGEST.feed)[0] == 200
    assert time.monotonic() - begun >= 0.2


def test_a_slow_answer_keeps_no_other_waiting_and_leaving_cuts_it_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "SLOW", 300.0)
    with NewswireServer(NEWSWIRE) as server:
        digest = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        digest.sendall(f"GET {DIGEST.feed} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        silent = socket.create_connection(("127.0.0.1", server.port), timeout=30)
        assert get(server, NEWSWIRE.stories[0].path)[0] == 200
    assert digest.recv(1) == b""
    assert silent.recv(1) == b""
    digest.close()
    silent.close()


def test_when_it_is_left_nobody_listens_any_more() -> None:
    with NewswireServer(NEWSWIRE) as server:
        port = server.port
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=30)


def test_two_newswires_can_be_served_at_once() -> None:
    with NewswireServer(NEWSWIRE) as one, NewswireServer(NEWSWIRE) as other:
        assert one.base_url != other.base_url
        assert one.base_url.encode() in get(one, NEWSWIRE.stories[0].path)[2]
        assert other.base_url.encode() in get(other, NEWSWIRE.stories[0].path)[2]


def test_a_crowd_of_connections_is_turned_away_and_the_rest_is_served() -> None:
    with NewswireServer(NEWSWIRE) as server:
        crowd = [socket.create_connection(("127.0.0.1", server.port), timeout=30) for _ in range(33)]
        assert crowd[32].recv(1) == b""
        crowd[0].sendall(f"GET {NEWSWIRE.stories[0].path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert crowd[0].recv(12) == b"HTTP/1.1 200"
        for connection in crowd:
            connection.close()


def test_it_prints_nothing_whatever_comes(capfd: pytest.CaptureFixture[str]) -> None:
    with NewswireServer(NEWSWIRE) as server:
        get(server, NEWSWIRE.stories[0].path)
        get(server, "/nothing")
        assert get(server, "/", "BREW")[0] == 501
        for noise in (b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nA: " + b"x" * 70_000, b""):
            # The server may hang up on it before it is through.
            with (
                suppress(ConnectionError),
                socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection,
            ):
                connection.sendall(noise)
        # One that resets the connection instead of reading its answer.
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            with suppress(ConnectionError):
                connection.sendall(f"GET {NEWSWIRE.stories[0].path} HTTP/1.1\r\n\r\n".encode() * 50)
        assert get(server, NEWSWIRE.stories[0].path)[0] == 200
    assert capfd.readouterr() == ("", "")
