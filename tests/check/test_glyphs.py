"""Characters without a sign: which, where, and which are set all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.book import Book, Note
from publisher.check import missing_glyphs
from publisher.check.glyphs import coverage, text_faces
from publisher.publication import FontFace
from tests.render.conftest import LENIN, make_book, make_text
from tests.render.test_renderer import classic, rendered

FACES = classic().faces
STYLE = 'html { font: 10pt/14pt "Source Serif 4", serif; }'


def found(book: Book, source: str = "", faces: tuple[FontFace, ...] = FACES, style: str = STYLE) -> list[str]:
    return [str(each) for each in missing_glyphs(book, faces, style, lambda name: source)]


def test_the_character_is_told_with_its_first_place_and_how_often_it_stands() -> None:
    book = make_book(make_text("a", "<p>One 漢 and 漢.</p>"))
    message = (
        'books/small/book.yaml:4:5: warning[T14]: the theme has no sign for "漢" (U+6F22, cjk unified ideograph-6f22), '
        "which stands 2 times in this file\n  hint: give the theme a face that has it, or write it in other signs"
    )
    assert found(book, "---\ntitle: A\n---\nOne 漢\nand 漢.\n") == [message]


def test_titles_headnotes_notes_and_biographies_are_looked_at_too() -> None:
    note = Note("a.1", "author", 1, "<p>丙</p>")
    book = make_book(make_text("a", title="甲", headnote="乙", notes=(note,)), apparatus=("people",))
    people = {"x": replace(LENIN, bio="丁")}
    told = "\n".join(found(replace(book, press=replace(book.press, people=people))))
    assert all(sign in told for sign in "甲乙丙丁")
    assert "books/people.yaml: warning[T14]" in told


@pytest.mark.parametrize(
    "words", ["Привет", "e\u0301", "a\u2060b\u00adc\u202fd\u2011e", "“—”…", "1&lt;2", '<img alt="漢"/>']
)
def test_what_the_typesetter_can_show_is_not_told(words: str) -> None:
    assert found(make_book(make_text("a", f"<p>{words}</p>"))) == []


def test_only_the_faces_in_which_text_is_set_count() -> None:
    families = {"epub": {"Source Serif 4"}, "print": {"Source Serif 4"}}
    for edition, expected in families.items():
        publication = rendered(make_book(make_text("a")), edition)
        assert {face.family for face in text_faces(publication.fonts, publication.stylesheet)} == expected
    assert {face.family for face in text_faces(FACES, "p { color: red }")} == {face.family for face in FACES}
    assert "я" in coverage(text_faces(FACES, STYLE))


def test_a_theme_without_faces_promises_nothing() -> None:
    assert found(make_book(make_text("a", "<p>漢</p>")), faces=()) == []
