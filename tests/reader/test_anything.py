"""Whatever a caller gives, what comes back is an answer or a sentence: a SecreaderError, and no other exception."""

from collections.abc import Awaitable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.reading import reader_at
from secreader.errors import SecreaderError
from secreader.model import Subscription

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("shared_workers")]

_SHARED_HOME = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
"""All examples of a test go into one library: what one leaves there must not trouble the next either."""

_NUMBERS = st.integers() | st.integers(-3, 3)
_ODD = st.characters(categories=("Cs", "Cc", "Cf", "Co", "Mn", "Lu", "Zs", "Po"))
_TEXTS = st.text() | st.text(_ODD) | st.text(st.sampled_from('tagfeis:"()*-^ or\0\ud800\x1b#7d')).map("since:".__add__)
_ADDRESSES = st.builds("{}{}".format, st.sampled_from(["http://", "https://", "https://a.example/", ""]), _TEXTS)


async def _said(*calls: Awaitable[object]) -> None:
    sentences = []
    for call in calls:
        try:
            await call
        except SecreaderError as error:
            sentences.append(str(error))
    assert all(map(str.strip, sentences))


@_SHARED_HOME
@given(number=_NUMBERS, text=_TEXTS)
async def test_about_stories(tmp_path: Path, number: int, text: str) -> None:
    async with reader_at(tmp_path) as reader:
        await _said(
            reader.view(text),
            reader.rows([number]),
            reader.peek(number),
            reader.open(number),
            reader.feed_text(number),
            reader.related(number),
            reader.mark([number], read=True),
            reader.save([number], saved=True),
            reader.hide([number], hidden=True),
            reader.tag([number], [text]),
            reader.untag([number], [text]),
            reader.undo(),
            reader.redo(),
            reader.tags(),
            reader.sources(),
        )


@_SHARED_HOME
@given(number=_NUMBERS, url=_ADDRESSES, text=_TEXTS)
async def test_about_addresses_and_feeds(tmp_path: Path, number: int, url: str, text: str) -> None:
    async with reader_at(tmp_path) as reader:
        await _said(
            reader.find_story(url, title=text, outlet=text),
            reader.subscribe(Subscription(url, text, url, text, text)),
            reader.edit_feed(number, title=text, category=text),
            reader.unsubscribe(number),
            reader.import_opml(text.encode("utf-8", "surrogatepass")),
            reader.export_opml(),
            reader.health(),
            reader.sources(),
            reader.view(),
        )


@_SHARED_HOME
@given(url=_ADDRESSES, title=_TEXTS, category=_TEXTS)
async def test_what_can_be_subscribed_to_survives_the_way_through_opml(
    tmp_path: Path, url: str, title: str, category: str
) -> None:
    async with reader_at(tmp_path) as one:
        await _said(one.subscribe(Subscription(url, title, category=category)))
        exported = await one.export_opml()
        known = {feed.url for feed in await one.subscriptions()}
        assert await one.import_opml(exported.encode()) == []
        assert {feed.url for feed in await one.subscriptions()} == known
