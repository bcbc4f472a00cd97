"""The report is one sound HTML file with the pictures that belong to its findings."""

from base64 import b64decode
from io import BytesIO

from bad_pdfs import BAD, crop_mark, each_page, printer
from lxml import html
from PIL import Image
from sound_pdf import HEIGHT, MM, SLUG, WIDTH, save, sound_pdf

from publisher.prepress.proof import proof
from publisher.prepress.report import report_html


def report(tmp_path, *codes, name="generic-x4"):
    with sound_pdf() as pdf:
        for code in codes:
            BAD[code].spoil(pdf)
        file = save(pdf, tmp_path / "ferry.pdf")
    return report_html(proof(file, printer(name)), file)


def test_the_report_names_every_finding_with_pages_and_remedy(tmp_path):
    page = html.fromstring(report(tmp_path, "P28", "P24"))
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.iterfind(".//tbody/tr")]
    assert [row[:3] for row in rows] == [
        ['Error P24: the font "Ferry" is not embedded', "1–8", "embed all fonts"],
        ["Error P28: an area in RGB", "3", rows[1][2]],
    ]


def test_only_pages_in_question_are_shown_and_each_picture_is_described(tmp_path):
    page = html.fromstring(report(tmp_path, "P28"))
    (image,) = page.iterfind(".//img")
    assert image.get("alt") == "Page 3, with what was found on it in the list that follows."
    assert [each.text for each in page.iterfind(".//h3")] == ["Page 3"]


def test_the_ring_stands_around_the_place(tmp_path):
    page = html.fromstring(report(tmp_path, "P28"))
    picture = Image.open(BytesIO(b64decode(page.find(".//img").get("src").partition(",")[2]))).convert("RGB")
    scale = picture.width / (WIDTH + 2 * SLUG)
    red = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if picture.getpixel((x, y))[0] > 150 and picture.getpixel((x, y))[1] < 20
    ]
    left, right = min(x for x, _ in red), max(x for x, _ in red)
    assert abs(left - (SLUG + 30 * MM) * scale) < 6
    assert abs(right - (SLUG + 50 * MM) * scale) < 6


def test_the_report_says_its_language_title_and_headings(tmp_path):
    data = report(tmp_path, "P28")
    page = html.fromstring(data)
    assert data.startswith(b"<!DOCTYPE html>")
    assert page.get("lang") == "en"
    assert page.findtext(".//title") == page.findtext(".//h1") == "Proof of ferry.pdf for PDF/X-4, any printer"
    assert [each.get("scope") for each in page.iterfind(".//thead//th")] == ["col"] * 4


def test_a_sound_file_has_a_report_without_tables(tmp_path):
    page = html.fromstring(report(tmp_path))
    assert page.find(".//table") is None
    assert "Nothing was found." in page.text_content()


def test_the_same_file_has_the_same_report(tmp_path):
    assert report(tmp_path, "P28") == report(tmp_path, "P28")


def test_words_from_a_file_are_never_markup(tmp_path):
    with sound_pdf() as pdf:
        BAD["P24"].spoil(pdf)
        from pikepdf import Name

        pdf.pages[0].Resources.Font.F1.DescendantFonts[0].BaseFont = Name("/<script>alert(1)</script>")
        file = save(pdf, tmp_path / "ferry.pdf")
    assert b"<script>" not in report_html(proof(file, printer("generic-x4")), file)


def test_a_file_that_cannot_be_read_has_a_report(tmp_path):
    file = tmp_path / "junk.pdf"
    file.write_bytes(b"junk")
    assert b"P10" in report_html(proof(file, printer("generic-x4")), file)


def test_marks_outside_the_trim_are_shown_too(tmp_path):
    with sound_pdf() as pdf:
        each_page(crop_mark, slice(1))(pdf)
        file = save(pdf, tmp_path / "ferry.pdf")
    made = proof(file, printer("ingramspark"))
    (finding,) = (each for each in made.findings if each.code == "P42")
    assert finding.place
    assert finding.place.left < 0
    assert HEIGHT / MM - finding.place.top < 1
    assert b"P42" in report_html(made, file)
