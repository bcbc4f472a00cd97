"""Fonts: only faces that are used, only characters that are used, layout features kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from publisher.publication import FontFace, Publication
from publisher.write.epub.fonts import characters, font_items, named_faces

Written = Callable[..., dict[str, bytes]]


def test_only_the_face_that_the_stylesheet_names_is_in_the_book(book: Publication, written: Written) -> None:
    files = written(book)
    assert [path for path in files if path.startswith("fonts/")] == ["fonts/TextSerif-Regular.woff2"]
    css = files["styles/book.css"].decode()
    assert css.count("@font-face") == 1
    for words in ('font-family: "Text Serif"', "font-weight: 400", "font-style: normal", "font-display: swap"):
        assert words in css


def test_a_face_keeps_the_letters_of_the_book_in_both_cases_and_drops_the_others(
    book: Publication, written: Written
) -> None:
    font = TTFont(io.BytesIO(written(book)["fonts/TextSerif-Regular.woff2"]))
    covered = set(map(chr, font.getBestCmap()))
    assert font.flavor == "woff2"
    assert set("ПравдаПРАВДА†") <= covered
    assert not set("щфъ") & covered


def test_a_face_keeps_its_layout_features(book: Publication, face: FontFace) -> None:
    (item,) = font_items([face], characters(["April fi 1917"], ""), "")
    font = TTFont(io.BytesIO(item.data))
    tags = {record.FeatureTag for table in ("GSUB", "GPOS") for record in font[table].table.FeatureList.FeatureRecord}
    assert {"kern", "liga", "smcp", "c2sc", "onum", "sups"} <= tags


def test_a_face_keeps_its_licence(face: FontFace) -> None:
    font = TTFont(io.BytesIO(font_items([face], characters([], ""), "")[0].data))
    assert "Open Font License" in (font["name"].getDebugName(13) or "")


@pytest.mark.parametrize(
    ("css", "named"),
    [
        ('p { font-family: "Text Serif", serif }', True),
        ("p { font-family: Text  Serif, serif }", True),
        ("p { font: 1em/1.3 'text serif' }", True),
        ("p { font-family: Text Serif }", True),
        ('p { font-family: "Text Serif Display" }', False),
        ("p { font-family: Text Serif Display, serif }", False),
        ('p { font-family: "My Text Serif" }', False),
        ("p { font-family: serif }", False),
    ],
)
def test_a_family_is_named_only_by_its_whole_name(face: FontFace, css: str, named: bool) -> None:
    assert bool(named_faces([face], css)) is named


def test_characters_include_those_that_the_stylesheet_generates() -> None:
    used = characters(["Правда"], r"q::before { content: '\201C' '„' } p::after { content: '\2767 x' }")
    assert set("“„❧ПРАВДА") <= used
    assert "щ" not in used


def test_a_book_without_fonts_says_nothing_of_fonts(book: Publication, written: Written) -> None:
    files = written(replace(book, fonts=()))
    assert not [path for path in files if path.startswith("fonts/")]
    assert b"specified-fonts" not in files["content.opf"]
    assert b"@font-face" not in files["styles/book.css"]


def test_the_stylesheet_keeps_its_preamble_first_and_finds_its_images(book: Publication, written: Written) -> None:
    css = written(book)["styles/book.css"].decode()
    order = [css.index(word) for word in ("@charset", "@namespace", "@font-face", "body {")]
    assert order == sorted(order)
    assert 'url("../images/map.svg")' in css
