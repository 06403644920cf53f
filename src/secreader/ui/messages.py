"""What the panes tell the main screen."""

from dataclasses import dataclass

from textual.message import Message

from secreader.model import RelatedItem, Source, StoryId


@dataclass
class RowsNeeded(Message):
    """The list is about to draw page `page` of its view and has no rows for it."""

    page: int


@dataclass
class StoryHighlighted(Message):
    """The cursor stands on a story: preview it, fetch nothing."""

    id: StoryId

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, StoryHighlighted)


@dataclass
class StoryChosen(Message):
    """Open this story and go to it."""

    id: StoryId


@dataclass
class SourceChosen(Message):
    """Show this source's stories."""

    source: Source


@dataclass
class RelatedChosen(Message):
    """Follow this related link in place."""

    item: RelatedItem


@dataclass
class FilterChanged(Message):
    """The text of the filter box; `final` when it was confirmed with enter."""

    text: str
    final: bool = False
    everywhere: bool = False


class FilterClosed(Message):
    """The filter box was left with escape: show the whole view again."""
