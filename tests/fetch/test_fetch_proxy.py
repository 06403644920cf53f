"""Through a proxy: it alone is connected to, it is asked only for names that may be public, and its faults are told."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

from fetch.answering import Asked, fetcher, http, serving
from fetch.certificates import authority, needs_openssl
from secreader.errors import ConfigError, FetchError, RefusedError
from secreader.fetch import Fetcher

AUTH = "Basic " + base64.b64encode(b"user:p@ss").decode()


@dataclass
class Proxy:
    """A proxy for http and CONNECT, and for SOCKS 5, that leads every name to `target`."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    tunnels: bytes = b"HTTP/1.1 200 Connection established\r\n\r\n"


@asynccontextmanager
async def proxying(target: int) -> AsyncIterator[Proxy]:
    proxy = Proxy()
    tasks: set[asyncio.Task[None]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with suppress(asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            first = await reader.readexactly(1)
            if first == b"\x05":
                await _socks(proxy, reader, writer)
            else:
                head = first + await reader.readuntil(b"\r\n\r\n")
                proxy.asked.append(head.split(b"\r\n")[0].decode())
                writer.write(proxy.tunnels)
            if b" 200 " in proxy.tunnels:
                await _relay(reader, writer, target)
        writer.close()

    listening = await asyncio.start_server(converse, "127.0.0.1", 0)
    proxy.port = listening.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _socks(proxy: Proxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """RFC 1928: no authentication, CONNECT to a name."""
    await reader.readexactly((await reader.readexactly(1))[0])
    writer.write(b"\x05\x00")
    *_, length = await reader.readexactly(5)
    proxy.asked.append((await reader.readexactly(length)).decode())
    await reader.readexactly(2)
    writer.write(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")


async def _relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: int) -> None:
    behind, ahead = await asyncio.open_connection("127.0.0.1", target)

    async def pass_on(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(65536):
            sink.write(data)

    try:
        await asyncio.wait(
            [asyncio.create_task(pass_on(reader, ahead)), asyncio.create_task(pass_on(behind, writer))],
            return_when=asyncio.FIRST_COMPLETED,
        )
    finally:
        ahead.close()


async def test_http_goes_to_the_proxy_with_the_whole_address() -> None:
    async with serving(http(b"x")) as server, Fetcher(proxy=f"http://user:p%40ss@{server.place}") as door:
        got = await door.fetch("http://wire.example/a?b", accept="page")
    (request,) = server.asked
    assert (got.body, got.url) == (b"x", "http://wire.example/a?b")
    assert request.path == "http://wire.example/a?b"
    assert request.headers["host"] == "wire.example"
    assert request.headers["proxy-authorization"] == AUTH


@needs_openssl
async def test_https_goes_through_a_tunnel_and_is_verified_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted = authority(tmp_path / "ca")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted.certificate))
    async with (
        serving(http(b"safe"), tls=trusted.server("DNS:wire.example")) as server,
        proxying(server.port) as proxy,
        Fetcher(proxy=f"http://127.0.0.1:{proxy.port}") as door,
    ):
        assert (await door.fetch("https://wire.example/", accept="page")).body == b"safe"
        with pytest.raises(FetchError, match="for another host"):
            await door.fetch("https://other.example/", accept="page")
    assert proxy.asked == ["CONNECT wire.example:443 HTTP/1.1", "CONNECT other.example:443 HTTP/1.1"]


@needs_openssl
async def test_of_an_expired_certificate_behind_a_proxy_the_date_is_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    trusted = authority(tmp_path / "ca")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted.certificate))
    tls = trusted.server("DNS:wire.example", begins=timedelta(days=-9), ends=timedelta(days=-3))
    async with (
        serving(http(b"safe"), tls=tls) as server,
        proxying(server.port) as proxy,
        Fetcher(proxy=f"http://127.0.0.1:{proxy.port}") as door,
    ):
        with pytest.raises(FetchError, match=r"certificate of wire\.example expired; "):
            await door.fetch("https://wire.example/", accept="page")


@pytest.mark.skipif(find_spec("socksio") is None, reason="needs the extra socks")
@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
async def test_a_socks_proxy_is_asked_for_the_name(scheme: str) -> None:
    async with (
        serving(http(b"x")) as server,
        proxying(server.port) as proxy,
        Fetcher(proxy=f"{scheme}://127.0.0.1:{proxy.port}") as door,
    ):
        assert (await door.fetch("http://wire.example/", accept="page")).body == b"x"
        with pytest.raises(RefusedError):
            await door.fetch("http://localhost/", accept="page")
    assert proxy.asked == ["wire.example"]


