"""One worker process: started when a job comes, killed when it overruns, replaced when it is spent."""

import asyncio
import contextlib
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence

from secreader.errors import SandboxError

LARGEST = 16_000_000
"""Bytes of an answer; more is no article and no feed that anybody reads."""

_WORD = 16
_START = 30.0
"""Seconds for a worker to start, 0.1 on a machine at rest; a cold disk or a crowd of processes takes longer."""
_END = 1.0


class WorkerDiedError(Exception):
    """The process ended before it had answered."""


class AnswerError(Exception):
    """The process answered what no worker answers."""


class TooLargeError(AnswerError):
    """The process answered more than `LARGEST`."""


class Worker:
    """At most one process at any time. Not for two jobs at once: whoever holds a worker has it alone."""

    def __init__(self, command: Sequence[str], *, recycle: int) -> None:
        self._command = command
        self._recycle = recycle
        self._process: Process | None = None
        self._jobs = 0

    async def start(self) -> None:
        """Have a process that waits for a job. Raises SandboxError."""
        if self._process is not None and self._process.returncode is None:
            return
        await self.kill()
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
            )
        except OSError as error:
            raise SandboxError(f"No worker process can be started: {error.strerror or error}.") from error
        self._jobs = 0
        try:
            async with asyncio.timeout(_START):
                said = await self._frame(_WORD)
        except (TimeoutError, WorkerDiedError, AnswerError) as error:
            await self.kill()
            raise SandboxError("A worker process was started but did not answer.") from error
        except BaseException:
            await self.kill()
            raise
        if said != b"ready":
            await self.kill()
            raise SandboxError("A worker process was started but did not answer.")

    async def ask(self, request: bytes, documents: int) -> tuple[str, list[bytes]]:
        """How it went, and the documents or the sentence that came of it. The process is gone when this raises.

        Raises WorkerDiedError, AnswerError and, when there is no process to be had, SandboxError.
        """
        try:
            await self._begin(request)
            outcome = (await self._frame(_WORD)).decode("ascii", "replace")
            frames = {"done": documents, "feed": 1, "extract": 1, "fault": 1, "memory": 0}.get(outcome)
            if frames is None:
                raise AnswerError(f"outcome {outcome!r}")
            found: list[bytes] = []
            for _ in range(frames):
                found.append(await self._frame(LARGEST - sum(map(len, found))))
        except BaseException:
            # Also when cancelled: an answer that is still to come must not be taken for the next job's.
            await self.kill()
            raise
        self._jobs += 1
        if outcome == "memory":
            await self.kill()
        elif self._jobs >= self._recycle:
            await self.end()
        return outcome, found

    async def end(self) -> None:
        """Let the process end by itself, as it does when its input is closed; kill it if it does not."""
        try:
            async with asyncio.timeout(_END):
                await self._gone()
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """End the process at once and wait until it is gone."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._gone()

    async def _begin(self, request: bytes) -> None:
        """Have a process take the request; one that died while it was idle is replaced, once."""
        await self.start()
        try:
            await self._hand_over(request)
        except WorkerDiedError:
            await self.start()
            await self._hand_over(request)

    async def _hand_over(self, request: bytes) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        # Not drained: a worker that answers before it has read everything must not leave both sides waiting.
        self._process.stdin.write(request)
        try:
            said = await self._frame(_WORD)
        except WorkerDiedError:
            await self.kill()
            raise
        if said != b"begun":
            raise AnswerError(f"{said!r} instead of begun")

    async def _frame(self, limit: int) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            size = int.from_bytes(await self._process.stdout.readexactly(4))
            if size > limit:
                raise TooLargeError(f"a frame of {size:,} bytes")
            return await self._process.stdout.readexactly(size)
        except (asyncio.IncompleteReadError, OSError) as error:
            raise WorkerDiedError from error

    async def _gone(self) -> None:
        """Close the pipes, take what is left in them and reap the process."""
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
