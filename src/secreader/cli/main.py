"""From arguments to a command, and from its errors to an exit code."""

import asyncio
import sys
from collections.abc import Sequence

from secreader.cli.arguments import parser
from secreader.cli.output import FAILED, NOTHING, USAGE, complain
from secreader.config import paths
from secreader.errors import ConfigError, NotFoundError, QueryError, SecreaderError, UsageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run secreader with `arguments` (those of the process when None); the exit code."""
    options = parser().parse_args(arguments)
    options.paths = paths(options.home)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets an escape for it, not a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return asyncio.run(options.run(options))
    except (UsageError, QueryError, ConfigError) as error:
        complain(str(error))
        return USAGE
    except NotFoundError as error:
        complain(str(error))
        return NOTHING
    except SecreaderError as error:
        complain(str(error))
        return FAILED
    except BrokenPipeError:
        # The reader of our output has seen enough, as `head` does. Python would complain once more while closing.
        sys.stderr.close()
        return FAILED
    except KeyboardInterrupt:
        return 130
