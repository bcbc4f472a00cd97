"""Drawings carry the faces in which their words are set."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from publisher.publication import FontFace, Publication, Resource

Written = Callable[..., dict[str, bytes]]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"{}>{}</svg>'
PATH = "images/map.svg"


def drawn(book: Publication, written: Written, attributes: str, body: str) -> str:
    """The drawing as it stands in the EPUB."""
    data = SVG.format(attributes, body).encode()
    return written(replace(book, resources=(Resource(PATH, "image/svg+xml", data),)))[PATH].decode()


def faces(drawing: str) -> list[TTFont]:
    found = re.findall(r"src: url\(data:font/woff2;base64,([^)]+)\)", drawing)
    return [TTFont(io.BytesIO(base64.b64decode(data))) for data in found]


def test_a_drawing_has_the_face_that_it_names_cut_to_its_words(book: Publication, written: Written) -> None:
    drawing = drawn(book, written, ' font-family="Text Serif, serif"', "<text>Rail</text>")
    (face,) = faces(drawing)
    assert {chr(point) for point in face.getBestCmap()} == set("Rail")
    assert 'font-family: "Text Serif"' in drawing


def test_a_bare_name_is_put_in_quotation_marks(book: Publication, written: Written) -> None:
    """Browsers refuse a bare `Source Serif 4`."""
    drawing = drawn(book, written, "", '<text style="font-family: Text Serif, serif">A</text>')
    assert "font-family: 'Text Serif', serif" in drawing
    quoted = drawn(book, written, " font-family=\"'Text Serif'\"", "<text>A</text>")
    assert "font-family=\"'Text Serif'\"" in quoted


def test_only_the_weights_and_slopes_that_are_asked_for_go_in(
    book: Publication, written: Written, face: FontFace
) -> None:
    bold, slanted = (
        replace(face, weight=weight, style=style, file=replace(face.file, path=f"fonts/{weight}-{style}.ttf"))
        for weight, style in ((700, "normal"), (400, "italic"))
    )
    book = replace(book, fonts=(face, bold, slanted))
    body = '<text>A</text><text font-weight="bold">B</text>'
    drawing = drawn(book, written, ' font-family="Text Serif"', body)
    assert re.findall(r"font-weight: (\d+); font-style: (\w+)", drawing) == [("400", "normal"), ("700", "normal")]


@pytest.mark.parametrize(
    ("attributes", "body"),
    [(' font-family="Text Serif"', "<path/>"), ("", "<text>A</text>"), (' font-family="serif"', "<text>A</text>")],
)
def test_a_drawing_that_needs_no_face_stays_as_it_is(
    book: Publication, written: Written, attributes: str, body: str
) -> None:
    assert drawn(book, written, attributes, body) == SVG.format(attributes, body)
