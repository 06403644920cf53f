"""Sites whose feeds are looked for, and a server that leads from https to http."""

from pathlib import Path

import pytest
from fetch.answering import http as tls_answer
from fetch.answering import serving
from fetch.certificates import authority, needs_openssl

from hostile.answers import HTML, body
from hostile.driving import assert_sentence, reader_of
from hostile.server import HostileServer
from hostile.steering import RAW, steering
from secreader.config import Settings, paths
from secreader.errors import FetchError
from secreader.model import Subscription
from secreader.reader import Reader

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]

LINK = "<link rel=alternate type='application/rss+xml' title='{}' href='{}'>"


async def test_a_site_that_names_a_hundred_thousand_feeds_offers_a_few(server: HostileServer, tmp_path: Path) -> None:
    links = "".join(LINK.format(f"Feed {number}", f"/feed/{number}") for number in range(40_000))
    async with reader_of(server, tmp_path) as reader:
        found = await reader.add_feed(server.put("floods", body(f"<!DOCTYPE html><head>{links}", HTML)))
        assert len(found) == 50
        # Nothing was subscribed to.
        assert await reader.subscriptions() == []


async def test_what_a_site_calls_its_feeds_is_harmless_and_only_the_web_is_offered(
    server: HostileServer, tmp_path: Path
) -> None:
    links = "".join(
        LINK.format(f"Feed{RAW}\x1b]0;owned\x07", href)
        for href in ("file:///etc/passwd", "javascript:x", f"/feed{RAW}", f"http://{server.places.beside}/")
    )
    async with reader_of(server, tmp_path) as reader:
        found = await reader.add_feed(server.put("names", body(f"<!DOCTYPE html><base href='file:///'>{links}", HTML)))
        assert [feed.url.partition(":")[0] for feed in found] == ["http", "http"]
        assert steering(found) == []


@pytest.mark.parametrize(
    "markup", ["<!--", "<a ", "<a x=", "</", "<![CDATA[", "<?", "<script>", "&#", "<!DOCTYPE [", "<a x='"]
)
async def test_a_site_of_a_megabyte_of_broken_markup_names_none(
    server: HostileServer, tmp_path: Path, markup: str
) -> None:
    page = "<!DOCTYPE html><html>" + markup * (1_000_000 // len(markup))
    async with reader_of(server, tmp_path) as reader:
        assert await reader.add_feed(server.put("broken", body(page, HTML))) == []


@needs_openssl
async def test_a_feed_on_https_is_never_fetched_without(
    server: HostileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]
) -> None:
    trusted = authority(tmp_path / "authority")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted.certificate))
    names["secure.example"] = ["127.0.0.1"]
    plain = server.put("plain", body("<rss/>"))
    answer = tls_answer(status=301, headers=[("Location", plain)])
    async with serving(answer, tls=trusted.server("DNS:secure.example")) as secure:
        allowed = Settings(allow=(server.places.here, secure.place))
        async with Reader(paths(tmp_path / "home"), allowed) as reader:
            await reader.subscribe(Subscription(f"https://secure.example:{secure.port}/"))
            (done,) = [done async for done in reader.refresh()]
            assert "from https to http" in done.problem
            assert_sentence(done.problem)
            with pytest.raises(FetchError, match="from https to http"):
                await reader.add_feed(f"https://secure.example:{secure.port}/")
