"""Stories as text for other programs: Markdown and plain lines. Pure: `model` in, text out, no files."""

from secreader.export.markdown import article_markdown, blocks_markdown

__all__ = ["article_markdown", "blocks_markdown"]
