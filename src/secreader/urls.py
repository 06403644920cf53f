"""Addresses: which may be followed, how they are compared, how they are shown. Pure, no network."""

import re
import unicodedata
from functools import cache
from urllib.parse import quote, unquote_plus, urljoin, urlsplit, urlunsplit

from secreader.text import clean

URL_LIMIT = 2048
"""Longer addresses are refused: no browser or server handles them reliably."""

_DEFAULT_PORT = {"http": 80, "https": 443}
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_LONGEST_HOST = 253
"""Characters of a name that DNS can hold."""
_NOT_IN_HOSTS = frozenset(" \"#%'/<>?@[\\]^`{|}")


def absolute(base: str, href: str) -> str:
    """`href` resolved against `base` without userinfo, or "" when it is not a followable http(s) address."""
    if _plain().fullmatch(href):
        return href
    href = clean(href).strip()
    if not href or len(href) > URL_LIMIT:
        return ""
    try:
        url = _safe(urljoin(clean(base), href))
    except ValueError:
        return ""
    return url if len(url) <= URL_LIMIT else ""


_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = rf"(?=[^/?#]{{1,253}}(?:[/?#]|\Z))({_LABEL}(?:\.{_LABEL})+)"
_REST = r"A-Za-z0-9/:@!$&'()*+,=~%._"


@cache
def _plain() -> re.Pattern[str]:
    """Most addresses: absolute, without a port, nothing in them to be quoted. They come out as they go in, at a
    tenth of the time; a feed is full of them.
    """
    return re.compile(
        rf"(?=.{{0,{URL_LIMIT}}}\Z)https?://{_HOST}(?:/[{_REST}-]*)?(?:\?[{_REST};?|-]+)?(?:#[{_REST};?-]+)?"
    )


@cache
def _plain_path() -> re.Pattern[str]:
    """Those of them whose key is the host and the path."""
    return re.compile(rf"(?=.{{0,{URL_LIMIT}}}\Z)https?://{_HOST}((?:/[{_REST}-]*)?)")


def is_web(url: str) -> bool:
    """Whether `url` is an absolute http or https address that may be followed, opened and exported as a link.

    As it stands: what holds controls, invisible characters or white space around it is none.
    """
    return url.isprintable() and url == url.strip() and absolute("", url) != ""


def canonical(url: str) -> str:
    """The address with trackers, fragment, default port, userinfo and host case removed; "" if not http(s)."""
    url = absolute("", url)
    if not url:
        return ""
    parts = urlsplit(url)
    # What stays is left as it is written: an address with trackers and the same one without have one form.
    query = "&".join(pair for pair in parts.query.split("&") if not _is_tracker(pair))
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def key(url: str) -> str:
    """What two addresses of one story have in common: the canonical form without scheme, `www.` and last slash."""
    if plain := _plain_path().fullmatch(url):
        return plain[1].removeprefix("www.") + _path_key(plain[2])
    found = canonical(url)
    if not found:
        return ""
    parts = urlsplit(found)
    return parts.netloc.removeprefix("www.") + _path_key(parts.path) + ("?" + parts.query if parts.query else "")


def _path_key(path: str) -> str:
    return _PERCENT.sub(lambda m: m.group().upper(), path).rstrip("/")


def display_host(url: str) -> str:
    """The real host of `url` for the eye: no userinfo, no `www.`, punycode for each label that mixes scripts."""
    try:
        host = urlsplit(clean(url)).hostname or ""
    except ValueError:
        return ""
    labels = [_decoded(label) for label in host.removeprefix("www.")[:_LONGEST_HOST].split(".")]
    return clean(".".join(_encoded(label) if _deceives(label, labels[-1]) else label for label in labels))


def _is_tracker(pair: str) -> bool:
    return _trackers().fullmatch(unquote_plus(pair.partition("=")[0])) is not None


def _safe(url: str) -> str:
    parts = urlsplit(url)
    scheme = parts.scheme
    if scheme not in _DEFAULT_PORT or not parts.hostname:
        return ""
    host = parts.hostname.rstrip(".")
    if not host or len(host) > _LONGEST_HOST or not host.isprintable() or _NOT_IN_HOSTS & set(host):
        return ""
    if "[" in parts.netloc:
        # An IPv6 address; "[v1.x]" and the like are of no known kind.
        if ":" not in host:
            return ""
        host = f"[{host}]"
    port = parts.port
    netloc = host if port in (None, _DEFAULT_PORT[scheme]) else f"{host}:{port}"
    path = quote(parts.path, safe="/:@!$&'()*+,;=~%-._")
    query = quote(parts.query, safe="/:@!$&'()*+,;=~%-._?[]|")
    fragment = quote(parts.fragment, safe="/:@!$&'()*+,;=~%-._?")
    return urlunsplit((scheme, netloc, path, query, fragment))


def _decoded(label: str) -> str:
    """The label as its owner writes it, or as it is where that cannot be told."""
    if not label.startswith("xn--"):
        # Names are looked up so: "ｐａｙ" is "pay".
        return unicodedata.normalize("NFKC", label)
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label


def _encoded(label: str) -> str:
    try:
        return label.encode("idna").decode("ascii")
    except UnicodeError:
        return "".join(char if char.isascii() else "?" for char in label)


def _deceives(label: str, top: str) -> bool:
    """Whether a label mixes alphabets, or passes as Latin while being of another below a foreign top-level domain."""
    if label.isascii():
        return False
    scripts = _scripts(label)
    return len(scripts - _JAPANESE) > 1 or bool(scripts & _LIKE_LATIN and scripts != _scripts(top))


_LIKE_LATIN = frozenset({"CYRILLIC", "GREEK", "ARMENIAN"})
_JAPANESE = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})


def _scripts(label: str) -> set[str]:
    """The scripts of the letters, by the first word of their Unicode names."""
    return {unicodedata.name(char, "?").split(" ")[0] for char in label if char.isalpha()}


@cache
def _trackers() -> re.Pattern[str]:
    """Names of parameters that tell who sent the reader, not what is read."""
    return re.compile(
        r"(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|vero_id|"
        r"oly_anon_id|oly_enc_id|ncid|cmpid|s_cid|at_medium|at_campaign|at_custom\d|ocid|ref_src|ref_url|trk|rss|"
        r"__twitter_impression|guccounter|guce_referrer\w*|spm|xtor|smid|smtyp|cid_source)",
        re.IGNORECASE,
    )
