"""Offprints and samples: some texts of a book as a book of their own."""

import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from publisher.build import prepare
from publisher.cli import main
from publisher.offprint import offprint
from tests.epubcheck import epubcheck

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def book():
    """The first book of the repository."""
    return prepare(ROOT, ["kornilov"]).jobs[0].book


def make(folder: Path, *words: str) -> dict[str, str]:
    """The pages and the package of the EPUB that the command makes of texts, with nothing found in it by epubcheck."""
    ran = CliRunner().invoke(main, ["--press", str(ROOT), "offprint", "kornilov", *words, "--output", str(folder)])
    assert ran.exit_code == 0, ran.output
    path = next((folder / "kornilov").glob("*.epub"))
    assert epubcheck(path) == []
    with zipfile.ZipFile(path) as archive:
        return {Path(name).name: archive.read(name).decode() for name in archive.namelist() if name.endswith("ml")} | {
            "opf": archive.read("EPUB/content.opf").decode()
        }


def test_one_text_is_an_offprint_with_its_own_title_people_and_identifier(book):
    made = offprint(book, ["revolt"], "revolt")
    assert (made.slug, made.title, made.introduction) == ("kornilov-revolt", "Kornilov’s revolt", None)
    assert [text.id for text in made.pieces] == ["revolt"]
    assert made.contributors[0].role == "aut"
    assert made.identifier.startswith("urn:uuid:")
    assert made.identifier != book.identifier
    assert made.identifier == offprint(book, {"revolt"}, "another-name").identifier


def test_several_texts_are_a_sample_in_the_order_of_the_book(book):
    made = offprint(book, ["soviets-turn", "introduction", "revolt"], "sample")
    assert made.title == book.title
    assert [text.id for text in made.texts if text is not made.closing] == ["introduction", "revolt", "soviets-turn"]
    assert made.identifier not in (book.identifier, offprint(book, ["revolt"], "sample").identifier)
    assert not any(part.introduction for part in made.contents)


def test_a_book_without_the_texts_has_no_offprint(book):
    with pytest.raises(ValueError, match="no text nowhere"):
        offprint(book, ["nowhere"], "sample")


def test_the_introduction_alone_is_the_body_of_its_offprint(book):
    made = offprint(book, ["introduction"], "introduction")
    assert (made.introduction, [text.id for text in made.pieces]) == (None, ["introduction"])


def test_the_isbn_and_the_printed_pages_of_the_whole_are_not_those_of_an_offprint(book):
    made = offprint(book, ["revolt"], "revolt")
    assert [edition.name for edition in made.editions] == ["epub"]
    assert made.editions[0].settings["isbn"] == ""
    assert made.printed is None
    assert made.series is None


def test_links_to_absent_texts_say_where_these_are_and_the_apparatus_is_pruned(tmp_path: Path):
    pages = make(tmp_path, "revolt")
    assert re.search(r'<span class="text">[^<]+ \(in the full edition\)</span>', pages["revolt.xhtml"])
    told = set(re.findall(r'href="_people.xhtml#(_people\.[\w-]+)"', pages["revolt.xhtml"] + pages["back-page.xhtml"]))
    listed = set(re.findall(r'id="(_people\.[\w-]+)"', pages["_people.xhtml"])) - {"_people._title"}
    assert told == listed
    assert "after-july" not in "".join(pages.values())


def test_the_package_says_of_what_the_offprint_is_a_part(tmp_path: Path, book):
    pages = make(tmp_path, "introduction", "revolt")
    package = etree.fromstring(pages["opf"].encode())
    parts = {meta.get("property"): meta.text for meta in package.iter("{*}meta")}
    assert parts["dcterms:isPartOf"] == book.identifier
    assert book.identifier in pages["_copyright.xhtml"]
    assert "A selection of the texts" in pages["_title-page.xhtml"]
    assert "<ProductRelationCode>02</ProductRelationCode>" in pages["onix.xml"]
    assert "page-list" not in pages["nav.xhtml"]


def test_a_text_that_the_book_lacks_is_wrong_use_and_the_nearest_is_named():
    ran = CliRunner().invoke(main, ["--press", str(ROOT), "offprint", "kornilov", "revoltt"])
    assert ran.exit_code == 2
    assert 'the book "kornilov" has no text "revoltt"\n  hint: did you mean "revolt"?' in ran.stderr


def test_the_introduction_of_a_part_is_no_offprint(book):
    introduction = next(part.introduction.id for part in book.contents if part.introduction)
    ran = CliRunner().invoke(main, ["--press", str(ROOT), "offprint", "kornilov", introduction])
    assert ran.exit_code == 2
    assert f'has no text "{introduction}"' in ran.stderr
