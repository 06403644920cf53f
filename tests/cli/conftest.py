"""The command line in this process, over a home that has read the wire once."""

import gc
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.running import Cli
from cli.wire import Wire, furnish
from secreader.cli import main


@pytest.fixture(scope="session")
def wire() -> Iterator[Wire]:
    with Wire() as served:
        furnish(served)
        yield served


@pytest.fixture(scope="session")
def new_home(wire: Wire, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose configuration lets the wire in, and nothing else."""
    home = tmp_path_factory.mktemp("new")
    (home / "config.toml").write_text(f'[network]\nallow = ["127.0.0.1:{wire.port}"]\n')
    return home


@pytest.fixture(scope="session")
def read_home(new_home: Path, wire: Wire, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that is subscribed to the wire's feed and has refreshed it."""
    home = tmp_path_factory.mktemp("read") / "home"
    shutil.copytree(new_home, home)
    assert main(["--home", str(home), "feeds", "add", f"{wire.base}/feed.xml", "--category", "News"]) == 0
    assert main(["--home", str(home), "refresh"]) == 0
    return home


@pytest.fixture(scope="session", autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A command that loses its --home must not find the one of who runs the tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SECREADER_HOME", str(tmp_path_factory.mktemp("elsewhere")))
        yield


@pytest.fixture(autouse=True)
def _journal() -> Iterator[None]:
    """Commands start the log; the next test gets it as it was."""
    logger = logging.getLogger("secreader")
    before = (logger.handlers[:], logger.propagate, logger.level)
    yield
    for handler in logger.handlers:
        handler.close()
    logger.handlers[:], logger.propagate, logger.level = before


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    """Commands start without the collector of garbage, for speed; a process that goes on wants it back."""
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def fresh(new_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """secreader without feeds."""
    shutil.copytree(new_home, tmp_path / "home")
    return Cli(tmp_path / "home", capsys)


@pytest.fixture
def cli(read_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """secreader with three stories, numbered 1 to 3, of which the first is the newest."""
    shutil.copytree(read_home, tmp_path / "home")
    return Cli(tmp_path / "home", capsys)
