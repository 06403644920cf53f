"""What the user does to stories, and takes back."""

from collections.abc import Iterable, Sequence

from secreader.model import Change, StoryId
from secreader.reader.numbers import checked
from secreader.reader.rooms import Rooms
from secreader.store import changes


class Keeper:
    def __init__(self, rooms: Rooms) -> None:
        self._library = rooms.library
        self._now = rooms.now

    async def mark(self, ids: Iterable[StoryId], *, read: bool) -> Change:
        return await self._library.write(changes.mark, _stories(ids), read=read, now=self._now())

    async def save(self, ids: Iterable[StoryId], *, saved: bool) -> Change:
        return await self._library.write(changes.save, _stories(ids), saved=saved, now=self._now())

    async def hide(self, ids: Iterable[StoryId], *, hidden: bool) -> Change:
        return await self._library.write(changes.hide, _stories(ids), hidden=hidden, now=self._now())

    async def tag(self, ids: Iterable[StoryId], names: Sequence[str]) -> Change:
        return await self._library.write(changes.tag, _stories(ids), names, now=self._now())

    async def untag(self, ids: Iterable[StoryId], names: Sequence[str]) -> Change:
        return await self._library.write(changes.untag, _stories(ids), names, now=self._now())

    async def undo(self) -> Change | None:
        return await self._library.write(changes.undo)

    async def redo(self) -> Change | None:
        return await self._library.write(changes.redo)


def _stories(ids: Iterable[StoryId]) -> list[StoryId]:
    return [checked(story, "story") for story in ids]
