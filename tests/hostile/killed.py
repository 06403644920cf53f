"""A reader that is going to be killed: it refreshes until then.

    python -m hostile.killed HOME PLACE MOMENT

Subscribes to nothing; MOMENT (ISO) is what its clock says. Writes a line when everything is open, another when done.
"""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

from secreader.config import Settings, paths
from secreader.reader import Reader


async def main(home: Path, place: str, moment: datetime) -> None:
    async with Reader(paths(home), Settings(allow=(place,)), now=lambda: moment) as reader:
        await reader.warm()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        async for done in reader.refresh(force=True):
            assert done.problem == ""
        sys.stdout.write("done\n")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3])))
