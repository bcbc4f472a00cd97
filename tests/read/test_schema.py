"""The schema: one model for each file, every problem of a file at once, and the JSON Schema of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from publisher.diagnostics import Findings
from publisher.read import json_schema
from publisher.read.manifest import FILES, BookModel, TextModel
from publisher.read.schema import MISSING, mend_schema
from publisher.read.texts import FRONT_MATTER
from publisher.read.yaml import parse_yaml

ROOT = Path(__file__).parents[2]
NAMES = ["people" if name == "person" else name for name in FILES]
SMALL = ROOT / "tests" / "presses" / "small"
FRONT = "title: T\n"


def check(words: str, model: Any) -> tuple[Any, list[str]]:
    """The checked document, and what the editor is told without hints."""
    findings = Findings()
    document = parse_yaml(words, "a.yaml", findings)
    assert document is not None
    checked = mend_schema(document, model, findings)
    return checked, [str(item).split("\n")[0].removeprefix("a.yaml:") for item in findings.items]


def test_every_problem_of_a_file_is_told_at_once() -> None:
    words = (
        "titel: T\ncontents:\n  - texts: x\n  - {part: 1, texts: []}\nmodified: [2026]\n"
        "contributors: [{person: {}, role: boss}, 5]\nrights: free\napparatus: [index]\n"
    )
    checked, told = check(words, BookModel)
    assert not checked.sound
    assert sorted(told) == [
        '1:1: error[M02]: unknown key "titel"',
        '1:1: error[M03]: the key "identifier" is missing',
        '1:1: error[M03]: the key "title" is missing',
        '3:12: error[M04]: expected a list, found "x"',
        "4:12: error[M04]: expected words, found a number",
        "4:22: error[M04]: expected at least one item, found nothing",
        "5:11: error[M04]: expected words, found a list",
        "6:25: error[M04]: expected either a person of the register or a name",
        '6:35: error[M18]: "boss" is not a role',
        "6:42: error[M04]: expected a mapping of keys, found a number",
        '7:9: error[M04]: expected a mapping of keys, found "free"',
        '8:13: error[M04]: "index" is not one of contributors, people, sources',
    ]


def test_wrong_file_is_mended_so_that_reading_goes_on() -> None:
    checked, _ = check("date: [1]\nauthor: [anna, 5, boris]\nnonsense: 1\n", TextModel)
    assert checked.model.title == MISSING
    assert [person.person for person in checked.model.author] == ["anna", "boris"]
    assert str(checked.document.at(("author", 1))) == "a.yaml:2:19"


@pytest.mark.parametrize(
    ("words", "author"),
    [
        ("anna", ["anna"]),
        ("[anna, boris]", ["anna", "boris"]),
        ("{name: Anna}", ["Anna"]),
        ("[{name: Anna}]", ["Anna"]),
    ],
)
def test_author_is_an_id_a_name_or_a_list_of_them(words: str, author: list[str]) -> None:
    checked, told = check(f"{FRONT}author: {words}\n", TextModel)
    assert told == []
    assert [person.person or person.name for person in checked.model.author] == author


@pytest.mark.parametrize("year", ["1917", '"1917"', "1917-07"])
def test_year_may_be_a_number(year: str) -> None:
    checked, told = check(f"{FRONT}date: {year}\nsource: {{pages: 12, year: 1918}}\n", TextModel)
    assert told == []
    assert checked.model.date == year.strip('"')
    assert checked.model.source.pages == "12"


@pytest.mark.parametrize("name", NAMES)
def test_json_schema_is_valid(name: str) -> None:
    schema = json_schema(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)
    json.dumps(schema)


def sources() -> list[tuple[str, Path]]:
    """Every file of the repository's books, of the small press and of the themes, with its schema."""
    patterns = [
        ("press", "books/press.yaml"),
        ("people", "books/people.yaml"),
        ("series", "books/series.yaml"),
        ("book", "books/*/book.yaml"),
        ("text", "books/**/*.md"),
        ("theme", "themes/*/theme.yaml"),
    ]
    return [(name, path) for name, glob in patterns for press in (ROOT, SMALL) for path in sorted(press.glob(glob))]


@pytest.mark.parametrize(("name", "path"), sources(), ids=lambda part: str(part).removeprefix(f"{ROOT}/"))
def test_json_schema_accepts_every_file_of_the_repository(name: str, path: Path) -> None:
    words = path.read_text("utf-8")
    front = FRONT_MATTER.match(words) if path.suffix == ".md" else None
    document = parse_yaml(front[1] if front else words, path.name, Findings())
    assert document is not None
    assert [error.message for error in Draft202012Validator(json_schema(name)).iter_errors(document.value)] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("press", {"name": "P", "plcae": "L"}),
        ("people", {"anna": {"born": 1870}}),
        ("book", {"title": "T", "identifier": "i", "modified": "2026-11-23", "contents": []}),
        ("text", {"title": "T", "author": [5]}),
        ("text", {"title": "T", "language": "english"}),
    ],
)
def test_json_schema_refuses_what_the_reader_refuses(name: str, value: Any) -> None:
    assert not Draft202012Validator(json_schema(name)).is_valid(value)
