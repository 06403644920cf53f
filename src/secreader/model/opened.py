"""A story with its text."""

from dataclasses import dataclass

from secreader.model.article import Article, Blocks
from secreader.model.story import StoryRow


@dataclass(frozen=True, slots=True)
class OpenStory:
    """What the article pane shows: the cleaned article, or the feed's own text and `problem`, the reason why."""

    row: StoryRow
    article: Article | None = None
    feed_blocks: Blocks = ()
    author: str = ""
    problem: str = ""
