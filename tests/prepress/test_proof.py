"""Each rule of the proof catches the PDF that breaks it, and only that rule does."""

import pytest
from bad_pdfs import BAD, findings, nothing, printer
from bad_pdfs import Bad as BadPdf
from sound_pdf import save, sound_pdf

from publisher.codes import CODES
from publisher.diagnostics import Severity
from publisher.prepress.finding import Finding, Place, grouped, ranges
from publisher.prepress.proof import proof
from publisher.prepress.rules import FILE_RULES, MILD, PAGE_RULES
from tests.prepress.more_bad_pdfs import MORE


@pytest.mark.parametrize("standard", ["generic-x4", "generic-x1a"])
def test_a_sound_pdf_has_no_findings(standard, tmp_path):
    assert findings(BadPdf(nothing, standard), tmp_path) == ()


TOLD = {
    "P10": (0, "the file cannot be read as a PDF: unable to find trailer dictionary while recovering damaged file"),
    "P11": (0, "the file is encrypted"),
    "P12": (0, "the file is PDF 1.7, and PDF/X-4 allows 1.6 at most"),
    "P13": (0, "the file says that it is PDF/X-3:2003"),
    "P14": (0, "the file has 2 output intents for PDF/X, and one is wanted"),
    "P15": (0, "the file does not say whether it is trapped"),
    "P16": (0, "the file has no id"),
    "P17": (0, "the file has no date of change"),
    "P18": (0, 'the title is "The steamer" in the information and "The ferry" in the XMP metadata'),
    "P19": (1, "the page has both a trim box and an art box"),
    "P20": (1, "the bleed box goes over the crop box"),
    "P21": (4, "the page has 98.0 × 150.0 mm, and most have 100.0 × 150.0 mm"),
    "P22": (1, "the bleed is 1.0 mm and not 3.0 mm on the outside, 1.0 mm and not 3.0 mm on the inside"),
    "P23": (1, "the media box begins at -9, -9 and not at 0, 0"),
    "P24": (1, 'the font "Ferry" is not embedded'),
    "P25": (1, 'the font "Ferry" is embedded whole'),
    "P26": (3, 'the font "Stamp" is made of drawings (Type 3)'),
    "P27": (3, 'the font "Ferry" lacks a sign that is printed'),
    "P28": (3, "an area in RGB"),
    "P29": (3, "black text made of RGB 0 0 0"),
    "P30": (3, "an area has 400 % of ink, and 300 % is the limit"),
    "P31": (3, "the page is transparent: opacity 0.5"),
    "P32": (3, "an image of 72 pixels to the inch, and at least 200 are wanted"),
    "P33": (3, "an image of 2000 pixels to the inch, and no more than 1200 are wanted"),
    "P34": (3, "a line of 0.1 pt, and 0.25 pt is the least"),
    "P35": (3, "text stands in the 12.0 mm at the bind side"),
    "P36": (3, "type of 3 pt, and 5 pt is the least"),
    "P37": (1, "the page has links"),
    "P38": (0, "the file has bookmarks"),
    "P39": (0, "the file has scripts"),
    "P40": (0, "the book has 8 pages, and the least is 24"),
    "P41": (0, "the book has 7 pages, which is no multiple of 2"),
    "P42": (1, "the crop marks begin 1.0 mm from the trim, and 3.0 mm are wanted"),
    "P43": (0, "the file has 2 MB, and the most is 1 MB"),
    "P44": (3, "the page uses a transfer curve"),
    "P45": (3, "an area of 2 % of black, and 3 % is the least"),
    "P46": (6, "3 blank pages follow one another, and 2 may"),
    "P47": (0, "the page is 100.0 mm wide, and the printer cuts from 101.6 to 215.9 mm"),
}
"""What is said of each bad PDF: the first page on which it is found, 0 for the file as a whole, and the message."""


@pytest.mark.parametrize("code", TOLD)
def test_a_bad_pdf_is_caught_by_its_rule_alone(code, tmp_path):
    found = findings(BAD[code], tmp_path)
    assert {finding.code for finding in found} == {code}, found
    assert (found[0].page, found[0].message) == TOLD[code]
    assert all((finding.severity is Severity.WARNING) == (code in MILD) for finding in found)


@pytest.mark.parametrize("name", MORE)
def test_every_other_way_of_being_wrong_is_caught_by_one_rule(name, tmp_path):
    code, bad = MORE[name]
    found = findings(bad, tmp_path)
    assert {finding.code for finding in found} == {code}, found


