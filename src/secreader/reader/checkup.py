"""`doctor`: is everything well, and what to do where it is not."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from secreader.config import Paths, Settings
from secreader.errors import SecreaderError
from secreader.model import Finding, Report
from secreader.reader.rooms import Rooms
from secreader.store import feeds, integrity

_PROBE = b'<rss version="2.0"><channel><title>probe</title></channel></rss>'


async def check_up(rooms: Rooms, paths: Paths, settings: Settings) -> Report:
    """Look at files, library, workers, feeds and network settings; fetches nothing."""
    findings = [
        Finding(
            "configuration",
            True,
            f"{paths.config} {'is read' if _is_there(paths.config) else 'is not there: defaults'}",
        ),
        Finding("log", True, str(paths.log)),
        await _library(rooms, paths),
        await _workers(rooms),
        await _feeds(rooms),
        _network(settings),
    ]
    return Report(tuple(findings))


async def _library(rooms: Rooms, paths: Paths) -> Finding:
    try:
        found = await rooms.library.write(integrity.check)
        size = paths.library.stat().st_size / 1e6
    except (SecreaderError, OSError) as error:
        return Finding("library", False, str(error))
    detail = f"{paths.library}: {found.stories:,} stories, {found.articles:,} articles, {size:.1f} MB"
    if found.problems:
        advice = "Copy the file to a safe place before anything else is written to it."
        return Finding("library", False, f"{detail}; {'; '.join(found.problems)}", advice)
    return Finding("library", True, detail)


async def _workers(rooms: Rooms) -> Finding:
    try:
        await rooms.sandbox.parse_feed(_PROBE, url="https://probe.example/", content_type="application/rss+xml")
    except SecreaderError as error:
        return Finding("workers", False, str(error), "Feeds and pages cannot be read; reinstalling secreader may help.")
    return Finding("workers", True, "a worker process starts and answers")


async def _feeds(rooms: Rooms) -> Finding:
    try:
        health = await rooms.library.read(feeds.health)
    except SecreaderError as error:
        return Finding("feeds", False, str(error))
    failing = [feed for feed in health if feed.problem]
    if failing:
        named = "; ".join(f"{feed.title or feed.url}: {feed.problem}" for feed in failing)
        advice = "`secreader feeds list` shows them all; remove with `secreader feeds remove FEED`."
        return Finding("feeds", False, f"{len(failing)} of {len(health)} failing: {named}", advice)
    return Finding("feeds", True, f"{len(health)} feeds, none failing")


def _network(settings: Settings) -> Finding:
    allowed = (
        f"private addresses refused except {', '.join(settings.allow)}"
        if settings.allow
        else "private addresses refused"
    )
    if settings.proxy:
        # Without user and password.
        named = urlsplit(settings.proxy)
        address = f"{named.scheme}://{named.netloc.rpartition('@')[2]}"
        detail = f"through {address}; which addresses it connects to cannot be checked"
        return Finding("network", True, detail)
    ignored = [name for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy") if os.environ.get(name)]
    if ignored:
        advice = "Set [network] proxy in config.toml to use it."
        return Finding("network", True, f"direct, {allowed}; {ignored[0]} is not used", advice)
    return Finding("network", True, f"direct, {allowed}")


def _is_there(path: Path) -> bool:
    """`Path.exists` raises where a folder on the way may not be entered."""
    try:
        path.stat()
    except OSError:
        return False
    return True
