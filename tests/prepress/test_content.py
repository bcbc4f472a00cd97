"""Content streams are followed as a press would: what is painted, where, in which colour, and how large."""

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from pypdfium2 import PdfDocument
from sound_pdf import WORDS, add_font, save, signs, sound_pdf

from publisher.prepress.content import Shop, paint
from publisher.prepress.paint import Colour, Mark


def painted(content, **resources):
    """What a page with that content shows."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(200, 300))
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(content)
    page.Resources = Dictionary(
        {f"/{kind}": things(pdf) if callable(things) else things for kind, things in resources.items()}
    )
    return paint(page, Shop())


def marks(content, **resources) -> list[Mark]:
    return painted(content, **resources).marks


def only(content, **resources) -> Mark:
    (mark,) = marks(content, **resources)
    return mark


def edges(mark: Mark) -> tuple[float, ...]:
    return tuple(round(side, 2) for side in (mark.rect.left, mark.rect.bottom, mark.rect.right, mark.rect.top))


def fonts(pdf):
    return Dictionary(F1=add_font(pdf))


SPACES = Dictionary(
    Spot=Array([Name.Separation, Name("/PANTONE 185 C"), Name.DeviceCMYK, Dictionary()]),
    Two=Array([Name.DeviceN, Array([Name.Cyan, Name("/Gold")]), Name.DeviceCMYK, Dictionary()]),
    Index=Array([Name.Indexed, Name.DeviceCMYK, 1, String(b"\0\0\0\xff\xff\0\0\0")]),
    Cal=Array([Name.CalRGB, Dictionary(WhitePoint=Array([1, 1, 1]))]),
)
COLOURS = [
    (b"0.5 g", Colour("gray", (0.5,))),
    (b"1 0 0 rg", Colour("rgb", (1.0, 0.0, 0.0))),
    (b"0 0 0 1 k", Colour("cmyk", (0.0, 0.0, 0.0, 1.0))),
    (b"1 0 0 RG 0 g", Colour("gray", (0.0,))),
    (b"/DeviceCMYK cs", Colour("cmyk", (0.0, 0.0, 0.0, 1.0))),
    (b"/Spot cs 0.3 scn", Colour("spot", (0.3,), ("PANTONE 185 C",))),
    (b"/Spot cs", Colour("spot", (1.0,), ("PANTONE 185 C",))),
    (b"/Two cs 1 0.5 scn", Colour("spot", (1.0, 0.5), ("Cyan", "Gold"))),
    (b"/Index cs 1 sc", Colour("cmyk", (1.0, 0.0, 0.0, 0.0))),
    (b"/Cal cs 1 0 0 sc", Colour("icc-rgb", (1.0, 0.0, 0.0))),
    (b"q 1 0 0 rg Q", Colour("gray", (0.0,))),
    (b"/Nowhere cs 0 sc", Colour("unknown", (0.0,))),
]


@pytest.mark.parametrize(("setting", "colour"), COLOURS)
def test_a_colour_is_what_the_content_last_asked_for(setting, colour):
    assert only(setting + b" 0 0 10 10 re f", ColorSpace=SPACES).colour == colour


PLACES = [
    (b"10 20 30 40 re f", (10, 20, 40, 60)),
    (b"1 0 0 1 100 50 cm 10 20 30 40 re f", (110, 70, 140, 110)),
    (b"2 0 0 2 0 0 cm 1 0 0 1 10 10 cm 0 0 5 5 re f", (20, 20, 30, 30)),
    (b"1 0 0 1 10 10 cm 2 0 0 2 0 0 cm 0 0 5 5 re f", (10, 10, 20, 20)),
    (b"0 1 -1 0 100 0 cm 10 20 30 40 re f", (40, 10, 80, 40)),
    (b"0 0 20 20 re W n 10 10 50 50 re f", (10, 10, 20, 20)),
    (b"10 10 m 20 30 l 5 15 l f", (5, 10, 20, 30)),
    (b"4 w 10 10 m 50 10 l S", (8, 8, 52, 12)),
]


@pytest.mark.parametrize(("content", "box"), PLACES)
def test_a_mark_stands_where_the_matrix_puts_it(content, box):
    assert edges(only(content)) == box


def test_what_is_clipped_away_is_not_there():
    assert marks(b"0 0 20 20 re W n 30 30 50 50 re f") == []


def test_a_line_is_as_thick_as_the_matrix_makes_it():
    assert only(b"0.5 0 0 0.5 0 0 cm 2 w 0 0 m 50 0 l S").size == pytest.approx(1.0)


def test_a_thin_rectangle_has_the_thickness_of_a_line_and_a_shape_has_none():
    assert only(b"0 0 100 0.3 re f").size == pytest.approx(0.3)
    assert only(b"0 0 m 100 0 l 100 0.3 l 0 0.3 l f").size == 0


def test_text_begins_and_ends_with_its_signs():
    """Spaces at the ends take no room."""
    words, spaced = signs("ferry").hex().encode(), signs(" ferry ").hex().encode()
    plain = only(b"BT /F1 10 Tf 20 30 Td <" + words + b"> Tj ET", Font=fonts)
    padded = only(b"BT /F1 10 Tf 20 30 Td <" + spaced + b"> Tj ET", Font=fonts)
    assert plain.rect.left == 20
    assert padded.rect.width == pytest.approx(plain.rect.width)
    assert padded.rect.left > 22
    assert plain.size == 10


def test_text_is_as_wide_as_another_program_finds_it(tmp_path):
    """PDFium's box around the signs of the first line, from their own widths."""
    file = save(sound_pdf(pages=1), tmp_path / "ferry.pdf")
    with Pdf.open(file) as pdf:
        first, *_ = (mark for mark in paint(pdf.pages[0], Shop()).marks if mark.kind == "text")
    with PdfDocument(file) as seen:
        text = seen[0].get_textpage()
        boxes = [text.get_charbox(at, loose=True) for at in range(len(WORDS))]
    assert first.rect.left == pytest.approx(boxes[0][0], abs=0.01)
    assert first.rect.right == pytest.approx(boxes[-1][2], abs=0.05)


