"""What a command is."""

import re
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

if TYPE_CHECKING:
    from secreader.ui.main import MainScreen

_WORD = re.compile(r"(?<!^)(?=[A-Z])")


class Command:
    """Base of all commands; a subclass says `key` (Textual's names, comma between several), `group` and `run`."""

    key: ClassVar[str]
    group: ClassVar[str]
    shown_key: ClassVar[str] = ""
    """How help writes the key, where Textual's name is not what is printed on a keyboard."""

    waits: ClassVar[bool] = False
    """Whether it waits for the library: then it is an errand, and the screen answers keys meanwhile."""

    @classmethod
    def id(cls) -> str:
        """The stable name for config.toml: NextUnread -> next_unread."""
        return _WORD.sub("_", cls.__name__).lower()

    @classmethod
    def help(cls) -> str:
        return (cls.__doc__ or "").strip().splitlines()[0]

    @classmethod
    def title(cls) -> str:
        """The palette's entry: Next unread."""
        return cls.id().replace("_", " ").capitalize()

    @classmethod
    def bindings(cls) -> list[Binding]:
        return [Binding(cls.key, f"command('{cls.id()}')", cls.help(), show=False, id=cls.id())]

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        raise NotImplementedError
