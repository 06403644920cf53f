"""One worker process: started when a job comes, killed when it overruns, replaced when it is spent."""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence

from secreader.errors import SandboxError
from secreader.sandbox.jobs import LARGEST

_WORD = 16
_START = 30.0
"""Seconds for a worker to start: a tenth on a machine at rest, far more from a cold disk or among many others."""
_END = 1.0
"""Seconds for an idle worker to end by itself."""


class NotBegunError(Exception):
    """The process did not take the request: it had died, or babbles. That is not the job's fault."""


class FailedError(Exception):
    """The process died over the request, or answered what no worker answers."""


class TooLargeError(FailedError):
    """The process answered more than `LARGEST`."""


class Worker:
    """At most one process at any time. It does one job at a time: whoever holds a worker has it alone."""

    def __init__(self, command: Sequence[str], *, recycle: int) -> None:
        self._command = command
        self._recycle = recycle
        self._process: Process | None = None
        self._jobs = 0

    async def start(self) -> None:
        """Have a process that waits for a request. Raises SandboxError."""
        if self._process is not None and self._process.returncode is None:
            return
        await self.kill()
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
            )
        except OSError as error:
            raise SandboxError(f"No worker process can be started: {error.strerror}.") from error
        self._jobs = 0
        try:
            async with asyncio.timeout(_START):
                await self._expect(b"ready")
        except (TimeoutError, FailedError) as error:
            await self.kill()
            raise SandboxError("A worker process was started, but does not answer.") from error

    async def ask(self, request: bytes, values: int) -> tuple[str, list[bytes]]:
        """How it went, and the `values` documents or the one sentence that came of it.

        Raises NotBegunError and FailedError; when this raises, also CancelledError, the process has been killed: an
        answer that is still to come must not be taken for that to the next request.
        """
        try:
            await self._hand_over(request)
            outcome = await self._word()
            number = {b"done": values, b"feed": 1, b"extract": 1, b"fault": 1, b"memory": 0}.get(outcome)
            if number is None:
                raise FailedError(f"the worker says {outcome!r}")
            documents: list[bytes] = []
            for _ in range(number):
                documents.append(await self._frame(LARGEST - sum(map(len, documents))))
        except BaseException:
            await self.kill()
            raise
        self._jobs += 1
        if outcome == b"memory":
            await self.kill()
        elif self._jobs >= self._recycle:
            await self.end()
        return outcome.decode(), documents

    async def end(self) -> None:
        """Have the process end by itself, as it does when its input is closed; kill it if it does not."""
        try:
            async with asyncio.timeout(_END):
                await self._gone()
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """End the process at once and wait until it is gone."""
        if self._process is not None and self._process.returncode is None:
            _kill(self._process)
        await self._gone()

    async def _hand_over(self, request: bytes) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        # Not drained: a worker that answers before it has read all must not leave both sides waiting for each other.
        self._process.stdin.write(request)
        try:
            await self._expect(b"begun")
        except FailedError as error:
            raise NotBegunError(str(error)) from error

    async def _expect(self, word: bytes) -> None:
        if (said := await self._word()) != word:
            raise FailedError(f"the worker says {said!r} instead of {word!r}")

    async def _word(self) -> bytes:
        try:
            return await self._frame(_WORD)
        except TooLargeError as error:
            raise FailedError("the worker babbles") from error

    async def _frame(self, limit: int) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            size = int.from_bytes(await self._process.stdout.readexactly(4))
            if size > limit:
                raise TooLargeError(f"the worker answers {size:,} bytes")
            return await self._process.stdout.readexactly(size)
        except (asyncio.IncompleteReadError, OSError) as error:
            raise FailedError("the worker died") from error

    async def _gone(self) -> None:
        """Close the pipes, throw away what is left in them and reap the process."""
        process = self._process
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        with contextlib.suppress(OSError):
            while await process.stdout.read(65_536):
                pass
        await process.wait()
        self._process = None


def _kill(process: Process) -> None:
    """End the process and what it may have started, by the group that it leads.

    Not by `Process.kill`: that reaps a process which has just died, and asyncio's own watcher then warns of losing it.
    """
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
