"""`doctor`: is everything well, and what to do where not; it works where the other commands give up."""

import argparse

from secreader import journal
from secreader.cli.output import DONE, FAILED, document, say
from secreader.config import Paths, Settings, load
from secreader.errors import ConfigError, LibraryError
from secreader.fetch import Fetcher
from secreader.model import Finding, Report
from secreader.reader import Reader

_CONFIGURATION = "configuration"


async def doctor(options: argparse.Namespace) -> int:
    """1 when anything is amiss."""
    report = await _examined(options.paths)
    if options.json:
        document({"ok": report.ok, "findings": report.findings})
        return DONE if report.ok else FAILED
    for finding in report.findings:
        say(f"{'ok  ' if finding.ok else 'BAD '} {finding.name}: {finding.detail}")
        if finding.advice:
            say(f"     {finding.advice}")
    return DONE if report.ok else FAILED


async def _examined(paths: Paths) -> Report:
    journal.start(paths.log)
    try:
        settings = load(paths.config)
        # Raises what the first fetch would: hosts and proxies that are none.
        Fetcher(allow=settings.allow, proxy=settings.proxy)
        return await _examined_with(paths, settings)
    except ConfigError as error:
        advice = "Mend it; what follows was checked with the defaults."
        ill = Finding(_CONFIGURATION, False, str(error), advice)
    rest = await _examined_with(paths, Settings())
    return Report((ill, *(finding for finding in rest.findings if finding.name != _CONFIGURATION)))


async def _examined_with(paths: Paths, settings: Settings) -> Report:
    try:
        async with Reader(paths, settings) as reader:
            return await reader.doctor()
    except LibraryError as error:
        advice = (
            f"Keep {paths.library}, it holds what you saved and tagged; with --home DIR a new library begins elsewhere."
        )
        return Report((Finding("library", False, str(error), advice),))
