"""What an answer becomes, and what a server is asked with."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

import secreader
from fetch.answering import Asked, fetcher, http, serving
from secreader.errors import FetchError
from secreader.fetch import Fetched


async def answered(*headers: tuple[str, str], body: bytes = b"<p>Hello", status: int = 200) -> Fetched:
    async with serving(http(body, status=status, headers=headers)) as server, fetcher(server) as door:
        return await door.fetch(server.url("/a?b=c"), accept="page")


async def refused(status: int, *headers: tuple[str, str], reason: str = "Whatever") -> FetchError:
    answer = http(b"<p>Sorry", status=status, reason=reason, headers=headers)
    async with serving(answer) as server, fetcher(server) as door:
        with pytest.raises(FetchError) as caught:
            await door.fetch(server.url(), accept="page")
    return caught.value


async def test_a_page_comes_with_what_the_server_says_of_it() -> None:
    headers = (
        ("Content-Type", "Text/HTML; Charset=ISO-8859-1"),
        ("ETag", 'W/"a b"'),
        ("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("Cache-Control", "public, max-age=600"),
    )
    async with serving(http(b"<p>Hello", headers=headers)) as server, fetcher(server) as door:
        got = await door.fetch(server.url("/a?b=c#d"), accept="page")
    assert got == Fetched(
        status=200,
        url=server.url("/a?b=c#d"),
        body=b"<p>Hello",
        content_type="text/html",
        charset="cp1252",
        etag='W/"a b"',
        last_modified="Sun, 06 Nov 1994 08:49:37 GMT",
        max_age=600.0,
    )


async def test_a_server_that_says_nothing_is_believed_nothing() -> None:
    got = await answered()
    assert got.body == b"<p>Hello"
    assert (got.content_type, got.charset, got.etag, got.last_modified) == ("", None, "", "")
    assert (got.max_age, got.retry_after, got.permanent_url) == (0.0, 0.0, "")


@pytest.mark.parametrize("answer", [b"HTTP/1.1 200 OK\r\n\r\nto the end", b"HTTP/1.0 200\r\n\r\nto the end"])
async def test_a_body_without_length_goes_to_the_end_of_the_connection(answer: bytes) -> None:
    async with serving(answer, close=True) as server, fetcher(server) as door:
        assert (await door.fetch(server.url(), accept="page")).body == b"to the end"


async def test_a_body_in_chunks_is_put_together() -> None:
    answer = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n4\r\n two\r\n0\r\n\r\n"
    async with serving(answer) as server, fetcher(server) as door:
        assert (await door.fetch(server.url(), accept="page")).body == b"one two"


# --- what is asked --------------------------------------------------------------------------------------------------


async def asked(accept: str, **validators: str) -> Asked:
    async with serving(http(b"x")) as server, fetcher(server) as door:
        await door.fetch(server.url("/p?q=ü"), accept=accept, **validators)  # type: ignore[arg-type] # both kinds are
        (request,) = server.asked
        assert request.headers.pop("host") == server.place
    return request


async def test_a_request_says_who_asks_and_nothing_more() -> None:
    request = await asked("page")
    assert (request.method, request.path) == ("GET", "/p?q=%C3%BC")
    assert request.headers.pop("user-agent").startswith(f"secreader/{secreader.__version__} (+https://")
    assert request.headers.pop("accept").startswith("text/html, ")
    assert request.headers == {"accept-encoding": "gzip", "connection": "keep-alive"}


async def test_a_feed_is_asked_for_as_a_feed() -> None:
    accept = (await asked("feed")).headers["accept"]
    assert all(kind in accept for kind in ("application/rss+xml", "application/atom+xml", "application/feed+json"))


async def test_validators_go_back_verbatim() -> None:
    headers = (await asked("feed", etag='W/"a, b"', last_modified="sometime last week")).headers
    assert headers["if-none-match"] == 'W/"a, b"'
    assert headers["if-modified-since"] == "sometime last week"


@pytest.mark.parametrize("value", ["é", '"a"\r\nX-Smuggled: 1', ' "a"', "\x1b]0;x\x07", '"' + "a" * 2000 + '"'])
async def test_validators_that_cannot_be_sent_are_left_out(value: str) -> None:
    headers = (await asked("feed", etag=value, last_modified=value)).headers
    assert headers.keys() == {"user-agent", "accept", "accept-encoding", "connection"}


async def test_cookies_are_not_kept() -> None:
    async with serving(http(b"x", headers=[("Set-Cookie", "id=1; Path=/")])) as server, fetcher(server) as door:
        await door.fetch(server.url(), accept="page")
        await door.fetch(server.url(), accept="page")
        assert len(server.asked) == 2
        assert not any("cookie" in request.headers for request in server.asked)


async def test_a_password_in_an_address_is_not_sent() -> None:
    async with serving(http(b"x")) as server, fetcher(server) as door:
        got = await door.fetch(f"http://user:secret@{server.place}/", accept="page")
        assert got.url == server.url()
        assert "authorization" not in server.asked[0].headers


async def test_two_fetches_in_a_row_share_a_connection() -> None:
    async with serving(http(b"x")) as server, fetcher(server) as door:
        await door.fetch(server.url("/1"), accept="page")
        await door.fetch(server.url("/2"), accept="page")
        assert server.connections == 1


async def test_a_kept_connection_that_the_server_ended_is_replaced() -> None:
    async with serving(http(b"x"), close=True) as server, fetcher(server) as door:
        for path in ("/1", "/2", "/3"):
            assert (await door.fetch(server.url(path), accept="page")).body == b"x"
        assert server.connections == 3


# --- validators and freshness of answers -----------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["\xe9", '"a\xa0"', "x" * 2000])
async def test_validators_that_could_not_be_sent_back_are_not_kept(value: str) -> None:
    got = await answered(("ETag", value), ("Last-Modified", value))
    assert (got.etag, got.last_modified) == ("", "")


async def test_of_two_validators_neither_is_kept() -> None:
    got = await answered(("ETag", '"1"'), ("ETag", '"2"'))
    assert got.etag == ""


async def test_not_modified_is_an_answer_to_a_question_with_validators() -> None:
    answer = http(status=304, reason="Not Modified", headers=[("ETag", '"2"'), ("Cache-Control", "max-age=9")])
    async with serving(answer) as server, fetcher(server) as door:
        got = await door.fetch(server.url(), accept="feed", etag='"1"')
    assert (got.status, got.body, got.etag, got.max_age) == (304, b"", '"2"', 9.0)


async def test_and_to_no_other() -> None:
    assert "304" in str(await refused(304))


def later(**delta: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(**delta), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ([("Cache-Control", "max-age=60")], 60),
        ([("Cache-Control", 'private, MAX-AGE = "60"')], 60),
        ([("Cache-Control", "s-maxage=5")], 0),
        ([("Cache-Control", "no-cache, max-age=60")], 0),
        ([("Cache-Control", "max-age=60, no-store")], 0),
        ([("Cache-Control", "max-age=-5")], 0),
        ([("Cache-Control", "max-age=٣")], 0),
        ([("Expires", "Sun, 06 Nov 1994 08:50:37 GMT"), ("Date", "Sun, 06 Nov 1994 08:49:37 GMT")], 60),
        ([("Expires", "Sunday, 06-Nov-94 08:50:37 GMT"), ("Date", "Sun Nov  6 08:49:37 1994")], 60),
        ([("Expires", "Sun, 06 Nov 1994 08:49:37 GMT")], 0),
        ([("Expires", "0")], 0),
        ([("Expires", "-1")], 0),
        ([("Cache-Control", "max-age=5"), ("Expires", "Sun, 06 Nov 2994 08:49:37 GMT")], 5),
    ],
)
async def test_how_long_an_answer_is_fresh(headers: list[tuple[str, str]], seconds: float) -> None:
    encoded = [(name, value.encode().decode("latin-1")) for name, value in headers]
    assert (await answered(*encoded)).max_age == seconds


async def test_expires_counts_from_now_where_the_server_has_no_date() -> None:
    assert 3590 <= (await answered(("Expires", later(hours=1)))).max_age <= 3600


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("0", 0), ("-1", 0), ("soon", 0), ("1e9", 0), ("9" * 5000, 86400), ("²", 0), ("", 0)],
)
async def test_retry_after_in_seconds_is_believed_for_a_day_at_most(value: str, seconds: float) -> None:
    assert (await refused(503, ("Retry-After", value.encode().decode("latin-1")))).retry_after == seconds


@pytest.mark.parametrize(("hours", "seconds"), [(1, 3600), (-1, 0), (48, 86400)])
async def test_retry_after_may_be_a_date(hours: float, seconds: float) -> None:
    got = (await refused(429, ("Retry-After", later(hours=hours)))).retry_after
    assert seconds - 10 <= got <= seconds


async def test_a_good_answer_may_ask_for_patience_too() -> None:
    assert (await answered(("Retry-After", "7"))).retry_after == 7


# --- charsets and types ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("text/html; charset=utf-8", "utf-8"),
        ("text/html;charset=UTF8", "utf-8"),
        ('text/html; charset="Shift_JIS"', "cp932"),
        ("text/html; charset='x-sjis'", "cp932"),
        ("text/html; boundary=x; charset=GB2312", "gb18030"),
        ("text/html; charset=latin1", "cp1252"),
        ("text/html; charset=us-ascii", "cp1252"),
        ("text/html; charset=iso-8859-9", "cp1254"),
        ("text/html; charset=windows-1251", "cp1251"),
        ("text/html; charset=ks_c_5601-1987", "cp949"),
        ("text/html; charset=Big5", "big5hkscs"),
        ("text/html; charset=euc-jp", "euc_jp"),
        ("text/html; charset=koi8-r", "koi8-r"),
        ("text/html; charset=utf-16", "utf-16-le"),
        ("text/html", None),
        ("text/html; charset=", None),
        ("text/html; charset=idna", None),
        ("text/html; charset=undefined", None),
        ("text/html; charset=unicode_escape", None),
        ("text/html; charset=rot13", None),
        ("text/html; charset=utf-7", None),
        ("text/html; charset=punycode", None),
        ("text/html; charset=../../etc/passwd", None),
        ("text/html; charset=" + "a" * 5000, None),
        ("text/html; charset=\xff\xfe", None),
    ],
)
async def test_only_charsets_of_the_web_are_believed(content_type: str, charset: str | None) -> None:
    got = await answered(("Content-Type", content_type))
    assert got.charset == charset
    if charset is not None:
        assert isinstance(b"abc".decode(charset, "replace"), str)


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        (" Application/RSS+XML ;charset=utf-8", "application/rss+xml"),
        ("text/html", "text/html"),
        ("html", ""),
        ("text/\xe9", ""),
        ("text/html, text/plain", ""),
        ("a/" + "b" * 5000, ""),
    ],
)
async def test_a_media_type_is_a_media_type_or_nothing(content_type: str, kind: str) -> None:
    assert (await answered(("Content-Type", content_type))).content_type == kind


# --- statuses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "check the address"),
        (401, "password"),
        (402, "paying"),
        (403, "browser"),
        (404, "there is no page at this address"),
        (407, "proxy"),
        (410, "gone for good"),
        (418, "nothing to read"),
        (429, "too many requests"),
        (451, "legal"),
        (500, "try again later"),
        (502, "try again later"),
        (503, "try again later"),
        (521, "try again later"),
        (300, "nothing to read"),
        (599, "try again later"),
    ],
)
async def test_every_status_has_its_number_and_words(status: int, words: str) -> None:
    error = await refused(status)
    assert error.status == status
    assert str(error).startswith(f"The server answers {status}")
    assert words in str(error)


async def test_404_reads_as_it_is_known() -> None:
    assert str(await refused(404)) == "The server answers 404: there is no page at this address."


async def test_the_servers_own_phrase_is_shown_where_there_are_no_better_words_but_cannot_steer_the_terminal() -> None:
    error = await refused(418, reason="I'm \u0085a\xa0teapot\x9b2J" + "!" * 500)
    assert "418 (I'm" in str(error)
    assert str(error).isprintable()
    assert len(str(error)) < 200


@pytest.mark.parametrize("status", ["200", "302", "404", "418", "503"])
async def test_headers_that_steer_terminals_leave_no_trace(status: str) -> None:
    escape = "\x1b]52;c;eA==\x07\x1b[2J"
    names = ("Content-Type", "ETag", "Last-Modified", "Location", "Retry-After", "Expires", "Cache-Control", "Vary")
    lines = [f"HTTP/1.1 {status} {escape}", *(f"{name}: text/{escape};charset={escape}" for name in names), "", ""]
    async with serving("\r\n".join(lines).encode(), close=True) as server, fetcher(server) as door:
        try:
            shown = repr(await door.fetch(server.url(), accept="page"))
            assert (status, escape in shown, "\\x" in shown) == ("200", False, False)
        except FetchError as error:
            shown = str(error)
    assert shown.isprintable()


async def test_a_body_that_is_not_wanted_is_not_waited_for() -> None:
    endless = http(b"x" * 1000, status=404, length=10**15)
    async with serving(endless) as server, fetcher(server) as door:
        with pytest.raises(FetchError, match="404"):
            await door.fetch(server.url(), accept="page")
