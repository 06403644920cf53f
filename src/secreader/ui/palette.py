"""The command palette: every command of the main screen by name."""

from collections.abc import Callable, Coroutine, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from secreader.ui.commands import COMMANDS, Command
from secreader.ui.main import MainScreen

Action = Callable[[], Coroutine[None, None, None]]


class CommandProvider(Provider):
    """Finds commands by words of their name and help."""

    async def discover(self) -> Hits:
        for command, run in self._commands():
            yield DiscoveryHit(f"{command.title()}: {command.help()}", run)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command, run in self._commands():
            words = f"{command.title()}: {command.help()}"
            if (score := matcher.match(words)) > 0:
                yield Hit(score, matcher.highlight(words), run)

    def _commands(self) -> Iterator[tuple[type[Command], Action]]:
        screen = self.screen
        if isinstance(screen, MainScreen):
            for command in COMMANDS:
                yield command, partial(screen.action_command, command.id())
