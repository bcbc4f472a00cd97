"""The screen edition says that it keeps PDF/UA-1 where it does, and a checker that nobody here wrote finds nothing."""

from dataclasses import replace
from pathlib import Path

import pdfua
import pikepdf
import pytest

from publisher.build import build, prepare
from publisher.publication import Publication
from publisher.write.pdf import typeset

SPECIMEN = Path(__file__).parents[2] / "presses/specimen"


def silent(message: str) -> None:
    """Say nothing."""


def declared(pdf: pikepdf.Pdf) -> str:
    return str(pdf.open_metadata().get("pdfuaid:part", ""))


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book with every kind of page."""
    folder = tmp_path_factory.mktemp("screen")
    return next(made.path for made in build(prepare(SPECIMEN, ["kinds"]), folder, ("screen",)) if made.pages)


def test_the_screen_edition_declares_pdf_ua_and_a_checker_finds_nothing(screen: Path) -> None:
    with pikepdf.open(screen) as pdf:
        assert declared(pdf) == "1"
    report = pdfua.validate(screen)
    assert [f"{finding.rule_id} {finding.message}" for finding in report.findings] == []


def test_a_jump_of_headings_is_not_declared(book: Publication, tmp_path: Path) -> None:
    for name, html, part in (
        ("sound", '<section id="a"><h1>One</h1><h2>Two</h2></section>', "1"),
        ("jump", '<section id="a"><h1>One</h1><h3>Three</h3></section>', ""),
    ):
        document = replace(book.documents[0], id="a", html=html, kind="text")
        made = typeset(replace(book, edition="screen", documents=(document,), toc=(), landmarks=()), silent)
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(made.pdf)
        with pikepdf.open(path) as pdf:
            assert (name, declared(pdf)) == (name, part)
