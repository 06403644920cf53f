"""An article as JSON."""

from typing import Any

from secreader import codec
from secreader.model import Article


def article_document(article: Article) -> dict[str, Any]:
    """What --json shows of an article: its fields, its plain text and how many words that has."""
    return {**codec.plain(article, full=True), "text": article.text, "word_count": article.word_count}
