"""Addresses: which may be followed, how they are compared, how they are shown. Pure, no network."""

import re
import unicodedata
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from secreader.text import clean

URL_LIMIT = 2048
"""Longer addresses are refused: no browser or server handles them reliably."""

_TRACKERS = re.compile(
    r"(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|vero_id|"
    r"oly_anon_id|oly_enc_id|ncid|cmpid|s_cid|at_medium|at_campaign|at_custom\d|ocid|ref_src|ref_url|trk|rss|"
    r"__twitter_impression|guccounter|guce_referrer\w*|spm|xtor|smid|smtyp|cid_source)",
    re.IGNORECASE,
)
_DEFAULT_PORT = {"http": 80, "https": 443}
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")


def absolute(base: str, href: str) -> str:
    """`href` resolved against `base` without userinfo, or "" when it is not a followable http(s) address."""
    href = clean(href).strip()
    if not href or len(href) > URL_LIMIT:
        return ""
    try:
        return _safe(urljoin(base, href.replace("\n", "").replace("\t", "")))
    except ValueError:
        return ""


def is_web(url: str) -> bool:
    """Whether `url` is an absolute http or https address that may be followed, opened and exported as a link."""
    return bool(url) and not url.startswith("-") and len(url) <= URL_LIMIT and absolute("", url) != ""


def canonical(url: str) -> str:
    """The address with trackers, fragment, default port, userinfo and host case removed; "" if not http(s)."""
    url = absolute("", url)
    if not url:
        return ""
    parts = urlsplit(url)
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [(k, v) for k, v in pairs if not _TRACKERS.fullmatch(k)]
        if len(kept) != len(pairs):
            query = urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def key(url: str) -> str:
    """What two addresses of one story have in common: the canonical form without scheme, `www.` and last slash."""
    found = canonical(url)
    if not found:
        return ""
    parts = urlsplit(found)
    path = _PERCENT.sub(lambda m: m.group().upper(), parts.path).rstrip("/")
    return parts.netloc.removeprefix("www.") + path + ("?" + parts.query if parts.query else "")


def display_host(url: str) -> str:
    """The real host of `url` for the eye: no userinfo, no `www.`, punycode when the name mixes scripts."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    if "xn--" in host:
        try:
            shown = host.encode("ascii").decode("idna")
        except UnicodeError:
            return clean(host)
        return clean(host if _mixed_scripts(shown) else shown)
    if not host.isascii() and _mixed_scripts(host):
        try:
            return host.encode("idna").decode("ascii")
        except UnicodeError:
            return "".join(c if c.isascii() else "?" for c in host)
    return clean(host)


def _safe(url: str) -> str:
    parts = urlsplit(url)
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT or not parts.hostname:
        return ""
    host = parts.hostname.lower().rstrip(".")
    if not host or any(c in host for c in " \"'<>\\^`{|}"):
        return ""
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    netloc = host if port in (None, _DEFAULT_PORT[scheme]) else f"{host}:{port}"
    path = quote(parts.path, safe="/:@!$&'()*+,;=~%-._")
    query = quote(parts.query, safe="/:@!$&'()*+,;=~%-._?[]|")
    fragment = quote(parts.fragment, safe="/:@!$&'()*+,;=~%-._?")
    return urlunsplit((scheme, netloc, path, query, fragment))


def _mixed_scripts(host: str) -> bool:
    """Whether any label mixes alphabets, or passes as Latin while being Cyrillic or Greek."""
    for label in host.split("."):
        scripts = {unicodedata.name(c, "?").split(" ")[0] for c in label if c.isalpha()}
        if len(scripts - {"CJK", "HIRAGANA", "KATAKANA"}) > 1 or scripts & {"CYRILLIC", "GREEK", "ARMENIAN"}:
            return True
    return False
