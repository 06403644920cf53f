"""How each outlet lays out a story: full pages with the heads, menus, boxes and footers that such sites have."""

from secreader.demo.pages import advisory, bugle, courier, desk, harbour
from secreader.demo.pages.parts import Page
from secreader.demo.story import DemoStory

__all__ = ["Page", "page"]

_STYLES = {
    "harbour": harbour.page,
    "courier": courier.page,
    "desk": desk.page,
    "advisory": advisory.page,
    "bugle": bugle.page,
}


def page(story: DemoStory, base_url: str) -> Page:
    """The story's page; its absolute addresses begin with `base_url`."""
    return _STYLES[story.outlet](story, base_url)
