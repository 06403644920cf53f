"""tag, save, mark, hide; undo and redo."""

import pytest

from cli.running import Cli
from cli.wire import Wire


@pytest.mark.parametrize("command", ["show", "save", "mark", "hide"])
@pytest.mark.parametrize("number", ["4", "0", "9" * 30])
def test_a_number_that_no_story_has_is_code_3(cli: Cli, command: str, number: str) -> None:
    answer = cli(command, number)
    assert answer.code == 3
    assert answer.out == ""
    assert answer.err == f"secreader: There is no story {number}; `secreader list` shows their numbers.\n"


@pytest.mark.parametrize("name", ["", "xz", "-1", "file:///etc/passwd", "javascript:alert(1)", "https://", "1.5"])
def test_what_is_neither_number_nor_address_is_code_2(cli: Cli, name: str) -> None:
    answer = cli("mark", name)
    assert answer.code == 2
    assert answer.err.startswith(f"secreader: {name} is neither the number of a story nor an http or https address.")


def test_tags_go_on_and_come_off(cli: Cli) -> None:
    answer = cli("tag", "1", "apt", "supply-chain")
    assert (answer.code, answer.out) == (0, "Tagged 1 story #apt #supply-chain.\n")
    assert "#apt #supply-chain" in cli("list", "tag:apt").out
    assert cli("tag", "1", "apt", "--remove").out == "Took #apt off 1 story.\n"
    assert cli("list", "tag:apt").code == 3
    assert cli("list", "tag:supply-chain").code == 0


def test_what_cannot_be_a_tag_is_code_2(cli: Cli) -> None:
    answer = cli("tag", "1", "two words")
    assert answer.code == 2
    assert '"two words" cannot be a tag' in answer.err


def test_stories_are_saved_and_let_go(cli: Cli, wire: Wire) -> None:
    assert cli("save", "1", f"{wire.base}/botnet").out == "Saved 2 stories.\n"
    assert cli("list", "is:saved", "--json").json["total"] == 2
    assert cli("list", "is:saved").out.count("★") == 2
    assert cli("save", "1", "--remove", "2").out == "Let go of 2 stories.\n"
    assert cli("list", "is:saved").code == 3


def test_stories_are_marked_read_and_unread(cli: Cli) -> None:
    assert cli("mark", "1", "2").out == "Marked 2 stories read.\n"
    assert cli("list", "is:unread", "--json").json["total"] == 1
    assert cli("mark", "--unread", "1").out == "Marked 1 story unread.\n"
    assert cli("list", "is:unread", "--json").json["total"] == 2


def test_one_number_that_is_wrong_changes_no_story(cli: Cli) -> None:
    assert cli("mark", "1", "99").code == 3
    assert cli("list", "is:read").code == 3


def test_changes_as_json_say_what_and_which(cli: Cli) -> None:
    assert cli("save", "2", "--json").json == {"text": "Saved 1 story.", "ids": [2]}
    assert cli("mark", "2", "--json").json == {"text": "Marked 1 story read.", "ids": [2]}
    assert cli("tag", "2", "x", "--json").json == {"text": "Tagged 1 story #x.", "ids": [2]}


def test_hidden_stories_are_found_by_that_alone_and_may_come_back(cli: Cli) -> None:
    assert cli("hide", "1", "2").out == "Hid 2 stories.\n"
    assert cli("list", "--json").json["total"] == 1
    assert cli("list", "is:hidden", "--json").json["total"] == 2
    assert cli("hide", "--remove", "1").code == 0
    assert cli("list", "--json").json["total"] == 2


def test_a_change_is_undone_and_made_again_also_by_another_process(cli: Cli) -> None:
    cli("save", "1")
    answer = cli("undo")
    assert (answer.code, answer.out) == (0, "Undone: Saved 1 story.\n")
    assert cli("list", "is:saved").code == 3
    answer = cli("redo")
    assert (answer.code, answer.out) == (0, "Done again: Saved 1 story.\n")
    assert cli("list", "is:saved").code == 0
    assert cli("undo", "--json").json == {"text": "Saved 1 story.", "ids": [1]}


def test_without_a_change_there_is_nothing_to_undo_or_redo(cli: Cli) -> None:
    assert (cli("undo").code, cli("undo").err) == (3, "secreader: There is nothing to undo.\n")
    assert (cli("redo").code, cli("redo").err) == (3, "secreader: There is nothing to do again.\n")