def test_spaces_alone_are_no_text():
    assert marks(b"BT /F1 10 Tf 20 30 Td <" + signs("   ").hex().encode() + b"> Tj ET", Font=fonts) == []


def test_text_goes_on_where_it_stopped_and_lines_go_down():
    word = b"<" + signs("ferry").hex().encode() + b">"
    content = b"BT /F1 10 Tf 14 TL 20 100 Td " + word + b" Tj [-500 " + word + b"] TJ T* " + word + b" ' ET"
    first, second, third = marks(content, Font=fonts)
    assert second.rect.left == pytest.approx(first.rect.right + 5)
    assert (third.rect.left, round(first.rect.top - third.rect.top, 3)) == (20, 28)


def test_text_is_as_large_as_matrix_and_size_make_it():
    content = b"2 0 0 2 0 0 cm BT /F1 1 Tf 6 0 0 6 10 10 Tm <" + signs("ferry").hex().encode() + b"> Tj ET"
    assert only(content, Font=fonts).size == pytest.approx(12)


def test_text_that_is_only_there_to_be_searched_is_not_seen():
    content = b"BT 3 Tr /F1 10 Tf 10 10 Td <" + signs("ferry").hex().encode() + b"> Tj ET"
    assert only(content, Font=fonts).visible is False


