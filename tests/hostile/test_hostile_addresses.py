"""No redirect, no name and no spelling of an address leads the reader to where it was not let in."""

from pathlib import Path

import pytest

from hostile import cases_addresses
from hostile.case import FeedCase
from hostile.driving import attack_with_feed
from hostile.server import HostileServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


@pytest.mark.parametrize("case", cases_addresses.FEEDS, ids=lambda case: case.name)
async def test_a_redirect_never_reaches_a_trap(
    server: HostileServer, tmp_path: Path, names: dict[str, list[str]], case: FeedCase
) -> None:
    names.update(cases_addresses.names(server.places))
    await attack_with_feed(server, tmp_path, case)
