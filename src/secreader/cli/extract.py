"""`extract`: a page as clean text, without the library."""

import argparse
from collections.abc import Iterator

from secreader import journal
from secreader.cli import files
from secreader.cli.article import article_document
from secreader.cli.output import DONE, document, say
from secreader.config import load
from secreader.errors import UsageError
from secreader.export import article_lines, article_markdown
from secreader.fetch import Fetcher
from secreader.model import Article
from secreader.sandbox import Sandbox
from secreader.urls import is_web


async def extract(options: argparse.Namespace) -> int:
    """Clean a file, standard input or an address; the network is used for an address alone."""
    journal.start(options.paths.log)
    charset: str | None = None
    url = options.url
    if url and not is_web(url):
        raise UsageError(f"--url wants an http or https address, not {url}.")
    if "://" in options.page:
        settings = load(options.paths.config)
        async with Fetcher(allow=settings.allow, proxy=settings.proxy) as fetcher:
            got = await fetcher.fetch(options.page, accept="page")
        html, charset, url = got.body, got.charset, url or got.url
    else:
        html = files.read(options.page)
    async with Sandbox() as sandbox:
        article, entities = await sandbox.extract(html, url=url, charset=charset)
    match options.form:
        case "json":
            document(article_document(article) | {"entities": entities})
        case "markdown":
            say(article_markdown(article).rstrip("\n"))
        case _:
            for line in (*article_lines(article), *_related_lines(article)):
                say(line)
    return DONE


def _related_lines(article: Article) -> Iterator[str]:
    """The links under the publisher's headings."""
    heading = None
    for number, link in enumerate(article.related, 1):
        if link.heading != heading:
            heading = link.heading
            yield f"\n{heading or 'Related'}"
        yield f"{number:>3}. {link.title}\n     {link.url}"
