"""What `publisher check` finds without building: faults of themes and links, in every edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.build import prepare
from publisher.examine import examine
from tests.read.conftest import press

__all__ = ["press"]


def with_colophon(press: Path, body: str) -> list[str]:
    """What is told of the small press in a theme whose colophon has this body."""
    theme = press / "themes/quiet"
    (theme / "templates").mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: quiet\nextends: classic\n", "utf-8")
    page = f'{{% extends "page.html" %}}{{% block main %}}{body}{{% endblock %}}'
    (theme / "templates/colophon.html").write_text(page, "utf-8")
    manifest = press / "books/june/book.yaml"
    manifest.write_text(manifest.read_text("utf-8") + "theme: quiet\n", "utf-8")
    return [str(finding).splitlines()[0] for job in prepare(press, ["june"]).jobs for finding in examine(job)]


def test_a_sound_book_gives_nothing(press: Path) -> None:
    assert [finding for job in prepare(press).jobs for finding in examine(job)] == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<p id="a">A</p><p id="a">B</p>', 'error[E01]: the id "a" stands twice: here and in text/_colophon.xhtml'),
        ('<a href="#nowhere">A</a>', 'error[E02]: the link "#nowhere" leads nowhere'),
        ('<b data-folio="nowhere">0</b>', 'error[E02]: the folio of "nowhere" is printed, which is nowhere'),
        ('<img src="images/none.png" alt="A"/>', 'error[E02]: the link "images/none.png" leads nowhere'),
    ],
)
def test_what_cannot_be_linked_is_found_in_every_edition(press: Path, body: str, told: str) -> None:
    found = with_colophon(press, body)
    assert [line.partition("/")[2].partition("/")[0] for line in found] == ["epub", "print"]
    assert all(line.endswith(told) for line in found)


def test_a_fault_in_the_page_of_a_text_is_told_at_the_text(press: Path) -> None:
    folder = press / "themes/quiet/templates"
    found = with_colophon(press, "A")
    assert found == []
    (folder / "text.html").write_text(
        '{% extends "base/text.html" %}{% block opening %}{{ super() }}<a href="#x">A</a>{% endblock %}', "utf-8"
    )
    again = [str(finding) for job in prepare(press, ["june"]).jobs for finding in examine(job)]
    assert any(line.startswith("books/june/march.md:2:1: error[E02]") for line in again)
