"""What the user lets through in `[network] allow`: hosts, host:port, addresses and networks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_network

from secreader.errors import ConfigError
from secreader.fetch.addresses import Address, Network, parsed

_ANY_PORT = 0

# `host`, `host:port`, `[IPv6]` or `[IPv6]:port`.
_ENTRY = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<host>[^\s:/\[\]@]+))(?::(?P<port>\d{1,5}))?")
# Labels of letters, digits, hyphens and underscores; the last one has a letter, else it is a number in disguise.
_NAME = re.compile(r"(?:[\w-]{1,63}\.)*(?=[\w-]*[^\W\d_])[\w-]{1,63}")


@dataclass(frozen=True, slots=True)
class Allowed:
    """Names with their ports, networks with theirs; port 0 is any."""

    names: frozenset[tuple[str, int]]
    networks: tuple[tuple[Network, int], ...]

    def name(self, host: str, port: int) -> bool:
        """Whether the user listed `host`: then wherever it leads is the user's affair."""
        host = host.lower().rstrip(".")
        return (host, port) in self.names or (host, _ANY_PORT) in self.names

    def address(self, address: Address, port: int) -> bool:
        return any(
            address.version == network.version and address in network and opened in (port, _ANY_PORT)
            for network, opened in self.networks
        )


def allowed(entries: Iterable[str]) -> Allowed:
    """The rules that `entries` make. Raises ConfigError on an entry that is none of the four kinds."""
    names: set[tuple[str, int]] = set()
    networks: list[tuple[Network, int]] = []
    for entry in entries:
        rule, port = _rule(entry.strip())
        if isinstance(rule, str):
            names.add((rule, port))
        else:
            networks.append((rule, port))
    return Allowed(frozenset(names), tuple(networks))


def _rule(entry: str) -> tuple[str | Network, int]:
    if "/" in entry or (entry.count(":") > 1 and not entry.startswith("[")):
        return _network(entry, entry), _ANY_PORT
    found = _ENTRY.fullmatch(entry)
    if found is None:
        raise _wrong(entry)
    port = int(found["port"] or _ANY_PORT)
    if port > 65535 or (found["port"] and not port):
        raise _wrong(entry)
    if found["six"]:
        return _network(found["six"], entry), port
    host = found["host"].lower().rstrip(".")
    if parsed(host) is not None:
        return _network(host, entry), port
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError:
        raise _wrong(entry) from None
    if not _NAME.fullmatch(name):
        raise _wrong(entry)
    return name, port


def _network(text: str, entry: str) -> Network:
    address = parsed(text)
    try:
        return ip_network(text if address is None else address, strict=False)
    except ValueError:
        raise _wrong(entry) from None


def _wrong(entry: str) -> ConfigError:
    return ConfigError(
        f"[network] allow: {entry!r} is no host, host:port or network; "
        'write "feeds.corp.example", "feeds.corp.example:8443" or "10.0.0.0/8".'
    )
