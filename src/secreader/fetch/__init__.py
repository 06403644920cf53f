"""The one door to the network: guarded, bounded, and polite. The only room that imports httpx, and only when needed."""

from secreader.fetch.fetched import Fetched
from secreader.fetch.fetcher import Fetcher

__all__ = ["Fetched", "Fetcher"]
