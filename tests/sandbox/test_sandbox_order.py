"""Who is served when: two workers, pages before feeds, each in its turn; and what happens to those who leave."""

import asyncio
import threading
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from misbehaviour import alive, begun, feed, let_go, named_pipe, page, sandbox, text

from secreader.errors import SandboxError
from secreader.sandbox import Sandbox, pool
from secreader.sandbox.jobs import Kind


async def test_never_more_than_two_workers(tmp_path: Path) -> None:
    async with sandbox() as box:
        pipes = [named_pipe(tmp_path, "one"), named_pipe(tmp_path, "two")]
        waiting = [asyncio.create_task(text(box, f"wait {pipe}")) for pipe in pipes]
        queued = [asyncio.create_task(text(box, "pid")) for _ in range(10)]
        # The second can be let go only when it runs, beside the first.
        await let_go(pipes[1], "two")
        pids = await asyncio.gather(*queued)
        assert len(set(pids)) == 1
        assert not waiting[0].done()
        await let_go(pipes[0], "one")
        assert await asyncio.gather(*waiting) == ["one", "two"]


async def test_one_job_after_another_needs_one_worker_only() -> None:
    async with sandbox() as box:
        pids = {await text(box, "pid"), await feed(box, "pid"), await page(box, "pid"), await feed(box, "pid")}
        assert len(pids) == 1


async def test_pages_go_before_feeds_and_each_in_its_order(tmp_path: Path) -> None:
    done: list[str] = []

    async def noted(job: Awaitable[str]) -> None:
        done.append(await job)

    async with sandbox(workers=1) as box, asyncio.TaskGroup() as group:
        pipe = named_pipe(tmp_path, "first")
        for job in (
            feed(box, f"wait {pipe}"),
            feed(box, "say feed 1"),
            feed(box, "say feed 2"),
            page(box, "say page 1"),
            text(box, "say page 2"),
            page(box, "say page 3"),
        ):
            group.create_task(noted(job))
        await let_go(pipe, "first")
    assert done == ["first", "page 1", "page 2", "page 3", "feed 1", "feed 2"]


async def test_a_page_never_waits_for_feeds(tmp_path: Path) -> None:
    async with sandbox() as box:
        pipe = named_pipe(tmp_path, "slow")
        slow = asyncio.create_task(feed(box, f"wait {pipe}"))
        with await begun(pipe) as go_on:
            queued = [asyncio.create_task(feed(box, f"say feed {number}")) for number in range(5)]
            await asyncio.wait(queued, timeout=0)
            assert await page(box, "say at once") == "at once"
            assert not any(job.done() for job in queued)
            go_on.write("slow")
        assert await slow == "slow"
        assert [await job for job in queued] == [f"feed {number}" for number in range(5)]


async def test_a_job_that_nobody_waits_for_any_more_is_not_begun(tmp_path: Path) -> None:
    async with sandbox(workers=1) as box:
        pipe = named_pipe(tmp_path, "first")
        first = asyncio.create_task(text(box, f"wait {pipe}"))
        left = asyncio.create_task(text(box, f"touch {tmp_path / 'left'}"))
        last = asyncio.create_task(text(box, f"touch {tmp_path / 'last'}"))
        # One turn of the loop, in which the three are queued.
        await asyncio.wait([first, left, last], timeout=0)
        left.cancel()
        await let_go(pipe)
        await asyncio.gather(first, last)
        assert left.cancelled()
        assert (tmp_path / "last").exists()
        assert not (tmp_path / "left").exists()


async def test_leaving_a_short_job_costs_no_worker_and_the_next_gets_its_own_answer(tmp_path: Path) -> None:
    async with sandbox(workers=1) as box:
        first = await text(box, "pid")
        pipe = named_pipe(tmp_path, "left")
        left = asyncio.create_task(text(box, f"wait {pipe}"))
        told = asyncio.create_task(let_go(pipe, "stale"))
        await asyncio.wait([left, told], return_when=asyncio.FIRST_COMPLETED)
        left.cancel()
        assert await text(box, "say fresh") == "fresh"
        assert await text(box, "pid") == first


