"""Drive the demo through its keys and write screenshots/*.svg: `make screenshots`.

The pictures are what a user sees after the keys that stand beside each name, on the bundled newswire.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot

from secreader.cli.demo import newswire_reader
from secreader.reader import Reader
from secreader.ui.app import SecreaderApp
from secreader.ui.themes import DARK, LIGHT

FOLDER = Path(__file__).parent.parent / "screenshots"
OPEN_FIRST = ("enter",)
TRAIL = ("enter", "1", "2")


@dataclass(frozen=True)
class Picture:
    """`keys` are pressed one after the other, each when the one before is answered."""

    name: str
    size: tuple[int, int]
    keys: Sequence[str] = OPEN_FIRST
    theme: str = DARK


PICTURES = (
    Picture("full-dark", (160, 45)),
    Picture("full-light", (160, 45), theme=LIGHT),
    Picture("wide-dark", (130, 40)),
    Picture("medium-dark", (100, 32)),
    Picture("narrow-dark", (60, 24)),
    Picture("narrow-light", (60, 24), keys=(), theme=LIGHT),
    Picture("trail", (160, 45), keys=TRAIL),
    Picture("tags", (130, 40), keys=(*OPEN_FIRST, "s", "t", "e", "s")),
    Picture("help", (130, 40), keys=("question_mark",)),
    Picture("health", (130, 40), keys=("exclamation_mark",)),
)


async def main() -> None:
    """Every picture starts from the same library: the newswire refreshed, two stories read and tagged."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        async with newswire_reader(Path(home)) as demo:
            async for _ in demo.reader.refresh():
                pass
            await _use_a_little(demo.reader)
            for picture in PICTURES:
                await _take(demo.reader, picture)
                print(f"screenshots/{picture.name}.svg")


async def _use_a_little(reader: Reader) -> None:
    ids = (await reader.view()).ids
    await reader.open(ids[2])
    await reader.tag([ids[2], ids[5]], ["espionage"])
    await reader.tag([ids[8]], ["supply-chain"])
    await reader.save([ids[5]], saved=True)
    await reader.mark([ids[4], ids[9]], read=True)


async def _take(reader: Reader, picture: Picture) -> None:
    app = SecreaderApp(reader)
    app.theme = picture.theme
    async with app.run_test(size=picture.size) as pilot:
        await _settled(pilot)
        for key in picture.keys:
            await pilot.press(key)
            await _settled(pilot)
        (FOLDER / f"{picture.name}.svg").write_text(app.export_screenshot(title="secreader"), "utf-8")
        await pilot.press("escape")


async def _settled(pilot: Pilot[None]) -> None:
    """Until what was asked for is drawn: opening, refreshing and previews run as workers and timers."""
    await pilot.pause(0.3)
    for worker in list(pilot.app.workers):
        if worker.group in ("article", "errands", "refresh"):
            await worker.wait()
    await pilot.pause()


if __name__ == "__main__":
    asyncio.run(main())
