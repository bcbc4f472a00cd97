"""The faces of a publication among the fonts of a galley, which need not be in its PDF.

WeasyPrint cuts every font down to the glyphs of the galley; assembly cuts the same faces again for the whole book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from publisher.publication import FontFace

_KIND = 4  # the first bytes of a font, by which WeasyPrint tells its kind
_PARTED = ("fvar", "CBDT", "sbix", "SVG ", "COLR")  # tables of fonts that WeasyPrint takes to pieces


def find_faces(fonts: Mapping[Any, Any], faces: Iterable[FontFace]) -> dict[str, str]:
    """The path of the font file behind each font of a document, where it is one of these faces."""
    paths = {sha256(face.file.data).digest(): face.file.path for face in faces}
    found = ((font.hash, paths.get(_digest(font))) for font in fonts.values())
    return {name: path for name, path in found if path}


@contextmanager
def faces_left_out(faces: Iterable[FontFace]) -> Iterator[None]:
    """Meanwhile a PDF gets no more than the first bytes of these faces.

    One that shows missing glyphs, or that a form needs, is put in: it is not shared by the book.
    """
    from weasyprint import pdf as engine

    original = engine.build_fonts_dictionary
    engine.build_fonts_dictionary = _without(tuple(faces), original)
    try:
        yield
    finally:
        engine.build_fonts_dictionary = original


def _without(faces: tuple[FontFace, ...], original: Callable[..., Any]) -> Callable[..., Any]:
    def build_fonts_dictionary(pdf: Any, fonts: Mapping[Any, Any], *more: Any) -> Any:
        wanted = {font.hash for font in fonts.values() if font.missing or font.used_in_forms or font.bitmap}
        known = find_faces(fonts, faces).keys() - wanted
        for font in fonts.values():
            if font.hash in known and not set(_PARTED) & set(font.tables):
                font.file_content = font.file_content[:_KIND]
                font.subset = _leave
        return original(pdf, fonts, *more)

    return build_fonts_dictionary


def _leave(*_: Any) -> None:
    """Cut nothing."""


def _digest(font: Any) -> bytes:
    """A digest of the file of a WeasyPrint font."""
    from weasyprint.text.fonts import get_hb_object_data

    return sha256(get_hb_object_data(font.hb_face) or b"").digest()
