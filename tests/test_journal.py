"""The log file: private, clean, bounded, and never in the way."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from secreader import journal

LOG = logging.getLogger("secreader.test")


@pytest.fixture(autouse=True)
def logger() -> Iterator[logging.Logger]:
    """secreader's logger, given back as it was."""
    found = logging.getLogger("secreader")
    before = (found.handlers[:], found.propagate, found.level)
    found.handlers.clear()
    yield found
    for handler in found.handlers:
        handler.close()
    found.handlers[:], found.propagate, found.level = before


def test_messages_are_kept_with_time_level_and_room(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secreader.log"
    journal.start(path)
    LOG.info("feed %s: %s", "https://wire.example/", "gone")
    LOG.debug("too much detail")
    (line,) = path.read_text().splitlines()
    assert line.endswith(" INFO secreader.test: feed https://wire.example/: gone")


def test_without_a_message_there_is_no_file(tmp_path: Path) -> None:
    journal.start(tmp_path / "secreader.log")
    assert list(tmp_path.iterdir()) == []


def test_escapes_and_forged_lines_do_not_reach_who_reads_the_log(tmp_path: Path) -> None:
    path = tmp_path / "secreader.log"
    journal.start(path)
    LOG.warning(
        "title %s", "\x1b]0;owned\x07\x9d\u202e half \ud800\n2026-01-01 00:00:00,000 INFO secreader: all is well"
    )
    first, second = path.read_text("utf-8").splitlines()
    assert first.endswith("title ]0;owned half \ufffd")
    assert second == "    2026-01-01 00:00:00,000 INFO secreader: all is well"


def test_tracebacks_are_cleaned_as_well(tmp_path: Path) -> None:
    path = tmp_path / "secreader.log"
    journal.start(path)
    try:
        raise ValueError("\x1b[2J")
    except ValueError:
        LOG.exception("failed")
    assert "ValueError: [2J" in path.read_text()
    assert "\x1b" not in path.read_text()


def test_the_log_is_for_the_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secreader.log"
    journal.start(path)
    LOG.info("x")
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_log_that_grows_is_rotated_and_one_old_file_is_kept(tmp_path: Path) -> None:
    journal.start(tmp_path / "secreader.log")
    for number in range(50):
        LOG.info("%s %s", number, "x" * 100_000)
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert set(sizes) == {"secreader.log", "secreader.log.1"}
    assert max(sizes.values()) <= 1_000_000
    assert ": 49 " in (tmp_path / "secreader.log").read_text()


def test_a_place_that_cannot_be_made_is_no_reason_to_complain(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    journal.start(tmp_path / "file" / "secreader.log")
    LOG.error("nobody keeps this")
    assert capfd.readouterr() == ("", "")


def test_a_file_that_cannot_be_written_is_no_reason_to_complain(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secreader.log").mkdir()
    journal.start(tmp_path / "secreader.log")
    LOG.error("nobody keeps this")
    assert capfd.readouterr() == ("", "")


def test_starting_again_goes_on_in_the_new_file_alone(tmp_path: Path, logger: logging.Logger) -> None:
    journal.start(tmp_path / "one.log")
    LOG.info("first")
    journal.start(tmp_path / "two.log")
    LOG.info("second")
    assert "second" not in (tmp_path / "one.log").read_text()
    assert "second" in (tmp_path / "two.log").read_text()
    assert len(logger.handlers) == 1


def test_messages_do_not_wander_to_other_logs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    journal.start(tmp_path / "secreader.log")
    LOG.error("ours")
    assert caplog.records == []
