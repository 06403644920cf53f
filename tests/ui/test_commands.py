"""Every command: named once, found by help and palette, rebound by the configuration."""

from dataclasses import replace
from pathlib import Path

import pytest

from secreader.config import Settings, paths
from secreader.errors import ConfigError
from secreader.reader import Reader
from secreader.ui.app import SecreaderApp
from secreader.ui.commands import BY_ID, COMMANDS
from ui.driving import OFFLINE_BY_ITSELF, driven


def test_no_two_commands_share_an_id_or_a_key() -> None:
    assert len(BY_ID) == len(COMMANDS)
    keys = [key for command in COMMANDS for key in command.key.split(",")]
    assert sorted(keys) == sorted(set(keys))


def test_every_command_says_in_a_sentence_what_it_does() -> None:
    assert [command.id() for command in COMMANDS if not command.help().endswith(".")] == []


async def test_help_lists_every_command_is_searchable_and_does_what_is_chosen(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("question_mark")
        await ui.sees("Keys", "enter does it, esc leaves")
        await ui.type("light or dark")
        await ui.sees("Light or dark.")
        dark = ui.app.current_theme.dark
        await ui.press("enter")
        await ui.until(lambda: ui.app.current_theme.dark != dark, "the theme changed")


async def test_the_palette_runs_a_command_by_name(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("colon")
        await ui.sees("Next unread")
        await ui.type("density")
        await ui.sees("Three lines a story, or one")
        await ui.press("enter")
        await ui.until(lambda: ui.main.stories.row_height == 1, "one line a story")


async def test_a_key_of_the_configuration_replaces_the_default(home: Path) -> None:
    async with driven(home, settings=replace(OFFLINE_BY_ITSELF, keys={"save": "w"})) as ui:
        await ui.press("s")
        await ui.settled()
        assert not (await ui.reader.view("is:saved")).ids
        await ui.press("w")
        await ui.sees("★")
        await ui.press("question_mark")
        await ui.type("save the story")
        await ui.sees("w ")


@pytest.mark.parametrize(
    ("settings", "named"),
    [(Settings(keys={"svae": "w"}), "svae"), (Settings(theme="solarised"), "solarised")],
    ids=["command", "theme"],
)
async def test_a_misspelt_setting_is_named(tmp_path: Path, settings: Settings, named: str) -> None:
    async with Reader(paths(tmp_path)) as reader:
        with pytest.raises(ConfigError, match=named):
            SecreaderApp(reader, settings)


async def test_letters_go_to_a_text_box_while_it_has_the_keys(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("slash")
        await ui.type("qsm")
        await ui.sees("qsm")
        assert ui.app.is_running
        assert not (await ui.reader.view("is:saved")).ids


async def test_q_leaves_the_pane_first_and_the_reader_then(home: Path) -> None:
    async with driven(home) as ui:
        await ui.press("enter")
        await ui.sees("min")
        await ui.press("q")
        assert ui.app.is_running
        await ui.press("q")
        await ui.until(lambda: ui.app.return_code is not None, "the reader is left")
