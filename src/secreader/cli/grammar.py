"""An argument parser for commands whose words may begin with a dash."""

import argparse
from typing import Any, NoReturn

from secreader.text import clean

_WORD = "\0"
"""Stands before a word that argparse would take for an option; no argument of a process can hold it."""


class CommandParser(argparse.ArgumentParser):
    """Options are written out with two dashes, so that `-lockbit` is a word of a query.

    The words of `add_words` may stand before, between and behind options. The `type` of an option that takes a value
    begins with `unmarked`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"allow_abbrev": False})
        self._words = ""

    def add_words(self, name: str, *, nargs: str, metavar: str, help: str | None = None) -> None:  # noqa: A002 - argparse's
        """The argument that takes any number of words; a command has one at most."""
        self._words = name
        self.add_argument(name, nargs=nargs, metavar=metavar, help=help)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As argparse's, but for the words."""
        if not self._words:
            return super().parse_known_args(args, namespace)
        found, rest = super().parse_known_args(_marked(args), namespace)
        # argparse takes the words before the first option alone and gives the others back.
        words = [*getattr(found, self._words), *(word for word in rest if not word.startswith("--"))]
        setattr(found, self._words, [unmarked(word) for word in words])
        return found, [word for word in rest if word.startswith("--")]

    def error(self, message: str) -> NoReturn:
        """Arguments may come from elsewhere, by way of a script: they are cleaned as all text is."""
        super().error(clean(message))


def unmarked(arg: str) -> str:
    """`arg` as it was given."""
    return arg.removeprefix(_WORD)


def _marked(args: list[str]) -> list[str]:
    end = args.index("--") if "--" in args else len(args)
    return [_WORD + arg if _is_word(arg) else arg for arg in args[:end]] + args[end:]


def _is_word(arg: str) -> bool:
    return arg.startswith("-") and not arg.startswith("--") and arg not in ("-", "-h")
