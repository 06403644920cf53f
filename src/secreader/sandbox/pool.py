"""Which job goes to which worker, and when."""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import Any

from secreader import codec
from secreader.errors import ExtractError, FeedError, SandboxError
from secreader.sandbox.jobs import LARGEST, Job, Kind
from secreader.sandbox.process import FailedError, NotBegunError, TooLargeError, Worker
from secreader.text import line

_log = logging.getLogger(__name__)

_SENTENCE = 500
_SMALL = 65_536
"""Bytes of JSON that are decoded in the event loop, in about a millisecond; more of it goes to a thread."""

_Values = tuple[Any, ...]


class Pool:
    """Jobs that somebody waits for go first, each lane in its order.

    Patient jobs leave one worker alone, so that a page never waits for a feed.
    """

    def __init__(self, workers: Sequence[Worker], *, seconds: float, memory: int) -> None:
        self._workers = workers
        self._seconds = seconds
        self._memory = memory
        # The worker that was busy last is taken first: a second process starts only for a second job at once.
        self._free = list(workers)
        self._urgent: deque[Job] = deque()
        self._patient: deque[Job] = deque()
        self._patient_now = 0
        self._patient_most = max(1, len(workers) - 1)
        self._tasks: set[asyncio.Task[_Values]] = set()
        self._closed = False

    async def do(self, job: Job) -> _Values:
        """What the job's worker answers. Raises SandboxError, and the FeedError or ExtractError of the job itself."""
        if self._closed:
            raise _stopped()
        if job.size > LARGEST:
            raise job.kind.too_large()
        (self._patient if job.kind.patient else self._urgent).append(job)
        self._dispatch()
        try:
            return await job.answer
        except asyncio.CancelledError:
            job.abandon()
            raise

    async def close(self) -> None:
        """Give up what waits and what is being done, and end every process."""
        self._closed = True
        for job in (*self._urgent, *self._patient):
            _settle(job, _stopped())
        self._urgent.clear()
        self._patient.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in self._workers))

    def _dispatch(self) -> None:
        while self._free and (job := self._next()):
            if job.answer.done():
                # Its asker has gone.
                continue
            worker = self._free.pop()
            self._patient_now += job.kind.patient
            task = asyncio.create_task(self._answer(worker, job))
            self._tasks.add(task)
            task.add_done_callback(partial(self._finish, worker, job))

    def _next(self) -> Job | None:
        if self._urgent:
            return self._urgent.popleft()
        if self._patient and self._patient_now < self._patient_most:
            return self._patient.popleft()
        return None

    def _finish(self, worker: Worker, job: Job, task: "asyncio.Task[_Values]") -> None:
        self._tasks.discard(task)
        self._patient_now -= job.kind.patient
        self._free.append(worker)
        _settle(job, _stopped() if task.cancelled() else task.exception() or task.result())
        self._dispatch()

    async def _answer(self, worker: Worker, job: Job) -> _Values:
        kind = job.kind
        try:
            outcome, documents = await self._asked(worker, job)
        except TimeoutError:
            raise kind.too_slow(self._seconds) from None
        except TooLargeError:
            raise kind.too_large() from None
        except (NotBegunError, FailedError) as error:
            _log.warning("%s %s: %s", kind.name, job.url, error)
            raise kind.failed() from error
        match outcome:
            case "done":
                return await self._checked(worker, job, documents)
            case "feed":
                raise FeedError(_sentence(documents[0]))
            case "extract":
                raise ExtractError(_sentence(documents[0]))
            case "memory":
                raise kind.too_hungry(self._memory)
            case _:
                _log.warning("%s %s: %s", kind.name, job.url, _sentence(documents[0]))
                raise kind.failed()

    async def _asked(self, worker: Worker, job: Job) -> tuple[str, list[bytes]]:
        """As `Worker.ask`, within the time limit; a worker that died while it was idle is replaced without a word."""
        try:
            return await self._asked_once(worker, job)
        except NotBegunError:
            return await self._asked_once(worker, job)

    async def _asked_once(self, worker: Worker, job: Job) -> tuple[str, list[bytes]]:
        await worker.start()
        async with job.limited(self._seconds):
            return await worker.ask(job.request, len(job.kind.values))

    async def _checked(self, worker: Worker, job: Job, documents: Sequence[bytes]) -> _Values:
        """The values of `documents`, checked field by field; a worker that answers something else is killed."""
        decode = partial(_decoded, job.kind, documents)
        try:
            return decode() if sum(map(len, documents)) <= _SMALL else await asyncio.to_thread(decode)
        except ValueError as error:
            await worker.kill()
            _log.warning("%s %s: %s", job.kind.name, job.url, line(str(error), _SENTENCE))
            raise job.kind.failed() from error


def _decoded(kind: Kind, documents: Sequence[bytes]) -> _Values:
    return tuple(codec.loads(cls, data) for cls, data in zip(kind.values, documents, strict=True))


def _settle(job: Job, outcome: _Values | BaseException) -> None:
    if job.answer.done():
        return
    if isinstance(outcome, BaseException):
        job.answer.set_exception(outcome)
    else:
        job.answer.set_result(outcome)


def _stopped() -> SandboxError:
    return SandboxError("The worker processes have been stopped.")


def _sentence(data: bytes) -> str:
    return line(data.decode("utf-8", "replace"), _SENTENCE)
