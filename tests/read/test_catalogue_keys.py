"""Keys for catalogues and languages: what is read of them, and what the editor is told where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.read import load

BOOK, SERIES, LETTER, PEOPLE = (
    f"books/{name}" for name in ("june/book.yaml", "series.yaml", "june/letter.md", "people.yaml")
)


def edit(press: Path, file: str, old: str, new: str) -> None:
    words = (press / file).read_text("utf-8")
    assert words.count(old) == 1
    (press / file).write_text(words.replace(old, new), "utf-8")


ISBN = "isbn: 978-0-306-40615-7"
FAULTS = {
    "the code of a country": (
        (LETTER, "language: en-GB", "language: ua"),
        'books/june/letter.md:7:11: error[T13]: no language is known by the tag "ua"\n  hint: did you mean "uk"?',
    ),
    "a code that nobody has": (
        (LETTER, "{lang=ru}", "{lang=xx}"),
        (
            'books/june/letter.md:18:24: error[T13]: no language is known by the tag "xx"\n'
            "  hint: write the code of ISO 639: en English, ru Russian, uk Ukrainian"
        ),
    ),
    "a name in a language that nobody has": (
        (PEOPLE, "{ru: Борис", "{rus-XX-zz: Борис"),
        'books/people.yaml:8:12: error[T13]: no language is known by the tag "rus-XX-zz"',
    ),
    "the number of a series": (
        (SERIES, "title: The Year", "title: The Year\n  identifier: urn:issn:0317-8472"),
        (
            'books/series.yaml:3:15: error[M04]: "urn:issn:0317-8472" is not an ISSN\n'
            "  hint: write urn:issn: and its eight signs, as in urn:issn:0317-8471"
        ),
    ),
    "a scheme without a code": (
        (BOOK, "see_also", "subjects: [{label: Ships, authority: BISAC}]\nsee_also"),
        (
            "books/june/book.yaml:16:12: error[M04]: a scheme and a code belong together\n"
            "  hint: write authority: BISAC, term: HIS032000"
        ),
    ),
    "an evaluation without a day": (
        (BOOK, ISBN, "certified: {by: Ada, date: 2026-11}"),
        'books/june/book.yaml:18:37: error[M15]: "2026-11" is not a day\n  hint: write it as in 2026-11-23',
    ),
    "a standard that is not there yet": (
        (BOOK, ISBN, "certified: {by: Ada, date: 2026-11-20, wcag: 3}"),
        'books/june/book.yaml:18:55: error[M04]: "3" is not one of 2.0, 2.1, 2.2',
    ),
    "a rule that cannot be waived": (
        (BOOK, "see_also", "waive: [{code: M01, why: It is so}]\nsee_also"),
        'books/june/book.yaml:16:16: error[M04]: "M01" is not one of A01, A02, N02, P02, T12, T13, T14',
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_key_that_is_wrong_is_told_with_its_place(press: Path, fault: str) -> None:
    change, told = FAULTS[fault]
    edit(press, *change)
    found = "\n".join(map(str, load(press).findings))
    assert found.startswith(told)


def test_what_is_right_is_read(press: Path) -> None:
    edit(press, SERIES, "title: The Year", "title: The Year\n  identifier: urn:issn:03178471")
    edit(press, BOOK, "isbn: 978-0-306-40615-7", "certified: {by: Ada, date: 2026-11-20, wcag: 2.1}")
    edit(press, LETTER, "language: en-GB", "language: sr-Latn")
    reading = load(press, ["june"])
    assert reading.findings == ()
    book = reading.books[0]
    assert book.series and book.series.identifier == "urn:issn:0317-8471"
    assert book.editions[0].settings["certified"]["wcag"] == "2.1"
    assert next(text.language for text in book.texts if text.id == "letter") == "sr-Latn"
