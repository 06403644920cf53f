"""What is asked of the user in dialogs, and what is done with the answers."""

from typing import TYPE_CHECKING

from textual.content import Content

from secreader.model import Discovered, FeedHealth, RelatedItem, StoryRow, Subscription
from secreader.ui.dialogs.ask import AskDialog
from secreader.ui.dialogs.catalogue import CatalogueDialog
from secreader.ui.dialogs.pick import Choice, PickDialog
from secreader.ui.dialogs.tags import TagsDialog
from secreader.ui.render.body import hang
from secreader.ui.render.words import ago, count, safe_line
from secreader.urls import display_host

if TYPE_CHECKING:
    from secreader.ui.commands import Command
    from secreader.ui.main import MainScreen

_LINE_WIDTH = 76
"""Cells of a line in a dialog at most."""


def edit_tags(screen: "MainScreen", row: StoryRow) -> None:
    """Ask for the tags of a story, set them, and leave the rest as it was."""

    async def ask() -> None:
        known = [name for name, _ in await screen.reader.tags()]
        names = await screen.app.push_screen_wait(TagsDialog(row.title, row.tags, known))
        if names is None:
            return
        had, wanted = {tag.lower(): tag for tag in row.tags}, {name.lower(): name for name in names}
        added = [name for key, name in wanted.items() if key not in had]
        dropped = [name for key, name in had.items() if key not in wanted]
        if added:
            await screen.apply(await screen.reader.tag([row.id], added))
        if dropped:
            await screen.apply(await screen.reader.untag([row.id], dropped))

    screen.converse(ask)


def add_address(screen: "MainScreen") -> None:
    """Ask for an address: a feed is subscribed to, a site's feeds are offered, any other page opens as a story."""

    async def ask() -> None:
        words = "A feed, a site whose feeds are looked for, or any page to read as a story."
        url = await screen.app.push_screen_wait(AskDialog("Add", words, placeholder="https://"))
        if url is None:
            return
        url = url if "://" in url else f"https://{url}"
        screen.say(f"Looking at {url} …")
        found = await screen.reader.add_feed(url)
        if not found:
            screen.walking.follow(url)
            return
        feed = found[0] if len(found) == 1 else await _choose_feed(screen, found)
        if feed is not None:
            await _subscribe(screen, (Subscription(feed.url, feed.title),))

    screen.converse(ask)


async def _choose_feed(screen: "MainScreen", found: list[Discovered]) -> Discovered | None:
    choices = [
        Choice(
            f"{feed.title} {feed.url}",
            Content.assemble(safe_line(feed.title or feed.url, "bold"), "\n", safe_line(feed.url, "$quiet")),
            feed,
        )
        for feed in found
    ]
    return await screen.app.push_screen_wait(PickDialog("This site has several feeds", choices))


def first_run(screen: "MainScreen", *, welcome: bool = True) -> None:
    """Offer the curated catalogue by category."""

    async def ask() -> None:
        chosen = await screen.app.push_screen_wait(CatalogueDialog(screen.reader.catalogue(), welcome=welcome))
        if chosen:
            await _subscribe(screen, chosen)

    screen.converse(ask)


async def _subscribe(screen: "MainScreen", feeds: tuple[Subscription, ...]) -> None:
    ids = [await screen.reader.subscribe(feed) for feed in feeds]
    await screen.load_sources()
    screen.say(f"Subscribed to {count(len(ids), 'feed')}." if len(ids) != 1 else f"Subscribed to {feeds[0].title}.")
    screen.refreshing.run(ids, force=True)


def choose_link(screen: "MainScreen") -> None:
    """All links of the sidebar and the article in one searchable list."""
    related = [item for group in screen.opening.related for item in group.items]
    seen = {item.url for item in related}
    choices = [Choice(f"{item.number} {item.title}", _related_line(item), item.url) for item in related]
    choices += [Choice(url, safe_line(url, "$quiet"), url) for url in screen.article.urls if url not in seen]
    if not choices:
        screen.say("This story has no links.")
        return

    async def ask() -> None:
        url = await screen.app.push_screen_wait(PickDialog("Links", choices))
        if url is not None:
            titles = {item.url: (item.title, item.outlet) for item in related}
            screen.walking.follow(url, *titles.get(url, ("", "")))

    screen.converse(ask)


def _related_line(item: RelatedItem) -> Content:
    host = safe_line(item.outlet or display_host(item.url), "$quiet")
    return Content.assemble((f"{item.number:>2} ", "$accent"), safe_line(item.title), "  ", host)


def show_health(screen: "MainScreen") -> None:
    """Every feed, the failing ones first, with the last error in words; enter tries again."""

    async def ask() -> None:
        feeds = sorted(await screen.reader.health(), key=lambda feed: (not feed.problem, feed.title.lower()))
        if not feeds:
            screen.say("There are no feeds yet: a adds one, C offers the curated ones.")
            return
        failing = sum(bool(feed.problem) for feed in feeds)
        title = f"Feeds: {failing} failing of {len(feeds)}"
        choices = [Choice(f"{f.title} {f.url} {f.problem}", _health_lines(screen, f), f.feed_id) for f in feeds]
        chosen = await screen.app.push_screen_wait(PickDialog(title, choices, hint="enter tries again, esc leaves"))
        if chosen is not None:
            screen.refreshing.run([chosen], force=True)

    screen.converse(ask)


def _health_lines(screen: "MainScreen", feed: FeedHealth) -> Content:
    mark = Content.styled("! ", "bold $text-error") if feed.problem else Content.styled("✓ ", "$text-success")
    when = f"read {ago(feed.succeeded, screen.clock())}" if feed.succeeded else "never read"
    facts = Content.styled(f"  {count(feed.entries, 'story', 'stories')}, {when}", "$quiet")
    width = min(screen.size.width - 10, _LINE_WIDTH)
    lines = hang(Content.assemble(safe_line(feed.title or feed.url, "bold"), facts), width, mark)
    if feed.problem:
        lines += hang(safe_line(feed.problem, "$text-warning"), width, "  ")
        lines += hang(safe_line(feed.url, "$quiet"), width, "  ")
    return Content("\n").join(lines)


def show_help(screen: "MainScreen") -> None:
    """Every command with its key, searchable; enter does it."""
    from secreader.ui.commands import COMMANDS

    keys = {c.id(): screen.keys.get(c.id()) or c.shown_key or c.key for c in COMMANDS}
    width = min(screen.size.width - 8, _LINE_WIDTH)
    choices = [
        Choice(
            f"{command.title()} {command.help()} {keys[command.id()]} {command.group}",
            _help_lines(keys[command.id()], command, width),
            command.id(),
        )
        for command in COMMANDS
    ]

    async def ask() -> None:
        chosen = await screen.app.push_screen_wait(PickDialog("Keys", choices, hint="enter does it, esc leaves"))
        if chosen is not None:
            await screen.action_command(chosen)

    screen.converse(ask)


def _help_lines(keys: str, command: "type[Command]", width: int) -> Content:
    """Key, what it does, and the id that config.toml rebinds."""
    key = safe_line(keys, "bold $accent").pad_right(max(10 - len(keys), 1))
    words = Content.assemble(command.help(), (f"  {command.id()}", "$quiet"))
    return Content("\n").join(hang(words, width, key))
