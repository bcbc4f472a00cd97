"""What a build checks before it begins: emblems and editions."""

import shutil
from pathlib import Path

import pytest

from publisher.build import prepare
from tests.read.conftest import SMALL

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A copy of the small press."""
    return Path(shutil.copytree(SMALL, tmp_path / "press"))


def cover(press: Path, emblem: str) -> Path:
    """The press with an emblem for the cover of its book June."""
    manifest = press / "books/june/book.yaml"
    manifest.write_text(f"{manifest.read_text('utf-8')}cover: {{emblem: {emblem}}}\n", "utf-8")
    return press


def told(press: Path) -> list[str]:
    """What the editor is told."""
    return [str(finding) for finding in prepare(press, ["june"]).findings]


def test_an_emblem_of_the_theme_is_found(press: Path) -> None:
    assert told(cover(press, "rings")) == []


def test_an_unknown_emblem_is_told_with_the_nearest(press: Path) -> None:
    (problem,) = told(cover(press, "rigns"))
    assert 'error[H05]: the theme "classic" has no emblem "rigns"\n  hint: did you mean "rings"?' in problem


def test_a_drawing_of_the_book_is_read(press: Path) -> None:
    (press / "books/june/images/mark.svg").write_text(DRAWING, "utf-8")
    plan = prepare(cover(press, "images/mark.svg"), ["june"])
    assert plan.findings == ()
    assert plan.jobs[0].book.cover["drawing"] == DRAWING


def test_a_drawing_that_is_missing_is_told(press: Path) -> None:
    (problem,) = told(cover(press, "images/mark.svg"))
    assert 'error[M06]: the file "books/june/images/mark.svg" does not exist' in problem


def test_a_book_without_an_edition_is_told(press: Path) -> None:
    manifest = press / "books/july/book.yaml"
    manifest.write_text(f"{manifest.read_text('utf-8')}editions: {{}}\n", "utf-8")
    (problem,) = [str(finding) for finding in prepare(press, ["july"]).findings]
    assert "error[M04]: no edition is named" in problem
