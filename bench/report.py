"""The page `docs/benchmarks.md`: the machine, the budgets with what was measured, the scale run."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.contest import WORKERS, Step
from bench.measure import Figures

GIBI = 1024**3
COLD, CHANGED, SAME = "print, cold", "print, one text changed", "print, nothing changed"
PASS, TYPST = "WeasyPrint, one pass", "pandoc + Typst"
EPUB, EPUB_CHANGED, PANDOC = "EPUB, cold", "EPUB, one text changed", "pandoc, EPUB"
PEERS = (PASS, TYPST, PANDOC)
AGAIN = (
    "`make bench` sets up what it needs. `python -m bench --quick` runs every command once and leaves the scale run "
    "out; `--runs N` changes the count, `--corpus FILE` names the EPUB, `--output FILE` the page."
)
MEMORY = 500  # MiB that a process may hold, however long the book


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the budget: what, the budget in words, what was measured, and whether it was met."""

    what: str
    budget: str
    measured: str
    met: bool | None

    def __str__(self) -> str:
        """The line of the table."""
        verdict = {True: "met", False: "**not met**", None: "not measured"}[self.met]
        return f"| {self.what} | {self.budget} | {self.measured} | {verdict} |"


@dataclass(frozen=True, slots=True)
class Results:
    """All that one run of the benchmark has found."""

    description: str
    words: int
    pages: Mapping[str, int]
    runs: int
    figures: Mapping[str, Figures]
    steps: tuple[Step, ...]
    cluster: bool | None
    versions: Mapping[str, str]
    options: frozenset[str]
    load: float


def rows(results: Results) -> Iterator[Row]:
    """The budget table."""
    seconds = {name: figures.seconds for name, figures in results.figures.items()}
    faster = seconds[PASS] / seconds[COLD]
    yield Row(
        f"print PDF, {results.pages[COLD]} pages, cold, {WORKERS} workers",
        "at least 1.8 times as fast as one WeasyPrint pass",
        f"{seconds[COLD]:.2f} s against {seconds[PASS]:.2f} s: {faster:.2f} times",
        faster >= 1.8,
    )
    share = seconds[CHANGED] / seconds[PASS]
    yield Row(
        "the same after one text changed",
        "at most 1/10 of the one pass",
        f"{seconds[CHANGED]:.2f} s: {_fraction(share)} of {seconds[PASS]:.2f} s",
        share <= 0.1,
    )
    yield Row(
        "the same",
        "faster than pandoc + Typst from scratch",
        f"{seconds[CHANGED]:.2f} s against {seconds[TYPST]:.2f} s",
        seconds[CHANGED] < seconds[TYPST],
    )
    yield Row("the same, nothing changed", "at most 0.8 s", f"{seconds[SAME]:.2f} s", seconds[SAME] <= 0.8)
    yield from _memory_rows(results)
    yield Row(
        "EPUB, cold",
        "faster than pandoc",
        f"{seconds[EPUB]:.2f} s against {seconds[PANDOC]:.2f} s",
        seconds[EPUB] < seconds[PANDOC],
    )
    share = seconds[EPUB_CHANGED] / seconds[EPUB]
    yield Row(
        "EPUB after one text changed",
        "at most 1/2 of the cold build",
        f"{seconds[EPUB_CHANGED]:.2f} s: {share:.0%} of {seconds[EPUB]:.2f} s",
        share <= 0.5,
    )
    yield Row("`publisher --help`", "at most 0.3 s", f"{seconds['help']:.2f} s", seconds["help"] <= 0.3)
    answer = {True: "the same", False: "not the same", None: "no cluster to try"}[results.cluster]
    yield Row("print PDF set on a cluster", "the same bytes as on one machine", answer, results.cluster)


def _memory_rows(results: Results) -> Iterator[Row]:
    """Whether memory stays where it is as the book grows."""
    if len(results.steps) < 2:
        yield Row("peak memory of any process", "does not grow with the number of texts", "-", None)
        return
    first, last = results.steps[0], results.steps[-1]
    small, large = (max(step.cold.largest, step.epub.largest) for step in (first, last))
    yield Row(
        f"peak memory of any process, {last.times} times the texts",
        "does not grow with the number of texts (at most by a tenth)",
        f"{small:.0f} MiB once, {large:.0f} MiB {last.times} times over",
        large <= small * 1.1,
    )
    words = results.words * last.times
    yield Row(
        f"peak memory of any process, {words / 1e6:.2f} million words",
        f"at most {MEMORY} MB",
        f"{large:.0f} MiB",
        large <= MEMORY,
    )


def page(results: Results) -> str:
    """The whole page."""
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Written by `make bench`; every figure is from one run of it.",
            "",
            *_method(results),
            "## Budgets",
            "",
            "| what | budget | measured | |",
            "|---|---|---|---|",
            *map(str, rows(results)),
            "",
            "The budget for an EPUB also names `se build` (at most a third of its time); it is not measured here.",
            "",
            "## All commands",
            "",
            "| command | median, s | fastest–slowest, s | processor, s | largest process, MiB | all processes, MiB |",
            "|---|---|---|---|---|---|",
            *(_command(name, figures) for name, figures in results.figures.items()),
            "",
            *_pages(results),
            "## Where a peer is faster",
            "",
            *_slower(results),
            "",
            *_scale(results),
            "## To run it again",
            "",
            AGAIN,
            "",
        ]
    )


