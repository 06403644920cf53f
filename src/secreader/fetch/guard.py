"""The guard: where a connection may go."""

import socket
from collections.abc import Iterable

from secreader.errors import RefusedError
from secreader.fetch.addresses import Address, is_public, parsed
from secreader.fetch.allow import Allowed
from secreader.text import line

# Names that mean this machine or this network wherever they are resolved (RFC 6761, 6762, 8375; "internal" is set
# aside by ICANN).
_HOME_NAMES = ("localhost", "local", "internal", "localdomain", "home.arpa")


class Guard:
    """Lets through what is public, and what the user allowed."""

    def __init__(self, allowed: Allowed) -> None:
        self._allowed = allowed

    def passed(self, host: str, port: int, addresses: Iterable[str]) -> list[str]:
        """Of the `addresses` that `host` resolved to, those to connect to, as literals. Raises RefusedError on none."""
        found = [address for address in map(parsed, addresses) if address is not None]
        passing = [str(address) for address in found if self._passes(host, port, address)]
        if not passing:
            raise _refused(host, port, str(found[0]) if found else "")
        return passing

    def check_name(self, host: str, port: int) -> None:
        """For connections that a proxy makes: all that can be checked here is the name. Raises RefusedError."""
        if self._allowed.name(host, port):
            return
        address = _literal(host)
        if address is not None:
            if not self._passes(host, port, address):
                raise _refused(host, port, str(address))
        elif "." not in host or any(host == name or host.endswith(f".{name}") for name in _HOME_NAMES):
            raise _refused(host, port, "")

    def _passes(self, host: str, port: int, address: Address) -> bool:
        return is_public(address) or self._allowed.address(address, port) or self._allowed.name(host, port)


def _literal(host: str) -> Address | None:
    """The address that `host` spells in any form that resolvers take: also 2130706433, 0x7f.1, 0177.0.0.1, 127.1."""
    try:
        return parsed(socket.inet_ntoa(socket.inet_aton(host)))
    except (OSError, ValueError):
        return parsed(host)


def _refused(host: str, port: int, address: str) -> RefusedError:
    shown = line(host, 100)
    where = f"{shown} leads to {address}, which" if address and address != shown else shown
    # A number in disguise is no name that could be listed: the address it means is.
    listed = address if address and _literal(host) is not None else shown
    entry = f"[{listed}]:{port}" if ":" in listed else f"{listed}:{port}"
    return RefusedError(
        f"{where} is not on the public internet, so secreader does not connect to it; "
        f'if it is yours, add "{entry}" to [network] allow in config.toml.'
    )