@pytest.mark.skipif(find_spec("socksio") is None, reason="needs the extra socks")
@pytest.mark.parametrize(
    ("answer", "words"), [(b"HTTP/1.1 400 Bad Request\r\n\r\n", "does not speak SOCKS"), (b"\x05\xff", "refuses")]
)
async def test_a_proxy_that_is_no_such_proxy_says_so(answer: bytes, words: str) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(3)
        writer.write(answer)
        writer.close()

    listening = await asyncio.start_server(speak, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    async with listening, Fetcher(proxy=f"socks5://127.0.0.1:{port}") as door:
        with pytest.raises(FetchError, match=words):
            await door.fetch("http://wire.example/", accept="page")


async def test_socks_without_its_library_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secreader.fetch.proxy.find_spec", lambda _name: None)
    with pytest.raises(ConfigError, match=r"pip install 'secreader\[socks\]'"):
        Fetcher(proxy="socks5://127.0.0.1:1080")


PRIVATE = [
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://10.1.2.3:8080/",
    "http://169.254.169.254/latest/meta-data/",
    "http://localhost/",
    "https://LOCALHOST:8443/",
    "http://localhost./",
    "http://a.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://router.home.arpa/",
    "http://intranet/",
]


@pytest.mark.parametrize("url", PRIVATE)
async def test_a_proxy_is_not_asked_for_what_is_private_by_its_name(url: str) -> None:
    async with serving(http(b"secret")) as server, Fetcher(proxy=f"http://{server.place}") as door:
        with pytest.raises(RefusedError, match="not on the public internet"):
            await door.fetch(url, accept="page")
    assert server.connections == 0


@pytest.mark.parametrize(
    ("url", "allow"),
    [
        ("http://127.0.0.1/", "127.0.0.0/8"),
        ("http://printer.local/", "printer.local:80"),
        ("http://intranet/", "intranet"),
        ("http://93.184.216.34/", "127.0.0.1"),
        ("http://localhost.example/", "127.0.0.1"),
        ("http://0x7f.example/", "127.0.0.1"),
    ],
)
async def test_and_is_asked_for_what_is_public_or_allowed(url: str, allow: str) -> None:
    async with serving(http(b"x")) as server, Fetcher(proxy=f"http://{server.place}", allow=[allow]) as door:
        assert (await door.fetch(url, accept="page")).body == b"x"


async def test_every_redirect_is_checked_for_its_name() -> None:
    moved = http(status=302, headers=[("Location", "http://169.254.169.254/")])
    async with serving(moved) as server, Fetcher(proxy=f"http://{server.place}") as door:
        with pytest.raises(RefusedError, match=r"169\.254\.169\.254 is not on the public internet"):
            await door.fetch("http://wire.example/", accept="page")
    assert len(server.asked) == 1


async def test_a_proxy_that_wants_a_password() -> None:
    answer = http(status=407, reason="Proxy Authentication Required")
    async with serving(answer) as server, Fetcher(proxy=f"http://{server.place}") as door:
        with pytest.raises(FetchError, match=r"407: the proxy wants a user and a password"):
            await door.fetch("http://wire.example/", accept="page")


async def test_a_proxy_that_refuses_a_tunnel_is_quoted_in_one_harmless_line() -> None:
    async with proxying(0) as proxy, Fetcher(proxy=f"http://127.0.0.1:{proxy.port}") as door:
        proxy.tunnels = b"HTTP/1.1 403 Not \x1b[2J today\r\nContent-Length: 0\r\n\r\n"
        with pytest.raises(FetchError, match=r"The proxy refuses the connection \(403 Not \[2J today\)") as caught:
            await door.fetch("https://wire.example/", accept="page")
    assert str(caught.value).isprintable()


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(http(b"proxied")) as proxy, serving(http(b"direct")) as server, fetcher(server) as door:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://{proxy.place}")
        assert (await door.fetch(server.url(), accept="page")).body == b"direct"
    assert proxy.connections == 0


async def test_without_a_proxy_the_same_door_stays_shut() -> None:
    """What a proxy's own address may do is not left open for others."""

    async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(http(asked.path.encode()))

    async with serving(behave) as server, Fetcher(proxy=f"http://{server.place}") as door:
        with pytest.raises(RefusedError):
            await door.fetch(server.url(), accept="page")
    assert server.connections == 0


@pytest.mark.parametrize(
    "url",
    [
        "proxy",
        "proxy:3128",
        "http://",
        "ftp://proxy.example",
        "http://proxy.example:x",
        "http://[::1",
        "http://bücher/",
    ],
)
def test_what_is_no_proxy_is_named_without_the_password_in_it(url: str) -> None:
    with pytest.raises(ConfigError, match="proxy wants an address") as caught:
        Fetcher(proxy=url.replace("proxy.example", "user:secret@proxy.example"))
    assert "secret@" not in str(caught.value)


def test_an_ipv6_proxy_and_default_ports_are_understood() -> None:
    from secreader.fetch.proxy import proxy_at

    assert proxy_at("http://[::1]").url == "http://[::1]:80/"
    assert proxy_at("https://u@proxy.example").auth == ("u", "")
