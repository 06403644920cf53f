"""Which panes are seen at which width, which one has the keys, and moving inside it."""

from typing import TYPE_CHECKING, Literal

from textual.widget import Widget
from textual.widgets import OptionList

from secreader.ui.article_view import ArticleView
from secreader.ui.story_list import StoryList

if TYPE_CHECKING:
    from secreader.ui.main import MainScreen

Pane = Literal["sources", "list", "article", "related"]
ORDER: tuple[Pane, ...] = ("sources", "list", "article", "related")

BREAKPOINTS = [(0, "-narrow"), (72, "-medium"), (120, "-wide"), (150, "-full")]
"""Columns from which each width class of the screen holds."""


def width_class(columns: int) -> str:
    """The class that the screen has at this width."""
    return next(name for least, name in reversed(BREAKPOINTS) if columns >= least)


class Panes:
    """The main screen's layout; its state is the classes that the style sheet reads."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen

    def widget(self, pane: Pane) -> Widget:
        screen = self._screen
        return {
            "sources": screen.sources,
            "list": screen.stories,
            "article": screen.article,
            "related": screen.related,
        }[pane]

    @property
    def focused(self) -> Pane:
        """The pane that has the keys; the list when something else has."""
        for pane in ORDER:
            if self.widget(pane).has_focus:
                return pane
        return "list"

    @property
    def sidebar_fits(self) -> bool:
        """Whether the related pane stands beside the article, so that its end need not repeat the links."""
        screen = self._screen
        return screen.size.width >= BREAKPOINTS[2][0] and not (
            screen.has_class("hide-related") or screen.has_class("zen")
        )

    # --- focus ------------------------------------------------------------------------------------------------------

    def focus(self, pane: Pane) -> None:
        """Give `pane` the keys; bring it on where the width shows it on demand only."""
        classes = {f"on-{name}": name == pane for name in ORDER}
        if pane in ("sources", "related"):
            classes[f"hide-{pane}"] = False
        if pane != "article":
            classes["zen"] = False
        # All at once: each change by itself has the styles of every widget found anew.
        self._screen.update_classes(classes)
        self.widget(pane).focus(scroll_visible=False)

    def focus_neighbour(self, step: int) -> None:
        position = ORDER.index(self.focused) + step
        if 0 <= position < len(ORDER):
            self.focus(ORDER[position])

    def leave(self) -> bool:
        """One pane back towards the list; False when there is nothing to leave."""
        screen = self._screen
        if screen.has_class("zen"):
            screen.remove_class("zen")
            return True
        back: dict[Pane, Pane] = {"related": "article", "article": "list", "sources": "list"}
        if (target := back.get(self.focused)) is None:
            return False
        self.focus(target)
        return True

    # --- panes ------------------------------------------------------------------------------------------------------

    def toggle_zen(self) -> None:
        if not self._screen.has_class("zen"):
            self.focus("article")
        self._screen.toggle_class("zen")
        self._screen.opening.redraw()

    def toggle_sources(self) -> None:
        if self._screen.size.width >= BREAKPOINTS[3][0]:
            if self.focused == "sources":
                self.focus("list")
            self._screen.toggle_class("hide-sources")
        else:
            self.focus("list" if self.focused == "sources" else "sources")

    def toggle_related(self) -> None:
        if self._screen.size.width >= BREAKPOINTS[2][0]:
            if self.focused == "related":
                self.focus("article")
            self._screen.toggle_class("hide-related")
            self._screen.opening.redraw()
        else:
            self.focus("article" if self.focused == "related" else "related")

    # --- moving inside a pane ---------------------------------------------------------------------------------------

    def move(self, steps: int) -> None:
        match self.widget(self.focused):
            case StoryList() as stories:
                stories.move(steps)
            case ArticleView() as article:
                article.scroll_lines(steps)
                self._screen.opening.scrolled()
            case OptionList() as options:
                for _ in range(abs(steps)):
                    if steps > 0:
                        options.action_cursor_down()
                    else:
                        options.action_cursor_up()

    def page(self, direction: int) -> None:
        match self.widget(self.focused):
            case ArticleView() as article:
                article.page(direction)
            case StoryList() as stories:
                stories.move(direction * stories.rows_on_screen)
            case pane:
                self.move(direction * max(pane.size.height // 2, 1))

    def half_page(self, direction: int) -> None:
        match self.widget(self.focused):
            case ArticleView() as article:
                article.scroll_lines(direction * max(article.size.height // 2, 1))
            case StoryList() as stories:
                stories.move(direction * max(stories.rows_on_screen // 2, 1))
            case _:
                self.move(direction * 5)

    def edge(self, *, first: bool) -> None:
        match self.widget(self.focused):
            case ArticleView() as article:
                article.scroll_to(y=0 if first else article.max_scroll_y, animate=False, immediate=True)
            case StoryList() as stories:
                stories.go(0 if first else len(stories.ids) - 1)
            case OptionList() as options:
                if first:
                    options.action_first()
                else:
                    options.action_last()
