"""What a line of `[network] allow` lets through."""

from ipaddress import ip_address

import pytest

from secreader.errors import ConfigError
from secreader.fetch import Fetcher
from secreader.fetch.allow import allowed


@pytest.mark.parametrize(
    ("entry", "address", "port"),
    [
        ("127.0.0.1:4711", "127.0.0.1", 4711),
        ("127.0.0.1", "127.0.0.1", 80),
        (" 10.0.0.0/8 ", "10.1.2.3", 8443),
        ("10.9.9.9/8", "10.1.2.3", 8443),
        ("fd00::/8", "fd12::1", 443),
        ("::1", "::1", 80),
        ("[::1]", "::1", 80),
        ("[::1]:8080", "::1", 8080),
        ("::ffff:10.0.0.1", "10.0.0.1", 80),
    ],
)
def test_an_address_or_network_lets_its_addresses_through(entry: str, address: str, port: int) -> None:
    assert allowed([entry]).address(ip_address(address), port)


@pytest.mark.parametrize(
    ("entry", "address", "port"),
    [
        ("127.0.0.1:4711", "127.0.0.1", 4712),
        ("127.0.0.1:4711", "127.0.0.2", 4711),
        ("10.0.0.0/8", "11.0.0.1", 80),
        ("[::1]:8080", "::1", 80),
        ("::/0", "127.0.0.1", 80),
        ("localhost", "127.0.0.1", 80),
    ],
)
def test_and_no_others(entry: str, address: str, port: int) -> None:
    assert not allowed([entry]).address(ip_address(address), port)


@pytest.mark.parametrize(
    ("entry", "host", "port"),
    [
        ("feeds.corp.example", "feeds.corp.example", 80),
        ("feeds.corp.example", "feeds.corp.example.", 80),
        ("Feeds.Corp.Example:8443", "feeds.corp.example", 8443),
        ("intranet", "intranet", 443),
        ("my_host.corp", "my_host.corp", 443),
        ("bücher.example", "xn--bcher-kva.example", 443),
    ],
)
def test_a_name_lets_that_name_through(entry: str, host: str, port: int) -> None:
    assert allowed([entry]).name(host, port)


@pytest.mark.parametrize(
    ("entry", "host", "port"),
    [
        ("feeds.corp.example:8443", "feeds.corp.example", 443),
        ("corp.example", "feeds.corp.example", 80),
        ("corp.example", "evilcorp.example", 80),
    ],
)
def test_and_no_other_name(entry: str, host: str, port: int) -> None:
    assert not allowed([entry]).name(host, port)


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "*",
        "*.corp.example",
        "http://feeds.corp.example",
        "feeds.corp.example/feed",
        "feeds corp",
        "user@host",
        "host:port",
        "host:0",
        "host:65536",
        "127.0.0.0/33",
        "127.0.0.0/8:80",
        "127.1",
        "2130706433",
        "::1:8080:",
        "[127.0.0.1.5]",
        "[::1",
        "a..b",
        "a" * 64,
        "a\x1b[2J",
        "-",
    ],
)
def test_anything_else_is_a_mistake_that_is_named_at_once(entry: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Fetcher(allow=["127.0.0.1", entry])
    assert repr(entry.strip()) in str(caught.value)
    assert str(caught.value).isprintable()
