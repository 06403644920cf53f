"""Every way secreader can fail, one exception per cause.

The text of each is one sentence that says what happened and what to do; it may be shown to the user as it is.
"""


class SecreaderError(Exception):
    """The root: whatever a public method raises on bad input or a bad world is one of these."""


class UsageError(SecreaderError):
    """The caller asked for something that cannot be (an unknown tag name, a bad option)."""


class NotFoundError(SecreaderError):
    """No story, feed or page of that name is in the library."""


class ConfigError(SecreaderError):
    """The configuration file cannot be used."""


class QueryError(SecreaderError):
    """A query that cannot be understood; `position` is the 0-based offset of the character at fault."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class FetchError(SecreaderError):
    """An address gave no usable answer.

    `status` is the HTTP status (0 when no answer came), `retry_after` the seconds that the server asked for (0: none).
    """

    def __init__(self, message: str, *, status: int = 0, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class RefusedError(FetchError):
    """The guard would not connect there: a private address, a forbidden scheme, too many hops."""


class FeedError(SecreaderError):
    """Bytes that no feed can be made of."""


class ExtractError(SecreaderError):
    """A page that no article can be made of."""


class SandboxError(SecreaderError):
    """A worker process overran its time or memory, or died; the input is to blame, the reader goes on."""


class LibraryError(SecreaderError):
    """The library cannot be opened or written: newer, corrupt, locked, full or read-only; the text says which."""
