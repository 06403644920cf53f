"""The sidebar: related links in numbered groups under the publisher's own headings."""

from collections.abc import Callable
from datetime import datetime

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from secreader.model import RelatedGroups, RelatedItem
from secreader.ui.messages import RelatedChosen
from secreader.ui.options import Options

_NONE = Content.styled("No related links", "$quiet")


class RelatedPane(Options):
    """Holds one story's related groups; `item` finds a link by its number."""

    DEFAULT_CSS = "RelatedPane { padding: 1 1; }"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(Option(_NONE, disabled=True), markup=False)
        self._clock = clock
        self._groups: RelatedGroups = ()
        self._items: dict[int, RelatedItem] = {}

    def show(self, groups: RelatedGroups) -> None:
        self._groups = groups
        self._items = {item.number: item for group in groups for item in group.items}
        self._draw()

    def item(self, number: int) -> RelatedItem | None:
        return self._items.get(number)

    def on_resize(self) -> None:
        if self._groups:
            self._draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id and (item := self._items.get(int(event.option.id))):
            self.post_message(RelatedChosen(item))

    def _draw(self) -> None:
        if not self._groups:
            self.set_options([Option(_NONE, disabled=True)])
            return
        from secreader.ui.render.related import group_heading, item_lines

        width = max(self.scrollable_content_region.width - 2, 10)
        now = self._clock()
        kept = self.highlighted
        options: list[Option | None] = []
        for group in self._groups:
            if options:
                options.append(Option(Content(""), disabled=True))
            options.append(Option(group_heading(group, width), disabled=True))
            for item in group.items:
                drawn = Content("\n").join([Content(""), *item_lines(item, width, now)])
                options.append(Option(drawn, id=str(item.number)))
        self.set_options(options)
        if kept is not None and kept < len(options):
            self.highlighted = kept
