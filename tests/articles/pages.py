"""The smallest pages that are articles, for tests to put one thing into."""

from secreader.articles import extract
from secreader.model import Article, Blocks, block_text

URL = "https://wire.example/news/port-outage"
TITLE = "Port of Vigo Restores Cranes After Outage"
PARAGRAPHS = (
    (
        "The port of Vigo said on Monday that all of its cranes were working again, nine days after an intrusion had "
        "stopped them and left forty ships waiting in the bay."
    ),
    (
        "Engineers rebuilt the control network from copies that were kept off line, a spokeswoman said, and every "
        "device "
        "was checked twice before it was allowed back."
    ),
    (
        "The port did not pay. It had practised the case in spring, she added, which saved at least a week and a "
        "good part "
        "of the money that was put aside for it."
    ),
)


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts or PARAGRAPHS)


def page(body: str, head: str = f"<title>{TITLE}</title>") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def story(after: str = "", before: str = "", head: str = f"<title>{TITLE}</title>") -> str:
    """An article with `before` right above its text and `after` right below, all in one element."""
    return page(f"<article><h1>{TITLE}</h1>{before}<div class='text'>{paragraphs()}{after}</div></article>", head)


def read(html: str | bytes, url: str = URL) -> Article:
    return extract(html, url=url)


def texts(source: Article | Blocks) -> list[str]:
    blocks = source.blocks if isinstance(source, Article) else source
    return [text for text in map(block_text, blocks) if text]


def links(article: Article) -> list[tuple[str, str]]:
    return [(link.title, link.url) for link in article.related]
