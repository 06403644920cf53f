"""Arguments: what is understood, what is refused with code 2, and what the help says."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cli.running import Cli
from secreader import __version__
from secreader.cli.arguments import parse

SINGLE = ["refresh", "list", "show", "extract", "tag", "save", "mark", "hide", "undo", "redo", "doctor"]
ACTIONS = [
    *(["feeds", action] for action in ("list", "add", "remove", "import", "export")),
    *(["catalogue", action] for action in ("list", "subscribe")),
]


def test_the_version_is_told(fresh: Cli) -> None:
    assert fresh("--version").out == f"secreader {__version__}\n"


def test_the_help_names_every_command_in_a_sentence(fresh: Cli) -> None:
    answer = fresh("--help")
    assert answer.code == 0
    for command in (*SINGLE, "demo", "feeds", "catalogue"):
        assert re.search(rf"\n    {command}\s+[A-Z].+", answer.out)
    assert "SECREADER_HOME" in answer.out


@pytest.mark.parametrize("command", [*([name] for name in (*SINGLE, "demo", "feeds")), *ACTIONS])
def test_every_command_explains_itself_without_touching_the_library(fresh: Cli, command: list[str]) -> None:
    answer = fresh(*command, "--help")
    assert answer.code == 0
    assert f"usage: secreader {' '.join(command)} " in answer.out
    assert [path.name for path in fresh.home.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("command", [*([name] for name in SINGLE), *ACTIONS])
def test_every_command_that_answers_has_json(fresh: Cli, command: list[str]) -> None:
    assert "--json" in fresh(*command, "--help").out


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["lst"], "invalid choice: 'lst'"),
        (["feeds"], "required: ACTION"),
        (["feeds", "ad"], "invalid choice: 'ad'"),
        (["show"], "required: ID|URL"),
        (["show", "1", "2"], "unrecognized arguments: 2"),
        (["extract"], "required: FILE|-|URL"),
        (["tag", "1"], "required: TAG"),
        (["save"], "required: ID|URL"),
        (["mark"], "required: ID|URL"),
        (["list", "--limt", "3"], "unrecognized arguments: --limt"),
        (["list", "--lim", "3"], "unrecognized arguments: --lim"),
        (["list", "--limit"], "--limit: expected one argument"),
        (["list", "--limit", "0"], "--limit: wants a whole number from 1 up, not '0'"),
        (["list", "--limit", "-3"], "--limit: wants a whole number from 1 up, not '-3'"),
        (["list", "--limit", "many"], "--limit: wants a whole number from 1 up, not 'many'"),
        (["list", "--limit", "9" * 5_000], "--limit: wants a whole number from 1 up"),
        (["demo", "--json"], "unrecognized arguments: --json"),
    ],
)
def test_arguments_that_are_none_are_code_2_and_named(fresh: Cli, arguments: list[str], fault: str) -> None:
    answer = fresh(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert fault in answer.err
    assert [path.name for path in fresh.home.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("arguments", [["--home", "{}", "list"], ["list", "--home", "{}"], ["list", "--home={}", "x"]])
def test_home_may_stand_before_or_behind_the_command(cli: Cli, arguments: list[str]) -> None:
    options = parse([argument.format(cli.home) for argument in arguments])
    assert options.home == cli.home


def test_a_home_may_begin_with_a_dash() -> None:
    assert parse(["list", "--home", "-x", "-y"]).home == Path("-x")
    assert parse(["doctor", "--home=-x"]).home == Path("-x")


def test_home_behind_the_command_goes_before_home_in_front() -> None:
    assert parse(["--home", "/a", "feeds", "list", "--home", "/b"]).home.name == "b"


WORD = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["-xz", "-", "or", "(", "-(a", "is:unread", "-is:read", "-5", "-limit", "-json", '"a b"', "a=b", "-a=b"]
)
WORDS = st.lists(WORD.filter(lambda word: not word.startswith("--") and word != "-h"), max_size=6)


@given(WORDS, WORDS, WORDS)
@example(["-healthcare"], [], ["-home"])
@example([], ["-a"], ["b"])
def test_any_words_are_the_query_in_their_order(before: list[str], between: list[str], behind: list[str]) -> None:
    options = parse(["list", *before, "--json", *between, "--limit", "7", *behind])
    assert options.query == [*before, *between, *behind]
    assert options.limit == 7
    assert options.json


@given(st.lists(WORD, max_size=4), st.lists(WORD | st.just("--json"), max_size=4))
@example([], ["-x"])
def test_behind_two_dashes_everything_is_a_word(before: list[str], behind: list[str]) -> None:
    before = [word for word in before if not word.startswith("--") and word != "-h"]
    behind = [word for word in behind if word != "--"]
    options = parse(["list", *before, "--", *behind])
    assert options.query == [*before, *behind]
    assert not options.json
