"""The rooms that a reader joins, opened together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from secreader.fetch import Fetcher
from secreader.sandbox import Sandbox
from secreader.store import Library


@dataclass(frozen=True, slots=True)
class Rooms:
    library: Library
    fetcher: Fetcher
    sandbox: Sandbox
    now: Callable[[], datetime]
