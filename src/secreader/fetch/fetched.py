"""What an address answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """A usable answer: a 2xx status with its body, or 304 without one.

    `url` is the final address after redirects; `body` is decoded (no content encoding left) and bounded; `content_type`
    is the media type alone, in lower case; `charset` a Python codec name from the WHATWG encodings, None where the
    server names none of them. `etag` and `last_modified` are verbatim and safe to send back, else "". `max_age` and
    `retry_after` are seconds, 0 where the server says nothing. `permanent_url` is the final address where every
    redirect on the way was permanent (301 or 308), else "".
    """

    status: int
    url: str
    body: bytes = b""
    content_type: str = ""
    charset: str | None = None
    etag: str = ""
    last_modified: str = ""
    max_age: float = 0.0
    retry_after: float = 0.0
    permanent_url: str = ""
