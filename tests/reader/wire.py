"""A site on loopback that answers as a test says and sees what it was asked; feeds and pages for it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from html import escape
from typing import Any

from reader.clock import NOW


@dataclass(frozen=True)
class Answer:
    """`headers` come on top of type and length."""

    body: bytes = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Wire:
    """What is at no path of `answers` answers 404. Paths in `held` answer when their event is set."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    """Paths and statuses, in order."""
    now: int = 0
    most: int = 0
    """Requests being answered: at this moment, and the most there ever were."""
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.place}{path}"

    def hold(self, *paths: str) -> asyncio.Event:
        """Nothing at `paths` is answered until the event is set."""
        event = asyncio.Event()
        self.held.update(dict.fromkeys(paths, event))
        return event

    async def answering(self, number: int) -> None:
        """Returns when `number` requests are being answered."""
        async with self.changed:
            await self.changed.wait_for(lambda: self.now >= number)

    async def idle(self) -> None:
        """Returns when nobody waits for an answer any more."""
        async with self.changed:
            await self.changed.wait_for(lambda: self.now == 0)

    async def _counted(self, change: int) -> None:
        async with self.changed:
            self.now += change
            self.most = max(self.most, self.now)
            self.changed.notify_all()

    async def answer(self, path: str, headers: dict[str, str]) -> bytes:
        self.asked.append(path)
        await self._counted(1)
        try:
            if path in self.held:
                await self.held[path].wait()
        finally:
            await asyncio.shield(self._counted(-1))
        answer = self.answers.get(path, Answer(b"nothing here", 404))
        tag = answer.headers.get("ETag")
        if tag and headers.get("if-none-match") == tag:
            answer = Answer(b"", 304, answer.type, answer.headers)
        self.sent.append(answer.status)
        lines = {"Content-Type": answer.type, "Content-Length": str(len(answer.body)), **answer.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"HTTP/1.1 {answer.status} Said\r\n{head}\r\n".encode() + answer.body


@asynccontextmanager
async def wired() -> AsyncIterator[Wire]:
    wire = Wire()
    tasks: set[asyncio.Task[Any]] = set()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with suppress(asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            while True:
                await _answered(wire, reader, writer)
        writer.close()

    listening = await asyncio.start_server(converse, "127.0.0.1", 0)
    wire.port = listening.sockets[0].getsockname()[1]
    try:
        yield wire
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _answered(wire: Wire, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One request; one that is given up while it is held counts no longer."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    answer = asyncio.create_task(wire.answer(first.split(" ")[1], headers))
    gone = asyncio.create_task(reader.read(1))
    await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    if not answer.done():
        answer.cancel()
        raise ConnectionError
    writer.write(answer.result())
    await writer.drain()


def item(wire: Wire, name: str, title: str = "", *, html: str = "", age: int = 1, summary: str = "") -> str:
    """An item that links to /NAME, `age` hours old."""
    date = format_datetime(NOW - timedelta(hours=age), usegmt=True)
    content = f"<content:encoded><![CDATA[{html}]]></content:encoded>" if html else ""
    text = summary or f"Summary of {name}."
    return (
        f"<item><guid>{name}</guid><title>{escape(title or name.title())}</title><link>{wire.url('/' + name)}</link>"
        f"<pubDate>{date}</pubDate><description>{escape(text)}</description>{content}</item>"
    )


def rss(*items: str, title: str = "The Feed", ttl: int = 0, **headers: str) -> Answer:
    """A feed; underscores in the names of `headers` are hyphens."""
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    body = (
        f'<rss version="2.0" {spaces}><channel><title>{title}</title><ttl>{ttl}</ttl>{"".join(items)}</channel></rss>'
    )
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(body.encode(), type="application/rss+xml", headers=named)


def page(
    title: str = "A page", text: str = "", related: Sequence[tuple[str, str]] = (), heading: str = "Also read"
) -> Answer:
    """An article with the links of `related` (title, address) in a list under `heading`."""
    words = text or f"{title} tells in many words what happened to whom, when, and what to do about it now."
    paragraphs = "".join(f"<p>{escape(words)} Part {number} of the story goes on at length.</p>" for number in range(6))
    links = "".join(f'<li><a href="{href}">{escape(name)}</a></li>' for name, href in related)
    box = f"<h3>{heading}</h3><ul>{links}</ul>" if related else ""
    return Answer(
        f"<!DOCTYPE html><html><head><title>{escape(title)}</title></head><body><article><h1>{escape(title)}</h1>"
        f"{paragraphs}{box}</article></body></html>".encode()
    )
