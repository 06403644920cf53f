"""Every command of the main screen, once: key, palette entry, help text and what it does.

A command is a class. Its name gives the binding id that config.toml rebinds, its docstring the help.
"""

from secreader.ui.commands.base import Command
from secreader.ui.commands.feeds import FEEDS
from secreader.ui.commands.keeping import KEEPING
from secreader.ui.commands.moving import MOVING
from secreader.ui.commands.reading import READING
from secreader.ui.commands.screen import SCREEN

COMMANDS: tuple[type[Command], ...] = (*MOVING, *READING, *KEEPING, *FEEDS, *SCREEN)
BY_ID = {command.id(): command for command in COMMANDS}

__all__ = ["BY_ID", "COMMANDS", "Command"]
