"""A bad world: no traceback, one sentence, the right code, nothing that steers the terminal."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from cli.running import Cli
from cli.wire import PARAGRAPH, Wire, item, page
from secreader.cli import main
from secreader.text import clean

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")

HOSTILE = "A\x1b]52;c;aGk=\x07B\x9d0;x\x9cC\u202eD\u2066E\u200bF\x00G\U000e0041H" + "\u0301" * 50

COMMANDS = [
    ["list"],
    ["show", "1"],
    ["tag", "1", "x"],
    ["save", "1"],
    ["mark", "1"],
    ["hide", "1"],
    ["undo"],
    ["redo"],
    ["refresh"],
    ["feeds", "list"],
    ["feeds", "export"],
    ["feeds", "remove", "1"],
    ["catalogue", "list"],
    ["catalogue", "subscribe", "news"],
]
every_command = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


def process(
    *arguments: str, stdout: int = subprocess.PIPE, environment: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    """secreader as a process of its own, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "secreader.cli", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "", **environment},
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def closed_pipe() -> int:
    """The writing end of a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


def sentence(code: int, out: str, err: str) -> bool:
    return bool(code and out == "" and re.fullmatch(r"secreader: .+\.\n", err))


@every_command
def test_a_broken_configuration_stops_every_command_with_code_2(cli: Cli, command: list[str]) -> None:
    (cli.home / "config.toml").write_text("[network]\nallow = 3")
    answer = cli(*command)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"secreader: {cli.home}/config.toml: network.allow wants a list of texts, not 3.\n"


@every_command
def test_a_file_that_is_no_library_is_left_alone_and_named(cli: Cli, command: list[str]) -> None:
    data = b"somebody's own file " * 500
    (cli.home / "library.db").write_bytes(data)
    answer = cli(*command)
    assert answer.code == 1
    assert answer.err == (
        f"secreader: {cli.home}/library.db is not a secreader library; move it away or choose another folder with"
        " --home.\n"
    )
    assert (cli.home / "library.db").read_bytes() == data


@every_command
def test_a_home_that_cannot_be_a_folder_is_named(cli: Cli, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("")
    answer = Cli(tmp_path / "file" / "home", cli.capture)(*command)
    assert sentence(answer.code, answer.out, answer.err)
    assert str(tmp_path / "file") in answer.err


def test_a_library_of_a_newer_secreader_is_not_touched(cli: Cli) -> None:
    db = sqlite3.connect(cli.home / "library.db")
    db.execute("PRAGMA user_version = 999")
    db.close()
    before = (cli.home / "library.db").read_bytes()
    answer = cli("mark", "1")
    assert (answer.code, answer.out) == (1, "")
    assert "newer secreader" in answer.err
    assert (cli.home / "library.db").read_bytes() == before


def test_a_library_that_may_not_be_written_is_named(cli: Cli) -> None:
    (cli.home / "library.db").unlink()
    (cli.home / "library.db").mkdir()
    answer = cli("list")
    assert sentence(answer.code, answer.out, answer.err)
    assert "library.db" in answer.err


def test_a_home_of_nobody_is_code_2(cli: Cli) -> None:
    answer = Cli(Path("~nobody-of-this-name"), cli.capture)("list")
    assert answer.code == 2
    assert answer.err == "secreader: ~nobody-of-this-name is no folder: there is no such user.\n"


@pytest.fixture(scope="session")
def hostile_home(new_home: Path, wire: Wire, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that has refreshed a feed whose every text is hostile, as its page is."""
    text = "".join(f"&amp;#{ord(char)};" if STEERING.match(char) else char for char in HOSTILE)
    more = f"<author>{text}</author><description>{text}</description>"
    url = wire.feed("/hostile.xml", item(text, "/hostile", more=more) + item(text, "/missing", more=more), title=text)
    wire.put("/hostile", page(HOSTILE, body=f"<pre>{HOSTILE}</pre>", related=f'<li><a href="/x">{HOSTILE} x</a></li>'))
    home = tmp_path_factory.mktemp("hostile") / "home"
    shutil.copytree(new_home, home)
    assert main(["--home", str(home), "feeds", "add", url, "--category", HOSTILE]) == 0
    assert main(["--home", str(home), "refresh"]) == 0
    return home


