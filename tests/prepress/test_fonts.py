"""What a font is, as its dictionary says it."""

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from sound_pdf import add_font

from publisher.prepress.fonts import read_font


@pytest.fixture
def pdf():
    with Pdf.new() as made:
        yield made


def simple(**entries):
    """A font of one byte for a sign."""
    return Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Ferry"), **entries)


def test_a_simple_font_has_the_widths_of_its_codes():
    font = read_font(simple(FirstChar=65, LastChar=66, Widths=Array([700, 650])))
    assert (font.width(65), font.width(66), font.width(67)) == pytest.approx((0.7, 0.65, 0.5))
    assert (font.name, font.subset, font.embedded) == ("Ferry", True, False)
    assert list(font.codes(b"AB")) == [65, 66]


@pytest.mark.parametrize("key", ["FontFile", "FontFile2", "FontFile3"])
def test_a_font_is_embedded_when_its_file_is_there(key, pdf):
    assert read_font(simple(FontDescriptor=Dictionary({f"/{key}": pdf.make_stream(b"")}))).embedded
    assert not read_font(simple(FontDescriptor=Dictionary({f"/{key}": Name.Nothing}))).embedded


def test_a_simple_font_lacks_what_its_encoding_leaves_out():
    encoding = Dictionary(Differences=Array([65, Name("/A"), Name("/.notdef"), 97, Name("/.notdef")]))
    assert read_font(simple(Encoding=encoding)).missing == {66, 97}


def test_a_wide_font_has_both_kinds_of_widths(pdf):
    made = add_font(pdf)
    made.DescendantFonts[0].W = Array([1, Array([300, 400]), 10, 12, 600])
    font = read_font(made)
    assert [font.width(code) for code in (1, 2, 3, 10, 12, 13)] == pytest.approx([0.3, 0.4, 0.5, 0.6, 0.6, 0.5])


def test_a_wide_font_lacks_the_codes_that_lead_to_its_first_sign(pdf):
    made = add_font(pdf)
    made.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\0\0\0\1\0\0\0\2")
    assert read_font(made).missing == {0, 2}


def test_a_wide_font_with_a_table_of_its_own_is_not_said_to_lack_anything(pdf):
    made = add_font(pdf)
    made.Encoding = Name("/UniGB-UCS2-H")
    assert read_font(made).missing == frozenset()
