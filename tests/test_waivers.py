"""Rules that an editor waives: by text or by book, with a reason, and never without an effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.build import prepare
from publisher.diagnostics import Diagnostic, Severity, idle
from publisher.examine import examine
from tests.read.conftest import press

__all__ = ["press"]

MARCH, BOOK = "books/june/march.md", "books/june/book.yaml"
LIST = "Three things:\n- words\n"
WAIVER = "waive: [{code: T12, why: The source has it so}]\n"


def edit(press: Path, file: str, old: str, new: str) -> None:
    words = (press / file).read_text("utf-8")
    assert words.count(old) == 1
    (press / file).write_text(words.replace(old, new), "utf-8")


def found(press: Path) -> tuple[Diagnostic, ...]:
    """All that the rules find in one book."""
    plan = prepare(press, ["june"])
    findings = [*plan.findings, *(each for job in plan.jobs for each in examine(job))]
    return (*findings, *idle([waiver for job in plan.jobs for waiver in job.book.waivers], findings))


def told(press: Path) -> list[str]:
    return [str(finding) for finding in found(press)]


def test_a_text_waives_a_rule_for_itself(press: Path) -> None:
    edit(press, MARCH, "It ended here.", LIST + "It ended here.")
    assert [finding.severity for finding in found(press)] == [Severity.WARNING]
    edit(press, MARCH, "title: The march\n", "title: The march\n" + WAIVER)
    assert told(press) == [
        (
            "books/june/march.md:15:1: waived[T12]: this line looks like an item of a list, "
            "and goes on with the paragraph"
            "\n  waived: The source has it so"
        )
    ]


def test_a_waiver_of_one_text_holds_for_no_other(press: Path) -> None:
    edit(press, "books/june/letter.md", "Yours.", LIST)
    edit(press, MARCH, "title: The march\n", "title: The march\n" + WAIVER)
    assert [finding.code for finding in found(press)] == ["T12", "M20"]


def test_a_book_waives_a_rule_for_all_its_texts(press: Path) -> None:
    edit(press, MARCH, "It ended here.", LIST + "It ended here.")
    edit(press, "books/june/letter.md", "Yours.", LIST)
    edit(press, BOOK, "see_also", WAIVER + "see_also")
    assert {finding.severity for finding in found(press)} == {Severity.WAIVED}


def test_what_is_waived_stops_no_build(press: Path) -> None:
    """A picture without words then makes no claim of its own."""
    edit(press, MARCH, "![A map of the march]", "![]")
    assert not prepare(press, ["june"]).sound
    edit(press, BOOK, "see_also", "waive: [{code: A01, why: It is an ornament}]\nsee_also")
    assert prepare(press, ["june"]).sound


@pytest.mark.parametrize("file", [MARCH, BOOK])
def test_a_waiver_that_waives_nothing_is_an_error(press: Path, file: str) -> None:
    edit(press, file, "title: The march\n" if file == MARCH else "title: June\n", "title: The march\n" + WAIVER)
    assert [str(finding) for finding in found(press)] == [
        (
            f"{file}:{3 if file == MARCH else 2}:9: error[M20]: nothing is waived here: no T12 was found\n"
            "  hint: delete the waiver"
        )
    ]


def test_rules_for_the_whole_book_are_waived_too(press: Path) -> None:
    edit(press, MARCH, "It ended here.", "It ended 漢.")
    assert {(finding.code, finding.severity) for finding in found(press)} == {("T14", Severity.WARNING)}
    edit(press, MARCH, "title: The march\n", "title: The march\nwaive: [{code: T14, why: A sample of writing}]\n")
    assert {finding.severity for finding in found(press)} == {Severity.WAIVED}
