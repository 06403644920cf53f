"""Feeds: refreshing, adding, their health, what they brought."""

from typing import TYPE_CHECKING

from secreader.ui.commands.base import Command

if TYPE_CHECKING:
    from secreader.ui.main import MainScreen


class Feeds(Command):
    group = "Feeds"


class Filter(Feeds):
    """Filter this view; tab looks through the whole library."""

    key, shown_key = "slash", "/"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.open_filter()


class ShowArrivals(Feeds):
    """Show what has arrived since this view was opened."""

    key, shown_key = "full_stop", "."
    waits = True

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        await screen.reload_view()


class Refresh(Feeds):
    """Refresh this feed; in the article fetch and clean the page again."""

    key = "r"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.refresh_here()


class RefreshAll(Feeds):
    """Refresh all feeds."""

    key = "R"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.refreshing.run(force=True)


class Add(Feeds):
    """Add a feed, or open any address as a story."""

    key = "a"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        from secreader.ui import conversations

        conversations.add_address(screen)


class FeedHealth(Feeds):
    """Show how the feeds fare: last errors in words and what to do."""

    key, shown_key = "exclamation_mark", "!"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        from secreader.ui import conversations

        conversations.show_health(screen)


class Fold(Feeds):
    """Fold or open a category of the sources."""

    key = "c"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.sources.toggle_fold()


class ChooseFeeds(Feeds):
    """Choose feeds from the curated catalogue."""

    key = "C"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        from secreader.ui import conversations

        conversations.first_run(screen, welcome=False)


FEEDS: tuple[type[Command], ...] = (
    Filter,
    ShowArrivals,
    Refresh,
    RefreshAll,
    Add,
    FeedHealth,
    Fold,
    ChooseFeeds,
)
