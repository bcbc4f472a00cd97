"""YAML: plain values with the place of each, and complaints that an editor understands."""

from __future__ import annotations

from typing import Any

import pytest

from publisher.diagnostics import Findings
from publisher.read.yaml import YamlDocument, parse_yaml


def parse(words: str, first_line: int = 1) -> tuple[YamlDocument | None, list[str]]:
    """The document, and what the editor is told without hints."""
    findings = Findings()
    return parse_yaml(words, "a.yaml", findings, first_line), [str(item).split("\n")[0] for item in findings.items]


def value(words: str) -> Any:
    """The value of the key `a` in sound YAML."""
    document, told = parse(f"a: {words}")
    assert told == []
    assert document is not None
    return document.value["a"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("1917", 1917),
        ("-3", -3),
        ("007", "007"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("9" * 40, "9" * 40),
        ("9780306406157", 9780306406157),
        ("2026-11-23", "2026-11-23"),
        ("1.50", 1.5),
        (".inf", ".inf"),
        ("12:30:45", "12:30:45"),
        ("", None),
        ("~", None),
        ('"1917"', "1917"),
        ("!!str 1917", "1917"),
        ("!!bool yes", "yes"),
        ("!!int ²", "²"),
        ("[a, {b: c}]", ["a", {"b": "c"}]),
        (">-\n  one\n  two", "one two"),
    ],
)
def test_scalars_are_what_an_editor_means(words: str, expected: Any) -> None:
    assert value(words) == expected
    assert type(value(words)) is type(expected)


def test_every_key_and_value_has_its_place() -> None:
    document, _ = parse("a: 1\nb:\n  - x\n  - {c: y}\n", first_line=2)
    assert document is not None
    assert str(document.at(("b", 1, "c"))) == "a.yaml:5:9"
    assert str(document.at(("b", 1, "c"), key=True)) == "a.yaml:5:6"
    assert str(document.at(("b", 1, "d"))) == "a.yaml:5:5"
    assert str(document.at(())) == "a.yaml:2:1"


def test_number_as_key_is_words() -> None:
    assert value("{1917: x, true: y}") == {"1917": "x", "true": "y"}


def test_items_after_one_that_is_taken_out_keep_their_places() -> None:
    document, _ = parse("a:\n  - one\n  - two\n  - {b: three}\n")
    assert document is not None
    mended = document.without(("a", 0))
    assert mended.value == {"a": ["two", {"b": "three"}]}
    assert str(mended.at(("a", 1, "b"))) == "a.yaml:4:9"
    assert document.value["a"][0] == "one"
    assert document.without(("a", 2, "b", "c", "d")).value == {"a": ["one", "two", {}]}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a: b: c", "1:5: error[M01]: a colon stands inside a value"),
        ("a: 1\nb", "2:1: error[M01]: this line has no colon after its key"),
        ('a: "b', "1:4: error[M01]: this quotation mark is not closed"),
        ("a: [b\nc: d", "1:4: error[M01]: this bracket is not closed"),
        ("a: *b", "1:4: error[M01]: a value that begins with * is an alias"),
        ("a: *", "1:5: error[M01]: a value cannot begin with * or &"),
        ("a: @b", "1:4: error[M01]: a value cannot begin with this sign"),
        ("a: !b", "1:4: error[M01]: a value cannot begin with !"),
        (r'a: "\d"', r"1:6: error[M01]: \ is followed by a letter that means nothing"),
        ("a: 1\n---\nb: 2", "2:1: error[M01]: a line --- begins a second document"),
        ("a: 1\n  b: 2", "2:4: error[M01]: this line is indented, as if it went on with the line above"),
        ("a:\n  b: 1\n c: 2", "3:2: error[M01]: this line does not fit the lines above"),
        ("a:\n \tb", "2:2: error[M01]: a tab indents this line; YAML wants spaces"),
        ("\tb\n\tc", "1:1: error[M01]: a tab indents this line, and 1 more; YAML wants spaces"),
        ("? [a]\n: b", "1:3: error[M01]: a key must be a plain word"),
        ("a: 1\na: 2", '2:1: error[M05]: the key "a" stands twice'),
        ("a: " + "[" * 33, "1:36: error[M01]: brackets are nested deeper than 32 levels"),
        ('a: "\\0"', "1:4: error[T03]: the character U+0000 cannot be shown"),
        ('a: "\\ud800"', "1:4: error[T03]: the character U+D800 cannot be shown"),
    ],
)
def test_complaint_is_in_an_editors_words(words: str, expected: str) -> None:
    assert parse(words)[1] == [f"a.yaml:{expected}"]


def test_tab_inside_words_and_in_a_blank_line_is_no_fault() -> None:
    assert value("b\tc\n\t\n") == "b c"


def test_bomb_of_aliases_is_refused() -> None:
    words = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(9))
    document, told = parse(words)
    assert told == ["a.yaml:1:4: error[M01]: the anchor &a is not allowed"]
    assert document is not None
    assert document.value["b8"] == [None, None]


@pytest.mark.parametrize("words", ["- " * 5000 + "a", "a:\n" + "\n".join(" " * n + "b:" for n in range(1, 2000))])
def test_deep_nesting_is_refused(words: str) -> None:
    assert [line.split(": ")[1] for line in parse(words)[1]] == ["error[M01]"]


def test_yaml_that_is_too_long_is_refused() -> None:
    assert parse("a: " + "b" * 3_000_000)[1] == [
        "a.yaml:1:1: error[M01]: the YAML has 3000003 characters, and the limit is 2097152"
    ]
