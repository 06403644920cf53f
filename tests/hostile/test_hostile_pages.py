"""Pages that are slow, steer, or are none: the article is shown, or the feed's own text and why."""

from pathlib import Path

import pytest

from hostile import cases_headers, cases_pages
from hostile.case import PageCase
from hostile.driving import attack_with_page
from hostile.server import HostileServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


@pytest.mark.parametrize("case", [*cases_headers.PAGES, *cases_pages.PAGES], ids=lambda case: case.name)
async def test_a_hostile_page_is_shown_or_gives_way_to_the_feeds_text(
    server: HostileServer, tmp_path: Path, case: PageCase
) -> None:
    await attack_with_page(server, tmp_path, case)
