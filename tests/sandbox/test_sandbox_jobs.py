"""What the workers answer is what the rooms answer, and the limits that they set themselves hold."""

import io
import sys

import pytest
from misbehaviour import children, loaded_libraries

from secreader import articles, codec, entities, feeds, worker
from secreader.errors import ExtractError, FeedError, SandboxError
from secreader.feeds import opml
from secreader.model import Discovered, Subscription, blocks_text
from secreader.sandbox import Sandbox

_FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Harbour watch</title><link>/</link>
<item><guid>1</guid><title>Crane “firmware” patched</title><link>/1</link>
<pubDate>Tue, 06 Jan 2026 10:00:00 GMT</pubDate>
<description>&lt;p&gt;CVE-2026-0001 is closed.&lt;/p&gt;</description></item>
<item><guid>2</guid><title>Second</title><link>/2</link></item></channel></rss>""".encode()

_OPML = b"""<opml version="2.0"><body><outline text="News">
<outline text="One" xmlUrl="https://one.example/rss"/></outline></body></opml>"""

_PAGE = b"""<!doctype html><html lang="en"><head><title>Crane firmware patched after CVE-2025-1111</title></head>
<body><article><h1>Crane firmware patched after CVE-2025-1111</h1>
<p>The makers of the harbour's cranes closed a hole on Monday that let anybody on the quay move them.</p>
<p>A second one, CVE-2025-2222, is still open, and operators were told to keep the cranes off the network.</p>
<p>Nobody was hurt, the port said, and ships were unloaded by hand for most of the night.</p></article></body></html>"""

_HOME = b"<html><head><link rel=alternate type=application/rss+xml href=/rss title=News></head></html>"


async def test_a_feed_comes_as_the_room_reads_it() -> None:
    async with Sandbox() as box:
        found = await box.parse_feed(_FEED, url="https://harbour.example/rss", content_type="application/rss+xml")
    assert found == feeds.parse(_FEED, url="https://harbour.example/rss", content_type="application/rss+xml")
    assert [entry.title for entry in found.entries] == ["Crane “firmware” patched", "Second"]


@pytest.mark.parametrize("data", [b"", b"<html><body>Not found</body></html>", b"<?xml version='1.0'?><opml/>"])
async def test_what_is_no_feed_is_refused_in_the_words_of_the_room(data: bytes) -> None:
    with pytest.raises(FeedError) as here:
        feeds.parse(data, url="https://harbour.example/rss", content_type="")
    async with Sandbox() as box:
        with pytest.raises(FeedError) as there:
            await box.parse_feed(data, url="https://harbour.example/rss", content_type="")
    assert str(there.value) == str(here.value)


async def test_a_page_comes_as_the_rooms_read_it_with_what_title_deck_and_text_name() -> None:
    async with Sandbox() as box:
        article, named = await box.extract(_PAGE, url="https://harbour.example/1", charset="utf-8")
        with pytest.raises(ExtractError) as there:
            await box.extract(b"", url="https://harbour.example/2", charset=None)
    assert article == articles.extract(_PAGE, url="https://harbour.example/1", charset="utf-8")
    assert article.title == "Crane firmware patched after CVE-2025-1111"
    assert named == entities.find(article.title, f"{article.deck}\n{article.text}")
    assert [cve.value for cve in named.cves] == ["CVE-2025-1111", "CVE-2025-2222"]
    with pytest.raises(ExtractError) as here:
        articles.extract(b"", url="https://harbour.example/2")
    assert str(there.value) == str(here.value)


async def test_the_html_of_a_feed_comes_as_blocks_whatever_characters_are_in_it() -> None:
    html = "<p>Naïve <b>crane</b> – \ud800 and more.</p>"
    async with Sandbox() as box:
        blocks = await box.fragment(html, url="https://harbour.example/1")
    assert blocks == articles.fragment(html.replace("\ud800", "?"), url="https://harbour.example/1")
    assert blocks_text(blocks) == "Naïve crane – ? and more."


async def test_subscriptions_and_the_feeds_of_a_page_come_through() -> None:
    async with Sandbox() as box:
        assert await box.opml(_OPML) == opml.read(_OPML)
        assert await box.opml(_OPML) == (Subscription("https://one.example/rss", "One", category="News"),)
        with pytest.raises(FeedError, match="not a well-formed OPML file"):
            await box.opml(b"<opml><body>")
        assert await box.discover(_HOME, url="https://one.example/") == (Discovered("https://one.example/rss", "News"),)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
async def test_a_warm_worker_has_loaded_the_parsers() -> None:
    async with Sandbox() as box:
        await box.opml(_OPML)
        pid = children()[-1]
        assert "lxml/etree" not in loaded_libraries(pid)
        await box.warm()
        assert "lxml/etree" in loaded_libraries(pid)


async def test_no_warm_worker_is_a_matter_for_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async with Sandbox(worker=("-c", "")) as box:
        await box.warm()
    assert [record.getMessage() for record in caplog.records] == [
        "no warm worker: A worker process was started, but does not answer."
    ]


def test_a_worker_ends_when_its_jobs_do_also_in_the_middle_of_one() -> None:
    job = _frame(b'{"job": "opml"}') + _frame(_OPML)
    for cut in (0, 3, 10, 19, 30, len(job) - 1):
        answers = io.BytesIO()
        worker.serve(io.BytesIO(job[:cut]), answers, 60)
        assert _frames(answers) == [b"ready"]
    answers = io.BytesIO()
    worker.serve(io.BytesIO(job + job), answers, 60)
    assert _frames(answers) == [b"ready", *[b"begun", b"done", codec.dumps(opml.read(_OPML))] * 2]


_UNKNOWN = b'{"job": "shell%s"}' % (b"x" * 9999)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"job": "opml", "url": "x"}',
        pytest.param(_UNKNOWN, id="unknown"),
        pytest.param(b"[" * 9999, id="deep"),
    ],
)
def test_a_request_that_is_none_is_answered_as_a_fault(head: bytes) -> None:
    answers = io.BytesIO()
    worker.serve(io.BytesIO(_frame(head) + _frame(b"") + _frame(b'{"job": "opml"}') + _frame(_OPML)), answers, 60)
    ready, _, outcome, reason, *rest = _frames(answers)
    assert (ready, outcome) == (b"ready", b"fault")
    assert 0 < len(reason) < 600
    assert rest[1] == b"done"


async def test_where_there_are_no_limits_to_be_set_the_clock_alone_holds() -> None:
    program = "import sys\nsys.modules['resource'] = None\nfrom secreader import worker\nworker.main(sys.argv[1:])"
    async with Sandbox(worker=("-c", program), memory=1) as box:
        assert await box.opml(_OPML) == opml.read(_OPML)


async def test_a_limit_that_is_already_lower_is_kept() -> None:
    program = (
        "import resource, sys\nresource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))\n"
        "from secreader import worker\n"
        "worker.JOBS['opml'] = lambda data: bytes(310_000_000)\n"
        "worker.main(sys.argv[1:])"
    )
    async with Sandbox(worker=("-c", program)) as box:
        with pytest.raises(SandboxError, match="of memory"):
            await box.opml(_OPML)


def _frame(data: bytes) -> bytes:
    return len(data).to_bytes(4) + data


def _frames(answers: io.BytesIO) -> list[bytes]:
    answers.seek(0)
    found = []
    while size := answers.read(4):
        found.append(answers.read(int.from_bytes(size)))
    return found
