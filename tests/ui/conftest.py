"""A newswire that is served for the whole session, and a library that has read it once."""

import asyncio
import shutil
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from secreader.config import Settings, paths
from secreader.demo.newswire import Newswire, load, subscriptions
from secreader.demo.server import NewswireServer
from secreader.reader import Reader
from ui.driving import NOW


@pytest.fixture(autouse=True)
def no_names_but_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests are offline: no name is looked up anywhere."""
    ask = socket.getaddrinfo

    def answer(host: str | bytes | None, *args: Any, **kwargs: Any) -> Any:
        if host in ("127.0.0.1", "localhost", "::1", None):
            return ask(host, *args, **kwargs)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.fixture(scope="session")
def newswire() -> Newswire:
    return load(NOW)


@pytest.fixture(scope="session")
def base_url(newswire: Newswire) -> Iterator[str]:
    with NewswireServer(newswire) as server:
        yield server.base_url


@pytest.fixture(scope="session")
def refreshed_home(base_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose library has refreshed every feed of the newswire and opened nothing."""
    home = tmp_path_factory.mktemp("refreshed")

    async def refresh() -> None:
        async with Reader(
            paths(home), Settings(allow=("127.0.0.1",)), now=lambda: NOW - timedelta(minutes=10)
        ) as reader:
            for feed in subscriptions(base_url):
                await reader.subscribe(feed)
            async for _ in reader.refresh():
                pass

    asyncio.run(refresh())
    return home


@pytest.fixture
def home(refreshed_home: Path, tmp_path: Path) -> Path:
    """A copy of the refreshed home for one test."""
    shutil.copytree(refreshed_home, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture(scope="session")
def home_with_an_article(
    refreshed_home: Path, newswire: Newswire, base_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A refreshed home in which the newest story was opened, and two others are tagged and saved."""
    home = tmp_path_factory.mktemp("opened") / "home"
    shutil.copytree(refreshed_home, home)

    async def use() -> None:
        async with Reader(paths(home), Settings(allow=("127.0.0.1",)), now=lambda: NOW) as reader:
            newest, second, third = [await reader.find_story(base_url + story.path) for story in newswire.stories[:3]]
            await reader.open(newest)
            await reader.tag([second], ["espionage"])
            await reader.save([third], saved=True)

    asyncio.run(use())
    return home


@pytest.fixture
def opened_home(home_with_an_article: Path, tmp_path: Path) -> Path:
    """A copy of that home for one test."""
    shutil.copytree(home_with_an_article, tmp_path / "opened")
    return tmp_path / "opened"
