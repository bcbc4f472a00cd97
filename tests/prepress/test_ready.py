"""A PDF made ready: black ink for black, CMYK for colours, nothing for the screen; the words and places stay."""

import pytest
from bad_pdfs import BAD, RED, image, paint, placed, printer
from pikepdf import Array, Dictionary, Name, Pdf, String
from pypdfium2 import PdfDocument
from sound_pdf import save, sound_pdf, text

from publisher.prepress.proof import proof
from publisher.prepress.ready import make_ready
from publisher.prepress.ready.repaint import Repainter, cmyk

REPAINTED = [
    (b"0 0 0 rg", "0 g"),
    (b"1 1 1 RG", "1 G"),
    (b"0.2 0.2 0.2 rg", "0.2 g"),
    (b"0.5 0.505 0.5 rg", "0.5017 g"),
    (b"1 0 0 rg", "0 1 1 0 k"),
    (b"0 0 0.5 RG", "1 1 0 0.5 K"),
    (b"/DeviceRGB cs 0 0 0 scn", "/DeviceRGB cs\n0 g"),
    (b"/DeviceRGB CS 1 0 0 SC", "/DeviceRGB CS\n0 1 1 0 K"),
    (b"/Named cs 0 0 0 sc", "/Named cs\n0 g"),
    (b"/Table cs 1 sc", "/Table cs\n0 1 1 0 k"),
    (b"/DeviceRGB cs q 0 0 0 scn Q", "/DeviceRGB cs\nq\n0 g\nQ"),
    # What is no RGB stays as it is.
    (b"0 0 0 1 k", "0 0 0 1 k"),
    (b"/DeviceCMYK cs 0 0 0 scn", "/DeviceCMYK cs\n0 0 0 scn"),
    (b"/DeviceRGB cs 0 g 0 0 0 scn", "/DeviceRGB cs\n0 g\n0 0 0 scn"),
    (b"q /DeviceRGB cs Q 0 0 0 scn", "q\n/DeviceRGB cs\nQ\n0 0 0 scn"),
    (b"/DeviceRGB cs /P1 scn", "/DeviceRGB cs\n/P1 scn"),
]


@pytest.mark.parametrize(("before", "after"), REPAINTED)
def test_a_colour_of_rgb_is_set_in_gray_or_cmyk(before, after):
    pdf = Pdf.new()
    stream = pdf.make_stream(before)
    table = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\xff\0\0")])
    profile = Array([Name.ICCBased, pdf.make_stream(b"", N=3)])
    spaces = Dictionary(ColorSpace=Dictionary(Named=profile, Table=table))
    Repainter(grey=True, colour=True, limit=300).repaint(stream, spaces)
    assert stream.read_bytes().decode().split() == after.split()


@pytest.mark.parametrize("values", [(1, 0, 0), (0.1, 0.1, 0.5), (0, 0, 0.2), (0.3, 0.9, 0.2), (0, 0, 0)])
@pytest.mark.parametrize("limit", [240, 300])
def test_a_colour_never_needs_more_ink_than_the_limit(values, limit):
    inks = cmyk(values, limit)
    assert sum(inks) * 100 <= limit + 0.01
    assert all(0 <= ink <= 1 for ink in inks)


def ready(tmp_path, *spoils, name="generic-x1a", standard="pdf/x-4"):
    """What a sound PDF, spoilt, becomes; the findings of its making, and of its proof."""
    with sound_pdf(standard) as pdf:
        for spoil in spoils:
            spoil(pdf)
        file = save(pdf, tmp_path / "ferry.pdf", standard)
    made = make_ready(file, printer(name))
    target = tmp_path / "ready.pdf"
    target.write_bytes(made.pdf)
    return file, target, made.findings, proof(target, printer(name)).findings


@pytest.mark.parametrize("name", ["generic-x1a", "cpi", "office"])
@pytest.mark.parametrize("standard", ["pdf/x-4", "pdf"])
def test_a_file_for_one_printer_becomes_one_for_another(name, standard, tmp_path):
    *_, told, left = ready(tmp_path, name=name, standard=standard)
    assert told == ()
    assert {finding.code for finding in left} <= {"P22", "P40", "P41", "P42"}  # what no repainting can change


