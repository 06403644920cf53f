"""Addresses: which may be followed, when two are the same story, and what the eye sees of them."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from secreader.text import clean
from secreader.urls import URL_LIMIT, absolute, canonical, display_host, is_web, key

BASE = "https://wire.example/news/today/index.html?page=2"

PARTS = [
    *("http:", "https:", "HTTP:", "javascript:", "data:", "file:", "//", "/", "///", "?", "#", "@", ":", "user:pw@"),
    *("%", "%zz", "%41", "[", "]", "[::1]", "[v1.x]", "[fe80::1%25eth0]", "..", ".", ";", "&", "=", "-", "\\", "._-"),
    *("wire.example", "WWW.Example.COM.", "127.0.0.1", "0x7f.1", ":80", ":443", ":8443", ":0", ":99999", ":٣"),
    *(
        "xn--",
        "xn--e1awd7f",
        "xn--80ak6aa92e.com",
        "раypal",
        "münchen.example",
        "ｅｘａｍｐｌｅ",
        "。",
        "é",
        "中",
        "\U0001f600",
    ),
    *(
        "utm_source=x",
        "a=1",
        "b=%20",
        " ",
        "\t",
        "\n",
        "\r",
        "\x00",
        "\x1b",
        "\x9d",
        "\u202e",
        "\u200b",
        "\u3000",
        "\ud800",
    ),
    *"~!'()*+,|`{}<>\"^",
]
ANY = st.lists(st.sampled_from(PARTS), max_size=9).map("".join) | st.text(max_size=40)
ADDRESS = st.tuples(st.sampled_from(["http://", "https://", "HTTPS://user@", "//"]), ANY).map("".join)


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("/story", "https://wire.example/story"),
        ("story", "https://wire.example/news/today/story"),
        ("../story", "https://wire.example/news/story"),
        ("//other.example/story", "https://other.example/story"),
        ("?page=3", "https://wire.example/news/today/index.html?page=3"),
        ("#part", "https://wire.example/news/today/index.html?page=2#part"),
        ("http://other.example", "http://other.example"),
        ("HTTP://Other.EXAMPLE:80/Path", "http://other.example/Path"),
        ("https://other.example:8443/", "https://other.example:8443/"),
        ("  https://other.example/a b  ", "https://other.example/a%20b"),
        ("https://other.example/a\n\tb", "https://other.example/ab"),
        ("https://other.example/é?q=ü#ö", "https://other.example/%C3%A9?q=%C3%BC#%C3%B6"),
        ("https://other.example/%C3%A9%2F", "https://other.example/%C3%A9%2F"),
        ("https://user:secret@other.example/", "https://other.example/"),
        ("https://good.example\\@other.example/", "https://other.example/"),
        ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("https://other.example./x", "https://other.example/x"),
        ("https://oth\u200ber.example/\x1b[31m\u202e", "https://other.example/%5B31m"),
    ],
)
def test_a_link_is_resolved_to_a_plain_address(href: str, found: str) -> None:
    assert absolute(BASE, href) == found


NOT_FOLLOWED = [
    "",
    " ",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    " \x01javascript:alert(1)",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "ftp://other.example/",
    "mailto:desk@wire.example",
    "view-source:https://wire.example/",
    "https://",
    "https://./",
    "https://user@/",
    "https://[::1/",
    "https://[v1.fe]/",
    "https://[fe80::1%25eth0]/",
    "https://[wire.example]/",
    "https://wire.example:port/",
    "https://wire.example:99999/",
    "https://wire example/",
    "https://wire\u3000example/",
    "https://wire\u2100example/",
    "https://wire<b>.example/",
    "https://wire%2eexample/",
    "https://" + "a" * 254 + "/",
    "https://wire.example/" + "a" * URL_LIMIT,
    "https://wire.example/" + "é" * (URL_LIMIT // 3),
]


@pytest.mark.parametrize("href", NOT_FOLLOWED)
def test_what_is_no_web_address_is_not_followed(href: str) -> None:
    assert absolute("", href) == ""
    assert not is_web(href)
    assert canonical(href) == ""
    assert key(href) == ""


@pytest.mark.parametrize("href", ["", " ", "\n", "\u200b"])
def test_no_link_at_all_does_not_lead_to_the_page_itself(href: str) -> None:
    assert absolute(BASE, href) == ""


def test_addresses_may_be_2048_and_hosts_253_characters_long() -> None:
    longest = "https://wire.example/".ljust(2048, "a")
    assert canonical(longest) == longest
    assert canonical(longest + "a") == ""
    assert absolute("https://wire.example/", "é" * 400) == ""
    host = ".".join(["a" * 49] * 5)[:253].ljust(253, "a")
    assert canonical(f"https://{host}/") == f"https://{host}/"
    assert canonical(f"https://{host}a/") == ""


@pytest.mark.parametrize("base", ["", "not a base", "https://[", "file:///home/", "javascript:x"])
def test_a_relative_link_without_a_usable_base_is_not_followed(base: str) -> None:
    assert absolute(base, "story") == ""


def test_a_hostile_base_passes_nothing_on() -> None:
    assert absolute("https://wire\x1b[31m.example/", "story") == ""
    assert absolute("https://wi\u202ere.example/", "story") == "https://wire.example/story"


@pytest.mark.parametrize(
    "url", ["https://wire.example", "http://127.0.0.1:8000/x", "https://wire.example/a b", "HTTPS://WIRE.EXAMPLE/é#x"]
)
def test_an_absolute_web_address_may_be_opened(url: str) -> None:
    assert is_web(url)


@pytest.mark.parametrize(
    "url",
    [
        "--remote-debugging-port=9222",
        "-https://wire.example/",
        "wire.example",
        "//wire.example/",
        "/story",
        " https://wire.example/",
        "https://wire.example/\n",
        "https://wire.example/\x1b]0;x\x07",
        "https://wire.example/\u202egpj",
    ],
)
def test_what_could_be_an_option_a_control_or_a_relative_link_may_not_be_opened(url: str) -> None:
    assert not is_web(url)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://wire.example", "https://wire.example/"),
        ("https://wire.example/story#comments", "https://wire.example/story"),
        ("https://wire.example/story?utm_source=rss&utm_Medium=feed&fbclid=x", "https://wire.example/story"),
        ("https://wire.example/story?id=7&utm_campaign=a&page=2", "https://wire.example/story?id=7&page=2"),
        ("https://wire.example/story?q=a%20b&gclid=x&c=d/e", "https://wire.example/story?q=a%20b&c=d/e"),
        ("https://wire.example/story?q=a%20b&c=d/e", "https://wire.example/story?q=a%20b&c=d/e"),
        ("https://wire.example/?a&b=&%75tm_source=x", "https://wire.example/?a&b="),
        ("https://wire.example/story?", "https://wire.example/story"),
        ("https://wire.example/story?form=trk", "https://wire.example/story?form=trk"),
    ],
)
def test_trackers_and_fragments_make_no_other_story(url: str, found: str) -> None:
    assert canonical(url) == found


@pytest.mark.parametrize(
    "url",
    [
        "https://wire.example/2026/a%2fb",
        "http://wire.example/2026/a%2Fb/",
        "https://www.wire.example/2026/a%2Fb?utm_source=x#top",
        "HTTPS://user@WWW.Wire.Example:443/2026/a%2Fb",
    ],
)
def test_one_story_has_one_key_however_it_is_linked(url: str) -> None:
    assert key(url) == "wire.example/2026/a%2Fb"


@pytest.mark.parametrize(
    "url",
    [
        "https://wire.example/B",
        "https://wire.example/a?id=2",
        "https://wire.example:8443/a",
        "https://m.wire.example/a",
    ],
)
def test_other_paths_queries_ports_and_hosts_are_other_stories(url: str) -> None:
    assert key(url) not in ("", key("https://wire.example/a"), key("https://wire.example/b"))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.wire.example/story", "wire.example"),
        ("https://WIRE.example:8443/", "wire.example"),
        ("https://bank.example@evil.example/", "evil.example"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("https://xn--mnchen-3ya.example/", "münchen.example"),
        ("https://münchen.example/", "münchen.example"),
        ("https://xn--fsq.example/", "例.example"),
        ("https://ＩＴニュース.example/", "itニュース.example"),
        ("https://ｗｉｒｅ.example/", "wire.example"),
        ("https://サーバー.example/", "サーバー.example"),
        ("https://москва.рф/", "москва.рф"),
        ("https://xn--80adxhks.xn--p1ai/", "москва.рф"),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https://pаypal.com/", "xn--pypal-4ve.com"),
        ("https://pаypal.xn--mnchen-3ya.com/", "xn--pypal-4ve.münchen.com"),
        ("https://xn--pypal-4ve.com/", "xn--pypal-4ve.com"),
        ("https://payเ.example/", "xn--pay-nrl.example"),
        ("https://xn--99999999999.example/", "xn--99999999999.example"),
        ("https://" + "pа" * 60 + ".example/", "p?" * 60 + ".example"),
        ("https://wi\u202ere.exa\x1bmple/", "wire.example"),
        ("mailto:desk@wire.example", ""),
        ("https://[::1/", ""),
        ("", ""),
    ],
)
def test_the_eye_sees_the_host_that_is_really_connected_to(url: str, shown: str) -> None:
    assert display_host(url) == shown


@given(ANY | ADDRESS, ANY | ADDRESS)
@example("https://wire.example/", "http://[v1.x]/")
@example("", "HTTP://0?@")
@example("https://wire.example/", "//ẛ\u0323/")
def test_any_two_texts_give_a_plain_web_address_or_none(base: str, href: str) -> None:
    found = absolute(base, href)
    if found:
        assert found.startswith(("http://", "https://"))
        assert found.isprintable()
        assert len(found) <= URL_LIMIT
        assert "@" not in urlsplit(found).netloc
        assert is_web(found)
        assert absolute("", found) == found


@given(ANY | ADDRESS)
@example("https://wire.example/?&&utm_source=x&")
@example("https://İ.example/")
def test_the_canonical_form_of_any_address_is_its_own_and_keeps_its_key(url: str) -> None:
    found = canonical(url)
    assert canonical(found) == found
    assert key(found) == key(url)
    assert bool(found) == bool(key(url))


@given(ANY | ADDRESS)
@example("https://xn--\U000e0041.example/")
def test_the_shown_host_of_any_text_is_clean_and_holds_no_user_name(url: str) -> None:
    shown = display_host(url)
    assert clean(shown) == shown
    assert not set(shown) & set("@\n\t")


@given(ANY | ADDRESS)
def test_no_text_that_looks_like_an_option_may_be_opened(url: str) -> None:
    assert not is_web("-" + url)
    assert isinstance(is_web(url), bool)


SAFE = "abc.-_~/?#;:@=&%41|AZ09'()"


@given(
    st.sampled_from(["http", "https"]),
    st.sampled_from(["wire.example", "www.wire.example", "www.example", "1.2.3.4", "a-b.example", "-a.b", "a..b", "a"]),
    st.text(SAFE, max_size=12),
)
@example("https", "wire.example", "/a;")
@example("https", "wire.example", "?")
@example("https", "wire.example", "/a?#")
@example("https", "www.wire.example", "/%e4/" + "a" * URL_LIMIT)
def test_an_address_of_which_all_parts_are_plain_is_what_the_long_way_makes_of_it(
    scheme: str, host: str, rest: str
) -> None:
    """A blank before it makes it go the long way."""
    url = f"{scheme}://{host}{'/' if rest[:1] not in ('', '/', '?', '#') else ''}{rest}"
    assert absolute(BASE, url) == absolute(BASE, " " + url)
    assert absolute("", url) == absolute("", " " + url)
    assert key(url) == key(" " + url)
