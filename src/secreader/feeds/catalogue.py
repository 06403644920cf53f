"""The curated catalogue: the feeds that a new user chooses from."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from secreader.model import Subscription


@dataclass(frozen=True, slots=True)
class CatalogueFeed:
    """`status` is "active" where the feed answered on 2026-08-22, "unchecked" where nobody asked it then."""

    subscription: Subscription
    status: str


@cache
def catalogue() -> tuple[CatalogueFeed, ...]:
    """Every feed of the catalogue, in its order: news first."""
    listed = json.loads(resources.files(__package__).joinpath("catalogue.json").read_bytes())
    return tuple(
        CatalogueFeed(
            Subscription(
                feed["feed_url"],
                title=feed["name"],
                site_url=feed["site_url"],
                category=feed["category"],
                language=feed["language"],
            ),
            feed["status"],
        )
        for feed in listed
    )


def load() -> tuple[Subscription, ...]:
    """What a user can subscribe to: the subscriptions alone."""
    return tuple(feed.subscription for feed in catalogue())
