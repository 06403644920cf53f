"""Which job goes to which worker, and when."""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from typing import Any

from secreader import codec
from secreader.errors import ExtractError, FeedError, SandboxError
from secreader.sandbox.jobs import Job
from secreader.sandbox.process import LARGEST, AnswerError, TooLargeError, Worker, WorkerDiedError
from secreader.text import line

_log = logging.getLogger(__name__)

_SENTENCE = 300
_SMALL = 65_536
"""Bytes of JSON that are decoded in the event loop, in about a millisecond; more of it goes to a thread."""
_GRACE = 0.25
"""Seconds that a job is let run whose asker has gone: most finish sooner than a new worker starts."""


class Pool:
    """Jobs that somebody waits for go first, each lane in its order.

    Patient jobs leave one worker free, so that no feed makes a page wait.
    """

    def __init__(self, workers: Sequence[Worker], *, seconds: float, memory: int) -> None:
        self._workers = workers
        self._seconds = seconds
        self._memory = memory
        # The one that worked last is taken first: a second process starts only for a second job at once.
        self._free = list(workers)
        self._urgent: deque[Job] = deque()
        self._patient: deque[Job] = deque()
        self._patient_running = 0
        self._patient_limit = max(1, len(workers) - 1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def do(self, job: Job) -> tuple[Any, ...]:
        """What the job's worker answers. Raises SandboxError, and what the job itself raises."""
        if self._closed:
            raise SandboxError("The worker processes have been stopped already.")
        (self._patient if job.kind.patient else self._urgent).append(job)
        self._dispatch()
        try:
            return await job.answer
        except asyncio.CancelledError:
            _hurry(job)
            raise

    async def close(self) -> None:
        """Give up what is waiting or being done, and end every process."""
        self._closed = True
        for job in (*self._urgent, *self._patient):
            _fail(job, SandboxError("The worker processes were stopped."))
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
            self._patient_running += job.kind.patient
            task = asyncio.create_task(self._serve(self._free.pop(), job))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _next(self) -> Job | None:
        if self._urgent:
            return self._urgent.popleft()
        if self._patient and self._patient_running < self._patient_limit:
            return self._patient.popleft()
        return None

    async def _serve(self, worker: Worker, job: Job) -> None:
        try:
            answer = await self._answer(worker, job)
        except (SandboxError, FeedError, ExtractError) as error:
            _fail(job, error)
        except asyncio.CancelledError:
            _fail(job, SandboxError("The worker processes were stopped."))
            raise
        else:
            if not job.answer.done():
                job.answer.set_result(answer)
        finally:
            self._free.append(worker)
            self._patient_running -= job.kind.patient
            self._dispatch()

    async def _asked(self, worker: Worker, job: Job) -> tuple[str, list[bytes]]:
        await worker.start()
        try:
            async with asyncio.timeout(self._seconds) as job.deadline:
                return await worker.ask(job.request, len(job.kind.values))
        finally:
            job.deadline = None

    async def _answer(self, worker: Worker, job: Job) -> tuple[Any, ...]:
        kind = job.kind
        try:
            outcome, documents = await self._asked(worker, job)
            match outcome:
                case "done":
                    return await _decoded(kind.values, documents)
                case "feed":
                    raise FeedError(_sentence(documents[0]))
                case "extract":
                    raise ExtractError(_sentence(documents[0]))
                case "memory":
                    raise kind.too_hungry(self._memory)
                case _:
                    _log.warning("%s of %s: %s", kind.name, job.url, _sentence(documents[0]))
                    raise kind.failed()
        except TimeoutError:
            raise kind.too_slow(self._seconds) from None
        except TooLargeError:
            raise kind.too_large(LARGEST) from None
        except (WorkerDiedError, AnswerError) as error:
            _log.warning("%s of %s: %r", kind.name, job.url, error)
            raise kind.failed() from error
        except (ValueError, RecursionError) as error:
            await worker.kill()
            _log.warning("%s of %s: %r", kind.name, job.url, error)
            raise kind.failed() from error


async def _decoded(types: Sequence[Any], documents: Sequence[bytes]) -> tuple[Any, ...]:
    """The values, checked field by field. Raises ValueError."""

    def decode() -> tuple[Any, ...]:
        return tuple(codec.loads(cls, data) for cls, data in zip(types, documents, strict=True))

    return decode() if sum(map(len, documents)) <= _SMALL else await asyncio.to_thread(decode)


def _hurry(job: Job) -> None:
    """Nobody wants the answer any more: it may come soon, to be thrown away, or its worker is killed."""
    deadline = job.deadline
    if deadline is not None and (end := deadline.when()) is not None and not deadline.expired():
        deadline.reschedule(min(end, asyncio.get_running_loop().time() + _GRACE))


def _fail(job: Job, error: SandboxError | FeedError | ExtractError) -> None:
    if not job.answer.done():
        job.answer.set_exception(error)


def _sentence(data: bytes) -> str:
    return line(data.decode("utf-8", "replace"), _SENTENCE)
