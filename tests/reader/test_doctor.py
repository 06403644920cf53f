"""doctor: each finding, well and not well. None of it fetches anything."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest

from reader.reading import follow, reader_at, refreshed
from reader.wire import Wire
from secreader import sandbox
from secreader.config import Settings, paths
from secreader.model import Finding
from secreader.reader import Reader

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers", "no_proxies")]


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


async def finding(reader: Reader, name: str) -> Finding:
    return next(found for found in (await reader.doctor()).findings if found.name == name)


async def test_a_new_home_is_well(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        report = await reader.doctor()
        assert report.ok
        named = [found.name for found in report.findings]
        assert named == ["configuration", "log", "library", "workers", "feeds", "network"]
        assert all(found.advice == "" for found in report.findings)


async def test_it_says_where_the_files_are(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        assert (await finding(reader, "configuration")).detail == f"{tmp_path}/config.toml is not there: defaults"
        (tmp_path / "config.toml").write_text("")
        assert (await finding(reader, "configuration")).detail == f"{tmp_path}/config.toml is read"
        assert (await finding(reader, "log")).detail == str(paths(tmp_path).log)
        assert (await finding(reader, "library")).detail.startswith(f"{tmp_path}/library.db: 0 stories, 0 articles")


async def test_a_configuration_whose_place_cannot_be_looked_at_does_not_stop_it(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        (tmp_path / "config.toml").symlink_to("x" * 300)
        assert "is not there" in (await finding(reader, "configuration")).detail


async def test_a_library_whose_search_index_is_wrong_is_found_out(tmp_path: Path, wire: Wire) -> None:
    async with reader_at(tmp_path) as reader:
        await reader.find_story(wire.url("/a"), title="A title")
    with sqlite3.connect(paths(tmp_path).library) as db:
        db.execute("UPDATE story SET title = 'Changed behind its back'")
    db.close()
    async with reader_at(tmp_path) as reader:
        library = await finding(reader, "library")
        assert not library.ok
        assert "search index" in library.detail
        assert library.advice


async def test_a_damaged_library_is_a_finding_and_the_rest_is_looked_at_all_the_same(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        await reader.find_story("https://a.example/")
    path = paths(tmp_path).library
    with sqlite3.connect(path) as db:
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'feed'").fetchone()
    db.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: (page - 1) * size] + b"\xff" * size + whole[page * size :])
    async with reader_at(tmp_path) as reader:
        report = await reader.doctor()
        ill = {found.name for found in report.findings if not found.ok}
        assert ill == {"library", "feeds"}
        assert len(report.findings) == 6


async def test_a_library_whose_file_is_taken_away_is_found_out(tmp_path: Path) -> None:
    async with reader_at(tmp_path) as reader:
        paths(tmp_path).library.unlink()
        library = await finding(reader, "library")
        assert not library.ok
        assert "library.db" in library.detail


async def test_workers_that_do_not_start_are_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(sandbox, "Sandbox", partial(sandbox.Sandbox, worker=("-c", "raise SystemExit")))
    async with reader_at(tmp_path) as reader:
        workers = await finding(reader, "workers")
        assert not workers.ok
        assert workers.detail == "A worker process was started, but does not answer."
        assert "reinstalling" in workers.advice


async def test_failing_feeds_are_named_with_their_reasons(tmp_path: Path, wire: Wire) -> None:
    async with reader_at(tmp_path, wire) as reader:
        await follow(reader, wire, "/gone")
        assert (await finding(reader, "feeds")).detail == "1 feeds, none failing"
        await refreshed(reader)
        feeds = await finding(reader, "feeds")
        assert not feeds.ok
        assert feeds.detail.startswith(f"1 of 1 failing: {wire.url('/gone')}: The server answers 404")
        assert "secreader feeds" in feeds.advice


@pytest.mark.parametrize(
    ("settings", "detail"),
    [
        (Settings(), "direct, private addresses refused"),
        (Settings(allow=("10.0.0.0/8",)), "direct, private addresses refused except 10.0.0.0/8"),
        (
            Settings(proxy="http://proxy.example:3128"),
            "through http://proxy.example:3128; which addresses it connects to cannot be checked",
        ),
    ],
    ids=["direct", "exceptions", "proxy"],
)
async def test_it_says_how_it_reaches_the_network(tmp_path: Path, settings: Settings, detail: str) -> None:
    async with Reader(paths(tmp_path), settings) as reader:
        assert await finding(reader, "network") == Finding("network", True, detail)


async def test_a_proxy_of_the_environment_that_is_not_used_is_mentioned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    async with reader_at(tmp_path) as reader:
        network = await finding(reader, "network")
        assert network.ok
        assert "HTTPS_PROXY is not used" in network.detail
        assert "config.toml" in network.advice


async def test_a_password_of_the_proxy_is_not_told(tmp_path: Path) -> None:
    async with Reader(paths(tmp_path), Settings(proxy="http://me:secret@proxy.example:3128")) as reader:
        detail = (await finding(reader, "network")).detail
        assert "secret" not in detail
        assert "proxy.example:3128" in detail
