"""For the print shop: the inside made ready by the build, its margins settled, and the cover in one piece."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image

from publisher.build import Output, build, prepare
from publisher.cache import Cache
from publisher.cli import main
from publisher.diagnostics import BookError, Findings, Location, Severity
from publisher.jobs import here
from publisher.prepress.barcode import add_on, symbol
from publisher.prepress.proof import Proof, proof
from publisher.prepress.wrapping import check_fit, cover_printer, lay_out
from publisher.printer import Printer
from publisher.read.printers import load_printer
from publisher.write import Plant

SPECIMEN = Path(__file__).parent / "presses/specimen"
ISBN = "978-0-306-40615-7"
POINTS = 72 / 25.4


@pytest.fixture(autouse=True, scope="module")
def no_profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A machine without colour profiles, so that what is told does not depend on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUBLISHER_ICC", str(tmp_path_factory.mktemp("profiles")))
        yield


def printer(name: str) -> Printer:
    found = load_printer(name, None, Location("test"), Findings())
    assert found is not None
    return found


def press(folder: Path, settings: str) -> Path:
    """The press of every kind of page, its print edition with these settings too."""
    shutil.copytree(SPECIMEN, folder / "press")
    manifest = folder / "press/books/kinds/book.yaml"
    edition = f"editions: {{print: {{trim: b-format, {settings}}}}}"
    manifest.write_text(f"{manifest.read_text('utf-8')}\n{edition}\n", "utf-8")
    return folder / "press"


def made(press: Path, out: Path, plant: Plant | None = None) -> dict[str, Output]:
    """What is built, by edition."""
    outputs = build(prepare(press, ["kinds"]), out, ("print",), plant=plant or Plant(here()))
    return {output.edition: output for output in outputs}


@pytest.fixture(scope="module")
def kdp(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Output]:
    """The book for KDP on cream paper."""
    folder = tmp_path_factory.mktemp("kdp")
    return made(press(folder, f"printer: kdp, paper: cream, isbn: {ISBN}, prices: [USD 14.99]"), folder / "out")


def errors(found: Proof) -> list[str]:
    """What the printer would refuse, the coarse picture apart that this book has on purpose."""
    wrong = [each for each in found.findings if each.severity is Severity.ERROR and each.code != "P32"]
    return [f"{each.code} {each.message}" for each in wrong]


def test_the_inside_and_the_cover_pass_the_proof(kdp: dict[str, Output]) -> None:
    assert [kdp["print"].path.name, kdp["wrap"].path.name] == ["kinds-print.pdf", "kinds-cover.pdf"]
    shop = printer("kdp")
    inside, cover = proof(kdp["print"].path, shop), proof(kdp["wrap"].path, cover_printer(shop))
    assert errors(inside) == []
    assert errors(cover) == []
    assert list(check_fit(cover.trim[0], (inside.trim[0], inside.pages), shop, "cream")) == []


def test_a_cover_for_another_count_of_pages_is_an_error(kdp: dict[str, Output]) -> None:
    cover = proof(kdp["wrap"].path, cover_printer(printer("kdp")))
    (found,) = check_fit(cover.trim[0], (129.0, kdp["print"].pages + 40), printer("kdp"), "cream")
    assert found.code == "P06"
    assert f"a book of {kdp['print'].pages + 40} pages needs" in found.message


def test_the_boxes_of_the_cover_are_trim_and_bleed_of_its_spine(kdp: dict[str, Output]) -> None:
    spine = kdp["print"].pages * 0.0025 * 25.4  # KDP, cream paper: 0.0025 in a page
    with pikepdf.open(kdp["wrap"].path) as pdf:
        (page,) = pdf.pages
        left, bottom, right, top = (float(side) for side in page.TrimBox)
        assert right - left == pytest.approx((2 * 129 + spine) * POINTS, abs=0.05)
        assert top - bottom == pytest.approx(198 * POINTS, abs=0.05)
        assert left == pytest.approx(9, abs=0.01)  # 0.125 in
        assert list(page.MediaBox) == list(page.BleedBox)


def test_a_reader_of_barcodes_reads_number_and_price(kdp: dict[str, Output]) -> None:
    with pypdfium2.PdfDocument(kdp["wrap"].path) as document:
        picture = document[0].render(scale=4).to_pil()
    codes = zxingcpp.read_barcodes(picture, ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Read)
    assert "978030640615751499" in {code.text for code in codes}


def test_the_cover_is_of_black_ink_where_it_is_black_and_of_no_light(kdp: dict[str, Output], tmp_path: Path) -> None:
    """The bars are black ink alone, by Ghostscript's separations."""
    target = tmp_path / "plate.tif"
    options = ["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r150", f"-sOutputFile={target}"]
    ghostscript = shutil.which("gs")
    assert ghostscript, "Ghostscript is not installed: `sh scripts/test-tools.sh` does it"
    subprocess.run([ghostscript, *options, str(kdp["wrap"].path)], check=True)
    plates = {name: Image.open(tmp_path / f"plate({name}).tif").convert("L") for name in ("Cyan", "Black")}
    width, height = plates["Black"].size
    bars = (int(width * 0.28), int(height * 0.83), int(width * 0.44), int(height * 0.9))  # within the box
    assert min(plates["Black"].crop(bars).tobytes()) < 16
    assert min(plates["Cyan"].crop(bars).tobytes()) > 250


