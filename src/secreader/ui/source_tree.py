"""The sources: views, categories with their feeds, tags; each with its unread count."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from secreader.model import Source
from secreader.ui.messages import SourceChosen
from secreader.ui.options import Options
from secreader.ui.render.words import safe_line


class SourceTree(Options):
    """A flat list drawn as a tree; categories fold."""

    DEFAULT_CSS = "SourceTree { padding: 1 0 0 0; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._sources: dict[str, Source] = {}
        self._order: list[Source] = []
        self._folded: set[str] = set()
        self._shown = ""

    def show(self, sources: Sequence[Source], shown_query: str) -> None:
        """Draw `sources`; the one whose query is `shown_query` is marked as the open one."""
        self._order, self._shown = list(sources), shown_query
        self._draw()

    def mark_shown(self, query: str) -> None:
        self._shown = query
        self._draw()

    def toggle_fold(self) -> None:
        """Fold or open the category under the cursor, or the one that its feed stands in."""
        option = self.highlighted_option
        if option is None or option.id is None:
            return
        source = self._sources[option.id]
        name = source.name if source.kind == "category" else self._category_of(source)
        if name:
            self._folded ^= {name}
            self._draw()

    @property
    def has_feeds(self) -> bool:
        return any(source.kind == "feed" for source in self._order)

    @property
    def current(self) -> Source | None:
        option = self.highlighted_option
        return self._sources.get(option.id) if option is not None and option.id else None

    def on_resize(self) -> None:
        if self._order:
            self._draw()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option.id and (source := self._sources.get(event.option.id)):
            self.post_message(SourceChosen(source))

    def _category_of(self, feed: Source) -> str:
        name = ""
        for source in self._order:
            if source.kind == "category":
                name = source.name
            elif source is feed:
                return name if feed.kind == "feed" else ""
        return ""

    def _draw(self) -> None:
        width = max(self.scrollable_content_region.width - 2, 8)
        kept = self.highlighted_option.id if self.highlighted_option is not None else None
        options: list[Option] = []
        self._sources = {}
        category, last_kind = "", ""
        for source in self._order:
            if source.kind == "category":
                category = source.name
            elif source.kind == "feed" and category in self._folded:
                continue
            if last_kind and source.kind != last_kind and {source.kind, last_kind} != {"category", "feed"}:
                options.append(Option(Content(""), disabled=True))
            last_kind = source.kind
            identity = f"{source.kind}:{source.feed_id}:{source.name}"
            if identity in self._sources:
                continue
            self._sources[identity] = source
            options.append(Option(self._line(source, width), id=identity))
        self.set_options(options)
        for index, option in enumerate(options):
            if option.id == kept or (kept is None and option.id and self._sources[option.id].query == self._shown):
                self.highlighted = index
                break

    def _line(self, source: Source, width: int) -> Content:
        shown = source.query == self._shown
        lead = {
            "view": "◉ " if shown else "  ",
            "category": "▸ " if source.name in self._folded else "▾ ",
            "feed": "  ",
            "tag": "#",
        }[source.kind]
        number = f"{source.unread:,}" if source.unread else ""
        mark = " !" if source.failing else ""
        room = max(width - len(lead) - len(number) - len(mark) - 1, 1)
        style = "bold" if source.kind == "category" or shown else ("" if source.unread else "$quiet")
        name = safe_line(source.name, style).truncate(room, ellipsis=True)
        gap = " " * max(width - len(lead) - name.cell_length - len(mark) - len(number), 1)
        return Content.assemble((lead, "$accent"), name, (mark, "$text-error"), gap, (number, "$quiet"))
