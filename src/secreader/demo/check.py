"""`demo --check`: read the whole newswire through the reader and compare it with what was put in."""

from collections.abc import Awaitable
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
    stories: int = 0
    listed: int = 0
    opened: int = 0
    articles_exact: int = 0
    pages_with_related: int = 0
    related_exact: int = 0
    related_links: int = 0
    trail: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


async def check(reader: Reader, newswire: Newswire, base_url: str) -> Checked:
    """Refresh, open every story, follow one trail; whatever goes wrong is a failure and stops nothing else.

    The feed of the retired wire must fail, and no other. No story may show up twice.
    """
    found = Checked(stories=len(newswire.stories))
    await _noted("refresh", _refresh(reader, found), found)
    await _noted("list", _list(reader, newswire, found), found)
    for story in newswire.stories:
        await _noted(story.path, _read(reader, story, base_url, found), found)
    await _noted("library", _count(reader, newswire, found), found)
    await _noted("trail", _follow(reader, newswire, base_url, found), found)
    return found


async def _noted(about: str, step: Awaitable[list[str]], found: Checked) -> None:
    """Take a step of the check and note its problems, also those that it does not survive."""
    try:
        problems = await step
    except SecreaderError as error:
        problems = [str(error)]
    except Exception as error:  # noqa: BLE001 - what no command may raise is what a check is there to find
        problems = [f"secreader itself failed with {error!r}"]
    found.failures += [f"{about}: {problem}" for problem in problems]


async def _refresh(reader: Reader, found: Checked) -> list[str]:
    async for result in reader.refresh(force=True):
        found.feeds += 1
        if result.problem:
            found.feeds_failing.append(f"{result.title}: {result.problem}")
    if len(found.feeds_failing) == 1 and "404" in found.feeds_failing[0]:
        return []
    return [f"one feed answers 404 and no other fails, but: {found.feeds_failing}"]


async def _list(reader: Reader, newswire: Newswire, found: Checked) -> list[str]:
    """What the feeds list, newest first, each story once and under its own title."""
    rows = await reader.rows((await reader.view("")).ids)
    found.listed = len(rows)
    have, should = [row.title for row in rows], [story.title for story in newswire.stories if story.listed]
    return [] if have == should else [f"the feeds list {have}, not {should}"]


async def _read(reader: Reader, story: DemoStory, base_url: str, found: Checked) -> list[str]:
    wanted = expected(story, base_url)
    shown = await reader.open(base_url + story.path)
    if shown.article is None:
        return [shown.problem]
    found.opened += 1
    problems = _differences(shown.article, wanted)
    found.articles_exact += not problems
    links = publisher_links(await reader.related(shown.row.id))
    found.pages_with_related += bool(wanted.related)
    found.related_links += len(links)
    if links == list(wanted.related):
        found.related_exact += bool(wanted.related)
    else:
        problems.append(f"related links are {links}, not {list(wanted.related)}")
    return problems


def _differences(article: Article, wanted: Expected) -> list[str]:
    problems = [
        f"{name} is {have!r}, not {should!r}"
        for name, have, should in (
            ("title", article.title, wanted.title),
            ("deck", article.deck, wanted.deck),
            ("byline", article.byline, wanted.byline),
            ("date", article.published, wanted.published),
            ("caption", article.caption, wanted.caption),
            ("primary source", article.primary.outlet if article.primary else "", wanted.primary),
            ("notes", article.notes, wanted.notes),
            ("warning", article.warning, ""),
        )
        if have != should
    ]
    problems += _body([text for text in map(block_text, article.blocks) if text], list(wanted.blocks))
    return problems + [f"the body contains {text!r}" for text in wanted.forbidden if text in article.text]


def _body(have: list[str], should: list[str]) -> list[str]:
    """Only the blocks that differ: bodies are long."""
    problems = [f"the body lacks {text!r}" for text in should if text not in have]
    problems += [f"the body should not have {text!r}" for text in have if text not in should]
    return problems or (["the body is in another order"] if have != should else [])


def publisher_links(related: RelatedGroups) -> list[tuple[str, str, str]]:
    """Title, address and heading of each link under the publisher's own headings, in page order."""
    return [
        (item.title, item.url, group.heading) for group in related if group.kind == "publisher" for item in group.items
    ]


async def _count(reader: Reader, newswire: Newswire, found: Checked) -> list[str]:
    """Pages that were opened by address and those that feeds list are one story each, archive pages included."""
    kept = len((await reader.view("")).ids)
    return [] if kept == found.stories else [f"{kept} stories were made of {len(newswire.stories)} pages"]


async def _follow(reader: Reader, newswire: Newswire, base_url: str, found: Checked) -> list[str]:
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
            return [f"it ends after {len(found.trail)} stories at {shown.row.title!r}"]
        seen.add(story)
    return []
