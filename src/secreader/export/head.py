"""What stands under a headline."""

from secreader.model import Article


def about(article: Article) -> str:
    """Outlet, author and the local day of publication, as far as the page says."""
    day = article.published.astimezone().strftime("%Y-%m-%d") if article.published else ""
    return " · ".join(part for part in (article.site, article.byline, day) if part)
