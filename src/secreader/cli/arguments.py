"""The grammar of the command line."""

import argparse
import gc
from collections.abc import Awaitable, Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from secreader import __version__
from secreader.cli.grammar import CommandParser, unmarked

_DIGITS = 9
"""Digits of a number that is taken for one."""

Run = Callable[[argparse.Namespace], Awaitable[int]]
Commands: TypeAlias = "argparse._SubParsersAction[CommandParser]"  # noqa: SLF001 - it has no public name


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """`run` of the answer is the command, `home` the folder that --home names. Raises SystemExit as argparse does."""
    root = CommandParser(
        prog="secreader",
        description="A terminal reader for curated security news. Without a command the reader opens.",
        parents=[_with_home(default=None)],
    )
    root.add_argument("--version", action="version", version=f"secreader {__version__}")
    root.set_defaults(run=_command("screen", "read"))
    if not _opens_the_reader(arguments):
        _add_commands(root)
    return root.parse_args(arguments)


def _opens_the_reader(arguments: Sequence[str]) -> bool:
    """Whether there is no command for sure: the reader then starts without making the parsers of thirty (4 ms)."""
    return not arguments or (len(arguments) == 2 and arguments[0] == "--home")


def _add_commands(root: CommandParser) -> None:
    # A command that names no home must leave alone what stood before it.
    shared = _with_home(default=argparse.SUPPRESS)
    answers = CommandParser(add_help=False, parents=[shared])
    answers.add_argument("--json", action="store_true", help="answer with one JSON document")
    commands = root.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, help_: str, room: str, function: str, *, json: bool = True) -> CommandParser:
        command = commands.add_parser(name, help=help_, description=help_, parents=[answers if json else shared])
        command.set_defaults(run=_command(room, function))
        return command

    demo = add("demo", "Open the reader on the bundled newswire; no network is used", "demo", "demo", json=False)
    demo.add_argument("--check", action="store_true", help="no screen: read everything, follow a trail, print a report")

    refresh = add("refresh", "Refresh the feeds that are due", "feeds", "refresh")
    refresh.add_words("feeds", nargs="*", metavar="FEED|URL", help="these alone, due or not")
    refresh.add_argument("--all", action="store_true", help="also those that are not due")

    stories = add("list", "List stories, newest first", "stories", "list_stories")
    stories.add_words("query", nargs="*", metavar="QUERY", help="words, -not, tag:x, cve:…, is:unread, since:7d …")
    stories.add_argument("--limit", type=_count, default=50, metavar="N", help="at most N stories (50)")

    show = add(
        "show", "Show a story as clean text; fetches it where the library lacks it", "stories", "show", json=False
    )
    _add_forms(show)
    show.add_argument("story", metavar="ID|URL")
    show.add_argument("--again", action="store_true", help="fetch and clean the page once more")

    extract = add("extract", "Clean a page without touching the library", "extract", "extract", json=False)
    _add_forms(extract)
    extract.add_argument("page", metavar="FILE|-|URL", help="- is standard input")
    extract.add_argument("--url", default="", help="the address that the page in FILE came from")

    tag = add("tag", "Tag a story", "keeping", "tag")
    tag.add_argument("story", metavar="ID|URL")
    tag.add_words("names", nargs="+", metavar="TAG")
    tag.add_argument("--remove", action="store_true", help="take the tags off")

    save = add("save", "Save stories for good", "keeping", "save")
    save.add_words("stories", nargs="+", metavar="ID|URL")
    save.add_argument("--remove", action="store_true", help="let them go again")

    mark = add("mark", "Mark stories read", "keeping", "mark")
    mark.add_words("stories", nargs="+", metavar="ID|URL")
    mark.add_argument("--unread", action="store_true", help="mark them unread")

    hide = add("hide", "Hide stories from every list", "keeping", "hide")
    hide.add_words("stories", nargs="+", metavar="ID|URL")
    hide.add_argument("--remove", action="store_true", help="show them again (list is:hidden finds them)")

    add("undo", "Take the last change of stories back", "keeping", "undo")
    add("redo", "Make what was taken back again", "keeping", "redo")

    add("doctor", "Check library, workers, configuration and network settings", "doctor", "doctor")
    _add_feeds(commands, shared, answers)
    _add_catalogue(commands, shared, answers)


