"""show --markdown: a story of the library as a document to hand on."""

from cli.running import Cli
from cli.wire import PARAGRAPH, Wire


def test_a_story_is_one_document_with_its_source_and_its_links(cli: Cli, wire: Wire) -> None:
    url = cli("show", "1", "--json").json["story"]["article"]["url"]
    answer = cli("show", "1", "--markdown")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("# ")
    assert f"\n\nSource: [{url}]({url})\n\n" in answer.out
    assert f"1\\. {PARAGRAPH}" in answer.out
    assert "\n\n## Also read\n\n1. [" in answer.out


def test_without_its_page_it_is_what_the_feed_says(cli: Cli) -> None:
    answer = cli("show", "3", "--markdown")
    title = cli("show", "3", "--json").json["story"]["row"]["title"]
    assert answer.code == 1
    assert answer.out.startswith(f"# {title}\n")
    assert answer.err.startswith("secreader: ")


def test_text_is_what_comes_without_a_form(cli: Cli) -> None:
    assert cli("show", "1", "--text").out == cli("show", "1").out


def test_two_forms_at_once_are_code_2(cli: Cli) -> None:
    assert cli("show", "1", "--markdown", "--json").code == 2
