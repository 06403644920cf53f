"""The way from the address that was asked for to the one that answers."""

from secreader.errors import FetchError, RefusedError
from secreader.text import line
from secreader.urls import absolute

HOPS = 5
"""Redirects that are followed."""

_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)


class Trail:
    """Where a fetch stands. `url` is the address to ask next: http or https, absolute, without userinfo."""

    def __init__(self, url: str) -> None:
        self.url = absolute("", url)
        if not self.url:
            raise RefusedError(f"{line(url, 200)} is not an http or https address.")
        self._before: list[str] = []
        self._permanent = True

    @property
    def permanent_url(self) -> str:
        """The address reached, where every redirect to it was permanent and there was one; else ""."""
        return self.url if self._before and self._permanent else ""

    def redirected(self, status: int, location: bytes | None) -> bool:
        """Whether the answer sends elsewhere; `url` is then that address.

        Raises RefusedError on addresses that are not followed, FetchError on redirects that lead nowhere.
        """
        if status not in _REDIRECTS:
            return False
        if not location:
            raise FetchError(f"The server answers {status}, a redirect, and does not say where to.", status=status)
        named = location.decode("utf-8", "replace")
        target = absolute(self.url, named)
        shown = line(target or named, 200)
        if not target:
            raise RefusedError(
                f"The address redirects to {shown}, which is not an http or https address.", status=status
            )
        if self.url.startswith("https:") and target.startswith("http:"):
            raise RefusedError(
                f"The address redirects from https to {shown}, which anyone on the way can change.", status=status
            )
        if target == self.url or target in self._before:
            raise RefusedError(
                f"The address redirects in a circle by way of {shown}; perhaps it wants cookies, which are not kept.",
                status=status,
            )
        if len(self._before) == HOPS:
            raise RefusedError(f"The address redirects more than {HOPS} times, last to {shown}.", status=status)
        self._before.append(self.url)
        self._permanent = self._permanent and status in _PERMANENT
        self.url = target
        return True
