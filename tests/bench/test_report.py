"""What the page says of measured figures: which budgets hold, and where a peer is faster."""

from dataclasses import replace

import pytest

from bench.contest import Step
from bench.measure import Figures, Run
from bench.report import Results, page, rows, slow_rows

SECONDS = {
    "help": 0.1,
    "print, cold": 10.0,
    "WeasyPrint, one pass": 20.0,
    "print, one text changed": 1.5,
    "print, nothing changed": 0.5,
    "pandoc + Typst": 3.0,
    "pandoc, EPUB": 2.5,
    "EPUB, cold": 2.0,
    "EPUB, one text changed": 0.9,
}


def figures(seconds: float, peak: float = 100) -> Figures:
    return Figures((Run(seconds, seconds, peak, peak),))


def step(times: int, peak: float) -> Step:
    run = Run(10.0 * times, 10.0, peak, peak)
    return Step(times, 400 * times, run, run, run)


@pytest.fixture
def results() -> Results:
    """A run in which every budget holds."""
    return Results(
        description="A book",
        words=120_000,
        pages={"print, cold": 400},
        runs=1,
        figures={name: figures(seconds) for name, seconds in SECONDS.items()},
        steps=(step(1, 100), step(11, 105)),
        cluster=True,
        versions={"publisher": "1.0"},
        options=frozenset({"--cache", "--jobs", "--cluster"}),
        load=0.0,
    )


def slower(results: Results, name: str, seconds: float) -> Results:
    return replace(results, figures={**results.figures, name: figures(seconds)})


def test_every_budget_is_met_when_the_figures_hold(results: Results) -> None:
    assert [row.met for row in rows(results)] == [True] * len(list(rows(results)))


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("print, cold", 11.2),
        ("print, one text changed", 2.1),
        ("print, one text changed", 3.1),
        ("print, nothing changed", 0.81),
        ("EPUB, cold", 2.6),
        ("EPUB, one text changed", 1.01),
        ("help", 0.31),
    ],
)
def test_a_budget_that_is_missed_is_said(results: Results, name: str, seconds: float) -> None:
    late = slower(results, name, seconds)
    assert slow_rows(late)
    assert "**not met**" in page(late)


def test_memory_that_grows_with_the_book_is_said(results: Results) -> None:
    grown = replace(results, steps=(step(1, 100), step(11, 400)))
    assert [row.budget for row in slow_rows(grown)] == ["does not grow with the number of texts (at most by a tenth)"]


def test_other_bytes_from_a_cluster_are_said(results: Results) -> None:
    assert [row.measured for row in slow_rows(replace(results, cluster=False))] == ["not the same"]


def test_a_peer_that_is_faster_is_named(results: Results) -> None:
    section = page(results).partition("## Where a peer is faster")[2]
    assert "pandoc + Typst took 3.00 s, our print, cold 10.00 s: 3.3 times." in section
    assert "pandoc, EPUB took" not in section


def test_the_scale_run_tells_pages_in_a_second(results: Results) -> None:
    assert "| 11 | 1320000 | 4400 | 110.0 | 40.0 | 105 |" in page(results)
