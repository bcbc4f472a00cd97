"""What the printers' figures make of a count of pages, compared with what the printers themselves publish."""

import pytest
from bad_pdfs import printer

from publisher.prepress.reckoning import (
    barcode_box,
    check_pages,
    file_name,
    fits_barcode,
    gutter,
    padded,
    spine,
    takes_spine_text,
)

INCH = 25.4

GUTTERS = [
    # KDP's help on trim, bleed and margins, as five copies of its table have it: inches by count of pages.
    ("kdp", 24, 0.375 * INCH),
    ("kdp", 150, 0.375 * INCH),
    ("kdp", 151, 0.5 * INCH),
    ("kdp", 300, 0.5 * INCH),
    ("kdp", 301, 0.625 * INCH),
    ("kdp", 500, 0.625 * INCH),
    ("kdp", 501, 0.75 * INCH),
    ("kdp", 700, 0.75 * INCH),
    ("kdp", 701, 0.875 * INCH),
    ("kdp", 828, 0.875 * INCH),
    # The same table in millimetres, rounded.
    ("kdp", 200, 12.7),
    ("kdp", 600, 19.05),
    # IngramSpark's page on file requirements: half an inch on all sides.
    ("ingramspark", 400, 0.5 * INCH),
    # Lulu's help: 0.5 in of safety and a gutter of 0.2 in more.
    ("lulu", 200, 0.7 * INCH),
]
SPINES = [
    # KDP's paper: 0.002252 in a page on white, 0.0025 on cream, 0.002347 in premium colour; nothing is added.
    ("kdp", "white", 100, 0.2252 * INCH),
    ("kdp", "cream", 100, 0.25 * INCH),
    ("kdp", "cream", 320, 0.8 * INCH),
    ("kdp", "standard-colour", 200, 0.4504 * INCH),
    ("kdp", "premium-colour", 200, 0.4694 * INCH),
    # Lulu's help for its print API: pages / 444 + 0.06 in, pages / 460 on 460-PPI stock.
    ("lulu", "paperback", 444, 1.06 * INCH),
    ("lulu", "paperback", 222, 0.56 * INCH),
    ("lulu", "paperback-460", 230, 0.56 * INCH),
    # Lulu's table for hardcovers.
    ("lulu", "hardcover", 24, 0.25 * INCH),
    ("lulu", "hardcover", 84, 0.25 * INCH),
    ("lulu", "hardcover", 140, 0.5 * INCH),
    ("lulu", "hardcover", 141, 0.625 * INCH),
    ("lulu", "hardcover", 169, 0.6875 * INCH),
    ("lulu", "hardcover", 251, 0.875 * INCH),
    ("lulu", "hardcover", 334, 1.0 * INCH),
    ("lulu", "hardcover", 790, 2.0625 * INCH),
    # The British rule for bulk: pages × g/m² × volume / 20000 in mm.
    ("generic-x4", "book-80", 320, 320 * 80 * 18 / 20000),
    ("cpi", "offset-80", 200, 10.4),
]
PADDED = [
    # KDP and IngramSpark want even counts; KDP at least 24, IngramSpark a blank last page and at least 18.
    ("kdp", 25, 26),
    ("kdp", 26, 26),
    ("kdp", 7, 24),
    ("ingramspark", 100, 102),
    ("ingramspark", 101, 102),
    ("ingramspark", 9, 18),
    # Lulu's paperbacks begin at 32 pages.
    ("lulu", 30, 32),
    # Sections of sixteen pages.
    ("cpi", 97, 112),
    ("cpi", 112, 112),
    ("office", 3, 3),
]
COUNTS = [
    # KDP: 24 to 828 pages.
    ("kdp", "", 22, ["P40"]),
    ("kdp", "", 24, []),
    ("kdp", "", 828, []),
    ("kdp", "", 830, ["P40"]),
    ("kdp", "", 101, ["P41"]),
    # IngramSpark by paper, as a model of its specifications has it: crème 1050, groundwood and white 70 lb 900.
    ("ingramspark", "", 16, ["P40"]),
    ("ingramspark", "creme-50", 1050, []),
    ("ingramspark", "creme-50", 1052, ["P40"]),
    ("ingramspark", "groundwood-38", 902, ["P40"]),
    ("ingramspark", "white-50", 1100, []),
    ("lulu", "hardcover", 802, ["P40"]),
    ("cpi", "", 100, ["P41"]),
]
SPINE_TEXTS = [
    # KDP from 79 pages, Lulu from 80, IngramSpark from 48.
    ("kdp", 78, False),
    ("kdp", 79, True),
    ("lulu", 79, False),
    ("lulu", 80, True),
    ("ingramspark", 47, False),
    ("ingramspark", 48, True),
]
BARCODES = [
    # KDP: a box of 2 × 1.2 in is suggested, 1.4 × 0.8 in is the least.
    ("kdp", 2 * INCH, 1.2 * INCH, True),
    ("kdp", 1.4 * INCH, 0.8 * INCH, True),
    ("kdp", 1.3 * INCH, 0.8 * INCH, False),
    # EAN-13 from 80 % of 37.29 × 25.93 mm.
    ("generic-x4", 37.29, 25.93, True),
    ("generic-x4", 29.83, 20.75, True),
    ("generic-x4", 29.0, 20.75, False),
]