def test_black_text_of_rgb_is_black_ink_then(tmp_path):
    _, target, told, left = ready(tmp_path, BAD["P29"].spoil)
    assert (told, left) == ((), ())
    with Pdf.open(target) as pdf:
        assert b" rg" not in pdf.pages[2].Contents.read_bytes()


def test_a_colour_becomes_cmyk_and_is_told(tmp_path):
    *_, told, left = ready(tmp_path, BAD["P28"].spoil)
    assert [(finding.code, finding.message) for finding in told] == [
        ("P48", "the colour RGB 1 0 0 became CMYK 0 1 1 0")
    ]
    assert left == ()


def test_words_and_places_stay(tmp_path):
    file, target, *_ = ready(tmp_path, BAD["P29"].spoil, BAD["P28"].spoil)
    with PdfDocument(file) as before, PdfDocument(target) as after:
        assert [page.get_textpage().get_text_bounded() for page in before] == [
            page.get_textpage().get_text_bounded() for page in after
        ]
        assert [page.get_size() for page in before] == [page.get_size() for page in after]


def test_a_gray_picture_in_rgb_becomes_gray_and_a_coloured_one_stays(tmp_path):
    gray = paint(placed("Im2", 6.35), XObject=image(75, Name.DeviceRGB, b"\x80\x80\x80"))
    red = paint(placed("Im2", 6.35), XObject=image(75, Name.DeviceRGB, b"\x80\0\0"))
    _, target, _, left = ready(tmp_path, gray)
    assert left == ()
    with Pdf.open(target) as pdf:
        made = pdf.pages[2].Resources.XObject.Im2
        assert (made.ColorSpace, made.read_bytes()) == (Name.DeviceGray, b"\x80" * 75 * 75)
    *_, left = ready(tmp_path, red)
    assert [finding.message for finding in left] == ["an image in RGB"]


def test_links_bookmarks_and_scripts_go_where_they_are_forbidden(tmp_path):
    *_, left = ready(tmp_path, BAD["P37"].spoil, BAD["P38"].spoil, BAD["P39"].spoil)
    assert left == ()


def test_links_stay_where_they_are_allowed(tmp_path):
    _, target, _, _ = ready(tmp_path, BAD["P37"].spoil, name="office")
    with Pdf.open(target) as pdf:
        assert "/Annots" in pdf.pages[0].obj


def _form(**state):
    """A form that is a transparency group, with a graphics state."""

    def spoil(pdf):
        made = pdf.make_stream(b"/G1 gs 0 g " + RED + b"f", Type=Name.XObject, Subtype=Name.Form)
        made.BBox = Array([0, 0, 400, 500])
        made.Group = Dictionary(S=Name.Transparency)
        made.Resources = Dictionary(ExtGState=Dictionary(G1=Dictionary(**state)))
        paint(b"/Fm1 Do", XObject={"/Fm1": made})(pdf)

    return spoil


def test_a_group_that_hides_nothing_is_no_group_then(tmp_path):
    *_, left = ready(tmp_path, _form(ca=1, BM=Name.Normal))
    assert left == ()


def test_real_transparency_stays_and_is_told(tmp_path):
    *_, left = ready(tmp_path, _form(ca=0.5))
    assert {finding.code for finding in left} == {"P31"}


@pytest.mark.parametrize(("name", "version"), [("generic-x1a", "1.4"), ("ingramspark", "1.3")])
def test_the_file_says_what_it_is(name, version, tmp_path):
    _, target, _, left = ready(tmp_path, name=name)
    assert not {finding.code for finding in left} & {"P12", "P13", "P14", "P15", "P16", "P17", "P18"}
    with Pdf.open(target) as pdf:
        assert pdf.pdf_version == version


def test_a_form_is_repainted_once_for_all_pages(tmp_path):
    def spoil(pdf):
        made = pdf.make_stream(b"0 0 0 rg " + text(20, 90), Type=Name.XObject, Subtype=Name.Form)
        made.BBox = Array([0, 0, 400, 500])
        made.Resources = pdf.pages[0].Resources
        for page in (1, 2, 3):
            paint(b"/Fm1 Do", page, XObject={"/Fm1": made})(pdf)

    *_, left = ready(tmp_path, spoil)
    assert left == ()


def test_the_same_file_gives_the_same_bytes(tmp_path):
    file, target, *_ = ready(tmp_path, BAD["P28"].spoil)
    assert make_ready(file, printer("generic-x1a")).pdf == target.read_bytes()
