"""The proof agrees with programs that nobody here wrote: poppler, Ghostscript and qpdf, where they are installed."""

import re
import shutil
import subprocess
from io import BytesIO

import pytest
from bad_pdfs import BAD, printer
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image
from sound_pdf import save, sound_pdf

from publisher.prepress.content import Shop, paint
from publisher.prepress.page import MM, read_boxes
from publisher.prepress.proof import proof
from publisher.prepress.ready import make_ready
from tests.prepress.more_bad_pdfs import MORE

STANDARD = (
    "pdf/x-1a:2003"  # without a colour profile: that of the sound PDF has a head alone, which poppler tries to use
)


def program(*words) -> str:
    """What a program prints."""
    if not shutil.which(words[0]):
        pytest.skip(f"{words[0]} is not installed: scripts/test-tools.sh installs it")
    run = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    return run.stdout


@pytest.fixture
def spoilt(tmp_path):
    """Makes a PDF that is wrong in several ways."""

    def make(*bads):
        with sound_pdf(STANDARD) as pdf:
            for bad in bads:
                bad.spoil(pdf)
            return save(pdf, tmp_path / "ferry.pdf", STANDARD)

    return make


def codes(file) -> set[str]:
    return {finding.code for finding in proof(file, printer("generic-x1a")).findings}


def test_qpdf_finds_the_sound_file_sound(spoilt):
    assert "No syntax or stream encoding errors found" in program("qpdf", "--check", spoilt())


def test_poppler_measures_the_same_boxes(spoilt):
    file = spoilt()
    said = dict(re.findall(r"^Page +1 (\w+Box): +([\d. -]+)$", program("pdfinfo", "-box", "-l", "1", file), re.M))
    with Pdf.open(file) as pdf:
        boxes = read_boxes(pdf.pages[0])
    for name, box in (("MediaBox", boxes.media), ("BleedBox", boxes.bleed), ("TrimBox", boxes.trim)):
        assert box
        assert [float(side) for side in said[name].split()] == pytest.approx(
            [box.left, box.bottom, box.right, box.top], abs=0.01
        )
    assert boxes.trim
    assert boxes.trim.width / MM == pytest.approx(100)


@pytest.mark.parametrize(("code", "embedded"), [("P24", "no"), ("P25", "yes")])
def test_poppler_says_the_same_of_fonts(code, embedded, spoilt):
    file = spoilt(BAD[code])
    rows = program("pdffonts", file).splitlines()[2:]
    kept, subset = rows[0].split()[-5:-3]
    assert (kept == embedded, codes(file)) == (True, {code})
    assert (subset == "no") == (code == "P25")


@pytest.mark.parametrize("bad", [BAD["P32"], MORE["a picture in RGB"][1]], ids=["gray", "RGB"])
def test_poppler_counts_the_same_pixels_to_the_inch_in_the_same_space(bad, spoilt):
    file = spoilt(bad)
    rows = [row.split() for row in program("pdfimages", "-list", file).splitlines()[2:]]
    said = {(int(row[3]), int(row[4]), row[5], int(row[12])) for row in rows}
    with Pdf.open(file) as pdf:
        marks = [mark for page in pdf.pages for mark in paint(page, Shop()).marks]
    found = {
        (mark.picture.width, mark.picture.height, mark.colour.kind, round(mark.picture.ppi))
        for mark in marks
        if mark.picture
    }
    assert said == found
    assert len(said) == 2


@pytest.mark.parametrize(
    ("bad", "inks"),
    [(None, (False, True)), (BAD["P29"], (True, True)), (MORE["black of four inks"][1], (True, True))],
    ids=["black", "RGB black", "four-colour black"],
)
def test_ghostscript_sees_colour_where_the_proof_does(bad, inks, spoilt):
    """Cyan, magenta and yellow are on the third page exactly when the proof finds black text of other inks."""
    file = spoilt(*([bad] if bad else []))
    rows = [line.split() for line in program("gs", "-q", "-o", "-", "-sDEVICE=inkcov", file).splitlines()]
    cyan, magenta, yellow, black = (float(share) > 0 for share in rows[2][:4])
    assert (cyan or magenta or yellow, black) == inks
    assert ("P29" in codes(file)) == inks[0]


INKS = (128, 64, 32, 255)
STORED = [("plain", None), ("plain", [1, 0] * 4), ("jpeg", None), ("jpeg", [1, 0] * 4)]


def _image(pdf, kind, decode):
    """An image of equal pixels in CMYK, as bytes or as a JPEG, its values turned or not."""
    facts = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 16, "Height": 16, "BitsPerComponent": 8}
    if kind == "plain":
        made = pdf.make_stream(bytes(INKS) * 256, ColorSpace=Name.DeviceCMYK, **facts)
    else:
        data = BytesIO()
        Image.new("CMYK", (16, 16), INKS).save(data, "JPEG", quality=95)
        made = pdf.make_stream(b"", ColorSpace=Name.DeviceCMYK, **facts)
        made.write(data.getvalue(), filter=Name.DCTDecode)
    if decode:
        made.Decode = Array(decode)
    return made


@pytest.mark.parametrize(("kind", "decode"), STORED)
def test_ghostscript_measures_the_same_ink_in_a_picture(kind, decode, tmp_path):
    """The picture fills all of a page of one inch, so that the share of each ink is that of the picture."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(72, 72))
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im=_image(pdf, kind, decode)))
        pdf.pages[0].Contents = pdf.make_stream(b"72 0 0 72 0 0 cm /Im Do")
        pdf.save(tmp_path / "ink.pdf")
    with Pdf.open(tmp_path / "ink.pdf") as pdf:
        (mark,) = paint(pdf.pages[0], Shop()).marks
    data = program("gs", "-q", "-o", "-", "-sDEVICE=ink_cov", tmp_path / "ink.pdf")
    measured = sum(float(share) for share in data.split()[:4])
    assert mark.picture
    assert mark.picture.coverage == pytest.approx(measured, abs=3)


def test_ghostscript_sees_black_ink_alone_in_a_file_made_ready(spoilt, tmp_path):
    target = tmp_path / "ready.pdf"
    target.write_bytes(make_ready(spoilt(BAD["P29"]), printer("generic-x1a")).pdf)
    rows = [line.split() for line in program("gs", "-q", "-o", "-", "-sDEVICE=inkcov", target).splitlines()]
    assert [row[:3] for row in rows] == [["0.00000"] * 3] * 8
    assert all(float(row[3]) > 0 for row in rows)
    assert "No syntax or stream encoding errors found" in program("qpdf", "--check", target)
