"""`demo --check`: read the whole newswire through the reader and compare it with what was put in."""

from dataclasses import dataclass, field

from secreader.demo.newswire import DemoStory, Expected, Newswire, expected
from secreader.errors import SecreaderError
from secreader.model import Article, RelatedGroups, StoryId, block_text
from secreader.reader import Reader

_HOPS = 5


@dataclass
class Checked:
    """What was read, and in `failures` a sentence for everything that was not as it should be."""

    feeds: int = 0
    feeds_failing: list[str] = field(default_factory=list)
    listed: int = 0
    opened: int = 0
    articles_exact: int = 0
    pages_with_related: int = 0
    related_exact: int = 0
    related_links: int = 0
    trail: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


async def check(reader: Reader, newswire: Newswire, base_url: str) -> Checked:
    """Refresh, open every story, follow one trail. The feed of the retired wire must fail, and no other."""
    found = Checked()
    await _refresh(reader, found)
    for story in newswire.stories:
        await _read(reader, story, base_url, found)
    await _follow(reader, newswire, base_url, found)
    return found


async def _refresh(reader: Reader, found: Checked) -> None:
    async for result in reader.refresh(force=True):
        found.feeds += 1
        if result.problem:
            found.feeds_failing.append(f"{result.title}: {result.problem}")
    if len(found.feeds_failing) != 1 or "404" not in found.feeds_failing[0]:
        found.failures.append(f"one feed answers 404 and no other fails, but: {found.feeds_failing}")
    found.listed = len((await reader.view("")).ids)


async def _read(reader: Reader, story: DemoStory, base_url: str, found: Checked) -> None:
    wanted = expected(story, base_url)
    try:
        shown = await reader.open(base_url + story.path)
        related = await reader.related(shown.row.id)
    except SecreaderError as error:
        found.failures.append(f"{story.path}: {error}")
        return
    if shown.article is None:
        found.failures.append(f"{story.path}: {shown.problem}")
        return
    found.opened += 1
    problems = _differences(shown.article, wanted)
    found.articles_exact += not problems
    links = publisher_links(related)
    if wanted.related:
        found.pages_with_related += 1
    found.related_links += len(links)
    if links == list(wanted.related):
        found.related_exact += bool(wanted.related)
    else:
        problems.append(f"related links are {links}, not {list(wanted.related)}")
    found.failures += [f"{story.path}: {problem}" for problem in problems]


def _differences(article: Article, wanted: Expected) -> list[str]:
    problems = [
        f"{name} is {have!r}, not {should!r}"
        for name, have, should in (
            ("title", article.title, wanted.title),
            ("deck", article.deck, wanted.deck),
            ("byline", article.byline, wanted.byline),
            ("primary source", article.primary.outlet if article.primary else "", wanted.primary),
        )
        if have != should
    ]
    have = [text for text in map(block_text, article.blocks) if text]
    if have != list(wanted.blocks):
        problems.append(f"the body is {have}, not {list(wanted.blocks)}")
    problems += [f"the body contains {text!r}" for text in wanted.forbidden if text in article.text]
    return problems


def publisher_links(related: RelatedGroups) -> list[tuple[str, str, str]]:
    """Title, address and heading of each link under the publisher's own headings, in page order."""
    return [
        (item.title, item.url, group.heading) for group in related if group.kind == "publisher" for item in group.items
    ]


async def _follow(reader: Reader, newswire: Newswire, base_url: str, found: Checked) -> None:
    """From the first story along related links, never to the same story twice."""
    story: StoryId = await reader.find_story(base_url + newswire.stories[0].path)
    seen = {story}
    for _ in range(_HOPS):
        shown = await reader.open(story)
        found.trail.append(shown.row.title)
        links = publisher_links(await reader.related(story))
        ahead = [await reader.find_story(url, title=title) for title, url, _ in links]
        story = next((candidate for candidate in ahead if candidate not in seen), 0)
        if not story:
            found.failures.append(f"the trail ends after {len(found.trail)} stories at {shown.row.title!r}")
            return
        seen.add(story)
