"""The proxy that the user named in `[network] proxy`."""

from dataclasses import dataclass
from importlib.util import find_spec
from urllib.parse import unquote, urlsplit

from secreader.errors import ConfigError
from secreader.fetch.allow import Allowed
from secreader.fetch.guard import Guard

_DEFAULT_PORT = {"http": 80, "https": 443, "socks5": 1080, "socks5h": 1080}


@dataclass(frozen=True, slots=True)
class Proxy:
    """`url` has no credentials in it; `auth` is user and password."""

    url: str
    host: str
    port: int
    auth: tuple[str, str] | None

    @property
    def guard(self) -> Guard:
        """Lets through the proxy, wherever it is: the user named it."""
        return Guard(Allowed(frozenset({(self.host, self.port)}), ()))


def proxy_at(url: str) -> Proxy:
    """The proxy at `url`. Raises ConfigError on what is none, or needs a library that is not there."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _DEFAULT_PORT.get(parts.scheme, 0)
    except ValueError:
        raise _wrong() from None
    if not host or not host.isascii() or parts.scheme not in _DEFAULT_PORT:
        raise _wrong()
    if parts.scheme.startswith("socks5") and find_spec("socksio") is None:
        raise ConfigError(
            "[network] proxy: SOCKS needs one more library; install it with: pip install 'secreader[socks]'"
        )
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    bare = f"[{host}]" if ":" in host else host
    return Proxy(f"{parts.scheme}://{bare}:{port}/", host, port, auth)


def _wrong() -> ConfigError:
    # The address may hold a password: it is not repeated.
    return ConfigError(
        '[network] proxy wants an address such as "http://proxy.corp.example:3128" or "socks5://host:1080".'
    )
