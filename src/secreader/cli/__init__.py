"""The command line: the screen without a command, everything the screen can do with one.

Exit codes: 0 done, 1 part failed (what did not is on stderr), 2 usage, 3 nothing found.
"""

import gc
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run secreader with `arguments` (those of the process when None); the exit code.

    Raises SystemExit, with 2, on arguments that are none, and with 0 after --help and --version.
    """
    # Nothing that is imported is garbage; looking for some takes a tenth of a start. `arguments` switches it on again.
    gc.disable()
    from secreader.cli.run import run

    return run(arguments)
