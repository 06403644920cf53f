"""What the room costs before anything is fetched, and where the work is done."""

import asyncio
import subprocess
import sys
import threading

import pytest

from fetch.answering import fetcher, http, serving
from secreader.fetch import Fetcher

HEAVY = ("httpx", "httpcore", "h11", "anyio", "certifi", "email.utils", "idna")


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_importing_and_constructing_loads_nothing_heavy() -> None:
    program = f"""
import sys
from secreader.fetch import Fetched, Fetcher
Fetcher(allow=["127.0.0.1:80", "10.0.0.0/8", "feeds.corp.example"], proxy="http://127.0.0.1:3128")
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    assert run(program) == "[]"


def test_after_warming_the_first_fetch_loads_nothing_more() -> None:
    program = """
import asyncio, sys
from secreader.fetch import Fetcher

async def main():
    async def answer(reader, writer):
        await reader.readuntil(b"\\r\\n\\r\\n")
        writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\n")
        writer.write(b"Expires: 0\\r\\nContent-Type: text/html; charset=utf-8\\r\\n\\r\\nx")
        writer.close()
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, Fetcher(allow=["127.0.0.1"]) as fetcher:
        await fetcher.warm()
        before = set(sys.modules)
        await fetcher.fetch(f"http://127.0.0.1:{port}/", accept="feed", etag="x")
        print(sorted(set(sys.modules) - before))

asyncio.run(main())
"""
    assert run(program) == "[]"


async def test_the_client_is_made_off_the_event_loop_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []
    real = Fetcher._connect

    def seen(self: Fetcher) -> object:
        threads.append(threading.current_thread())
        return real(self)

    monkeypatch.setattr(Fetcher, "_connect", seen)
    async with serving(http(b"x")) as server, fetcher(server) as door:
        await asyncio.gather(door.warm(), door.warm(), *(door.fetch(server.url(), accept="page") for _ in range(5)))
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


async def test_a_fetcher_that_was_never_used_closes_without_loading_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fetcher, "_connect", lambda _self: pytest.fail("nothing was to be fetched"))
    async with Fetcher():
        pass


def test_a_name_server_that_never_answers_does_not_hold_up_the_end_of_the_program() -> None:
    program = """
import asyncio, socket, threading
from secreader.errors import FetchError
from secreader.fetch import Fetcher

socket.getaddrinfo = lambda *_, **__: threading.Event().wait()

async def main():
    async with Fetcher(deadline=0.1) as fetcher:
        try:
            await fetcher.fetch("http://wire.example/", accept="page")
        except FetchError as error:
            print(error)

asyncio.run(main())
"""
    assert "did not answer" in run(program)
