"""What every test begins with."""

import logging

import pytest


@pytest.fixture(autouse=True)
def unwritten_log() -> None:
    """Commands, and fixtures that run one, send secreader's log to a file of theirs; this test may want to see it."""
    logger = logging.getLogger("secreader")
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True
    logger.setLevel(logging.NOTSET)
