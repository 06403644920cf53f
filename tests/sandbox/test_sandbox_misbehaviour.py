"""Jobs that hang, eat, die or lie: each costs its own answer and nothing else."""

import logging
import time

import pytest
from misbehaviour import LATE, alive, feed, lateness, page, sandbox, text

from secreader.errors import ExtractError, FeedError, SandboxError


@pytest.mark.parametrize("verb", ["hang", "sleep"])
async def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(verb: str) -> None:
    async with sandbox(workers=1, seconds=1.0) as box:
        first = await text(box, "pid")
        started = time.monotonic()
        async with lateness() as late:
            with pytest.raises(SandboxError) as caught:
                await page(box, verb)
            assert str(caught.value) == "This page took longer than 1 s to clean; open it in a browser."
            assert 1 <= time.monotonic() - started < 10
            assert not alive(first)
            assert await text(box, "say next") == "next"
        assert len(late) > 20
        assert max(late) < LATE


async def test_each_kind_of_job_has_its_own_sentence() -> None:
    async with sandbox(seconds=0.05) as box:
        with pytest.raises(SandboxError, match=r"^This feed took longer than 0.05 s to read; try again later"):
            await feed(box, "sleep")
        with pytest.raises(SandboxError, match=r"^The text in the feed took longer than 0.05 s to clean; open"):
            await text(box, "sleep")


async def test_a_page_that_eats_memory_is_stopped_and_the_next_is_read() -> None:
    async with sandbox() as box, lateness() as late:
        first = await text(box, "pid")
        with pytest.raises(SandboxError) as caught:
            await page(box, "eat")
        assert str(caught.value) == ("This page needs more than 400 MB of memory to clean; open it in a browser.")
        assert not alive(first)
        assert await text(box, "say next") == "next"
        assert max(late) < LATE


@pytest.mark.parametrize("verb", ["die", "leave"])
async def test_a_page_over_which_the_worker_dies_is_blamed_at_once(verb: str) -> None:
    async with sandbox() as box, lateness() as late:
        with pytest.raises(SandboxError) as caught:
            await page(box, verb)
        assert str(caught.value) == "This page made the process fail that was to clean it; open it in a browser."
        assert await text(box, "say next") == "next"
        assert max(late) < LATE


@pytest.mark.parametrize(
    "answer",
    [
        "raw ffffffff",
        "raw 00000003" + b"odd".hex(),
        "raw 00000004" + b"\xff\xfe\x1b[".hex(),
        "document not JSON at all",
        'document {"v":1,"value":{"title":7,"site_url":"","entries":[]}}',
        'document {"v":1,"value":{"title":"t","site_url":"","entries":[],"owner":"root"}}',
        'document {"v":2,"value":{"title":"t","site_url":"","entries":[]}}',
        pytest.param("document " + "[" * 100_000, id="deep"),
    ],
)
async def test_a_worker_that_answers_garbage_is_replaced(answer: str) -> None:
    async with sandbox() as box:
        first = await text(box, "pid")
        with pytest.raises(SandboxError, match=r"^This feed made the process fail that was to read it; try"):
            await feed(box, answer)
        assert not alive(first)
        assert await text(box, "say next") == "next"


@pytest.mark.parametrize("verb", ["pour", "repeat words * 4000000"])
async def test_an_answer_that_is_too_large_is_not_waited_for(verb: str) -> None:
    async with sandbox() as box, lateness() as late:
        first = await text(box, "pid")
        with pytest.raises(SandboxError) as caught:
            await page(box, verb)
        assert str(caught.value) == "This page is larger than 16 MB; open it in a browser."
        assert not alive(first)
        assert await text(box, "say next") == "next"
        assert max(late) < LATE


async def test_a_page_that_is_too_large_is_not_even_sent() -> None:
    async with sandbox(worker=("-c", "")) as box:
        with pytest.raises(SandboxError, match=r"^This page is larger than 16 MB; open"):
            await box.extract(b" " * 16_000_001, url="https://page.example/", charset=None)


async def test_what_a_worker_says_too_much_is_no_answer_to_the_next_question() -> None:
    async with sandbox() as box:
        assert await feed(box, "twice first") == "first"
        assert await feed(box, "say second") == "second"
        assert await feed(box, "say third") == "third"


async def test_what_a_library_prints_is_no_answer() -> None:
    async with sandbox() as box:
        assert await feed(box, "shout quietly") == "quietly"
        assert await feed(box, "say next") == "next"


async def test_an_error_that_nobody_foresaw_is_logged_and_costs_no_worker(caplog: pytest.LogCaptureFixture) -> None:
    async with sandbox() as box:
        first = await text(box, "pid")
        with (
            caplog.at_level(logging.WARNING),
            pytest.raises(SandboxError, match="This page made the process fail"),
        ):
            await page(box, "fail a key \x1b]52;c;aGVsbG8=\x07 " + "long " * 1000)
        assert await text(box, "pid") == first
    (record,) = caplog.records
    message = record.getMessage()
    assert message.startswith("extract https://page.example/: KeyError('a key ")
    assert message.isprintable()
    assert len(message) < 1000


async def test_expected_errors_come_through_as_their_sentence_and_nothing_that_steers_a_terminal() -> None:
    async with sandbox() as box:
        with pytest.raises(FeedError) as feed_error:
            await feed(box, "refuse_feed This is \x1b[2Jno feed.")
        assert str(feed_error.value) == "This is [2Jno feed."
        with pytest.raises(ExtractError) as page_error:
            await page(box, "refuse_page Nothing to read here.")
        assert str(page_error.value) == "Nothing to read here."


async def test_a_large_answer_comes_whole_and_does_not_stop_the_loop() -> None:
    async with sandbox() as box, lateness() as late:
        assert len(await box.opml(b"120000")) == 120_000
        assert max(late) < LATE
