"""Several processes at one library, and processes that die in the middle."""

import signal
import subprocess
import sys
from pathlib import Path

from secreader.store import feeds, stories
from secreader.store.connection import writable
from store.library_of import NOW, is_whole, titles

_INGEST = """
import asyncio, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from store.library_of import entry, feed, store
from secreader.store import Library

async def main():
    library = Library(Path(sys.argv[2]))
    number = await library.write(feed, sys.argv[3])
    for batch in range(int(sys.argv[4])):
        entries = [entry(f"{batch}-{place}", host=sys.argv[3], summary="words " * 50) for place in range(25)]
        await library.write(store, number, *entries)
        print(batch, flush=True)
    await library.aclose()

asyncio.run(main())
"""


def _ingest(path: Path, name: str, batches: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", _INGEST, str(Path(__file__).parent.parent), str(path), name, str(batches)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_process_killed_while_it_stores_leaves_whole_feeds_and_a_whole_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    promised = 0
    for turn in range(5):
        with _ingest(path, f"feed{turn}", 100_000) as process:
            assert process.stdout is not None
            for _ in range(3 * turn + 1):
                process.stdout.readline()
                promised += 25
            process.send_signal(signal.SIGKILL)
            left = len(process.stdout.read().split("\n")) - 1
            promised += 25 * left
    db = writable(path)
    assert is_whole(db)
    kept = len(titles(db))
    assert kept % 25 == 0
    # A batch that was stored but not yet told of may be there as well.
    assert promised <= kept <= promised + 5 * 25
    db.close()


def test_processes_that_make_and_fill_one_library_at_once_all_succeed(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    running = [_ingest(path, name, 10) for name in ("one", "two", "three")]
    for process in running:
        process.communicate()
        assert process.returncode == 0
    db = writable(path)
    assert is_whole(db)
    assert [health.entries for health in feeds.health(db)] == [250, 250, 250]
    story = stories.find(db, "https://two.example/9-24")
    assert story is not None
    assert stories.rows(db, [story])[0].published == NOW
    db.close()
