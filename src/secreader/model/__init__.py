"""The words of secreader, as frozen dataclasses that pass between rooms. No I/O.

Text in them has been through `text.clean`; addresses are absolute http or https, or empty; times are aware datetimes
in UTC. What crosses a process or enters the library as JSON goes through `codec`.

Each word is loaded when it is first imported: a list of stories needs none of those of an article, and making a
dataclass takes a third of a millisecond.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secreader.model.article import (
        Article,
        Block,
        Blocks,
        Code,
        Heading,
        Image,
        ListItem,
        Paragraph,
        PrimarySource,
        Quote,
        RelatedLink,
        Rule,
        Span,
        Spans,
        Table,
        block_text,
        blocks_text,
        plain,
    )
    from secreader.model.entity import Entities, Entity
    from secreader.model.feed import Discovered, Entry, FeedHealth, FeedRefreshed, ParsedFeed, Subscription
    from secreader.model.opened import OpenStory
    from secreader.model.report import Finding, Report
    from secreader.model.story import Change, RelatedGroup, RelatedGroups, RelatedItem, Source, StoryId, StoryRow, View

_ROOMS = {
    "article": (
        "Article",
        "Block",
        "Blocks",
        "Code",
        "Heading",
        "Image",
        "ListItem",
        "Paragraph",
        "PrimarySource",
        "Quote",
        "RelatedLink",
        "Rule",
        "Span",
        "Spans",
        "Table",
        "block_text",
        "blocks_text",
        "plain",
    ),
    "entity": ("Entities", "Entity"),
    "feed": ("Discovered", "Entry", "FeedHealth", "FeedRefreshed", "ParsedFeed", "Subscription"),
    "opened": ("OpenStory",),
    "report": ("Finding", "Report"),
    "story": ("Change", "RelatedGroup", "RelatedGroups", "RelatedItem", "Source", "StoryId", "StoryRow", "View"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = (
    "Article",
    "Block",
    "Blocks",
    "Change",
    "Code",
    "Discovered",
    "Entities",
    "Entity",
    "Entry",
    "FeedHealth",
    "FeedRefreshed",
    "Finding",
    "Heading",
    "Image",
    "ListItem",
    "OpenStory",
    "Paragraph",
    "ParsedFeed",
    "PrimarySource",
    "Quote",
    "RelatedGroup",
    "RelatedGroups",
    "RelatedItem",
    "RelatedLink",
    "Report",
    "Rule",
    "Source",
    "Span",
    "Spans",
    "StoryId",
    "StoryRow",
    "Subscription",
    "Table",
    "View",
    "block_text",
    "blocks_text",
    "plain",
)


def __getattr__(name: str) -> Any:
    if (room := _ROOM_OF.get(name)) is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{room}"), name)
    return value
