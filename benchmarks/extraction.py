"""How well and how fast pages become text, beside other extractors on the same pages.

    python -m benchmarks.extraction DATA... [--runs 3]

DATA are folders with a `truth.json` and gzipped pages, or folders of such folders. Two kinds of truth are known:
page -> {"articleBody", "url"} with `<page>.html.gz`, and page -> {"links": [[title, href]], "blocks", "url"} with
`<page>.gz`.

Texts are compared by runs of four words, as the public article-extraction-benchmark does
(https://github.com/scrapinghub/article-extraction-benchmark): precision and recall of each page, their means over the
pages, F1 of the two means. A page is exact when both are 1. Times are the best of the runs; extractors take turns page
by page, so that the ratios hold on a busy machine too. Memory is the peak of a process that does nothing else (Linux).
"""

import argparse
import gzip
import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

Extractor = Callable[[bytes, str], str]
"""Bytes of a page and its address to the text of the article."""

SLOW = 0.5
"""Seconds from which a page is listed."""

RUN = 4
SOMEWHERE = "https://page.example/"
BLOCKS = (
    *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
)
"""Elements that part words; `text_content` alone would glue paragraphs together."""

# --- extractors ------------------------------------------------------------------------------------------------------


def secreader(html: bytes, url: str) -> str:
    from secreader.articles import extract

    return extract(html, url=url).text


def readability(html: bytes, _: str) -> str:
    """readability-lxml as it is, on text that secreader decoded; its own guess of the encoding is another matter."""
    from lxml.html import fragment_fromstring
    from readability import Document

    from secreader.articles.decode import decode

    tree = fragment_fromstring(Document(decode(html, None)).summary(html_partial=True), create_parent="div")
    for element in tree.iter(*BLOCKS):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    return str(tree.text_content())


def trafilatura(html: bytes, url: str, **options: bool) -> str:
    from trafilatura import extract

    return extract(html, url=url, include_comments=False, **options) or ""


def trafilatura_precise(html: bytes, url: str) -> str:
    return trafilatura(html, url, favor_precision=True)


EXTRACTORS: dict[str, Extractor] = {
    "secreader": secreader,
    "readability-lxml": readability,
    "trafilatura": trafilatura,
    "trafilatura, precision": trafilatura_precise,
}
YARDSTICK = "readability-lxml"


def installed(name: str) -> bool:
    return not name.startswith("trafilatura") or find_spec("trafilatura") is not None


# --- scores ----------------------------------------------------------------------------------------------------------


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four words is there; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    runs = (tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))
    return Counter(run for run in runs if run)


