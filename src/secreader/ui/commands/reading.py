"""Opening stories, following links, going back."""

from typing import TYPE_CHECKING

from textual.binding import Binding

from secreader.ui.commands.base import Command

if TYPE_CHECKING:
    from secreader.ui.main import MainScreen


class Reading(Command):
    group = "Read"


class Open(Reading):
    """Open the story under the cursor and go to it."""

    key = "enter"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        if (story := screen.stories.current) is not None:
            screen.walking.open(story)


class Leave(Reading):
    """Leave the pane, the filter or zen."""

    key, shown_key = "escape", "esc"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.leave()


class FollowRelated(Reading):
    """Follow the related link with that number."""

    key, shown_key = "1,2,3,4,5,6,7,8,9", "1-9"

    @classmethod
    def bindings(cls) -> list[Binding]:
        return [
            Binding(str(n), f"follow_related({n})", cls.help(), show=False, id=f"{cls.id()}_{n}") for n in range(1, 10)
        ]

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.panes.focus("related")


class FollowLink(Reading):
    """Choose any link of the article or the sidebar and follow it."""

    key = "f"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        from secreader.ui import conversations

        conversations.choose_link(screen)


class Back(Reading):
    """Back on the trail."""

    key, shown_key = "left_square_bracket,alt+left", "["

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.walking.trail(screen.trail.back(), "This is where the trail starts.")


class Forward(Reading):
    """Forward on the trail."""

    key, shown_key = "right_square_bracket,alt+right", "]"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        screen.walking.trail(screen.trail.forward(), "This is where the trail ends.")


class FeedText(Reading):
    """Change between the cleaned page and the feed's own text."""

    key = "v"
    waits = True

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        story = screen.article.story
        if story is None or story.article is None:
            screen.say("There is no cleaned page of this story yet; this is the feed's own text.")
        elif screen.article.feed_text:
            screen.article.show_feed_text(None)
        else:
            screen.article.show_feed_text(await screen.reader.feed_text(story.row.id))


class OpenInBrowser(Reading):
    """Open the page in the browser."""

    key = "o"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        if row := screen.target():
            screen.browse(row.url)


class OpenSource(Reading):
    """Open the primary source of a second-hand story."""

    key = "O"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        story = screen.article.story
        primary = story.article.primary if story and story.article else None
        if primary is None:
            screen.say("This story names no primary source.")
        elif primary.url:
            screen.walking.follow(primary.url, outlet=primary.outlet)
        else:
            screen.say(f"The page names {primary.outlet} as its source, but links to nothing.")


class CopyLink(Reading):
    """Copy the story's address."""

    key = "y"

    @staticmethod
    async def run(screen: "MainScreen") -> None:
        if row := screen.target():
            screen.app.copy_to_clipboard(row.url)
            screen.say(f"Copied {row.url}")


READING: tuple[type[Command], ...] = (
    Open,
    Leave,
    FollowRelated,
    FollowLink,
    Back,
    Forward,
    FeedText,
    OpenInBrowser,
    OpenSource,
    CopyLink,
)