def test_the_same_book_gives_the_same_bytes_from_the_store_and_without(tmp_path: Path) -> None:
    folder = press(tmp_path, "printer: generic-x1a, spine: {pages: 34, width: 6 mm}")
    pages = made(press(tmp_path / "count", "printer: generic-x1a"), tmp_path / "count/out")["print"].pages
    manifest = folder / "books/kinds/book.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("pages: 34", f"pages: {pages}"), "utf-8")
    plant = Plant(here(), Cache(tmp_path / "cache"))
    files = [made(folder, tmp_path / name, plant) for name in ("first", "second")]
    files.append(made(folder, tmp_path / "alone"))
    bytes_of = [{name: each.path.read_bytes() for name, each in run.items()} for run in files]
    assert bytes_of[0].keys() == {"cover", "print", "wrap"}
    assert bytes_of[0] == bytes_of[1] == bytes_of[2]
    assert [each["wrap"].findings for each in files][1] == files[0]["wrap"].findings != ()


def test_a_spine_that_is_not_known_is_told_and_the_inside_is_made(tmp_path: Path) -> None:
    outputs = made(press(tmp_path, "printer: ingramspark"), tmp_path / "out")
    assert "wrap" not in outputs
    (found,) = [each for each in outputs["print"].findings if each.code == "P07"]
    assert found.location.path == "books/kinds/book.yaml"
    assert f"spine: {{pages: {outputs['print'].pages}," in found.hint
    assert errors(proof(outputs["print"].path, printer("ingramspark"))) == []


def test_a_spine_given_for_another_count_of_pages_stops_the_book(tmp_path: Path) -> None:
    folder = press(tmp_path, "printer: ingramspark, spine: {pages: 300, width: 20 mm}")
    with pytest.raises(BookError, match=r"P06.*the spine was given for 300 pages, and the book has \d+"):
        made(folder, tmp_path / "out")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("printer: kpd", 'there is no printer "kpd"'),
        ("printer: kdp, paper: crem", 'Amazon KDP, paperback has no paper "crem"\n  hint: did you mean "cream"?'),
        ("printer: kdp, prices: [14.99]", "[M04]"),
    ],
)
def test_what_is_wrong_with_a_printer_is_told_with_its_place(tmp_path: Path, settings: str, told: str) -> None:
    findings = prepare(press(tmp_path, settings), ["kinds"]).findings
    assert [finding.location.path for finding in findings] == ["books/kinds/book.yaml"]
    assert told in str(findings[0])


def test_the_margin_at_the_bind_side_follows_the_count_of_pages(tmp_path: Path) -> None:
    """Without a printer the theme's own; a profile whose gutter grows at 20 pages widens it, and the book settles."""
    folder = press(tmp_path, "printer: wide")
    (folder / "printers").mkdir()
    profile = (
        "name: wide\ntitle: Wide\nextends: office\ndescription: A test\nchecked: 2026-11-24\n"
        "sources:\n  own: {title: a test, date: 2026-11-24, kind: ours}\n"
        "gutter: {steps: [{to: 20, width: 10 mm}, {to: 40, width: 30 mm}, {width: 40 mm}], source: own}\n"
    )
    (folder / "printers/wide.yaml").write_text(profile, "utf-8")
    output = made(folder, tmp_path / "out")["print"]
    assert output.pages > 20
    with pypdfium2.PdfDocument(output.path) as document:
        rectos = [document[number].get_textpage() for number in range(0, output.pages, 2)]
        lefts = [page.get_charbox(0)[0] for page in rectos if page.count_chars()]
    assert min(lefts) >= (30 if output.pages <= 40 else 40) * POINTS - 1


def test_a_spine_bears_words_only_where_the_printer_lets_it() -> None:
    shop = printer("kdp")
    assert lay_out(shop, (129.0, 198.0), 300, 19.0).lettered
    assert not lay_out(shop, (129.0, 198.0), 60, 4.0).lettered


def test_a_barcode_has_thirty_bars_and_an_add_on_sixteen() -> None:
    assert len(symbol(ISBN).bars) == 30
    assert len(symbol(ISBN, "USD 14.99").bars) == 46
    assert symbol(ISBN).width == pytest.approx(37.29, abs=0.01)  # 113 modules of 0.33 mm


@pytest.mark.parametrize(("price", "digits"), [("USD 14.99", "51499"), ("GBP 9.50", "00950"), ("EUR 9.50", "")])
def test_a_price_is_told_by_the_digit_of_its_currency(price: str, digits: str) -> None:
    assert add_on(price) == digits


def test_the_command_proofs_a_cover_with_its_inside(kdp: dict[str, Output]) -> None:
    words = ["proof", str(kdp["wrap"].path), "--printer", "kdp", "--cover", "--inside", str(kdp["print"].path)]
    assert CliRunner().invoke(main, [*words, "--paper", "cream"]).exit_code == 0
    words[6:] = [str(kdp["wrap"].path)]  # a cover is no inside: one page, twice as wide
    ran = CliRunner().invoke(main, [*words, "--paper", "cream"])
    assert ran.exit_code == 1
    assert "error[P06]" in ran.stderr
