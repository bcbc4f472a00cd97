"""The whole story on the press's own books: read, render, write."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from publisher.build import Output, Plan, build, prepare
from publisher.diagnostics import BookError, Diagnostic, Location
from publisher.examine import examine_built
from tests.epubcheck import epubcheck

PRESS = Path(__file__).parent.parent
BUILD = """
import sys
from pathlib import Path
from publisher.build import build, prepare
for output in build(prepare(Path("press").resolve(), ["kornilov"]), Path("out"), (), lambda *step: None):
    print(output.path)
"""


def silent(book: str, edition: str, step: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def kornilov(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Output]]:
    """Every edition of the first book."""
    folder = tmp_path_factory.mktemp("dist")
    yield {output.edition: output for output in build(prepare(PRESS, ["kornilov"]), folder, (), silent)}


def words(path: Path) -> str:
    """The words of a PDF, soft hyphens and line ends undone."""
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_press_is_sound() -> None:
    """Nothing is wrong with the books of this repository."""
    assert prepare(PRESS).findings == ()


def test_every_edition_is_written(kornilov: dict[str, Output]) -> None:
    """A cover, an EPUB with its record, a PDF for the screen and one for print; nothing is left beside them."""
    folder = kornilov["print"].path.parent
    names = ["kornilov-cover.jpg", "kornilov-print.pdf", "kornilov-screen.pdf", "kornilov.epub", "kornilov.onix.xml"]
    assert sorted(path.name for path in folder.iterdir()) == names


def test_every_word_is_in_every_edition(kornilov: dict[str, Output]) -> None:
    """Nothing is lost, doubled or out of order."""
    (job,) = prepare(PRESS, ["kornilov"]).jobs
    assert list(examine_built(job, kornilov["print"].path.parent)) == []


def test_the_epub_is_clean(kornilov: dict[str, Output]) -> None:
    """Epubcheck finds no error and no warning."""
    assert epubcheck(kornilov["epub"].path) == []


def test_the_cover_is_the_size_that_bookshops_ask_for(kornilov: dict[str, Output]) -> None:
    """1600 × 2560 px."""
    with Image.open(kornilov["cover"].path) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1600, 2560))


def test_the_print_pdf_has_the_trim_and_an_even_count(kornilov: dict[str, Output]) -> None:
    """B-format, 129 × 198 mm, on every page."""
    with pikepdf.open(kornilov["print"].path) as pdf:
        assert len(pdf.pages) == kornilov["print"].pages
        assert len(pdf.pages) % 2 == 0
        sizes = {tuple(round(float(value) * 25.4 / 72) for value in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {(129, 198)}


def test_front_matter_is_roman_and_the_body_starts_at_1_on_a_recto(kornilov: dict[str, Output]) -> None:
    """Page labels say what the folios say."""
    with pypdfium2.PdfDocument(kornilov["print"].path) as document:
        labels = [document.get_page_label(number) for number in range(len(document))]
    assert labels[:4] == ["i", "ii", "iii", "iv"]
    assert labels.index("1") % 2 == 0
    assert labels[labels.index("1") :] == [str(number) for number in range(1, len(labels) - labels.index("1") + 1)]


def test_texts_open_on_a_recto(kornilov: dict[str, Output]) -> None:
    """Every entry of the outline leads to an odd folio in print."""
    with pypdfium2.PdfDocument(kornilov["print"].path) as document:
        pages = {entry.get_title(): entry.get_dest().get_index() for entry in document.get_toc()}
    assert len(pages) > 10
    assert {title: index for title, index in pages.items() if index % 2} == {}


def test_the_contents_print_the_folio_of_the_page_they_lead_to(kornilov: dict[str, Output]) -> None:
    """Ask the PDF: the label of the page on which a text opens stands beside its title in the contents."""
    with pypdfium2.PdfDocument(kornilov["print"].path) as document:
        labels = [document.get_page_label(number) for number in range(len(document))]
        printed = document[4].get_textpage().get_text_bounded().split()
        folios = [labels[entry.get_dest().get_index()] for entry in document.get_toc()]
    assert [word for word in printed if word in folios] == folios


def test_the_pdfs_are_tagged_and_titled(kornilov: dict[str, Output]) -> None:
    """Marked, with a language, a structure tree and the book's title in the window."""
    for edition in ("screen", "print"):
        with pikepdf.open(kornilov[edition].path) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == "en"
            assert "/StructTreeRoot" in pdf.Root
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert str(pdf.docinfo["/Title"]) == "The Kornilov Affair"


