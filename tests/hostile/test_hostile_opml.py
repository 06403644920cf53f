"""Lists of feeds to import, which come from strangers as feeds do."""

from pathlib import Path

import pytest

from hostile import cases_opml
from hostile.case import OpmlCase
from hostile.driving import attack_with_opml, reader_of
from hostile.server import HostileServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]


@pytest.mark.parametrize("case", cases_opml.CASES, ids=lambda case: case.name)
async def test_a_hostile_list_is_imported_as_far_as_it_goes_or_refused_in_words(
    server: HostileServer, tmp_path: Path, case: OpmlCase
) -> None:
    async with reader_of(server, tmp_path) as reader:
        await attack_with_opml(reader, case)
        # What was imported can be handed on, and comes back as it was.
        exported = await reader.export_opml()
        assert await reader.import_opml(exported.encode()) == []
