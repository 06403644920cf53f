"""An article as the pane draws it: header, blocks, links, and the related ones at the end without a sidebar."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from secreader.model import (
    Article,
    Block,
    Code,
    Heading,
    Image,
    ListItem,
    OpenStory,
    Paragraph,
    PrimarySource,
    Quote,
    RelatedGroup,
    RelatedItem,
    Rule,
    Span,
    StoryRow,
    Table,
)
from secreader.ui.render.article import Page, page

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROW = StoryRow(
    1, "The feed's title", "Outlet", "https://a.example/1", NOW, saved=True, tags=("apt",), cves=("CVE-2024-1",)
)


def article(*blocks: Block, **changes: Any) -> Article:
    return Article("https://a.example/1", "The page's title", blocks, **changes)


def drawn(story: OpenStory, width: int = 60, **options: Any) -> Page:
    return page(story, width, NOW, **options)


def text(story: OpenStory, **options: Any) -> str:
    return drawn(story, **options).content.plain


spans = st.lists(
    st.builds(
        Span,
        st.text(max_size=60),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "https://b.example/"]),
    ),
    max_size=4,
).map(tuple)
blocks = st.lists(
    st.one_of(
        st.builds(Paragraph, spans),
        st.builds(Heading, spans, st.integers(2, 6)),
        st.builds(ListItem, spans, st.integers(0, 9), st.integers(0, 12)),
        st.builds(Quote, spans, st.text(max_size=20)),
        st.builds(Code, st.text(max_size=200)),
        st.builds(Table, st.lists(st.lists(st.text(max_size=50), max_size=4).map(tuple), max_size=4).map(tuple)),
        st.builds(Image, st.just("https://b.example/i.png"), st.text(max_size=30), st.text(max_size=30)),
        st.just(Rule()),
    ),
    max_size=6,
)


@settings(max_examples=60)
@example(blocks=[ListItem((Span("deep"),), 9, 10)], width=20)
@example(blocks=[Quote((), "a long name without spaces")], width=20)
@given(blocks=blocks, width=st.integers(20, 80))
def test_any_body_is_drawn_within_its_width_and_without_control_characters(blocks: list[Block], width: int) -> None:
    content = drawn(OpenStory(ROW, article(*blocks)), width).content
    for line in content.split("\n"):
        assert line.cell_length <= width
    assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in content.plain)


def test_the_header_has_title_deck_outlet_author_date_and_reading_time() -> None:
    body = Paragraph((Span("word " * 700),))
    shown = text(OpenStory(ROW, article(body, deck="A deck", byline="Newsdesk", published=NOW)))
    assert shown.startswith("The page's title\n\nA deck\n\nOutlet · Newsdesk · 24 Nov 2026 · 3 min")
    assert "★ saved  #apt  CVE-2024-1" in shown


def test_a_second_hand_story_says_whose_report_it_is() -> None:
    second = article(primary=PrimarySource("SCMP", "https://scmp.example/"))
    assert "Second-hand: reports on SCMP (O opens it)" in text(OpenStory(ROW, second))
    assert "(O" not in text(OpenStory(ROW, article(primary=PrimarySource("SCMP"))))


def test_links_of_the_body_can_be_followed_by_their_index() -> None:
    story = OpenStory(ROW, article(Paragraph((Span("see "), Span("this", href="https://b.example/x")))))
    page_drawn = drawn(story)
    assert page_drawn.urls == ["https://b.example/x"]
    assert any("follow_link(0)" in str(getattr(span.style, "meta", "")) for span in page_drawn.content.spans)


def test_a_page_that_could_not_be_cleaned_shows_the_feeds_text_and_the_reason() -> None:
    story = OpenStory(ROW, feed_blocks=(Paragraph((Span("What the feed says."),)),), problem="the server answers 404")
    shown = text(story)
    assert shown.startswith("The feed's title")
    assert "the server answers 404" in shown
    assert "o opens it in the browser" in shown
    assert "What the feed says." in shown


def test_a_failed_second_try_keeps_the_article_and_says_why() -> None:
    story = OpenStory(ROW, article(Paragraph((Span("Kept text."),))), problem="no answer within 30 s")
    shown = text(story)
    assert "Kept text." in shown
    assert "no answer within 30 s" in shown


def test_a_story_without_any_text_says_so() -> None:
    assert "The feed gives no text for this story." in text(OpenStory(ROW))


def test_while_a_page_is_fetched_the_feeds_text_stands_below_the_notice() -> None:
    shown = text(OpenStory(ROW, feed_blocks=(Paragraph((Span("Feed words."),)),)), loading=True)
    assert shown.index("Fetching the page") < shown.index("Feed words.")


def test_the_feeds_own_text_can_be_shown_instead() -> None:
    story = OpenStory(ROW, article(Paragraph((Span("Page."),))), feed_blocks=(Paragraph((Span("Feed."),)),))
    assert "Page." not in text(story, feed_text=story.feed_blocks)
    assert "Feed." in text(story, feed_text=story.feed_blocks)


def test_related_links_stand_at_the_end_where_there_is_no_sidebar() -> None:
    group = RelatedGroup("publisher", "Also read:", (RelatedItem(1, "Another story", "https://b.example/2"),))
    page_drawn = drawn(OpenStory(ROW, article(Paragraph((Span("Body."),)))), related=(group,))
    assert page_drawn.content.plain.index("Body.") < page_drawn.content.plain.index("Also read")
    assert " 1 Another story" in page_drawn.content.plain
    assert page_drawn.urls == ["https://b.example/2"]


def test_lists_quotes_and_tables_look_like_themselves() -> None:
    shown = text(
        OpenStory(
            ROW,
            article(
                ListItem((Span("One"),)),
                ListItem((Span("Two"),), number=2),
                Quote((Span("Said."),), author="Somebody"),
                Table((("CVE", "Score"), ("CVE-2024-1", "9.8")), header=True),
                Code("line 1\nline 2"),
                Image("https://b.example/i.png", "", "A caption"),
            ),
        )
    )
    assert "• One\n2. Two" in shown
    assert "│ Said.\n│ — Somebody" in shown
    assert "CVE         Score\nCVE-2024-1  9.8" in shown
    assert "  line 1\n  line 2" in shown
    assert "▨ A caption" in shown
