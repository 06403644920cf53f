"""Moving inside a pane, between panes and from story to story."""

from typing import TYPE_CHECKING

from secreader.ui.commands.base import Command

if TYPE_CHECKING:
    from secreader.ui.main import MainScreen


class Moving(Command):
    group = "Move"


class Down(Moving):
    """One row or line down."""

    key, shown_key = "j,down", "j ↓"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.move(1)


class Up(Moving):
    """One row or line up."""

    key, shown_key = "k,up", "k ↑"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.move(-1)


class PageDown(Moving):
    """A page down; at the end of the article the next unread story."""

    key, shown_key = "space,pagedown", "space"
    waits = True

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        await screen.walking.read_on()


class PageUp(Moving):
    """A page up."""

    key, shown_key = "b,pageup", "b"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.page(-1)


class HalfPageDown(Moving):
    """Half a page down."""

    key = "ctrl+d"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.half_page(1)


class HalfPageUp(Moving):
    """Half a page up."""

    key = "ctrl+u"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.half_page(-1)


class Top(Moving):
    """To the top."""

    key = "g,home"
    shown_key = "g"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.edge(first=True)


class Bottom(Moving):
    """To the bottom."""

    key = "G,end"
    shown_key = "G"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.edge(first=False)


class PaneRight(Moving):
    """To the pane on the right."""

    key, shown_key = "l,right,tab", "l tab"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.focus_neighbour(1)


class PaneLeft(Moving):
    """To the pane on the left."""

    key, shown_key = "h,left,shift+tab", "h"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.focus_neighbour(-1)


class NextUnread(Moving):
    """Open the next unread story."""

    key = "n"
    waits = True

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        await screen.walking.unread(1)


class PreviousUnread(Moving):
    """Open the previous unread story."""

    key = "p"
    waits = True

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        await screen.walking.unread(-1)


class NextStory(Moving):
    """Open the next story of the list."""

    key = "J"
    waits = True

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        await screen.walking.neighbour(1)


class PreviousStory(Moving):
    """Open the previous story of the list."""

    key = "K"
    waits = True

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        await screen.walking.neighbour(-1)


MOVING: tuple[type[Command], ...] = (
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    Top,
    Bottom,
    PaneRight,
    PaneLeft,
    NextUnread,
    PreviousUnread,
    NextStory,
    PreviousStory,
)
