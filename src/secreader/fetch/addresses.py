"""Which addresses are public: the ones that the guard lets through unasked."""

from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# The registries of special-purpose addresses (IANA; RFC 6890 and its updates), where `is_global` differs between
# Python versions or calls global what leads home: multicast, 6to4 and relay anycast (they embed IPv4), protocol
# assignments with Teredo in them, documentation. 168.63.129.16 looks public and is the metadata service of a cloud.
_NOT_PUBLIC_4 = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "168.63.129.16/32",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
)
# Of IPv6 only 2000::/3 is given out. That leaves out 64:ff9b::/96 (NAT64), fec0::/10 and ::127.0.0.1, which
# `is_global` lets pass on Python 3.11.
_UNICAST_6 = "2000::/3"
_NOT_PUBLIC_6 = ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")


def parsed(text: str) -> Address | None:
    """The address that `text` is, IPv4 inside IPv6 unwrapped (::ffff:127.0.0.1); None for anything else."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def is_public(address: Address) -> bool:
    """Whether `address` is given out to a host on the internet, by the registries and by this Python alike."""
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _not_public_4())
    unicast, *special = _networks_6()
    return address.is_global and address in unicast and not any(address in network for network in special)


@cache
def _not_public_4() -> tuple[IPv4Network, ...]:
    return tuple(map(IPv4Network, _NOT_PUBLIC_4))


@cache
def _networks_6() -> tuple[IPv6Network, ...]:
    return tuple(map(IPv6Network, (_UNICAST_6, *_NOT_PUBLIC_6)))
