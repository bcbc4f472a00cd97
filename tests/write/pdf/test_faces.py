"""Galleys without the faces that assembly puts in for the whole book."""

from io import BytesIO

from pikepdf import Name, Pdf

from publisher.write.pdf.galleys import Fragment, Galley, Style, set_galley
from tests.write.pdf.conftest import face

STYLE = Style("@page{size:105mm 148mm} html{font:10pt/14pt Book}", "en", (face(),))


def font_files(fragment: Fragment) -> list[int]:
    """The lengths of the font files in a fragment."""
    with Pdf.open(BytesIO(fragment.pdf)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        descriptors = [font.DescendantFonts[0].FontDescriptor for _, font in fonts.items()]
        return [len(each[key].read_bytes()) for each in descriptors for key in (Name.FontFile2,) if key in each]


def test_a_bare_galley_has_none_of_a_face_and_is_otherwise_the_same() -> None:
    whole, bare = (set_galley(Galley("<p id='a'>Plain words</p>", STYLE, bare=bare)) for bare in (False, True))
    assert font_files(bare) == [4]
    assert font_files(whole)[0] > 1000
    assert (bare.pages, bare.places, bare.faces) == (whole.pages, whole.places, whole.faces)


def test_a_face_that_shows_missing_glyphs_is_put_in() -> None:
    style = Style(STYLE.stylesheet, "en", STYLE.fonts)
    bare = set_galley(Galley("<p>Words \U000f0000 and a sign that no font has</p>", style, bare=True))
    assert min(font_files(bare)) > 4


def test_the_next_galley_has_its_faces_again() -> None:
    set_galley(Galley("<p>Plain words</p>", STYLE, bare=True))
    assert font_files(set_galley(Galley("<p>Plain words</p>", STYLE)))[0] > 1000
