"""https: the certificate is verified for the name that was asked for, and every distrust is told with its cause."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from fetch.answering import Names, Server, fetcher, http, serving
from fetch.certificates import Authority, authority, day, needs_openssl
from secreader.errors import FetchError, RefusedError
from secreader.fetch import Fetcher
from secreader.fetch.pipe import Pipe
from secreader.fetch.race import first_to_connect
from secreader.fetch.tls import handshake_problem

pytestmark = needs_openssl

NAMES = Names(wire_example=["127.0.0.1"])


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("trusted") / "ca")


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("unknown") / "ca")


@pytest.fixture(autouse=True)
def _trust(trusted: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted.certificate))


@asynccontextmanager
async def shown(tls: ssl.SSLContext) -> AsyncIterator[tuple[Fetcher, Server]]:
    async with serving(http(b"safe"), tls=tls) as server, fetcher(server, resolver=NAMES) as door:
        yield door, server


async def problem(tls: ssl.SSLContext) -> str:
    async with shown(tls) as (door, server):
        with pytest.raises(FetchError) as caught:
            await door.fetch(f"https://wire.example:{server.port}/", accept="page")
        assert server.asked == []
    assert str(caught.value).isprintable()
    return str(caught.value)


async def test_a_trusted_server_is_read_under_the_name_that_was_asked_for(trusted: Authority) -> None:
    tls, asked = trusted.server("DNS:wire.example"), []
    tls.sni_callback = lambda _connection, name, _context: asked.append(name)
    async with shown(tls) as (door, server):
        got = await door.fetch(f"https://wire.example:{server.port}/", accept="page")
        assert (got.body, got.url) == (b"safe", f"https://wire.example:{server.port}/")
        assert server.asked[0].headers["host"] == f"wire.example:{server.port}"
    assert asked == ["wire.example"]


async def test_an_address_can_have_a_certificate_too(trusted: Authority) -> None:
    async with shown(trusted.server("IP:127.0.0.1")) as (door, server):
        assert (await door.fetch(f"https://127.0.0.1:{server.port}/", accept="page")).body == b"safe"


async def test_an_expired_certificate_is_told_with_its_date(trusted: Authority) -> None:
    ended = timedelta(days=-3, hours=-1)
    words = await problem(trusted.server("DNS:wire.example", begins=timedelta(days=-9), ends=ended))
    assert f"certificate of wire.example expired 3 days ago ({day(ended)})" in words


async def test_a_certificate_that_expired_in_another_century_is_told_with_its_date(trusted: Authority) -> None:
    begins, ends = timedelta(days=-365 * 40), timedelta(days=-365 * 30)
    assert f"({day(ends)})" in await problem(trusted.server("DNS:wire.example", begins=begins, ends=ends))


@pytest.mark.parametrize(("hours", "words"), [(-1, "expired today"), (-30, "expired yesterday")])
async def test_a_certificate_that_has_just_expired(trusted: Authority, hours: int, words: str) -> None:
    tls = trusted.server("DNS:wire.example", begins=timedelta(days=-9), ends=timedelta(hours=hours))
    assert words in await problem(tls)


async def test_a_certificate_of_the_future_is_told_with_its_date(trusted: Authority) -> None:
    begins = timedelta(days=400)
    words = await problem(trusted.server("DNS:wire.example", begins=begins, ends=timedelta(days=30_000)))
    assert f"not valid yet (from {day(begins)} on); this computer's clock may be wrong" in words


async def test_a_certificate_for_another_host(trusted: Authority) -> None:
    assert "for another host than wire.example" in await problem(trusted.server("DNS:other.example"))
    assert "for another host than wire.example" in await problem(trusted.server("DNS:*.wire.example"))


async def test_a_name_that_resolves_to_a_certified_address_is_still_another_host(trusted: Authority) -> None:
    assert "for another host" in await problem(trusted.server("IP:127.0.0.1"))


async def test_a_self_signed_certificate(trusted: Authority) -> None:
    words = await problem(trusted.self_signed("DNS:wire.example"))
    assert "is self-signed; only a bundle that SSL_CERT_FILE names" in words


async def test_a_certificate_of_an_unknown_issuer(unknown: Authority) -> None:
    assert "issuer unknown here" in await problem(unknown.server("DNS:wire.example"))


@pytest.mark.parametrize(
    ("greeting", "words"),
    [
        (http(b"plain"), "does not speak TLS on this port"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "does not speak TLS on this port"),
        (b"\x15\x03\x01\x00\x02\x02\x46", "only versions of TLS that are no longer safe"),  # alert: protocol version
        (b"\x15\x03\x03\x00\x02\x02\x28", "handshake failure"),  # alert: handshake failure
        (b"", "No secure connection to 127.0.0.1 came about"),
    ],
)
async def test_a_server_that_does_not_agree_on_tls(greeting: bytes, words: str) -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(5000)
        writer.write(greeting)
        writer.close()

    listening = await asyncio.start_server(greet, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    async with listening, Fetcher(allow=["127.0.0.1"]) as door:
        with pytest.raises(FetchError, match=words) as caught:
            await door.fetch(f"https://127.0.0.1:{port}/", accept="page")
    assert str(caught.value).isprintable()


async def test_words_that_came_before_the_handshake_are_never_taken_for_verified_ones(
    trusted: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is on the way can send them: a whole answer, and then let the real server shake hands."""
    tls = trusted.server("IP:127.0.0.1")

    async def forge(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(http(b"forged"))
        with suppress(OSError, ssl.SSLError, asyncio.CancelledError):
            await writer.start_tls(tls)
            await reader.read()

    async def connected_late(addresses: list[str], port: int) -> Pipe:
        pipe = await first_to_connect(addresses, port)
        while pipe.silent:  # noqa: ASYNC110 - asyncio has no event for it
            await asyncio.sleep(0)
        return pipe

    monkeypatch.setattr("secreader.fetch.backend.first_to_connect", connected_late)
    listening = await asyncio.start_server(forge, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    async with listening, Fetcher(allow=["127.0.0.1"], deadline=5) as door:
        with pytest.raises(FetchError, match="before it was secure"):
            await door.fetch(f"https://127.0.0.1:{port}/", accept="page")


async def test_a_server_that_never_finishes_the_handshake_costs_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        async with Fetcher(allow=["127.0.0.1"], deadline=0.2) as door:
            with pytest.raises(FetchError, match="did not answer in full"):
                await door.fetch(f"https://127.0.0.1:{port}/", accept="page")


async def test_other_reasons_for_distrust_are_quoted_in_one_harmless_line() -> None:
    error = ssl.SSLCertVerificationError()
    error.verify_code, error.verify_message = 23, "certificate \x1b[2Jrevoked"
    words = await handshake_problem("wire.example", None, error)
    assert words == "The certificate of wire.example cannot be trusted (certificate [2Jrevoked)."


async def test_when_the_date_cannot_be_found_out_the_sentence_does_without() -> None:
    error = ssl.SSLCertVerificationError()
    error.verify_code = 9
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        words = await handshake_problem("wire.example", taken.getsockname(), error)
    assert words == "The certificate of wire.example is not valid yet; this computer's clock may be wrong."


async def test_a_redirect_from_https_to_http_is_refused_and_nothing_is_asked_there(trusted: Authority) -> None:
    async with serving(http(b"x")) as plain:
        moved = http(status=301, headers=[("Location", plain.url())])
        async with serving(moved, tls=trusted.server("IP:127.0.0.1")) as server, fetcher(server, plain) as door:
            with pytest.raises(RefusedError, match="from https to http"):
                await door.fetch(f"https://{server.place}/", accept="page")
        assert plain.connections == 0


async def test_a_redirect_from_http_to_https_is_followed(trusted: Authority) -> None:
    async with serving(http(b"safe"), tls=trusted.server("IP:127.0.0.1")) as server:
        moved = http(status=301, headers=[("Location", f"https://{server.place}/")])
        async with serving(moved) as plain, fetcher(server, plain) as door:
            got = await door.fetch(plain.url(), accept="page")
    assert (got.body, got.permanent_url) == (b"safe", f"https://{server.place}/")


async def test_certificates_that_cannot_be_read_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing, empty = tmp_path / "missing.pem", tmp_path / "empty.pem"
    empty.touch()
    for path in (missing, empty):
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        async with Fetcher() as door:
            with pytest.raises(FetchError, match="cannot be read") as caught:
                await door.warm()
        assert path.name in str(caught.value)


async def test_without_a_word_from_the_user_a_private_authority_is_not_trusted(
    trusted: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "issuer unknown here" in await problem(trusted.server("DNS:wire.example"))
