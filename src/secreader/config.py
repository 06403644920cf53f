"""Where secreader keeps its files, and what the user set in config.toml.

```toml
theme = "secreader-light"
[refresh]
background = true                 # refresh feeds that are due while the reader is open
[network]
allow = ["feeds.corp.example"]    # hosts, host:port or CIDR that the guard refuses otherwise
proxy = "http://proxy.corp.example:3128"
[keys]
save = "s,ctrl+s"                 # command id = keys; `?` shows the ids
```
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from secreader.errors import ConfigError

HOME_VARIABLE = "SECREADER_HOME"


@dataclass(frozen=True, slots=True)
class Paths:
    """The four places on disk; none needs to exist."""

    config: Path
    library: Path
    cache: Path
    log: Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What config.toml may say; every field has a default."""

    theme: str = "secreader-dark"
    background_refresh: bool = True
    allow: tuple[str, ...] = ()
    proxy: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)


def paths(home: Path | None = None) -> Paths:
    """One folder for all of it when `home` or SECREADER_HOME names one; else the platform's own places.

    Raises ConfigError where `~` or `~name` leads nowhere.
    """
    if home is None and (named := os.environ.get(HOME_VARIABLE)):
        home = Path(named)
    if home is not None:
        try:
            home = home.expanduser()
        except RuntimeError as error:
            raise ConfigError(f"{home} is no folder: there is no such user.") from error
        return Paths(home / "config.toml", home / "library.db", home / "cache", home / "secreader.log")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("secreader", appauthor=False)
    return Paths(
        config=dirs.user_config_path / "config.toml",
        library=dirs.user_data_path / "library.db",
        cache=dirs.user_cache_path,
        log=dirs.user_log_path / "secreader.log",
    )


def load(path: Path) -> Settings:
    """The settings in `path`; the defaults when there is no such file. Raises ConfigError naming what is wrong."""
    try:
        # "-sig": some editors put a byte order mark in front.
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text; save it as UTF-8.") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}; mend or remove it.") from error
    import tomllib

    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}.") from error
    top = _Table(path, "", document)
    refresh, network, keys = top.table("refresh"), top.table("network"), top.table("keys")
    top.knows("theme", "refresh", "network", "keys")
    refresh.knows("background")
    network.knows("allow", "proxy")
    return Settings(
        theme=top.text("theme", Settings().theme),
        background_refresh=refresh.switch("background", default=True),
        allow=network.texts("allow"),
        proxy=network.text("proxy", ""),
        keys={command: keys.text(command, "") for command in keys.values},
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """A TOML table that says in words which value is wrong; `prefix` is its name and a dot, "" for the top."""

    path: Path
    prefix: str
    values: dict[str, Any]

    def knows(self, *names: str) -> None:
        """A misspelt setting would be ignored in silence."""
        for name in self.values:
            if name not in names:
                raise ConfigError(f"{self.path}: there is no setting {self.prefix}{name}, only {', '.join(names)}.")

    def table(self, name: str) -> "_Table":
        return _Table(self.path, f"{self.prefix}{name}.", self._typed(name, {}, dict))

    def text(self, name: str, default: str) -> str:
        return str(self._typed(name, default, str))

    def switch(self, name: str, *, default: bool) -> bool:
        return bool(self._typed(name, default, bool))

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._typed(name, [], list)
        if not all(isinstance(item, str) for item in found):
            raise ConfigError(f"{self.path}: {self.prefix}{name} wants a list of texts, not {found!r}.")
        return tuple(found)

    def _typed(self, name: str, default: Any, kind: type) -> Any:
        value = self.values.get(name, default)
        if not isinstance(value, kind):
            raise ConfigError(f"{self.path}: {self.prefix}{name} wants {_KINDS[kind]}, not {value!r}.")
        return value


_KINDS = {str: "a text", bool: "true or false", list: "a list of texts", dict: "a table"}
