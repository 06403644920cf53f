"""doctor: what is well, what is not, and what to do; also where nothing else works."""

import pytest

from cli.running import Cli
from cli.wire import Wire

NAMES = ["configuration", "log", "library", "workers", "feeds", "network"]


def test_a_home_that_is_well_is_reported_line_by_line(cli: Cli) -> None:
    answer = cli("doctor")
    assert answer.code == 0
    assert answer.err == ""
    assert [line[:5] for line in answer.out.splitlines()] == ["ok   "] * len(NAMES)
    assert str(cli.home / "library.db") in answer.out


def test_the_report_as_json(cli: Cli) -> None:
    report = cli("doctor", "--json").json
    assert list(report) == ["ok", "findings"]
    assert report["ok"] is True
    assert [finding["name"] for finding in report["findings"]] == NAMES
    assert {tuple(finding) for finding in report["findings"]} == {("name", "ok", "detail", "advice")}


def test_a_failing_feed_is_named_with_what_to_do(fresh: Cli, wire: Wire) -> None:
    fresh("feeds", "add", wire.feed("/gone.xml", ""))
    del wire.pages["/gone.xml"]
    fresh("refresh")
    answer = fresh("doctor")
    assert answer.code == 1
    assert "BAD  feeds: 1 of 1 failing: The Wire: The server answers 404" in answer.out
    assert "     `secreader feeds list` shows them all" in answer.out


def test_a_broken_configuration_is_one_finding_and_the_rest_is_checked_all_the_same(cli: Cli) -> None:
    (cli.home / "config.toml").write_text("theme = 3")
    answer = cli("doctor", "--json")
    assert answer.code == 1
    assert [finding["name"] for finding in answer.json["findings"]] == NAMES
    assert [finding["ok"] for finding in answer.json["findings"]] == [False, True, True, True, True, True]
    assert "theme wants a text, not 3" in answer.json["findings"][0]["detail"]


@pytest.mark.parametrize("setting", ['allow = ["10.0.0.0/99"]', 'proxy = "nonsense"', 'proxy = "http://[::1"'])
def test_so_is_a_host_or_proxy_that_is_none(cli: Cli, setting: str) -> None:
    (cli.home / "config.toml").write_text(f"[network]\n{setting}")
    answer = cli("doctor", "--json")
    assert answer.code == 1
    assert [finding["ok"] for finding in answer.json["findings"]] == [False, True, True, True, True, True]
    assert "[network]" in answer.json["findings"][0]["detail"]


def test_a_library_that_is_none_is_a_finding_with_what_to_do(cli: Cli) -> None:
    (cli.home / "library.db").write_bytes(b"no database at all " * 1_000)
    (cli.home / "library.db-wal").unlink(missing_ok=True)
    answer = cli("doctor")
    assert answer.code == 1
    assert answer.err == ""
    assert f"BAD  library: {cli.home}/library.db is not a secreader library" in answer.out
    assert f"     Keep {cli.home}/library.db, it holds what you saved" in answer.out


def test_a_library_with_a_damaged_page_is_found_out(cli: Cli) -> None:
    cli("doctor")
    path = cli.home / "library.db"
    whole = path.read_bytes()
    middle = len(whole) // 2 // 4096 * 4096
    path.write_bytes(whole[:middle] + b"\xff" * 4096 + whole[middle + 4096 :])
    answer = cli("doctor")
    assert answer.code == 1
    assert "BAD  library: " in answer.out
