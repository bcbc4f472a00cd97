"""Words proven: a word that is lost, doubled or moved in a built file is told, with its text."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from publisher.build import Job, build, prepare
from publisher.check.built import said_by
from publisher.cli import main
from publisher.examine import examine_built

ROOT = Path(__file__).parents[2]
SPECIMEN = ROOT / "tests/presses/specimen"


@pytest.fixture(scope="module")
def job() -> Job:
    """A book with every kind of block and notes of all kinds."""
    return prepare(SPECIMEN, ["kinds"]).jobs[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All its editions."""
    folder = tmp_path_factory.mktemp("built")
    for _ in build(prepare(SPECIMEN, ["kinds"]), folder):
        pass
    return folder / "kinds"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return shutil.copytree(made, tmp_path / "kinds")


def rewrite(epub: Path, name: str, change: Callable[[str], str]) -> None:
    """Change a page of an EPUB."""
    with zipfile.ZipFile(epub) as archive:
        files = {item: archive.read(item) for item in archive.namelist()}
    path = f"EPUB/text/{name}.xhtml"
    before = files[path].decode()
    files[path] = change(before).encode()
    assert files[path].decode() != before
    with zipfile.ZipFile(epub, "w") as archive:
        for item, data in files.items():
            archive.writestr(item, data)


def told(job: Job, folder: Path) -> list[str]:
    return [f"{finding.code} {finding.location.path}: {finding.message}" for finding in examine_built(job, folder)]


def test_every_word_of_every_edition_is_as_written(job: Job, made: Path) -> None:
    assert told(job, made) == []
    for name in ("kinds.epub", "kinds-screen.pdf", "kinds-print.pdf"):
        said = said_by(made / name)
        assert len(said.flow) > 3000
        assert len(said.notes) > 300


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda page: page.replace("compositor", "", 1), 'not as written from "compositor'),
        (lambda page: page.replace("compositor", "compositor compositor", 1), 'not as written from "'),
    ],
    ids=["lost", "doubled"],
)
def test_a_word_of_an_epub_that_is_lost_or_doubled_is_told(job, folder, change, message) -> None:
    rewrite(folder / "kinds.epub", "plain", change)
    found = told(job, folder)
    assert len(found) == 1
    assert found[0].startswith(f"E04 books/kinds/plain.md: kinds.epub: {message}")


def test_texts_in_another_order_are_told(job: Job, folder: Path) -> None:
    first, second = (text.id for text in job.book.pieces[:2])
    pages = {}
    for name in (first, second):
        rewrite(folder / "kinds.epub", name, lambda page, name=name: pages.setdefault(name, page) and page + "\n")
    rewrite(folder / "kinds.epub", first, lambda page: pages[second])
    rewrite(folder / "kinds.epub", second, lambda page: pages[first])
    assert any("in another order" in line for line in told(job, folder))


def test_a_note_that_is_lost_is_told(job: Job, folder: Path) -> None:
    text = next(text for text in job.book.pieces if text.content.notes)
    rewrite(folder / "kinds.epub", text.id, lambda page: page.replace('role="doc-footnote"', 'role="doc-noteref"'))
    assert [line.split(":")[0] for line in told(job, folder)] == [f"E04 {text.location.path}"]


def test_a_page_that_a_pdf_has_lost_is_told(job: Job, folder: Path) -> None:
    path = folder / "kinds-print.pdf"
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[next(number for number, words in enumerate(pages) if "compositor" in words)]
        pdf.save(path)
    assert any("kinds-print.pdf" in line and line.startswith("E04") for line in told(job, folder))


def test_what_was_not_built_or_is_no_book_is_told_with_the_remedy(job: Job, folder: Path) -> None:
    (folder / "kinds.epub").write_bytes(b"PK junk")
    (folder / "kinds-screen.pdf").unlink()
    (folder / "kinds-print.pdf").write_bytes(b"%PDF-1.7 junk")
    found = list(examine_built(job, folder))
    assert [finding.code for finding in found] == ["E05"] * 3
    assert found[0].hint == "publisher build kinds --edition epub"


def test_the_command_compares_what_was_built(made: Path) -> None:
    words = ["--press", str(SPECIMEN), "check", "kinds", "--built", "--output"]
    ran = CliRunner().invoke(main, [*words, str(made.parent)])
    assert (ran.exit_code, "no problems found in 1 book" in ran.stderr) == (0, True)
    ran = CliRunner().invoke(main, [*words, str(made.parent / "nowhere")])
    assert ran.exit_code == 1
    assert ran.stderr.count("error[E05]") == 3
