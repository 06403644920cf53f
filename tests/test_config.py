"""Where the files are, and what config.toml may say."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secreader.config import HOME_VARIABLE, Paths, Settings, load, paths
from secreader.errors import ConfigError


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def problem(path: Path, text: str | bytes) -> str:
    """The sentence that `load` refuses `text` with, without the path it names first."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as refused:
        load(path)
    sentence = str(refused.value)
    assert sentence.startswith(str(path))
    assert sentence.endswith(".")
    return sentence.removeprefix(str(path)).lstrip(": ")


def test_without_a_file_everything_has_its_default(config: Path) -> None:
    assert load(config) == Settings()


def test_an_empty_file_says_nothing(config: Path) -> None:
    config.write_text("")
    assert load(config) == Settings()


def test_everything_can_be_set(config: Path) -> None:
    config.write_text(
        """
        theme = "secreader-light"
        [refresh]
        background = false
        [network]
        allow = ["127.0.0.0/8", "feeds.corp.example:8443"]
        proxy = "http://proxy.corp.example:3128"
        [keys]
        save = "s,ctrl+s"
        "move.down" = "j"
        """
    )
    assert load(config) == Settings(
        theme="secreader-light",
        background_refresh=False,
        allow=("127.0.0.0/8", "feeds.corp.example:8443"),
        proxy="http://proxy.corp.example:3128",
        keys={"save": "s,ctrl+s", "move.down": "j"},
    )


def test_a_byte_order_mark_does_no_harm(config: Path) -> None:
    config.write_bytes(b"\xef\xbb\xbf" + b'theme = "x"')
    assert load(config).theme == "x"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("theme = 3", "theme wants a text, not 3."),
        ("theme = true", "theme wants a text, not True."),
        ("refresh = true", "refresh wants a table, not True."),
        ("[refresh]\nbackground = 1", "refresh.background wants true or false, not 1."),
        ('[refresh]\nbackground = "no"', "refresh.background wants true or false, not 'no'."),
        ('[network]\nallow = "wire.example"', "network.allow wants a list of texts, not 'wire.example'."),
        ('[network]\nallow = ["a", 8080]', "network.allow wants a list of texts, not ['a', 8080]."),
        ("[network]\nproxy = []", "network.proxy wants a text, not []."),
        ("[keys]\nsave = 3", "keys.save wants a text, not 3."),
        ('[keys]\nsave = ["s"]', "keys.save wants a text, not ['s']."),
        ('keys = "s"', "keys wants a table, not 's'."),
        ("them = 1", "there is no setting them, only theme, refresh, network, keys."),
        ("[network]\nalow = []", "there is no setting network.alow, only allow, proxy."),
        ("[refresh]\nevery = 5", "there is no setting refresh.every, only background."),
    ],
)
def test_each_wrong_value_is_named(config: Path, text: str, sentence: str) -> None:
    assert problem(config, text) == sentence


def test_what_is_no_toml_is_refused_with_its_line(config: Path) -> None:
    assert "not valid TOML" in problem(config, "theme = ")
    assert "line 2" in problem(config, 'theme = "x"\nother = no\n')
    assert "not valid TOML" in problem(config, "a = " + "[" * 100_000)


def test_what_is_no_text_is_refused(config: Path) -> None:
    assert "UTF-8" in problem(config, b"\xff\xfe\x00")


def test_a_file_that_cannot_be_read_is_named(config: Path) -> None:
    config.mkdir()
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        load(config)


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_file_gives_settings_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, text: str | bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    try:
        load(path)
    except ConfigError as error:
        sentence = str(error)
    else:
        sentence = ""
    assert sentence == "" or str(path) in sentence


def in_one_folder(home: Path) -> Paths:
    return Paths(home / "config.toml", home / "library.db", home / "cache", home / "secreader.log")


def test_home_puts_everything_into_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "other"))
    assert paths(tmp_path) == in_one_folder(tmp_path)


def test_so_does_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECREADER_HOME", str(tmp_path))
    assert paths() == in_one_folder(tmp_path)


def test_a_tilde_is_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(HOME_VARIABLE, "~/news")
    assert paths() == in_one_folder(tmp_path / "news")
    with pytest.raises(ConfigError, match="~nobody-of-this-name"):
        paths(Path("~nobody-of-this-name"))


@pytest.mark.parametrize("empty", [True, False])
def test_without_either_the_platform_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: bool) -> None:
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    if empty:
        monkeypatch.setenv(HOME_VARIABLE, "")
    else:
        monkeypatch.delenv(HOME_VARIABLE, raising=False)
    found = paths()
    places = [found.config, found.library, found.cache, found.log]
    assert all(place.is_relative_to(tmp_path) for place in places)
    assert all("secreader" in str(place) for place in places)
    assert len(set(places)) == 4
    assert list(tmp_path.iterdir()) == []
