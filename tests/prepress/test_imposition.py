"""Imposition: which page stands where, on which side, which way up; compared with the tables of the trade."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from publisher.cli import main
from publisher.prepress.imposition import SHEETS, Side, impose, order, padded, sides

POINTS = 72 / 25.4


def shown(side: Side) -> list[list[str]]:
    """The pages of a side, counted from 1, with `^` for those on their heads."""
    grid = [[""] * side.columns for _ in range(side.rows)]
    for cell in side.cells:
        grid[cell.row][cell.column] = f"{cell.page + 1}{'^' if cell.turned else ''}"
    return grid


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Ten pages of 100 × 150 mm; each says its number, set at its left."""
    path = tmp_path / "book.pdf"
    with pikepdf.Pdf.new() as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        for number in range(1, 11):
            page = pdf.add_blank_page(page_size=(100 * POINTS, 150 * POINTS))
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.obj.Contents = pdf.make_stream(f"BT /F 20 Tf 30 300 Td (page{number}) Tj ET".encode())
        pdf.save(path)
    return path


def words(pdf: bytes) -> list[list[tuple[str, float]]]:
    """The words of each side with their left edge in pt."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        found = []
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(number) for number in range(text.count_rects())]
            found.append(
                sorted(((text.get_text_bounded(*box).strip(), box[0]) for box in boxes), key=lambda item: item[1])
            )
        return found


def test_a_quarto_is_imposed_as_the_manuals_show_it() -> None:
    assert [shown(side) for side in sides("signatures", 8, 8)] == [
        [["5^", "4^"], ["8", "1"]],
        [["3^", "6^"], ["2", "7"]],
    ]


def test_an_octavo_is_imposed_as_the_manuals_show_it() -> None:
    assert [shown(side) for side in sides("signatures", 16, 16)] == [
        [["5^", "12^", "9^", "8^"], ["4", "13", "16", "1"]],
        [["7^", "10^", "11^", "6^"], ["2", "15", "14", "3"]],
    ]


@pytest.mark.parametrize("size", [4, 8, 16, 32])
def test_every_leaf_has_its_two_pages_back_to_back_and_the_same_way_up(size: int) -> None:
    for front, back in zip(sides("signatures", 64, size)[::2], sides("signatures", 64, size)[1::2], strict=True):
        behind = {(cell.row, front.columns - 1 - cell.column): cell for cell in back.cells}
        for cell in front.cells:
            other = behind[cell.row, cell.column]
            assert {cell.page, other.page} == {cell.page & ~1, cell.page | 1}
            assert cell.turned == other.turned


def test_a_booklet_is_of_sheets_in_one_another() -> None:
    assert [shown(side) for side in sides("booklet", 8)] == [[["8", "1"]], [["2", "7"]], [["6", "3"]], [["4", "5"]]]


def test_quires_are_booklets_one_after_the_other_and_the_last_is_as_short_as_it_can_be() -> None:
    found = [shown(side)[0] for side in sides("quires", 12, 8)]
    assert found == [["8", "1"], ["2", "7"], ["6", "3"], ["4", "5"], ["12", "9"], ["10", "11"]]


@pytest.mark.parametrize(("scheme", "pages", "count"), [("booklet", 10, 12), ("signatures", 17, 32), ("2-up", 3, 4)])
def test_blank_pages_make_the_sheets_full(scheme, pages: int, count: int) -> None:
    assert padded(scheme, pages) == count


def test_blanks_stand_at_the_end_or_before_the_last_page() -> None:
    assert order(3, 4, "end") == (0, 1, 2, None)
    assert order(3, 4, "before-last") == (0, 1, None, 2)


def test_the_words_of_the_pages_stand_where_the_scheme_puts_them(book: Path) -> None:
    made = impose(book, "booklet", blanks="before-last")
    assert (made.sheets, made.blanks) == (3, 2)
    names = [[word for word, _ in side] for side in words(made.pdf)]
    assert names == [
        ["page10", "page1"],
        ["page2"],
        ["page3"],
        ["page4", "page9"],
        ["page8", "page5"],
        ["page6", "page7"],
    ]


def test_the_sheet_is_the_paper_with_the_pages_in_its_middle(book: Path) -> None:
    made = impose(book, "booklet", sheet=SHEETS["a4"])
    assert made.size == pytest.approx((297, 210))
    ((_, left), (_, right)) = words(made.pdf)[4]
    assert left == pytest.approx((297 - 200) / 2 * POINTS + 30, abs=3)
    assert right - left == pytest.approx(100 * POINTS, abs=3)


def test_creep_moves_the_pages_of_inner_sheets_to_the_fold(book: Path) -> None:
    flat, moved = (words(impose(book, "booklet", creep=creep).pdf) for creep in (0.0, 0.5))
    shifts = [[b[1] - a[1] for a, b in zip(one, other, strict=True)] for one, other in zip(flat, moved, strict=True)]
    assert shifts[0] == pytest.approx([0], abs=0.01)
    assert shifts[4] == pytest.approx([2 * 0.5 * POINTS, -2 * 0.5 * POINTS], abs=0.05)


def test_pages_on_their_heads_are_drawn_so(book: Path) -> None:
    made = impose(book, "signatures", 8)
    with pypdfium2.PdfDocument(BytesIO(made.pdf)) as document:
        text = document[0].get_textpage()
        found = [text.get_rect(number) for number in range(text.count_rects())]
        places = {text.get_text_bounded(*box).strip(): box for box in found}
    assert places["page1"][1] == pytest.approx(300, abs=10)
    assert places["page1"][0] == pytest.approx(100 * POINTS + 30, abs=3)
    turned = next(box for word, box in places.items() if "4" in word)
    assert turned[2] == pytest.approx(200 * POINTS - 30, abs=3)


def test_the_same_file_gives_the_same_bytes(book: Path) -> None:
    assert impose(book, "booklet").pdf == impose(book, "booklet").pdf


def test_the_command_writes_the_sheets_and_says_how_many(book: Path, tmp_path: Path) -> None:
    ran = CliRunner().invoke(main, ["impose", str(book), "--sheet", "a4", "-o", str(tmp_path / "sheets.pdf")])
    assert ran.exit_code == 0
    assert "(3 sheets of 297 × 210 mm, 2 blank)" in ran.stderr


def test_what_cannot_be_imposed_is_wrong_use_with_a_remedy(book: Path, tmp_path: Path) -> None:
    def told(*more: str) -> str:
        ran = CliRunner().invoke(main, ["impose", *more, "-o", str(tmp_path / "sheets.pdf")])
        assert ran.exit_code == 2
        return ran.stderr

    assert "need a sheet of 400 × 300 mm" in told(str(book), "--scheme", "signatures", "--sheet", "a4")
    assert "there is no file" in told(str(tmp_path / "none.pdf"))
    (tmp_path / "junk.pdf").write_bytes(b"junk")
    assert "is not a sound PDF" in told(str(tmp_path / "junk.pdf"))
    with pikepdf.open(book, allow_overwriting_input=True) as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.save(book)
    assert "the pages are of several sizes" in told(str(book))
    assert not (tmp_path / "sheets.pdf").exists()