def _add_forms(command: CommandParser) -> None:
    """`form`: how an article is answered."""
    command.set_defaults(form="text")
    forms = command.add_mutually_exclusive_group()
    for form, help_ in (
        ("json", "answer with one JSON document"),
        ("markdown", "answer with one Markdown document"),
        ("text", "answer in lines of text (as without any of these)"),
    ):
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=help_)


def _add_feeds(commands: Commands, shared: CommandParser, answers: CommandParser) -> None:
    add = _actions(commands, shared, answers, "feeds", "List, add, remove, import and export feeds")
    add("list", "List the feeds and how they fare", "list_feeds")
    new = add("add", "Subscribe to a feed, or to the one that a site offers", "add")
    new.add_argument("url", metavar="URL")
    new.add_argument("--title", default="", help="call it this")
    new.add_argument("--category", default="", help="put it there")
    remove = add("remove", "Unsubscribe; saved and tagged stories stay", "remove")
    remove.add_argument("feed", metavar="FEED|URL")
    take = add("import", "Subscribe to the feeds of an OPML file", "import_opml")
    take.add_argument("file", metavar="FILE|-", help="- is standard input")
    give = add("export", "Write the feeds as OPML", "export_opml")
    give.add_argument("file", nargs="?", default="-", metavar="FILE|-", help="- is standard output")


def _add_catalogue(commands: Commands, shared: CommandParser, answers: CommandParser) -> None:
    add = _actions(commands, shared, answers, "catalogue", "The curated feeds that come with secreader")
    listing = add("list", "List the curated feeds", "list_catalogue")
    listing.add_words("categories", nargs="*", metavar="CATEGORY", help="of these categories alone")
    take = add("subscribe", "Subscribe to every curated feed of a category", "subscribe")
    take.add_words("categories", nargs="+", metavar="CATEGORY")


def _actions(
    commands: Commands, shared: CommandParser, answers: CommandParser, room: str, help_: str
) -> Callable[[str, str, str], CommandParser]:
    """The command `room` with actions of its own, which the answer adds by name, help and function."""
    group = commands.add_parser(room, help=help_, description=help_, parents=[shared])
    actions = group.add_subparsers(title="actions", metavar="ACTION", required=True)

    def add(name: str, help_: str, function: str) -> CommandParser:
        action = actions.add_parser(name, help=help_, description=help_, parents=[answers])
        action.set_defaults(run=_command(room, function))
        return action

    return add


def _with_home(default: str | None) -> CommandParser:
    found = CommandParser(add_help=False)
    found.add_argument(
        "--home", type=_folder, default=default, metavar="DIR",
        help="keep configuration and library in DIR (also: SECREADER_HOME)",
    )  # fmt: skip
    return found


def _command(room: str, function: str) -> Run:
    """The command, imported when it runs: `--help` loads nothing, and `list` no screen."""

    async def run(options: argparse.Namespace) -> int:
        found: Run = getattr(import_module(f"secreader.cli.{room}"), function)
        # It was off while modules were loaded, see `cli.main`; what they hold is not looked at again.
        gc.freeze()
        gc.enable()
        return await found(options)

    return run


def _folder(text: str) -> Path:
    return Path(unmarked(text))


def _count(text: str) -> int:
    text = unmarked(text)
    if not text.isdecimal() or len(text) > _DIGITS or not int(text):
        raise argparse.ArgumentTypeError(f"wants a whole number from 1 up, not {text!r}")
    return int(text)
