"""An open story as one piece of content: header, what stands in the way, body."""

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from secreader.model import Article, Blocks, OpenStory, RelatedGroups
from secreader.ui.render.body import LinkBook, body_lines
from secreader.ui.render.related import related_lines
from secreader.ui.render.words import full_date, safe_line

_WORDS_A_MINUTE = 230


@dataclass(frozen=True)
class Page:
    """What the article pane draws, and the addresses that its links stand for."""

    content: Content
    urls: list[str]


def page(
    story: OpenStory,
    width: int,
    now: datetime,
    *,
    feed_text: Blocks | None = None,
    loading: bool = False,
    related: RelatedGroups = (),
) -> Page:
    """`story` in lines of at most `width` cells; `related` goes to the end where there is no sidebar.

    `feed_text` is shown in place of the cleaned page where it is given.
    """
    links = LinkBook()
    article = None if feed_text is not None else story.article
    lines = _header(story, article, width, sum(len(group.items) for group in related))
    if loading:
        lines += [Content(""), *Content.styled("Fetching the page …", "$quiet italic").wrap(width)]
    elif story.problem:
        lines += [Content(""), *safe_line(story.problem, "$text-warning").wrap(width)]
        lines += Content.styled("o opens it in the browser, r tries again.", "$quiet").wrap(width)
    lines.append(Content(""))
    blocks = article.blocks if article else story.feed_blocks if feed_text is None else feed_text
    body = body_lines(blocks, width, links)
    if not body and not loading:
        body = Content.styled("The feed gives no text for this story.", "$quiet italic").wrap(width)
    lines += body
    if article:
        for note in article.notes:
            lines += [Content(""), *safe_line(note, "$quiet italic").wrap(width)]
    lines += related_lines(related, width, now, links)
    return Page(Content("\n").join(lines), links.urls)


def _header(story: OpenStory, article: Article | None, width: int, at_end: int) -> list[Content]:
    row = story.row
    lines = safe_line(article.title if article else row.title, "bold").wrap(width)
    if article and article.deck:
        lines += [Content(""), *safe_line(article.deck, "$quiet").wrap(width)]
    lines += [Content(""), *_byline(story, article, at_end).wrap(width)]
    if article and article.primary:
        source = safe_line(article.primary.outlet, "bold")
        known = Content.styled(" (O opens it)", "$quiet") if article.primary.url else Content("")
        lines += Content.assemble(("Second-hand: reports on ", "$text-warning"), source, known).wrap(width)
    chips = [safe_line(f"#{tag}", "$accent") for tag in row.tags]
    chips += [safe_line(cve, "$secondary") for cve in row.cves[:8]]
    if row.saved:
        chips.insert(0, Content.styled("★ saved", "$warning"))
    if chips:
        lines += Content("  ").join(chips).wrap(width)
    if article and article.warning:
        lines += safe_line(article.warning, "$text-warning").wrap(width)
    return lines


def _byline(story: OpenStory, article: Article | None, at_end: int) -> Content:
    parts = [safe_line(story.row.source)]
    byline = article.byline if article and article.byline else story.author
    if byline:
        parts.append(safe_line(byline, ""))
    published = (article and article.published) or story.row.published
    parts.append(Content(full_date(published)))
    if article:
        parts.append(Content(f"{max(1, round(article.word_count / _WORDS_A_MINUTE))} min"))
    else:
        parts.append(Content("the feed's own text"))
    if at_end:
        parts.append(Content(f"{at_end} related (>)"))
    return Content(" · ").join(parts).stylize_before("$quiet")