def _method(results: Results) -> Iterator[str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIBI
    kernel = ".".join(platform.release().split(".")[:2])
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    system = f"{platform.system()} {kernel}"
    yield (
        f"**Machine:** {os.cpu_count()} cores ({_processor()}), {memory:.0f} GiB of memory, {system}, "
        f"{platform.python_implementation()} {platform.python_version()}. Load before the run: {results.load:.1f}."
    )
    yield ""
    yield f"**Versions:** {versions}."
    yield ""
    yield (
        f"**Book:** {results.description}; {results.words} words (runs of letters and digits), the same Markdown files "
        "for all. The converter that makes them keeps every word."
    )
    yield ""
    yield (
        f"**Method:** whole commands in processes of their own, in turn; rounds: {results.runs}; medians. Ours builds "
        f"with {WORKERS} workers, its modules compiled as an installer leaves them, and makes the cover each time. "
        "Cold: neither cache nor output. Changed: the cache of the build before, and one comma more in the text of "
        "middling length, at another place each time. The one pass is given the finished HTML of the same documents, "
        "stylesheet and faces, prints no folios of other pages and counts in one sequence, so that reading and "
        "rendering are not in its time. The EPUB does not tell the pages of the print edition, as pandoc's does not; "
        "to tell them, the print edition has to be set, or found in the cache. pandoc is given the same texts with "
        "their titles as headings; Typst sets its default template on A5."
    )
    yield ""
    yield (
        "**Memory:** of each process the kernel's high-water mark of its resident set; of all together the largest sum "
        "of resident sets at one moment, in which shared memory counts for each. Peaks are the largest of all rounds."
    )
    yield ""
    lacking = [name for name in ("--cache", "--jobs", "--cluster") if name not in results.options]
    if lacking:
        yield f"This version of `publisher build` has no {', '.join(lacking)}; its rows are measured without."
        yield ""


def _processor() -> str:
    """The processor as the kernel names it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _command(name: str, figures: Figures) -> str:
    fastest, slowest = figures.span
    times = f"{figures.seconds:.2f} | {fastest:.2f}–{slowest:.2f} | {figures.processor:.2f}"
    shown = name if name in PEERS else "`publisher --help`" if name == "help" else f"publisher: {name}"
    return f"| {shown} | {times} | {figures.largest:.0f} | {figures.together:.0f} |"


def _pages(results: Results) -> Iterator[str]:
    counts = ", ".join(f"{name} {count}" for name, count in results.pages.items())
    yield f"Pages: {counts}."
    yield ""


def _slower(results: Results) -> Iterator[str]:
    """Every pair in which the peer took less time or less memory."""
    pairs = ((COLD, PASS), (COLD, TYPST), (CHANGED, TYPST), (SAME, TYPST), (EPUB, PANDOC), (EPUB_CHANGED, PANDOC))
    lines = []
    for ours, peer in pairs:
        mine, theirs = results.figures[ours], results.figures[peer]
        if theirs.seconds < mine.seconds:
            times = mine.seconds / theirs.seconds
            lines.append(f"- {peer} took {theirs.seconds:.2f} s, our {ours} {mine.seconds:.2f} s: {times:.1f} times.")
        if theirs.largest < mine.largest:
            lines.append(f"- {peer} held {theirs.largest:.0f} MiB at most, our {ours} {mine.largest:.0f} MiB.")
    yield from lines or ["In none of the comparisons above."]


def _scale(results: Results) -> Iterator[str]:
    if not results.steps:
        return
    yield "## As the book grows"
    yield ""
    yield (
        "The parts of the book repeated under names of their own, as one book, one run each; the pictures are those of "
        "the first. Print edition unless it says otherwise; peaks are of the largest process, and of all together."
    )
    yield ""
    yield (
        "| times | words | pages | cold, s | pages a second | largest, MiB | together, MiB | one text changed, s "
        "| EPUB cold, s | EPUB largest, MiB |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    yield from (_step(step, results.words) for step in results.steps)
    yield ""


def _step(step: Step, words: int) -> str:
    cells = (
        step.times,
        words * step.times,
        step.pages,
        f"{step.cold.seconds:.1f}",
        f"{step.speed:.1f}",
        f"{step.cold.largest:.0f}",
        f"{step.cold.together:.0f}",
        f"{step.changed.seconds:.2f}",
        f"{step.epub.seconds:.1f}",
        f"{step.epub.largest:.0f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def _fraction(share: float) -> str:
    return f"1/{1 / share:.1f}" if share < 1 else f"{share:.2f} times"


def write_page(results: Results, target: Path) -> None:
    """Write the page."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(results), encoding="utf-8")


def slow_rows(results: Results) -> Sequence[Row]:
    """The budgets that were not met."""
    return [row for row in rows(results) if row.met is False]