def test_every_rule_has_a_bad_pdf():
    ruled = {code for codes in [*FILE_RULES, *PAGE_RULES] for code in codes.split(", ")}
    assert ruled | {"P10", "P11"} == set(BAD) == set(TOLD)
    assert {code for code in CODES if "P10" <= code <= "P99"} == {*BAD, "P48", "P49"}  # of the making, not of the proof


def test_a_place_is_measured_from_the_corner_of_the_trim(tmp_path):
    """The area stands 30 mm from the left, its top 70 mm from the foot of a page of 150 mm."""
    (finding,) = findings(BAD["P28"], tmp_path)
    assert finding.page == 3
    assert finding.place == Place(30.0, 80.0, 20.0, 10.0)


def test_a_finding_names_the_words_concerned(tmp_path):
    (finding,) = findings(BAD["P29"], tmp_path)
    assert finding.subject == "The ferry leaves at noon."


def test_a_finding_names_the_picture_concerned(tmp_path):
    (finding,) = findings(BAD["P32"], tmp_path)
    assert finding.subject == "Im2"


def test_words_are_found_where_the_page_does_not_begin_at_zero(tmp_path):
    def spoil(pdf):
        BAD["P29"].spoil(pdf)
        BAD["P23"].spoil(pdf)

    found = {finding.code: finding for finding in findings(BadPdf(spoil), tmp_path) if finding.page == 3}
    assert found["P29"].subject == "The ferry leaves at noon."


def test_a_printer_can_take_a_finding_otherwise(tmp_path):
    graded = {"P28": "warning", "P34": "off"}
    found = findings(BadPdf(BAD["P28"].spoil, groups={"grades": graded}), tmp_path)
    assert [finding.severity for finding in found] == [Severity.WARNING]
    assert findings(BadPdf(BAD["P34"].spoil, groups={"grades": graded}), tmp_path) == ()


def test_a_printer_who_saysnothing_finds_only_what_is_wrong_everywhere(tmp_path):
    silent = dict.fromkeys(
        ("form", "colour", "ink", "bleed", "marks", "safe", "gutter", "pages", "pictures", "lines", "lettering"), None
    )
    for code in ("P28", "P30", "P32", "P34", "P35", "P36"):
        assert findings(BadPdf(BAD[code].spoil, groups=silent), tmp_path) == (), code
    assert {finding.code for finding in findings(BadPdf(BAD["P24"].spoil, groups=silent), tmp_path)} == {"P24"}


@pytest.mark.parametrize(
    "data", [b"", b"no PDF at all", b"%PDF-1.7\n" + b"\0" * 4000, b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n"]
)
def test_what_is_no_pdf_is_an_error_and_no_crash(data, tmp_path):
    file = tmp_path / "junk.pdf"
    file.write_bytes(data)
    made = proof(file, printer("generic-x4"))
    assert ([finding.code for finding in made.findings], made.sound, made.pages) == (["P10"], False, 0)


def test_a_file_locked_with_a_password_is_an_error(tmp_path):
    from pikepdf import Encryption

    file = tmp_path / "locked.pdf"
    with sound_pdf() as pdf:
        pdf.save(file, encryption=Encryption(owner="a", user="b", R=4))
    assert [finding.code for finding in proof(file, printer("generic-x4")).findings] == ["P11"]


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_never_stops_the_proof(seed, tmp_path):
    """Bytes of a sound file are changed at random places: there are findings or none, but no exception."""
    from random import Random

    dice = Random(seed)
    file = save(sound_pdf(pages=2), tmp_path / "ferry.pdf")
    data = bytearray(file.read_bytes())
    for _ in range(40):
        data[dice.randrange(len(data))] = dice.randrange(256)
    file.write_bytes(data)
    assert proof(file, printer("generic-x4")).name == "ferry.pdf"


def test_a_bomb_is_told_and_not_unpacked(tmp_path):
    import zlib

    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"q Q " * 2**18) for _ in range(300)) + packer.flush()

    def spoil(pdf):
        from pikepdf import Name

        stream = pdf.make_stream(b"")
        stream.write(packed, filter=Name.FlateDecode)
        pdf.pages[0].Contents = stream

    found = findings(BadPdf(spoil), tmp_path)
    assert [(finding.code, finding.page) for finding in found] == [("P10", 1)]
    assert "larger than 256 MiB" in found[0].message


def test_findings_that_say_the_same_are_told_once_with_their_pages():
    found = [Finding("P28", "text in RGB", page) for page in (3, 1, 2, 7)] + [Finding("P13", "no PDF/X")]
    groups = grouped(found)
    assert [(group.first.code, ranges(group.pages)) for group in groups] == [("P13", "0"), ("P28", "1–3, 7")]
