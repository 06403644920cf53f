"""The command line: the screen without a command, everything the screen can do with one.

Exit codes: 0 done, 1 part failed (what did not is on stderr), 2 usage, 3 nothing found.
"""

from secreader.cli.main import main

__all__ = ["main"]
