"""What is said of accessibility: all that is true of a book, and nothing else."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from publisher.book import Book, Content, Edition, Image, Note, Text
from publisher.publication import Meta
from publisher.render.accessibility import accessibility
from publisher.render.strings import strings
from tests.render.conftest import make_book, make_text
from tests.render.test_renderer import classic, flat

MAP = '<p><img src="m.png" alt="A map."/></p>'
BARE = '<p><img src="m.png" alt=""/></p>'
CERTIFIED = {
    "by": "Ada Audits",
    "date": "2026-11-20",
    "wcag": "2.1",
    "level": "A",
    "credential": "A badge",
    "report": "https://example.org/report",
}


def said(book: Book, language: str = "en", certified: dict[str, str] | None = None) -> tuple[Meta, ...]:
    edition = Edition("epub", MappingProxyType({"certified": certified}))
    return tuple(accessibility(book, edition, strings(classic(), language)))


def values(metas: tuple[Meta, ...], name: str) -> list[str]:
    return [meta.value for meta in metas if meta.name == f"schema:{name}"]


def pictured(html: str, *images: Image) -> Text:
    text = make_text("a", html)
    return Text("a", "A", "en", Content(html, (), images), text.location)


def test_words_alone_are_enough_without_pictures_and_where_each_is_described() -> None:
    plain, shown = said(make_book(make_text("a"))), said(make_book(make_text("a", MAP)))
    assert values(plain, "accessMode") == ["textual"]
    assert values(plain, "accessModeSufficient") == ["textual"]
    assert values(shown, "accessMode") == ["textual", "visual"]
    assert values(shown, "accessModeSufficient") == ["textual", "textual,visual"]
    assert "alternativeText" in values(shown, "accessibilityFeature")
    assert "alternativeText" not in values(plain, "accessibilityFeature")


def test_a_picture_without_words_takes_the_claim_away() -> None:
    """Where the rule that wants them was waived."""
    found = said(make_book(make_text("a", MAP + BARE)))
    assert values(found, "accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in values(found, "accessibilityFeature")
    assert "Some pictures are not described" in values(found, "accessibilitySummary")[0]


def test_an_index_is_claimed_where_persons_are_linked_and_listed() -> None:
    text = make_text("a", '<p><a href="person:lenin">he</a></p>')
    assert "index" in values(said(make_book(text, apparatus=("people",))), "accessibilityFeature")
    assert "index" not in values(said(make_book(text)), "accessibilityFeature")
    assert "index" not in values(said(make_book(make_text("a"), apparatus=("people",))), "accessibilityFeature")


@pytest.mark.parametrize(
    ("kind", "data", "hazard"),
    [
        ("image/gif", b"GIF89a" + b"\x00\x21\xf9\x04" * 2, "unknown"),
        ("image/gif", b"GIF89a" + b"\x00\x21\xf9\x04", "none"),
        ("image/svg+xml", b'<svg><animate attributeName="x"/></svg>', "unknown"),
        ("image/svg+xml", b"<svg><path/></svg>", "none"),
    ],
)
def test_only_what_moves_is_a_hazard_that_nobody_knows(kind: str, data: bytes, hazard: str) -> None:
    book = make_book(pictured(MAP, Image("m", kind, data)))
    assert values(said(book), "accessibilityHazard") == [hazard]


def test_the_summary_says_what_the_book_has_in_its_language() -> None:
    note = Note("a.1", "author", 1, "<p>One.</p>")
    table = "<table><thead><tr><th>A</th></tr></thead></table>"
    book = make_book(make_text("a", table, notes=(note,)))
    summary = values(said(book), "accessibilitySummary")[0]
    assert "Notes are linked" in summary
    assert "Tables have heads" in summary
    assert "pictures" not in summary
    assert "Tables" not in values(said(make_book(make_text("a", "<table><tr/></table>"))), "accessibilitySummary")[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Текст"), ("de", "Der Text"), ("fr", "Le texte"), ("it", "Il testo"), ("es", "El texto")],
)
def test_the_summary_is_in_the_language_of_the_book(language: str, words: str) -> None:
    assert values(said(make_book(make_text("a")), language), "accessibilitySummary")[0].startswith(words)


def test_conformance_is_claimed_by_who_certified_it_and_by_nobody_else() -> None:
    book = make_book(make_text("a"))
    assert [meta for meta in said(book) if meta.name == "dcterms:conformsTo"] == []
    claim = [meta for meta in said(book, certified=CERTIFIED) if meta.name == "dcterms:conformsTo"]
    assert flat(tuple(claim)) == [
        ("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.1 Level A"),
        ("a11y:certifiedBy", "Ada Audits"),
        ("dcterms:date", "2026-11-20"),
        ("a11y:certifierCredential", "A badge"),
        ("link", "https://example.org/report"),
    ]