@pytest.mark.parametrize(("name", "pages", "width"), GUTTERS)
def test_the_gutter_grows_with_the_book(name, pages, width):
    assert gutter(printer(name), pages) == pytest.approx(width, abs=0.001)


@pytest.mark.parametrize(("name", "paper", "pages", "width"), SPINES)
def test_the_spine_is_as_wide_as_pages_and_paper_make_it(name, paper, pages, width):
    assert spine(printer(name), pages, paper) == pytest.approx(width, abs=0.001)


@pytest.mark.parametrize(("name", "pages", "count"), PADDED)
def test_blank_pages_fill_the_book_up(name, pages, count):
    assert padded(printer(name), pages) == count


@pytest.mark.parametrize(("name", "paper", "pages", "codes"), COUNTS)
def test_a_count_that_the_printer_does_not_take_is_told(name, paper, pages, codes):
    assert [finding.code for finding in check_pages(printer(name), pages, paper)] == codes


@pytest.mark.parametrize(("name", "pages", "may"), SPINE_TEXTS)
def test_a_thin_spine_bears_no_words(name, pages, may):
    assert takes_spine_text(printer(name), pages, 10.0) is may


@pytest.mark.parametrize(("name", "width", "height", "large"), BARCODES)
def test_a_barcode_has_its_least_size(name, width, height, large):
    assert fits_barcode(printer(name), width, height) is large


def test_the_barcode_has_a_white_box_away_from_trim_and_spine():
    box = barcode_box(printer("kdp"))
    assert box
    assert (box.width, box.height, box.clear) == pytest.approx((50.8, 30.48, 6.35))
    assert barcode_box(printer("office")) is None


def test_a_spine_without_a_figure_is_no_guess():
    with pytest.raises(ValueError, match="no figure is known for a spine of 200 pages on white, 50 lb; take"):
        spine(printer("ingramspark"), 200, "white-50")
    with pytest.raises(ValueError, match="no figure is known for a spine of 500 pages on hardcover"):
        spine(printer("lulu"), 500, "hardcover")


def test_a_paper_that_is_misspelt_is_named():
    with pytest.raises(ValueError, match='has no paper "creem"; did you mean "cream"'):
        spine(printer("kdp"), 200, "creem")


def test_a_book_beyond_the_table_has_no_gutter():
    with pytest.raises(ValueError, match="has no gutter for 900 pages"):
        gutter(printer("kdp"), 900)


def test_files_are_called_as_the_printer_wants():
    assert file_name(printer("ingramspark"), "interior", "june", "978-3-16-148410-0") == "9783161484100_text.pdf"
    assert file_name(printer("kdp"), "cover", "june", "978-3-16-148410-0") == "june-cover.pdf"
    assert file_name(printer("cpi"), "interior", "june") == "june_text_r1.pdf"


def test_a_figure_at_second_hand_says_so():
    (finding,) = check_pages(printer("kdp"), 22)
    assert "a secondary source: ask the printer" in finding.source
