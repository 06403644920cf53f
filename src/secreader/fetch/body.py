"""Bodies under a cap: on the wire, and unpacked."""

import zlib
from collections.abc import Iterator

from secreader.errors import FetchError

LIMITS = {"feed": 10_000_000, "page": 5_000_000}
"""Bytes, on the wire and unpacked alike."""

_STEP = 256 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"
_MEMBERS = 1000
"""Each member of a gzip file costs a copy of what follows it; writers that cut at all do so every 64 kB."""


class Plain:
    """A body without content encoding."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """`data` itself."""
        yield data

    def finish(self) -> None:
        """Nothing can be missing: the HTTP library counts what was announced."""


class Gunzip:
    """A gzip body, unpacked in small steps so that its reader can stop; several members one after the other count."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP)
        self._members = 1
        self._held = b""
        self._started = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What `data` unpacks to, in pieces of at most 256 kB. Raises FetchError on what is not gzip."""
        self._started = self._started or bool(data)
        data, self._held = self._held + data, b""
        piece = b""
        # After a full piece more may wait inside zlib, even when all of the data has been taken in.
        while data or len(piece) == _STEP:
            if self._member.eof:
                if data == _MAGIC[:1]:
                    self._held = data
                    return
                if not data.startswith(_MAGIC):
                    return  # Padding, or rubbish: readers of gzip skip it.
                self._begin_member()
            try:
                piece = self._member.decompress(data, _STEP)
            except zlib.error:
                raise FetchError("The answer is not packed the way the server says (gzip); try again later.") from None
            data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            yield piece

    def finish(self) -> None:
        """Raises FetchError when the last member broke off."""
        if self._started and not self._member.eof:
            raise FetchError("The answer broke off before its end; try again later.")

    def _begin_member(self) -> None:
        self._members += 1
        if self._members > _MEMBERS:
            raise FetchError("The answer is packed in too many parts to be unpacked safely.")
        self._member = zlib.decompressobj(_GZIP)


def unpacker(content_encoding: str) -> Plain | Gunzip:
    """What reads a body of this Content-Encoding. Raises FetchError on encodings that were not asked for."""
    encodings = [part.strip().lower() for part in content_encoding.split(",")]
    match [encoding for encoding in encodings if encoding not in ("", "identity")]:
        case []:
            return Plain()
        case ["gzip" | "x-gzip"]:
            return Gunzip()
        case _:
            raise FetchError("The answer is packed in a way that secreader did not ask for; only gzip is unpacked.")
