"""What the user does to a story: read, save, tag, hide; and undoing it."""

from typing import TYPE_CHECKING

from secreader.ui.commands.base import Command
from secreader.ui.render.words import count

if TYPE_CHECKING:
    from secreader.ui.main import MainScreen


class Keeping(Command):
    group = "Keep"
    waits = True


class Save(Keeping):
    """Save the story for good, or let it go again."""

    key = "s"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        if row := await screen.fresh_target():
            await screen.apply(await screen.reader.save([row.id], saved=not row.saved))


class Tag(Keeping):
    """Tag the story; tab completes."""

    key = "t"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        from secreader.ui import conversations

        if row := await screen.fresh_target():
            conversations.edit_tags(screen, row)


class ToggleRead(Keeping):
    """Mark the story read or unread."""

    key = "m"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        if row := await screen.fresh_target():
            await screen.apply(await screen.reader.mark([row.id], read=not row.read))


class MarkAllRead(Keeping):
    """Mark every story of this view read."""

    key = "A"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        ids = screen.stories.ids
        if ids:
            await screen.apply(await screen.reader.mark(ids, read=True))
            screen.say(f"Marked {count(len(ids), 'story', 'stories')} read. u undoes it.")


class Hide(Keeping):
    """Hide the story from every list."""

    key = "x"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        if row := screen.target():
            await screen.apply(await screen.reader.hide([row.id], hidden=True))
            await screen.reload_view(keep_position=True)
            screen.say("Hidden. u brings it back.")


class Undo(Keeping):
    """Undo the last change."""

    key = "u"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        change = await screen.reader.undo()
        if change is None:
            screen.say("There is nothing to undo.")
        else:
            await screen.apply(change)
            screen.say(f"Undone: {change.text}")


class Redo(Keeping):
    """Redo what was undone."""

    key = "U"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        change = await screen.reader.redo()
        if change is None:
            screen.say("There is nothing to redo.")
        else:
            await screen.apply(change)
            screen.say(f"Done again: {change.text}")


KEEPING: tuple[type[Command], ...] = (Save, Tag, ToggleRead, MarkAllRead, Hide, Undo, Redo)
