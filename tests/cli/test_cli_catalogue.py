"""catalogue list and subscribe: the curated feeds without the screen."""

from cli.running import Cli
from secreader.feeds import catalogue

ALL = catalogue.load()
NEWS = [feed for feed in ALL if feed.category == "news"]


def test_the_catalogue_is_listed_with_category_and_address(fresh: Cli) -> None:
    answer = fresh("catalogue", "list")
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 2 * len(ALL)
    assert f"news                      {NEWS[0].title}\n      {NEWS[0].url}\n" in answer.out


def test_categories_may_be_chosen_whatever_their_case(fresh: Cli) -> None:
    found = fresh("catalogue", "list", "NEWS", "ics", "--json").json["feeds"]
    assert {feed["category"] for feed in found} == {"news", "ICS"}
    assert list(found[0]) == ["url", "title", "site_url", "category", "language"]


def test_a_category_is_subscribed_to_once(fresh: Cli) -> None:
    answer = fresh("catalogue", "subscribe", "news")
    assert (answer.code, answer.out) == (0, f"{len(NEWS)} new feeds.\n")
    listed = fresh("feeds", "list", "--json").json["feeds"]
    assert {(feed["title"], feed["category"]) for feed in listed} == {(feed.title, "news") for feed in NEWS}
    assert fresh("catalogue", "subscribe", "news", "--json").json == {"new": []}


def test_a_category_that_is_not_there_is_code_3_and_nothing_is_subscribed_to(fresh: Cli) -> None:
    answer = fresh("catalogue", "subscribe", "news", "gossip")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.startswith("secreader: The catalogue has no category 'gossip', only news, ")
    assert fresh("feeds", "list").code == 3
