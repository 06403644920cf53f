"""Stories as text for other programs: Markdown and plain lines. Pure: `model` in, text out, no files."""

from secreader.export.markdown import article_markdown, blocks_markdown, listed_markdown
from secreader.export.plain import article_lines, listed_lines

__all__ = ["article_lines", "article_markdown", "blocks_markdown", "listed_lines", "listed_markdown"]
