"""Bytes of a page to a clean `Article` with its related links. Pure: no network, no files."""

from secreader.model import Article, Blocks

__all__ = ["extract", "fragment"]


def extract(html: bytes | str, *, url: str, charset: str | None = None) -> Article:
    """The article of the page at `url`.

    `charset` is what the HTTP header named, if it did. Links are resolved against `url`; texts are clean. Raises
    ExtractError, whose text may be shown, when the page holds no text or is too large to be an article.
    """
    from secreader.articles import page

    return page.read(html, url, charset)


def fragment(html: str, *, url: str) -> Blocks:
    """The blocks of `html`, the content of a feed's entry; links are resolved against `url`.

    What is too large to be read raises ExtractError; an empty text has no blocks.
    """
    from secreader.articles import page

    return page.fragment(html, url)
