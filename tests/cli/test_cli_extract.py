"""extract: pages to clean text, without the library."""

import io
import sys
from pathlib import Path

import pytest

from cli.running import Cli
from cli.wire import PARAGRAPH, Wire, page


def related(*urls: str) -> str:
    return "".join(f'<li><a href="{url}">An earlier story about {url[1:]}</a></li>' for url in urls)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(page("A title of the page", related=related("/routers", "/phones")))
    return path


def test_a_file_becomes_title_text_and_links(fresh: Cli, file: Path) -> None:
    answer = fresh("extract", str(file), "--url", "https://wire.example/now")
    assert answer.code == 0
    assert answer.err == ""
    assert answer.out.startswith("A title of the page\n")
    assert " ".join(f"5. {PARAGRAPH}".split()) in " ".join(answer.out.split())
    assert answer.out.endswith(
        "\n\nAlso read\n"
        "  1. An earlier story about routers\n     https://wire.example/routers\n"
        "  2. An earlier story about phones\n     https://wire.example/phones\n"
    )


def test_so_does_standard_input(fresh: Cli, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    answer = fresh("extract", "-", "--url", "https://wire.example/now", "--json")
    assert answer.json["title"] == "A title of the page"
    assert answer.json["url"] == "https://wire.example/now"


def test_so_does_an_address_and_the_library_learns_nothing(fresh: Cli, wire: Wire) -> None:
    url = wire.put("/extracted", page("From an address"))
    answer = fresh("extract", url)
    assert answer.code == 0
    assert answer.out.startswith("From an address\n")
    assert [path.name for path in fresh.home.iterdir()] == ["config.toml"]


def test_a_file_needs_no_address(fresh: Cli, file: Path) -> None:
    assert fresh("extract", str(file)).out.startswith("A title of the page\n")


def test_json_has_every_field_the_text_and_the_entities(fresh: Cli, tmp_path: Path) -> None:
    html = page("Flaw in a router", related=related("/routers"), body="<p>It is CVE-2024-3094 that they used here.</p>")
    (tmp_path / "page.html").write_text(html)
    found = fresh("extract", str(tmp_path / "page.html"), "--url", "https://wire.example/now", "--json").json
    assert list(found) == [
        *("url", "title", "blocks", "deck", "byline", "published", "modified", "site", "section", "language", "image"),
        *("caption", "related", "primary", "notes", "warning", "text", "word_count", "entities"),
    ]
    assert found["language"] == "en"
    assert found["text"].startswith("It is CVE-2024-3094 that")
    assert found["word_count"] == len(found["text"].split())
    assert found["blocks"][0]["spans"][0]["text"].startswith("It is CVE-2024-3094")
    assert found["related"] == [
        {
            "title": "An earlier story about routers",
            "url": "https://wire.example/routers",
            "heading": "Also read",
            "outlet": "",
            "kind": "body",
        }
    ]
    (cve,) = found["entities"]["cves"]
    assert (cve["kind"], cve["value"], cve["text"]) == ("cve", "CVE-2024-3094", "CVE-2024-3094")


def test_markdown_has_title_source_text_and_links(fresh: Cli, file: Path) -> None:
    answer = fresh("extract", str(file), "--url", "https://wire.example/now", "--markdown")
    assert (answer.code, answer.err) == (0, "")
    head = "# A title of the page\n\nSource: [https://wire.example/now](https://wire.example/now)\n\n"
    assert answer.out.startswith(head)
    assert f"\n\n5\\. {PARAGRAPH}\n\n" in answer.out
    assert answer.out.endswith(
        "\n\n## Also read\n\n"
        "1. [An earlier story about routers](https://wire.example/routers)\n"
        "2. [An earlier story about phones](https://wire.example/phones)\n"
    )


def test_text_is_what_comes_without_a_form(fresh: Cli, file: Path) -> None:
    assert fresh("extract", str(file), "--text").out == fresh("extract", str(file)).out


@pytest.mark.parametrize("forms", [("--json", "--markdown"), ("--text", "--json"), ("--markdown", "--text")])
def test_two_forms_at_once_are_code_2(fresh: Cli, file: Path, forms: tuple[str, str]) -> None:
    answer = fresh("extract", str(file), *forms)
    assert (answer.code, answer.out) == (2, "")
    assert "not allowed with" in answer.err


@pytest.mark.parametrize("html", ["", "<html><body></body></html>"])
def test_a_page_with_nothing_to_read_is_code_1_with_a_sentence(fresh: Cli, tmp_path: Path, html: str) -> None:
    (tmp_path / "page.html").write_text(html)
    answer = fresh("extract", str(tmp_path / "page.html"))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("secreader: ")


def test_an_address_that_is_missing_or_refused_is_code_1(fresh: Cli, wire: Wire) -> None:
    answer = fresh("extract", f"{wire.base}/missing")
    assert (answer.code, answer.out) == (1, "")
    assert "404" in answer.err
    answer = fresh("extract", "http://169.254.169.254/latest/meta-data/")
    assert answer.code == 1
    assert "169.254.169.254" in answer.err


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://wire.example/x", "javascript://x/%0aalert(1)"])
def test_only_http_and_https_are_fetched(fresh: Cli, url: str) -> None:
    answer = fresh("extract", url)
    assert answer.code in (1, 2)
    assert answer.out == ""
    assert answer.err.startswith("secreader: ")


def test_an_address_of_the_page_that_is_none_is_code_2(fresh: Cli, file: Path) -> None:
    answer = fresh("extract", str(file), "--url", "wire.example/now")
    assert answer.code == 2
    assert answer.err == "secreader: --url wants an http or https address, not wire.example/now.\n"


def test_a_file_that_is_not_there_is_code_2(fresh: Cli, tmp_path: Path) -> None:
    assert fresh("extract", str(tmp_path / "none.html")).err.endswith(
        "none.html cannot be read: No such file or directory.\n"
    )
    answer = fresh("extract", str(tmp_path))
    assert (answer.code, answer.err) == (2, f"secreader: {tmp_path} cannot be read: Is a directory.\n")


def test_standard_input_that_is_closed_is_code_2(fresh: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    answer = fresh("extract", "-")
    assert (answer.code, answer.err) == (2, "secreader: Standard input is closed.\n")
