"""Printers' profiles: those shipped are sound, those of a press are checked with file and line."""

from pathlib import Path

import pytest

from publisher.diagnostics import Findings, Location
from publisher.read.printers import GROUPS, list_printers, load_printer

SHIPPED = ["cpi", "generic-x1a", "generic-x4", "ingramspark", "kdp", "lulu", "office"]
OURS = """\
name: ours
extends: kdp
checked: 2026-11-24
sources:
  letter: {title: a letter from the printer, date: 2026-11-20, kind: primary}
ink: {limit: 260, source: letter}
papers:
  book: {title: our paper, per_page: 0.06 mm, source: letter}
grades: {P28: warning}
"""


def read(press: Path, words: str, name: str = "ours"):
    """What a profile of a press becomes, and what is told of it."""
    file = press / "printers" / f"{name}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(words, "utf-8")
    findings = Findings()
    return load_printer(name, press, Location("here"), findings), [str(item) for item in findings.items]


def test_the_printers_that_travel_with_the_program_are_these():
    assert list(list_printers(None)) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_profile_is_sound_and_every_figure_has_source_and_date(name):
    findings = Findings()
    printer = load_printer(name, None, Location("here"), findings)
    assert printer, findings.items
    groups = [getattr(printer, key) for key in GROUPS if getattr(printer, key)]
    assert len(groups) > 7
    for each in [*groups, *printer.papers.values()]:
        assert each.source.title
        assert each.source.date >= "2017"
        assert each.source.kind in ("primary", "secondary", "ours")


def test_a_press_changes_one_figure_and_keeps_the_rest(tmp_path):
    printer, told = read(tmp_path, OURS)
    assert told == []
    assert printer
    assert (printer.ink.limit, printer.ink.source.title) == (260, "a letter from the printer")
    assert printer.gutter.steps[0].width == pytest.approx(9.525)
    assert {"white", "cream", "book"} <= set(printer.papers)
    assert (printer.grades["P28"], printer.grades["P25"]) == ("warning", "warning")
    assert "ours" in list_printers(tmp_path)


def test_lengths_are_read_in_the_units_of_the_trade(tmp_path):
    lines = "name: ours\nchecked: 2026\nsources: {a: {title: b, date: 2026, kind: ours}}\n"
    bleed = "bleed: {top: 3 mm, bottom: 0.125 in, outside: 0.5 cm, inside: 9 pt, source: a}\n"
    printer, told = read(tmp_path, lines + bleed)
    assert told == []
    assert (printer.bleed.top, printer.bleed.bottom, printer.bleed.outside, printer.bleed.inside) == pytest.approx(
        (3, 3.175, 5, 3.175)
    )


INK, PAPER, GRADES = "ink: {limit: 260, source: letter}", "per_page: 0.06 mm", "{P28: warning}"
WRONG = [
    (INK, "ink: {limit: 260, source: leter}", '6:27: error[P05]: there is no source "leter"', 'did you mean "letter"?'),
    (INK, "ink: {limit: 260}", '6:6: error[M03]: the key "source" is missing', "add a line source: …"),
    (INK, "inc: {limit: 260, source: letter}", '6:1: error[M02]: unknown key "inc"', 'did you mean "ink"?'),
    (INK, "ink: {limit: 26, source: letter}", "6:14: error[M04]: input should be greater than or equal to 100", ""),
    (
        INK,
        "safe: {margin: 5, source: letter}",
        "6:16: error[M04]: expected a length with its unit",
        "write it as the printer does, as in 3 mm or 0.125 in",
    ),
    (
        INK,
        "gutter: {steps: [{to: 300, width: 9 mm}, {to: 200, width: 9 mm}], source: letter}",
        "6:9: error[M04]: the rows are out of order",
        "let their counts of pages rise, a row without `to` last",
    ),
    (
        PAPER,
        "per_page: 0.06 mm, gsm: 80",
        "8:9: error[M04]: expected one way to the spine",
        "write per_page, pages_per_inch, gsm and volume, or steps",
    ),
    (GRADES, "{PP28: off}", '9:10: error[P05]: "PP28" is not a code of the proof', 'did you mean "P28"?'),
    (
        GRADES,
        "{M01: off}",
        '9:10: error[P05]: "M01" is not a code of the proof',
        "the codes of the proof are P10 to P49",
    ),
    (GRADES, "{P28: never}", '9:15: error[M04]: "never" is not one of error, warning, off', ""),
    ("extends: kdp", "extends: kpd", '2:10: error[P04]: there is no printer "kpd"', 'did you mean "kdp"?'),
    ("extends: kdp", "extends: ours", '2:10: error[P05]: the printer "ours" extends itself', "name another, or none"),
    ("name: ours", "name: other", '1:7: error[P05]: the printer "other" stands in the file "ours.yaml"', "write ours"),
]


@pytest.mark.parametrize(("right", "wrong", "message", "hint"), WRONG)
def test_a_profile_with_a_mistake_is_told_with_file_and_line(right, wrong, message, hint, tmp_path):
    assert right in OURS
    printer, (told,) = read(tmp_path, OURS.replace(right, wrong))
    assert printer is None
    assert told.startswith(f"printers/ours.yaml:{message}")
    assert told.partition("\n  hint: ")[2] == hint


def test_all_mistakes_of_a_profile_are_told_at_once(tmp_path):
    words = OURS.replace("source: letter", "source: leter").replace("P28", "X1")
    printer, told = read(tmp_path, words)
    assert printer is None
    assert len(told) == 3
