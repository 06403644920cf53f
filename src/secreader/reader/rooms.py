"""The rooms that a reader joins: the library, which is open, and what is opened when it is first needed."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from secreader.config import Settings
from secreader.store import Library

if TYPE_CHECKING:
    from secreader.fetch import Fetcher
    from secreader.sandbox import Sandbox


class Rooms:
    """`stack` closes what is opened here; the list of stories is on the screen before network or workers are loaded."""

    def __init__(
        self, library: Library, settings: Settings, now: Callable[[], datetime], stack: AsyncExitStack
    ) -> None:
        self.library = library
        self.now = now
        self._settings = settings
        self._stack = stack

    def open(self) -> None:
        """Make network and workers ready; nothing is fetched and no worker runs yet."""
        _ = self.fetcher, self.sandbox

    @cached_property
    def fetcher(self) -> "Fetcher":
        """The door to the network. Raises ConfigError where the settings name what is no host or network."""
        from secreader.fetch import Fetcher

        fetcher = Fetcher(allow=self._settings.allow, proxy=self._settings.proxy)
        self._stack.push_async_exit(fetcher)
        return fetcher

    @cached_property
    def sandbox(self) -> "Sandbox":
        """The worker processes; none runs before its first job."""
        from secreader.sandbox import Sandbox

        sandbox = Sandbox()
        self._stack.push_async_exit(sandbox)
        return sandbox
