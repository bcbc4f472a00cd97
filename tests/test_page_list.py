"""The page list is true: each break of the EPUB stands before the word with which the printed page begins.

The PDF is read by PDFium and the EPUB by lxml: nothing of what placed the breaks has a say here.
"""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from publisher.build import build, prepare
from tests.engine_press import PARAGRAPH, edit, write_press
from tests.test_parity import EVERYTHING

ROOT = Path(__file__).parents[1]
XHTML = "{http://www.w3.org/1999/xhtml}"
COMPARED = 16  # letters: three words
BOOKS = {"kornilov": ROOT, "kinds": ROOT / "tests/presses/specimen", "hall": None}
RUSSIAN = "Самообороноспособность достопримечательностей переосвидетельствовалась неоднократно. " * 60


@pytest.fixture(scope="module", params=BOOKS)
def outputs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The EPUB and the print PDF of a book; one has notes, verse, a table and a picture, and is in two languages."""
    slug, folder = str(request.param), tmp_path_factory.mktemp("pages")
    press = BOOKS[slug] or make_press(folder / "press")
    files = {made.edition: made.path for made in build(prepare(press, [slug]), folder / "out", ["epub", "print"])}
    return files["epub"], files["print"]


def make_press(folder: Path) -> Path:
    """The small press, with every kind of block, words that are divided over pages, and an EPUB."""
    press = write_press(folder)
    with (press / "books/hall/quarrel.md").open("a", encoding="utf-8") as file:
        file.write(EVERYTHING + PARAGRAPH * 4)
    with (press / "books/hall/lamps.md").open("a", encoding="utf-8") as file:
        file.write(f'\n\n<span lang="ru">{RUSSIAN}</span>\n')
    edit(press, "books/hall/book.yaml", "{print: {", "{epub: {}, print: {")
    return press


def letters(words: str) -> str:
    """Letters and figures alone, as they are without ligatures and capitals."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", words))).casefold()


@dataclass(frozen=True)
class Break:
    """A break of an EPUB: the words that follow it in its file, notes left out, and what the PDF has before them."""

    words: str
    before: str


def breaks(epub: Path) -> dict[str, Break]:
    """The breaks of an EPUB by folio."""
    found: dict[str, Break] = {}
    with zipfile.ZipFile(epub) as file:
        for name in file.namelist():
            if name.endswith(".xhtml"):
                found |= breaks_of(etree.fromstring(file.read(name)))
    return found


def breaks_of(page: etree._Element) -> dict[str, Break]:
    """The same for one file.

    Before a break within a table the printed page says its head again; the call of a note may stand on the page after
    its word; of a list of pages, the folios stand first in the PDF.
    """
    for aside in page.xpath("//*[@role='doc-footnote']"):
        aside.getparent().remove(aside)
    found = {}
    for mark in page.xpath("//*[@role='doc-pagebreak']"):
        following = mark.xpath("following::text()")
        head = "".join(mark.xpath("ancestor::*[local-name()='tbody']/../*[local-name()='thead']//text()"))
        lists = mark.xpath("ancestor::*[contains(@class, 'contents') or contains(@class, 'illustrations')]")
        call = letters("".join(mark.xpath("preceding-sibling::*[1][@role='doc-noteref']//text()")))
        before = "[ivx]*[0-9]*" if lists else f"(?:{call}|{letters(head)})?"
        found[str(mark.get("id")).removeprefix("_page-")] = Break("".join(following[:80]), before)
    return found


def printed(pdf: Path) -> dict[str, str]:
    """The words of every printed page by its folio."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = enumerate(document)
        return {document.get_page_label(number): page.get_textpage().get_text_range() for number, page in pages}


def listed(epub: Path) -> list[str]:
    """The folios of the page list, each of which leads to the break of its page."""
    with zipfile.ZipFile(epub) as file:
        nav = etree.fromstring(file.read("EPUB/nav.xhtml"))
        links = nav.xpath("//*[@role='doc-pagelist']//*[local-name()='a']")
        for link in links:
            path, _, anchor = link.get("href").partition("#")
            page = etree.fromstring(file.read(f"EPUB/{path}"))
            assert len(page.xpath(f"//*[@id='{anchor}']")) == 1
        return [link.text for link in links]


def test_every_break_stands_before_the_first_word_of_its_page(outputs: tuple[Path, Path]) -> None:
    epub, pdf = outputs
    pages = printed(pdf)
    found = breaks(epub)
    assert len(found) > len(pages) / 2
    for folio, here in found.items():
        begins = re.sub(f"^{here.before}", "", letters(pages[folio]))[:COMPARED]
        first = letters(here.words.split()[0])  # a word that is divided over two pages stands whole after the break
        place = letters(here.words).find(begins)
        assert 0 <= place < max(len(first), 1), (folio, begins, here.words[:60])


def test_every_page_with_words_is_listed(outputs: tuple[Path, Path]) -> None:
    """Only blanks are not, and the half title, which an EPUB has not."""
    epub, pdf = outputs
    folios = listed(epub)
    assert folios == [folio for folio in printed(pdf) if folio in breaks(epub)]
    assert {folio for folio, words in printed(pdf).items() if letters(words)} - set(folios) <= {"i"}


def test_a_word_may_be_divided_over_two_pages(tmp_path: Path) -> None:
    """The proof above has met such a word."""
    press = make_press(tmp_path / "press")
    files = {made.edition: made.path for made in build(prepare(press, ["hall"]), tmp_path / "out", ["epub", "print"])}
    pages = printed(files["print"])
    found = breaks(files["epub"])
    within = [folio for folio in found if letters(found[folio].words).find(letters(pages[folio])[:COMPARED]) > 0]
    assert within


def test_without_a_print_edition_there_is_no_page_list(tmp_path: Path) -> None:
    press = make_press(tmp_path / "press")
    edit(press, "books/hall/book.yaml", "epub: {}", "epub: {pages: none}")
    (epub,) = (
        made.path for made in build(prepare(press, ["hall"]), tmp_path / "out", ["epub"]) if made.edition == "epub"
    )
    assert listed(epub) == []
    assert breaks(epub) == {}
    with zipfile.ZipFile(epub) as file:
        package = file.read("EPUB/content.opf").decode()
    assert "pageBreak" not in package


def test_the_same_pages_are_told_when_the_print_edition_is_not_written(
    outputs: tuple[Path, Path], tmp_path: Path
) -> None:
    epub, _ = outputs
    slug = epub.stem
    press = BOOKS[slug] or make_press(tmp_path / "press")
    made = {file.edition: file.path for file in build(prepare(press, [slug]), tmp_path / "out", ["epub"])}
    assert "print" not in made
    assert made["epub"].read_bytes() == epub.read_bytes()
