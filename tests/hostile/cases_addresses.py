"""Redirects to where nobody may be sent: traps on this machine in every spelling, other schemes, circles."""

from collections.abc import Callable

from hostile.answers import http
from hostile.case import FeedCase
from hostile.server import Behaviour, Line, Places

_REFUSED = "not on the public internet"
_NO_WEB = "not an http or https address"
_IMPOSSIBLE = "not a possible address"


def redirect(target: str | Callable[[Places], str], status: int = 302) -> Behaviour:
    """`target` is the Location, in UTF-8."""

    def behave(line: Line) -> None:
        named = target if isinstance(target, str) else target(line.places)
        line.send(_to(named, status))

    return behave


def _to(location: str, status: int = 302) -> bytes:
    return http(status=status, headers=(("Location", location.encode().decode("latin-1")), ("Connection", "close")))


def circle(line: Line) -> None:
    """/name to /name/1 and back."""
    name = line.path.split("/")[1]
    line.send(_to(f"/{name}" if line.path.endswith("/1") else f"/{name}/1"))


def staircase(line: Line) -> None:
    """One step more at every request."""
    steps = line.path.count("/x")
    name = line.path.split("/")[1]
    line.send(_to(f"/{name}{'/x' * (steps + 1)}"))


def _bomb_on_redirect(line: Line) -> None:
    """A redirect whose body nobody has to unpack or wait for."""
    line.send(b"HTTP/1.1 302 Found\r\nLocation: http://%b/\r\nContent-Encoding: gzip\r\n" % line.places.beside.encode())
    line.send(b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        line.send(b"10000\r\n" + bytes(65_536) + b"\r\n")


def rebinding(line: Line) -> None:
    """To a name whose second look-up gives another address: both answers end their connections."""
    if line.path.endswith("/again"):
        line.send(_to(f"http://rebinding.example:{line.places.port}/reached"))
    else:
        line.send(_to(f"http://rebinding.example:{line.places.port}{line.path}/again"))
    line.hang_up()


_TRAPS: dict[str, Callable[[Places], str]] = {
    "other-port": lambda at: f"http://{at.beside}/",
    "other-address": lambda at: f"http://{at.elsewhere}/",
    "decimal": lambda at: f"http://2130706433:{at.beside_port}/",
    "hexadecimal": lambda at: f"http://0x7f000001:{at.beside_port}/",
    "hexadecimal-dotted": lambda at: f"http://0x7f.0.0.1:{at.beside_port}/",
    "octal": lambda at: f"http://0177.0.0.1:{at.beside_port}/",
    "short": lambda at: f"http://127.1:{at.beside_port}/",
    "zero": lambda at: f"http://0.0.0.0:{at.beside_port}/",
    "zero-alone": lambda at: f"http://0:{at.beside_port}/",
    "full-width-digits": lambda at: f"http://１２７.０.０.１:{at.beside_port}/",
    "other-dots": lambda at: f"http://127。0。0。1:{at.beside_port}/",
    "dot-at-the-end": lambda at: f"http://127.0.0.1.:{at.beside_port}/",
    "ipv6": lambda at: f"http://[::1]:{at.beside_port}/",
    "mapped": lambda at: f"http://[::ffff:127.0.0.1]:{at.beside_port}/",
    "mapped-in-hexadecimal": lambda at: f"http://[::ffff:7f00:1]:{at.beside_port}/",
    "compatible": lambda at: f"http://[::127.0.0.1]:{at.beside_port}/",
    "translated": lambda at: f"http://[64:ff9b::7f00:1]:{at.beside_port}/",
    "6to4": lambda at: f"http://[2002:7f00:1::]:{at.beside_port}/",
    "userinfo": lambda at: f"http://{at.here}@{at.beside}/",
    "scheme-relative": lambda at: f"//{at.beside}/",
    "metadata": lambda _: "http://169.254.169.254/latest/meta-data/",
    "metadata-of-another-cloud": lambda _: "http://168.63.129.16/",
    "private": lambda _: "http://10.0.0.1/",
    "multicast": lambda _: "http://224.0.0.1/",
    "unique-local": lambda _: "http://[fd00::1]/",
    "name-of-a-trap": lambda at: f"http://trap.example:{at.port}/",
    "name-of-metadata": lambda _: "http://metadata.example/",
}
_SCHEMES = {
    "file": "file:///etc/passwd",
    "ftp": "ftp://127.0.0.1/",
    "gopher": "gopher://127.0.0.1:70/_x",
    "data": "data:text/xml,<rss/>",
    "javascript": "javascript:alert(1)",
    "file-with-escapes": "file:///\x9d52;c;ZXZpbA==\x9c\u202e",
    "no-port": "http://127.0.0.1:99999/",
    "endless": "http://" + "a" * 60_000 + "/",
}

FEEDS = [
    *(FeedCase(f"to-{name}", redirect(target), says=f"{_REFUSED}|{_IMPOSSIBLE}") for name, target in _TRAPS.items()),
    *(FeedCase(f"to-{name}", redirect(target), says=_NO_WEB) for name, target in _SCHEMES.items()),
    FeedCase("to-backslashes", redirect(lambda at: f"http:\\\\{at.beside}\\"), says=f"{_NO_WEB}|{_REFUSED}|404"),
    FeedCase("to-dashes", redirect("--remote-debugging-port=1"), says="404"),
    FeedCase("to-no-host", redirect("http:///x"), says="404"),
    FeedCase("to-itself", redirect("?"), says="in a circle|more than 5"),
    FeedCase("in-a-circle", circle, says="in a circle"),
    FeedCase("without-end", staircase, says="more than 5 times"),
    FeedCase("to-nowhere", redirect(""), says="does not say where to"),
    FeedCase("to-a-trap-for-ever", redirect(_TRAPS["other-port"], status=301), says=_REFUSED),
    FeedCase("with-a-bomb", _bomb_on_redirect, says=_REFUSED),
    FeedCase("rebinding", rebinding, says=_REFUSED),
]


def names(places: Places) -> dict[str, list[str]]:
    """What the made-up names of these cases lead to, look-up after look-up."""
    return {
        "trap.example": ["127.0.0.2"],
        "metadata.example": ["169.254.169.254"],
        "rebinding.example": ["127.0.0.1", "127.0.0.2"],
    }
