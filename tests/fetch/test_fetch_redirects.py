"""Redirects: followed a little way, never to where the guard says no, never back to http."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.answering import Names, Server, by_path, fetcher, http, serving
from secreader.errors import FetchError, RefusedError
from secreader.fetch import Fetched, Fetcher
from secreader.fetch.redirects import Trail
from secreader.text import line
from secreader.urls import is_web


def to(location: str, status: int = 302) -> bytes:
    return http(b"<a>moved</a>", status=status, reason="Moved", headers=[("Location", location)])


async def followed(status: int, *more: int) -> tuple[Server, Fetched]:
    """Along /0, /1, ... with these statuses to a page."""
    answers = {str(n): to(f"/{n + 1}", number) for n, number in enumerate((status, *more))}
    answers[str(len(answers))] = http(b"here")
    async with serving(by_path(**answers)) as server, fetcher(server) as door:
        return server, await door.fetch(server.url("/0"), accept="page")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_and_the_final_address_told(status: int) -> None:
    server, got = await followed(status)
    assert (got.status, got.body, got.url) == (200, b"here", server.url("/1"))


@pytest.mark.parametrize(
    ("statuses", "permanent"),
    [
        ((301,), True),
        ((308,), True),
        ((301, 308, 301), True),
        ((302,), False),
        ((301, 302), False),
        ((303, 301), False),
    ],
)
async def test_the_move_is_permanent_when_every_step_was(statuses: tuple[int, ...], permanent: bool) -> None:
    server, got = await followed(*statuses)
    assert got.permanent_url == (server.url(f"/{len(statuses)}") if permanent else "")


async def test_five_redirects_are_followed_and_a_sixth_is_not() -> None:
    _, got = await followed(302, 302, 302, 302, 302)
    assert got.body == b"here"
    with pytest.raises(RefusedError, match="more than 5 times"):
        await followed(302, 302, 302, 302, 302, 302)


@pytest.mark.parametrize("location", ["/a", "", "?", "b"])
async def test_a_circle_is_left(location: str) -> None:
    answers = by_path(a=to(location), b=to("/a"))
    async with serving(answers) as server, fetcher(server) as door:
        with pytest.raises(FetchError) as caught:
            await door.fetch(server.url("/a"), accept="page")
    assert caught.value.status == 302
    assert len(server.asked) <= 3


async def test_a_redirect_without_an_address_leads_nowhere() -> None:
    async with serving(http(status=301, reason="Moved")) as server, fetcher(server) as door:
        with pytest.raises(FetchError, match="does not say where") as caught:
            await door.fetch(server.url(), accept="page")
    assert caught.value.status == 301


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1:6379/_INFO",
        "javascript:alert(1)",
        "data:text/html,x",
        "unix:///run/docker.sock",
        "http://[::1/",
        "http://127.0.0.1:99999/",
        "http://a b/",
    ],
)
async def test_only_web_addresses_are_followed(location: str) -> None:
    async with serving(to(location)) as server, fetcher(server) as door:
        with pytest.raises(RefusedError, match="not an http or https address"):
            await door.fetch(server.url(), accept="page")


SPELLINGS = [
    "http://{host}:{port}/",
    "http://{number}:{port}/",
    "http://0x7f000002:{port}/",
    "http://127.2:{port}/",
    "http://[::ffff:127.0.0.2]:{port}/",
    "http://[::ffff:7f00:2]:{port}/",
    "http://user@{host}:{port}/",
    "http://{allowed}@{host}:{port}/",
    "//{host}:{port}/",
    "http://127.0.0.2.:{port}/",
    "http://home.example:{port}/",
]
MEANT_TO_CONFUSE = [
    "http://0177.0.0.2:{port}/",
    "http://[::127.0.0.2]:{port}/",
    "http://127。0。0。2:{port}/",
    "http://１２７.0.0.2:{port}/",
    "http://127.0.0.2%00.wire.example:{port}/",
    "http://{allowed}\\@{host}:{port}/",
    "http://{allowed}%40{host}:{port}/",
    "http:\\\\{host}:{port}/",
]


@pytest.mark.parametrize("place", SPELLINGS + MEANT_TO_CONFUSE)
async def test_no_spelling_of_a_forbidden_address_is_connected_to(place: str) -> None:
    async with serving(http(b"secret"), host="127.0.0.2") as secret:
        location = place.format(host=secret.host, port=secret.port, number=0x7F000002, allowed="127.0.0.1")
        names = Names(home_example=["127.0.0.2"])
        async with (
            serving(to(location.encode().decode("latin-1"))) as server,
            fetcher(server, resolver=names) as door,
        ):
            with pytest.raises(FetchError):
                await door.fetch(server.url(), accept="page")
        assert secret.connections == 0


@pytest.mark.parametrize("place", SPELLINGS)
async def test_a_spelling_is_connected_to_when_the_user_allows_the_address(place: str) -> None:
    async with serving(http(b"mine"), host="127.0.0.2") as mine:
        location = place.format(host=mine.host, port=mine.port, number=0x7F000002, allowed="127.0.0.1")
        names = Names(home_example=["127.0.0.2"])
        async with (
            serving(to(location.encode().decode("latin-1"))) as server,
            fetcher(server, mine, resolver=names) as door,
        ):
            assert (await door.fetch(server.url(), accept="page")).body == b"mine"


async def test_the_port_beside_an_allowed_one_is_forbidden() -> None:
    async with serving(http(b"secret")) as secret, serving(to(secret.url())) as server, fetcher(server) as door:
        with pytest.raises(RefusedError) as caught:
            await door.fetch(server.url(), accept="page")
        assert secret.connections == 0
    assert secret.place in str(caught.value)


async def test_another_host_is_asked_without_a_trace_of_the_first() -> None:
    async with serving(http(b"x"), host="127.0.0.2") as other:
        answer = http(status=302, headers=[("Location", other.url("/y")), ("Set-Cookie", "id=1; Domain=127.0.0.2")])
        async with serving(answer) as server, fetcher(server, other) as door:
            await door.fetch(f"http://user:secret@{server.place}/", accept="page")
        assert other.asked[0].headers.keys() == {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert other.asked[0].headers["host"] == other.place


async def test_validators_go_along_and_may_be_answered_at_the_end() -> None:
    not_modified = http(status=304, reason="Not Modified")
    async with serving(by_path(a=to("/b", 301), b=not_modified)) as server, fetcher(server) as door:
        got = await door.fetch(server.url("/a"), accept="feed", etag='"1"')
    assert (got.status, got.url, got.permanent_url) == (304, server.url("/b"), server.url("/b"))
    assert server.asked[1].headers["if-none-match"] == '"1"'


async def test_the_body_of_a_redirect_is_not_read() -> None:
    moved = http(b"", status=302, headers=[("Location", "/b"), ("Content-Encoding", "gzip")], length=10**12)
    async with serving(by_path(a=moved + b"\x1f\x8b" * 1000, b=http(b"here"))) as server, fetcher(server) as door:
        assert (await door.fetch(server.url("/a"), accept="page")).body == b"here"


@pytest.mark.parametrize(
    "url", ["", "feed", "/etc/passwd", "file:///etc/passwd", "-o http://a.example/", "http://\x1b[2J"]
)
async def test_what_is_no_web_address_is_not_fetched(url: str) -> None:
    async with Fetcher() as door:
        with pytest.raises(RefusedError, match="not an http or https address") as caught:
            await door.fetch(url, accept="page")
    assert str(caught.value).isprintable()


def test_https_is_not_left_for_http() -> None:
    trail = Trail("https://wire.example/")
    with pytest.raises(RefusedError, match=r"from https to http://wire\.example/"):
        trail.redirected(301, b"http://wire.example/")
    assert Trail("http://wire.example/").redirected(301, b"https://wire.example/")


@given(st.binary() | st.text().map(str.encode), st.sampled_from([301, 302, 303, 307, 308]))
def test_any_location_leads_to_a_web_address_or_to_a_printable_refusal(location: bytes, status: int) -> None:
    trail = Trail("https://wire.example/a")
    words = ""
    try:
        trail.redirected(status, location)
    except FetchError as error:
        words = str(error)
    assert line(words) == words  # nothing in it can steer a terminal
    assert is_web(trail.url)
    assert trail.url.startswith("https:")
    assert bool(words) == (trail.url == "https://wire.example/a")
