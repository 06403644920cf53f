"""From arguments to a command, and from its errors to an exit code."""

import asyncio
import sys
from collections.abc import Sequence

from secreader.cli import output
from secreader.cli.arguments import parse
from secreader.cli.output import FAILED, NOTHING, USAGE, complain
from secreader.config import paths
from secreader.errors import ConfigError, NotFoundError, QueryError, SecreaderError, UsageError

_INTERRUPTED = 130
"""What shells give for a command that was stopped with ctrl+c."""


def run(arguments: Sequence[str] | None) -> int:
    """As `secreader.cli.main`."""
    output.prepare()
    options = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        options.paths = paths(options.home)
        code: int = asyncio.run(options.run(options))
        output.finish()
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
        # The reader of our output has seen enough, as `head` does.
        output.abandon()
        return FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code