def precision_and_recall(truth: str, text: str) -> tuple[float, float]:
    """Both are 1 where the runs agree, even if there are none."""
    wanted, got = shingles(truth), shingles(text)
    if wanted == got:
        return 1.0, 1.0
    both = (wanted & got).total()
    return both / max(1, got.total()), both / max(1, wanted.total())


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass
class Result:
    """What one extractor did; `seconds` by page."""

    scores: list[tuple[float, float]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    raised: list[str] = field(default_factory=list)

    def line(self, yardstick: "Result", peak: str) -> str:
        precision, recall = (statistics.mean(side) for side in zip(*self.scores, strict=True))
        exact = statistics.mean(score == (1.0, 1.0) for score in self.scores)
        pairs = zip(self.times(), yardstick.times(), strict=True)
        times = " ".join(f"{own * 1000:6.1f} {own / other:5.2f}x" for own, other in pairs)
        quality = f"{f1(precision, recall):.4f} {precision:.4f} {recall:.4f} {exact:5.3f}"
        return f"{quality} {len(self.raised):6} {times} {peak:>6}"

    def times(self) -> tuple[float, float, float]:
        """Mean, 95th percentile and longest, in seconds."""
        values = sorted(self.seconds.values())
        return statistics.mean(values), values[int(len(values) * 0.95)], values[-1]


# --- measuring -------------------------------------------------------------------------------------------------------


def measure(folder: Path, truth: dict[str, Any], runs: int) -> None:
    results = {name: Result() for name in EXTRACTORS if installed(name)}
    for html, url in [next(pages(folder, truth))] * 2:
        # What is imported and compiled at first use is no page's fault.
        for name in results:
            attempt(name, html, url)
    for (key, page), (html, url) in zip(sorted(truth.items()), pages(folder, truth), strict=True):
        for name, result in results.items():
            took = []
            for _ in range(runs):
                began = time.perf_counter()
                text, error = attempt(name, html, url)
                took.append(time.perf_counter() - began)
            result.seconds[key] = min(took)
            result.scores.append(precision_and_recall(page["articleBody"], text))
            result.raised += [f"{key}: {error}"] if error else []
    print(f"\n{folder.name}: {len(truth)} pages, times as the best of {runs}, as multiples of {YARDSTICK}")
    print(f"{'':23}{'F1':>6} {'P':>6} {'R':>6} exact raised {'mean ms':>13} {'p95 ms':>13} {'max ms':>13} {'MB':>6}")
    for name in EXTRACTORS:
        found = results[name].line(results[YARDSTICK], peak(name, folder)) if name in results else "not installed"
        print(f"{name:23}{found}")
    for name, result in results.items():
        for error in result.raised:
            print(f"  {name} raised on {error}")
    slow = [(key, took) for key, took in results["secreader"].seconds.items() if took > SLOW]
    print(f"pages that take secreader over {SLOW * 1000:.0f} ms: {len(slow)}")
    for key, took in slow:
        print(f"  {key}: {took * 1000:.0f} ms, {blocks(folder, key, truth)} blocks")


def attempt(name: str, html: bytes, url: str) -> tuple[str, str]:
    """The text and why there is none: a page that cannot be read scores nothing."""
    try:
        return EXTRACTORS[name](html, url), ""
    except Exception as error:  # noqa: BLE001 - other people's code, on any page
        return "", repr(error)


def pages(folder: Path, truth: dict[str, Any]) -> Iterator[tuple[bytes, str]]:
    for key, page in sorted(truth.items()):
        path = folder / f"{key}.html.gz"
        html = gzip.decompress((path if path.exists() else folder / f"{key}.gz").read_bytes())
        yield html, page.get("url") or SOMEWHERE


def blocks(folder: Path, key: str, truth: dict[str, Any]) -> int:
    from secreader.articles import extract

    ((html, url),) = pages(folder, {key: truth[key]})
    return len(extract(html, url=url).blocks)


def peak(name: str, folder: Path) -> str:
    """Peak memory in MB of a process that cleans the pages of `folder` with `name` alone."""
    command = [sys.executable, "-m", "benchmarks.extraction", str(folder), "--peak-of", name]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def print_peak(name: str, folder: Path, truth: dict[str, Any]) -> None:
    for html, url in pages(folder, truth):
        attempt(name, html, url)
    # Not getrusage: its peak begins with that of the process that started this one.
    said = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(round(int(said["VmHWM"].split()[0]) / 1000))


# --- related links ---------------------------------------------------------------------------------------------------


def measure_related(folder: Path, truth: dict[str, Any]) -> None:
    """Links that the publisher offers as related; those of lists that stand on every page of a site do not count."""
    from secreader.articles import extract

    found = expected = returned = titles = 0
    for (_, page), (html, url) in zip(sorted(truth.items()), pages(folder, truth), strict=True):
        wanted = {place(url, href): title for title, href in page["links"]}
        site = {place(url, href) for block in page["blocks"] if block["kind"] == "site" for _, href in block["links"]}
        got = {place(url, link.url): link.title for link in extract(html, url=url).related}
        got = {where: title for where, title in got.items() if where in wanted or where not in site}
        hits = wanted.keys() & got.keys()
        found, expected, returned = found + len(hits), expected + len(wanted), returned + len(got)
        titles += sum(words(wanted[where]) == words(got[where]) for where in hits)
    precision, recall = found / max(1, returned), found / max(1, expected)
    print(f"\n{folder.name}: {len(truth)} pages with {expected} related links")
    print(f"F1 {f1(precision, recall):.3f}, P {precision:.3f}, R {recall:.3f}, titles exact {titles} of {found}")


def place(base: str, href: str) -> str:
    """Where a link leads, without scheme, query and fragment."""
    parts = urlsplit(urljoin(base, href))
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}".lower()


def words(title: str) -> list[str]:
    return re.findall(r"\w+", title.lower())


# --- what there is ---------------------------------------------------------------------------------------------------


def truths(folders: list[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for folder in folders:
        for path in sorted((*folder.glob("truth.json"), *folder.glob("*/truth.json"))):
            yield path.parent, json.loads(path.read_text())


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("data", nargs="+", type=Path)
    arguments.add_argument("--runs", type=int, default=1)
    arguments.add_argument("--peak-of", choices=EXTRACTORS, help="print the peak memory of this one alone")
    options = arguments.parse_args()
    found = list(truths(options.data))
    if not found:
        arguments.error(f"no truth.json in {', '.join(map(str, options.data))}")
    for folder, truth in found:
        kinds = set(next(iter(truth.values()), {}))
        if options.peak_of:
            print_peak(options.peak_of, folder, truth)
        elif "articleBody" in kinds:
            measure(folder, truth, options.runs)
        elif "links" in kinds:
            measure_related(folder, truth)


if __name__ == "__main__":
    main()