def test_every_text_is_in_every_pdf(kornilov: dict[str, Output]) -> None:
    """The title and the first and last words of each text."""
    book = prepare(PRESS, ["kornilov"]).jobs[0].book
    for edition in ("screen", "print"):
        found = "".join(words(kornilov[edition].path).split()).casefold()
        for text in book.texts:
            assert "".join(text.title.split()).casefold() in found


def test_a_plan_with_errors_builds_nothing(tmp_path: Path) -> None:
    """Everything is read before anything is written."""
    fault = Diagnostic("M03", 'the key "title" is missing', Location("books/x/book.yaml", 1, 1))
    with pytest.raises(BookError, match="M03"):
        list(build(Plan((), (fault,)), tmp_path, (), silent))
    assert list(tmp_path.iterdir()) == []


def test_only_the_editions_named_are_built(tmp_path: Path) -> None:
    """And the cover that they show, and the record of the EPUB."""
    made = list(build(prepare(PRESS, ["kornilov"]), tmp_path, ("epub",), silent))
    assert [output.edition for output in made] == ["cover", "epub", "onix"]


def run_elsewhere(folder: Path, **environment: str) -> dict[str, bytes]:
    """The files that a process of its own makes from a copy of the press in this folder."""
    shutil.copytree(PRESS / "books", folder / "press" / "books")
    settings = {**os.environ, **environment, "PYTHONPATH": str(PRESS)}
    subprocess.run([sys.executable, "-c", BUILD], cwd=folder, env=settings, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in sorted((folder / "out").rglob("*.*"))}


def test_the_same_book_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """In another folder, with another hash seed, time zone and locale."""
    (tmp_path / "one").mkdir()
    (tmp_path / "another" / "deeper").mkdir(parents=True)
    one = run_elsewhere(tmp_path / "one", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    another = run_elsewhere(
        tmp_path / "another" / "deeper", PYTHONHASHSEED="4242", TZ="Asia/Kamchatka", LC_ALL="C", LANG="ru_RU.UTF-8"
    )
    assert len(one) == 5
    assert {name: len(data) for name, data in one.items()} == {name: len(data) for name, data in another.items()}
    assert one == another


def test_an_edition_for_kobo_has_its_own_file_and_the_settings_of_the_epub(tmp_path: Path) -> None:
    """What `epub` says holds for `kepub` too."""
    shutil.copytree(PRESS / "tests/presses/specimen", tmp_path / "press")
    manifest = tmp_path / "press/books/kinds/book.yaml"
    words = manifest.read_text("utf-8")
    assert "editions:" not in words
    manifest.write_text(words + "\neditions: {epub: {pages: none}, kepub: {}, print: {}}\n", "utf-8")
    plan = prepare(tmp_path / "press", ["kinds"])
    assert plan.findings == ()
    assert [edition.settings.get("pages") for edition in plan.jobs[0].book.editions] == ["none", "none", None]
    made = {output.edition: output.path for output in build(plan, tmp_path / "out", ("epub", "kepub"))}
    assert made["kepub"].name == "kinds.kepub.epub"
    with zipfile.ZipFile(made["kepub"]) as kobo, zipfile.ZipFile(made["epub"]) as plain:
        assert kobo.namelist() == plain.namelist()
        assert b"koboSpan" in kobo.read("EPUB/text/plain.xhtml")
        assert b"koboSpan" not in plain.read("EPUB/text/plain.xhtml")
