"""The invented outlets and their feeds."""

from dataclasses import dataclass

from secreader.model import Subscription


@dataclass(frozen=True, slots=True)
class Outlet:
    """`feed` is the path of its feed, `media_type` what that is served as; `category` is where the reader keeps it."""

    key: str
    name: str
    tagline: str
    feed: str
    media_type: str
    category: str

    @property
    def home(self) -> str:
        return f"/{self.key}/"

    @property
    def label(self) -> str:
        """The name as feeds and pages give it: nobody shall take it for a real outlet."""
        return f"{self.name} (demo)"


OUTLETS = {
    outlet.key: outlet
    for outlet in (
        Outlet(
            "harbour",
            "Harbour Ledger",
            "Trade, money and hackers around the Pacific",
            "/harbour/feed/",
            "application/rss+xml",
            "News",
        ),
        Outlet(
            "courier",
            "Packet Courier",
            "What went over the wire, and why",
            "/courier/atom.xml",
            "application/atom+xml",
            "Research",
        ),
        Outlet(
            "desk",
            "The Incident Desk",
            "Incidents, taken apart",
            "/desk/feed.json",
            "application/feed+json",
            "Research",
        ),
        Outlet(
            "advisory",
            "Open Advisory Board",
            "Plain advice on urgent vulnerabilities",
            "/advisory/index.rdf",
            "application/rdf+xml",
            "Advisories",
        ),
        Outlet(
            "bugle",
            "Breach Bugle",
            "Burglars, blunders & breaches, LOUD",
            "/bugle/rss.xml",
            "application/rss+xml",
            "News",
        ),
    )
}

DIGEST = Outlet(
    "digest",
    "Wire Digest",
    "The newest of the newswire once more, after a while",
    "/digest/rss.xml",
    "application/rss+xml",
    "Wires",
)
"""A slow feed that lists stories of the five: none of them may show up twice."""

RETIRED = Outlet("retired", "Retired Wire", "Closed", "/retired/rss.xml", "application/rss+xml", "Wires")
"""A feed that is gone: it answers 404."""


def subscription(outlet: Outlet, base_url: str) -> Subscription:
    return Subscription(
        url=base_url + outlet.feed,
        title=outlet.name,
        site_url=base_url + outlet.home,
        category=outlet.category,
        language="en",
    )
