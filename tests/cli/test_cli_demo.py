"""demo: the bundled newswire, served and read by this process."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.running import Cli
from secreader.cli.demo import newswire_reader
from secreader.demo.newswire import load


def test_check_reads_the_whole_newswire_and_reports(
    fresh: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = fresh("demo", "--check")
    report = json.loads(answer.out)
    assert answer.code == (1 if report["failures"] else 0)
    assert report["opened"] == len(load(datetime.now(UTC)).stories)
    assert len(report["trail"]) == len(set(report["trail"])) == 5
    assert [path.name for path in fresh.home.iterdir()] == ["config.toml"]
    assert not list(tmp_path.glob("secreader-demo-*"))


async def test_the_demos_reader_is_subscribed_to_the_newswire_and_may_connect_to_it_alone(tmp_path: Path) -> None:
    async with newswire_reader(tmp_path) as demo:
        feeds = await demo.reader.subscriptions()
    assert len(feeds) == 7
    assert all(feed.url.startswith(demo.base_url) for feed in feeds)
    assert demo.settings.allow == (demo.base_url.removeprefix("http://"),)
    assert (tmp_path / "library.db").exists()