def test_a_form_is_followed_with_its_own_matrix_and_fonts():
    def forms(pdf):
        made = pdf.make_stream(b"0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 8, 8]))
        made.Matrix = Array([2, 0, 0, 2, 5, 5])
        return Dictionary(Fm=made)

    assert edges(only(b"1 0 0 1 100 100 cm 1 0 0 rg /Fm Do", XObject=forms)) == (105, 105, 121, 121)


def test_an_image_has_pixels_for_the_inch_at_which_it_is_placed():
    def images(pdf):
        made = pdf.make_stream(b"\0" * 20000, Type=Name.XObject, Subtype=Name.Image, Width=200, Height=100)
        made.ColorSpace, made.BitsPerComponent = Name.DeviceGray, 8
        return Dictionary(Im=made)

    mark = only(b"144 0 0 36 10 10 cm /Im Do", XObject=images)
    assert mark.picture
    assert mark.picture.ppi == pytest.approx(100)


def test_opacity_ends_with_the_state_that_has_it():
    states = Dictionary(G=Dictionary(ca=0.5, BM=Name.Multiply), N=Dictionary(ca=1, BM=Name.Normal))
    found = painted(b"q /G gs 0 0 9 9 re f Q 0 0 9 9 re f /G gs /N gs 0 0 9 9 re f", ExtGState=states)
    assert sorted(words for words, _ in found.soft) == ["blend mode Multiply", "opacity 0.5"]


@pytest.mark.parametrize("content", [b"(", b"1 0 0 cm", b"/Im Do", b"BT /F9 10 Tf (a) Tj ET", b"Q Q Q", b"\xff\xfe\0"])
def test_content_that_is_wrong_is_told_or_passed_over(content):
    assert isinstance(painted(content).problems, list)


BLACKS = [
    (Colour("rgb", (0, 0, 0)), True),
    (Colour("rgb", (0.2, 0.2, 0.2)), True),
    (Colour("rgb", (0.5, 0.5, 0.5)), False),
    (Colour("rgb", (0.2, 0, 0)), False),
    (Colour("cmyk", (0, 0, 0, 1)), False),
    (Colour("cmyk", (0.6, 0.4, 0.4, 1)), True),
    (Colour("cmyk", (0.9, 0.9, 0.9, 0.2)), True),
    (Colour("cmyk", (1, 0.9, 0.1, 0)), False),
    (Colour("gray", (0,)), False),
]


@pytest.mark.parametrize(("colour", "mixed"), BLACKS)
def test_a_black_is_mixed_when_it_needs_more_than_black_ink(colour, mixed):
    assert colour.mixed_black is mixed


def test_ink_is_the_sum_of_all_colours():
    assert Colour("cmyk", (0.6, 0.4, 0.4, 1)).coverage == pytest.approx(240)
    assert Colour("gray", (0.25,)).coverage == pytest.approx(75)
    assert Colour("rgb", (0, 0, 0)).coverage == 0


def _tile(pdf, paint_type, content):
    made = pdf.make_stream(content, PatternType=1, PaintType=paint_type, TilingType=1, BBox=Array([0, 0, 4, 4]))
    made.XStep = made.YStep = 4
    made.Resources = Dictionary()
    return made


PATTERNS = [
    ("a tile of a colour", lambda pdf: _tile(pdf, 1, b"0 g 0 0 2 2 re f 1 0 0 rg 2 2 2 2 re f"), "rgb"),
    ("a tile of black", lambda pdf: _tile(pdf, 1, b"0 g 0 0 2 2 re f"), "gray"),
    ("a tile without a colour of its own", lambda pdf: _tile(pdf, 2, b"0 0 2 2 re f"), "unknown"),
    (
        "a shading",
        lambda pdf: Dictionary(PatternType=2, Shading=Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK)),
        "cmyk",
    ),
]


@pytest.mark.parametrize(("make", "kind"), [row[1:] for row in PATTERNS], ids=[row[0] for row in PATTERNS])
def test_a_pattern_has_the_colour_of_what_it_paints(make, kind):
    content = b"/Pattern cs /P1 scn 0 0 50 50 re f"
    assert only(content, Pattern=lambda pdf: Dictionary(P1=make(pdf))).colour.kind == kind


def test_a_pattern_that_is_not_there_has_no_known_colour():
    assert only(b"/Pattern cs /P1 scn 0 0 50 50 re f").colour.kind == "unknown"


def test_a_state_sets_the_thickness_of_lines():
    assert only(b"/G gs 0 0 m 50 0 l S", ExtGState=Dictionary(G=Dictionary(LW=3))).size == pytest.approx(3)
