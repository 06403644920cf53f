"""feeds list, add, remove, import, export; refresh."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from cli.running import Cli
from cli.wire import Wire, item

HEALTH_KEYS = [
    *("feed_id", "title", "url", "site_url", "category", "entries", "checked", "succeeded", "failures", "problem"),
]

OPML = """<?xml version="1.0"?><opml version="2.0"><body>
<outline text="News"><outline text="One" type="rss" xmlUrl="https://one.example/feed"/>
<outline text="Two" xmlUrl="https://two.example/feed"/></outline>
<outline text="One again" xmlUrl="http://www.one.example/feed/"/>
<outline text="No" xmlUrl="file:///etc/passwd"/>
</body></opml>"""


def test_feeds_are_listed_with_category_count_and_address(cli: Cli, wire: Wire) -> None:
    answer = cli("feeds", "list")
    assert answer.code == 0
    assert answer.out == f"   1  News                      The Wire  (3 stories)\n      {wire.base}/feed.xml\n"


def test_feeds_as_json_have_stable_keys(cli: Cli, wire: Wire) -> None:
    (feed,) = cli("feeds", "list", "--json").json["feeds"]
    assert list(feed) == HEALTH_KEYS
    assert (feed["feed_id"], feed["title"], feed["category"], feed["entries"]) == (1, "The Wire", "News", 3)
    assert feed["checked"].endswith("Z")


def test_without_feeds_the_list_says_how_to_get_some(fresh: Cli) -> None:
    answer = fresh("feeds", "list")
    assert answer.code == 3
    assert "secreader feeds add URL" in answer.err
    answer = fresh("feeds", "list", "--json")
    assert (answer.code, answer.json) == (3, {"feeds": []})
    answer = fresh("refresh")
    assert answer.code == 3
    assert "secreader catalogue list" in answer.err


def test_a_feeds_own_address_is_subscribed_to(fresh: Cli, wire: Wire) -> None:
    answer = fresh("feeds", "add", f"{wire.base}/feed.xml")
    assert (answer.code, answer.out) == (0, "Subscribed to The Wire as feed 1.\n")


def test_title_and_category_may_be_chosen(fresh: Cli, wire: Wire) -> None:
    added = fresh("feeds", "add", f"{wire.base}/feed.xml", "--title", "Mine", "--category", "A/B", "--json").json
    assert list(added) == ["new", "feed", "found"]
    assert added["new"] is True
    assert list(added["feed"]) == HEALTH_KEYS
    assert (added["feed"]["title"], added["feed"]["category"]) == ("Mine", "A/B")
    assert added["found"] == [{"url": f"{wire.base}/feed.xml", "title": "The Wire"}]


def test_a_feed_that_is_there_already_is_said_to_be_and_takes_the_new_category(cli: Cli, wire: Wire) -> None:
    answer = cli("feeds", "add", f"{wire.base}/feed.xml", "--category", "Other")
    assert (answer.code, answer.out) == (0, "The Wire was subscribed to before, as feed 1.\n")
    (feed,) = cli("feeds", "list", "--json").json["feeds"]
    assert (feed["title"], feed["category"]) == ("The Wire", "Other")


def test_a_sites_address_gives_the_feed_that_its_page_names(fresh: Cli, wire: Wire) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="The Wire" href="/feed.xml">'
    wire.put("/one", f"<html><head>{link}</head><body>x</body></html>")
    answer = fresh("feeds", "add", f"{wire.base}/one", "--json")
    assert answer.code == 0
    assert answer.json["feed"]["url"] == f"{wire.base}/feed.xml"


def test_of_several_feeds_the_first_is_taken_and_the_others_are_named(fresh: Cli, wire: Wire) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}.xml">'
        for name in ("news", "comments")
    )
    wire.put("/several", f"<html><head>{links}</head></html>")
    answer = fresh("feeds", "add", f"{wire.base}/several")
    assert answer.code == 0
    assert answer.out == "Subscribed to news as feed 1.\n"
    assert f"{wire.base}/comments.xml  comments" in answer.err
    assert len(fresh("feeds", "add", f"{wire.base}/several", "--json").json["found"]) == 2


def test_a_site_that_names_no_feed_is_asked_at_the_customary_places(fresh: Cli, wire: Wire) -> None:
    wire.put("/silent", "<html><body>no links</body></html>")
    wire.feed("/rss.xml", item("One", "/one"), title="Silent")
    try:
        assert fresh("feeds", "add", f"{wire.base}/silent").out == "Subscribed to Silent as feed 1.\n"
    finally:
        del wire.pages["/rss.xml"]


def test_an_address_without_any_feed_is_code_3(fresh: Cli) -> None:
    with Wire() as dumb:
        (fresh.home / "config.toml").write_text(f'[network]\nallow = ["127.0.0.1:{dumb.port}"]\n')
        url = dumb.put("/", "<html><body>nothing</body></html>")
        answer = fresh("feeds", "add", url)
    assert (answer.code, answer.out) == (3, "")
    assert answer.err == f"secreader: {url} is no feed and names none.\n"


def test_an_address_that_answers_an_error_is_code_1_with_the_reason(fresh: Cli, wire: Wire) -> None:
    answer = fresh("feeds", "add", f"{wire.base}/missing")
    assert answer.code == 1
    assert "404" in answer.err


def test_what_is_no_address_is_code_2(fresh: Cli) -> None:
    answer = fresh("feeds", "add", "ftp://one.example/feed")
    assert answer.code == 2
    assert answer.err == "secreader: ftp://one.example/feed is not an http or https address.\n"


def test_a_private_address_is_refused_with_what_to_do(fresh: Cli) -> None:
    answer = fresh("feeds", "add", "http://127.0.0.1:9/feed")
    assert answer.code == 1
    assert "[network] allow" in answer.err


@pytest.mark.parametrize("name", ["1", "{base}/feed.xml", "{base}/feed.xml/"])
def test_a_feed_is_removed_by_number_or_address(cli: Cli, wire: Wire, name: str) -> None:
    cli("save", "1")
    answer = cli("feeds", "remove", name.format(base=wire.base))
    assert (answer.code, answer.out) == (0, "Unsubscribed from The Wire.\n")
    assert cli("feeds", "list").code == 3
    assert [row["id"] for row in cli("list", "--json").json["stories"]] == [1]


def test_an_address_may_lack_its_scheme(fresh: Cli, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML)
    fresh("feeds", "import", str(tmp_path / "feeds.opml"))
    removed = fresh("feeds", "remove", "one.example/feed", "--json").json["removed"]
    assert removed["title"] == "One"


@pytest.mark.parametrize("name", ["2", "https://other.example/feed", "The Wire", ""])
def test_a_feed_that_is_not_there_is_code_3(cli: Cli, name: str) -> None:
    for command in (["feeds", "remove", name], ["refresh", name]):
        answer = cli(*command)
        assert answer.code == 3
        assert answer.err == f"secreader: There is no feed {name}; `secreader feeds list` shows them.\n"


def test_opml_comes_in_without_doubles_and_fetches_nothing(fresh: Cli, wire: Wire, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(OPML)
    wire.asked.clear()
    answer = fresh("feeds", "import", str(tmp_path / "feeds.opml"))
    assert (answer.code, answer.out) == (0, "2 new feeds.\n")
    assert wire.asked == []
    found = fresh("feeds", "list", "--json").json["feeds"]
    assert [(feed["title"], feed["category"]) for feed in found] == [("One", "News"), ("Two", "News")]
    assert fresh("feeds", "import", str(tmp_path / "feeds.opml"), "--json").json == {"new": []}


def test_opml_goes_out_to_a_file_or_standard_output_and_comes_back(cli: Cli, wire: Wire, tmp_path: Path) -> None:
    answer = cli("feeds", "export")
    assert answer.code == 0
    outlines = ET.fromstring(answer.out).findall(".//outline[@xmlUrl]")
    assert [outline.get("xmlUrl") for outline in outlines] == [f"{wire.base}/feed.xml"]
    assert cli("feeds", "export", str(tmp_path / "out.opml")).out == ""
    assert (tmp_path / "out.opml").read_text() == answer.out
    cli("feeds", "remove", "1")
    assert cli("feeds", "import", str(tmp_path / "out.opml")).out == "1 new feed.\n"


def test_export_as_json_lists_the_subscriptions(cli: Cli, wire: Wire) -> None:
    (feed,) = cli("feeds", "export", "--json").json["feeds"]
    assert list(feed) == ["url", "title", "site_url", "category", "language"]
    assert feed["url"] == f"{wire.base}/feed.xml"


@pytest.mark.parametrize("text", ["", "<html>", "no outline", "\x00"])
def test_a_file_that_is_no_opml_is_a_sentence(fresh: Cli, tmp_path: Path, text: str) -> None:
    (tmp_path / "feeds.opml").write_text(text)
    answer = fresh("feeds", "import", str(tmp_path / "feeds.opml"))
    assert answer.code == 1
    assert answer.err.startswith("secreader: ")


def test_files_that_cannot_be_read_or_written_are_named(cli: Cli, tmp_path: Path) -> None:
    answer = cli("feeds", "import", str(tmp_path / "none"))
    assert (answer.code, answer.err) == (2, f"secreader: {tmp_path}/none cannot be read: No such file or directory.\n")
    answer = cli("feeds", "export", str(tmp_path))
    assert (answer.code, answer.err) == (2, f"secreader: {tmp_path} cannot be written: Is a directory.\n")


def test_refresh_tells_of_each_feed_and_of_failures_with_code_1(fresh: Cli, wire: Wire) -> None:
    wire.feed("/short-lived.xml", item("One", "/one"), title="Short")
    fresh("feeds", "add", f"{wire.base}/feed.xml")
    fresh("feeds", "add", f"{wire.base}/short-lived.xml")
    del wire.pages["/short-lived.xml"]
    answer = fresh("refresh")
    assert answer.code == 1
    assert "/2] The Wire: 3 new\n" in answer.out
    assert answer.err == "secreader: Short: The server answers 404: there is no page at this address.\n"
    failing = fresh("feeds", "list").out
    assert "Short  (failing: The server answers 404: there is no page at this address.)" in failing


def test_refresh_as_json_is_one_document(fresh: Cli, wire: Wire) -> None:
    fresh("feeds", "add", f"{wire.base}/feed.xml")
    refreshed = fresh("refresh", "--json").json
    assert refreshed["new"] == 3
    (feed,) = refreshed["feeds"]
    assert list(feed) == ["feed_id", "title", "outcome", "new", "problem", "done", "total"]
    assert (feed["title"], feed["outcome"], feed["new"], feed["done"], feed["total"]) == ("The Wire", "new", 3, 1, 1)


def test_what_was_just_refreshed_is_not_due_and_asked_again_only_after_a_minute(cli: Cli, wire: Wire) -> None:
    wire.asked.clear()
    answer = cli("refresh")
    assert (answer.code, answer.out) == (0, "No feed is due.\n")
    assert wire.asked == []
    for names in (["--all"], ["1"], [f"{wire.base}/feed.xml"]):
        answer = cli("refresh", *names)
        assert (answer.code, answer.out) == (0, "")
        assert "no feed is asked more than once a minute" in answer.err
    assert wire.asked == []
    assert cli("refresh", "--json").json == {"feeds": [], "new": 0}
