"""Refreshing feeds: which are asked, when, and what comes of it."""

from secreader.reader.refreshing.refresher import Refresher

__all__ = ["Refresher"]