@pytest.fixture
def hostile(hostile_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    shutil.copytree(hostile_home, tmp_path / "home")
    return Cli(tmp_path / "home", capsys)


def test_the_words_of_a_hostile_title_are_shown(hostile: Cli) -> None:
    assert hostile("list").out.count("A]52;c;aGk=B0;xœCDEF") == 4


@pytest.mark.parametrize("more", [[], ["--json"]], ids=["plain", "json"])
@pytest.mark.parametrize(
    "command",
    [
        *(["list"], ["show", "1"], ["show", "2"], ["feeds", "list"], ["feeds", "export"], ["refresh", "--all"]),
        *(["doctor"], ["save", "1"], ["feeds", "remove", "1"], ["list", f"-{HOSTILE}"], ["list", f"({HOSTILE}"]),
        *(["show", HOSTILE], ["show", f"https://{HOSTILE}/"], ["tag", "1", HOSTILE], ["feeds", "remove", HOSTILE]),
        *(["refresh", HOSTILE], ["hide", "1"], ["undo"], ["catalogue", "subscribe", HOSTILE]),
        *(["extract", HOSTILE.replace("\x00", "")], ["extract", "x", "--url", HOSTILE]),
        *(["lst" + HOSTILE], ["list", "--limit", HOSTILE], ["list", "--" + HOSTILE]),
    ],
    ids=lambda command: clean(" ".join(command))[:30],
)
def test_nothing_hostile_reaches_the_terminal(hostile: Cli, command: list[str], more: list[str]) -> None:
    answer = hostile(*command, *more)
    assert answer.out or answer.err
    assert not STEERING.search(answer.out)
    assert not STEERING.search(answer.err)
    assert "\u0301" * 4 not in answer.out + answer.err


def test_hostile_pages_are_extracted_clean(fresh: Cli, wire: Wire) -> None:
    url = wire.put("/hostile-page", page(HOSTILE, body=f"<pre>{HOSTILE}</pre><p>{HOSTILE}</p>"))
    for more in ([], ["--json"]):
        answer = fresh("extract", url, *more)
        assert answer.code == 0
        assert not STEERING.search(answer.out)


def test_text_from_right_to_left_and_emoji_stay_readable(fresh: Cli, wire: Wire) -> None:
    title = "ثغرة خطيرة می‌خواهم פרצה 中国 👨‍💻"
    fresh("feeds", "add", wire.feed("/scripts.xml", item(title, "/scripts")))
    fresh("refresh")
    assert title in fresh("list").out
    assert fresh("list", "--json").json["stories"][0]["title"] == title


@pytest.fixture
def long_page(tmp_path: Path) -> str:
    """A page whose text is longer than what is buffered of an output."""
    (tmp_path / "long.html").write_text(page("Long", body="".join(f"<p>{n}. {PARAGRAPH}</p>" for n in range(200))))
    return str(tmp_path / "long.html")


def test_a_reader_that_has_seen_enough_ends_the_output_quietly(cli: Cli, long_page: str) -> None:
    for command in (["list"], ["extract", long_page]):
        writing = closed_pipe()
        done = process(*command, "--home", str(cli.home), stdout=writing)
        os.close(writing)
        assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_output_that_is_full_is_a_sentence(cli: Cli, long_page: str) -> None:
    for command in (["list", "--json"], ["extract", long_page]):
        with Path("/dev/full").open("w") as full:
            done = process(*command, "--home", str(cli.home), stdout=full.fileno())
        assert done.returncode == 1
        assert done.stderr == "secreader: The answer cannot be written: No space left on device.\n"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\x00\xff\xfe", bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_bytes_that_are_no_text_never_write_past_the_sentences(fresh: Cli, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "data").write_bytes(data)
    done = process("extract", str(tmp_path / "data"), "--home", str(fresh.home))
    assert done.returncode in (0, 1)
    assert all(line.startswith("secreader: ") for line in done.stderr.splitlines())
    assert not STEERING.search(done.stdout)


def test_ctrl_c_ends_a_command_that_waits_for_the_network(fresh: Cli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        address = f"127.0.0.1:{server.getsockname()[1]}"
        (fresh.home / "config.toml").write_text(f'[network]\nallow = ["{address}"]\n')
        running = subprocess.Popen(
            [sys.executable, "-m", "secreader.cli", "--home", str(fresh.home), "extract", f"http://{address}/"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        connection, _ = server.accept()
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=60) == (b"", b"")
        assert running.returncode == 130
        connection.close()


def test_a_terminal_that_knows_ascii_alone_gets_escapes_and_json_stays_json(fresh: Cli, wire: Wire) -> None:
    fresh("feeds", "add", wire.feed("/ascii.xml", item("Fünf Lücken 👨‍💻 ★", "/ascii")))
    fresh("refresh")
    ascii_ = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = process("list", "--home", str(fresh.home), environment=ascii_)
    assert (done.returncode, done.stderr) == (0, "")
    assert r"F\xfcnf L\xfccken" in done.stdout
    done = process("list", "--json", "--home", str(fresh.home), environment=ascii_)
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["stories"][0]["title"] == "Fünf Lücken 👨‍💻 ★"


def test_streams_that_are_closed_are_no_reason_to_crash(cli: Cli) -> None:
    for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
        command = f'"$0" -m secreader.cli --home "$1" list {closed}'
        done = subprocess.run(
            ["sh", "-c", command, sys.executable, str(cli.home)], capture_output=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
    assert cli("list", "--json").json["total"] == 3


def test_what_is_kept_is_for_the_user_alone(fresh: Cli) -> None:
    home = fresh.home / "deeper"
    Cli(home, fresh.capture)("list")
    assert home.stat().st_mode & 0o077 == 0
    assert (home / "library.db").stat().st_mode & 0o077 == 0
