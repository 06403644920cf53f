"""Where the reader has been: back and forward, as in a browser."""

from secreader.model import StoryId

_LONGEST = 200


class Trail:
    """Visited stories in order; visiting after going back drops what lay ahead."""

    def __init__(self) -> None:
        self._stops: list[StoryId] = []
        self._at = -1

    def visit(self, story: StoryId) -> None:
        if self.here == story:
            return
        del self._stops[self._at + 1 :]
        self._stops.append(story)
        del self._stops[:-_LONGEST]
        self._at = len(self._stops) - 1

    @property
    def here(self) -> StoryId | None:
        return self._stops[self._at] if self._stops else None

    def back(self) -> StoryId | None:
        """The story before this one, None at the start of the trail."""
        if self._at <= 0:
            return None
        self._at -= 1
        return self._stops[self._at]

    def forward(self) -> StoryId | None:
        """The story that `back` left, None at the end of the trail."""
        if self._at + 1 >= len(self._stops):
            return None
        self._at += 1
        return self._stops[self._at]