async def test_leaving_a_job_that_hangs_ends_its_worker_soon(tmp_path: Path) -> None:
    async with sandbox(workers=1) as box:
        pipe = named_pipe(tmp_path, "hangs")
        left = asyncio.create_task(page(box, f"tell_and_hang {pipe}"))
        pid = await asyncio.to_thread(pipe.read_text)
        left.cancel()
        async with asyncio.timeout(30):
            assert await text(box, "say fresh") == "fresh"
        assert left.cancelled()
        assert not alive(pid)


async def test_leaving_while_the_worker_starts_is_no_different() -> None:
    async with sandbox(workers=1) as box:
        left = asyncio.create_task(page(box, "hang"))
        await asyncio.wait([left], timeout=0)
        left.cancel()
        async with asyncio.timeout(30):
            assert await text(box, "say fresh") == "fresh"


async def test_leaving_while_the_answer_is_being_checked_is_no_different(monkeypatch: pytest.MonkeyPatch) -> None:
    checking, go_on = asyncio.Event(), threading.Event()
    loop, really = asyncio.get_running_loop(), pool._decoded

    def checked(kind: Kind, documents: Sequence[bytes]) -> tuple[Any, ...]:
        loop.call_soon_threadsafe(checking.set)
        go_on.wait(60)
        return really(kind, documents)

    monkeypatch.setattr(pool, "_decoded", checked)
    async with sandbox(workers=1) as box:
        left = asyncio.create_task(text(box, "repeat many * 100000"))
        await checking.wait()
        left.cancel()
        with pytest.raises(asyncio.CancelledError):
            await left
        go_on.set()
        assert await text(box, "say fresh") == "fresh"


@settings(max_examples=5, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["say", "say", "hang", "die"]), st.sampled_from("lfp"), st.booleans()), max_size=12
    )
)
def test_every_answer_is_to_its_own_question(asked: list[tuple[str, str, bool]]) -> None:
    """Whatever is asked at once, hangs, dies or is left: nobody gets what another asked for."""

    async def ask(box: Sandbox, number: int, verb: str, way: str, leave: bool) -> None:
        ask_for = {"l": text, "f": feed, "p": page}[way]
        job = asyncio.create_task(ask_for(box, f"{verb} {number}"))
        if leave or verb == "hang":
            leave = True
            await asyncio.wait([job], timeout=number / 100)
            job.cancel()
        try:
            answer = await job
        except (SandboxError, asyncio.CancelledError):
            assert leave or verb == "die"
        else:
            assert (verb, answer) == ("say", str(number))

    async def main() -> None:
        async with sandbox() as box, asyncio.TaskGroup() as group:
            for number, job in enumerate(asked):
                group.create_task(ask(box, number, *job))

    asyncio.run(main())


async def test_closing_answers_everybody_who_still_waits(tmp_path: Path) -> None:
    pipe = named_pipe(tmp_path, "slow")
    async with sandbox(workers=1) as box:
        running = asyncio.create_task(page(box, f"tell_and_hang {pipe}"))
        queued = [asyncio.create_task(page(box, "say queued")), asyncio.create_task(feed(box, "say queued"))]
        pid = await asyncio.to_thread(pipe.read_text)
    assert not alive(pid)
    for job in (running, *queued):
        with pytest.raises(SandboxError, match=r"^The worker processes have been stopped\.$"):
            await job
    with pytest.raises(SandboxError, match=r"^The worker processes have been stopped\.$"):
        await text(box, "say late")


async def test_closing_in_the_moment_a_job_is_asked_for_leaves_nobody_waiting() -> None:
    async with sandbox() as box:
        job = asyncio.create_task(text(box, "say soon"))
        await asyncio.wait([job], timeout=0)
    with pytest.raises(SandboxError):
        await job
