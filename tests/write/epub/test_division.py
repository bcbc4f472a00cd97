"""Long texts are divided into pages that small readers open, with every link and every word kept."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from publisher.publication import Document, Opening, PageMap, Publication
from publisher.write.epub import write_epub
from publisher.write.epub.division import LIMIT
from tests.epubcheck import epubcheck

PARAGRAPH = "<p>The clerks went home by the long way, and said nothing to anybody of what they had read. {}</p>"


def long_text(paragraphs: int, notes: int) -> Document:
    """A text of many paragraphs with a heading at every tenth and so many notes, whose calls stand in the first."""
    blocks = []
    for number in range(paragraphs):
        if not number % 10:
            blocks.append(f'<h3 id="long.h{number}">Section {number}</h3>')
        call = f'<a id="long.c{number}" href="#long.n{number}" epub:type="noteref" role="doc-noteref">{number}</a>'
        blocks.append(PARAGRAPH.format(f"This is {number}.{call if number < notes else ''}"))
    asides = "".join(
        f'<aside id="long.n{number}" epub:type="footnote" role="doc-footnote"><p>Note {number}. '
        f'<a href="#long.c{number}" role="doc-backlink">↩</a></p></aside>'
        for number in range(notes)
    )
    html = (
        '<section id="long" class="text" epub:type="chapter" role="doc-chapter" aria-labelledby="long.t">'
        f'<header><h2 id="long.t">Long</h2></header><div class="text-body">{"".join(blocks)}</div>'
        f'<section class="notes" epub:type="footnotes" aria-label="Notes">{asides}</section>'
        "<footer><p>Its source.</p></footer></section>"
    )
    return Document("long", "text", "Long", html, "body", "en")


@pytest.fixture
def files(book: Publication, tmp_path: Path) -> dict[str, bytes]:
    """The files of an EPUB with a text of 700 KB, in which epubcheck finds nothing."""
    text = long_text(5000, 900)
    path = tmp_path / "book.epub"
    pages = PageMap({}, ("1",), (Opening("long", 0, "Long"),))
    write_epub(replace(book, fonts=(), documents=(*book.documents, text)), path, pages=pages)
    assert epubcheck(path) == []
    with zipfile.ZipFile(path) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


def parts(files: dict[str, bytes]) -> list[etree._Element]:
    """The pages of the long text in the order of the spine."""
    package = etree.fromstring(files["content.opf"])
    paths = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    names = [paths[item.get("idref")] for item in package.iter("{*}itemref")]
    return [etree.fromstring(files[name]) for name in names if re.match(r"text/long(_\d+)?\.xhtml", name)]


def test_no_page_is_too_large_and_no_word_is_lost_or_moved(files: dict[str, bytes]) -> None:
    assert max(len(data) for name, data in files.items() if name.endswith(".xhtml")) <= LIMIT
    pages = parts(files)
    assert len(pages) > 2
    words = "".join("".join(page.find("{*}body").itertext()) for page in pages)
    assert re.findall(r"This is (\d+)\.", words) == [str(number) for number in range(5000)]
    assert re.findall(r"Note (\d+)\.", words) == [str(number) for number in range(900)]
    assert words.rstrip().endswith("Its source.")


def test_a_page_does_not_end_with_a_heading(files: dict[str, bytes]) -> None:
    for page in parts(files):
        blocks = page.xpath("//*[@class='text-body']/*")
        assert not blocks or not blocks[-1].tag.endswith("}h3")


def test_links_lead_from_file_to_file_and_the_contents_to_the_first(files: dict[str, bytes]) -> None:
    first, *_, last = parts(files)
    (call,) = first.xpath("//*[@id='long.c3']")
    path, _, anchor = call.get("href").partition("#")
    assert re.fullmatch(r"long_\d+\.xhtml", path)
    (note,) = etree.fromstring(files[f"text/{path}"]).xpath(f"//*[@id='{anchor}']")
    assert note.xpath(".//*[@role='doc-backlink']")[0].get("href") == "long.xhtml#long.c3"
    assert 'href="text/long.xhtml#_page-1">1</a>' in files["nav.xhtml"].decode()
    assert last is not first


def test_the_role_and_the_name_of_the_whole_are_on_its_first_page_alone(files: dict[str, bytes]) -> None:
    roles = [page.xpath("string(//*[local-name()='body']/*/@role)") for page in parts(files)]
    assert roles == ["doc-chapter", *[""] * (len(roles) - 1)]


def test_a_text_that_is_not_long_stays_in_one_file(book: Publication, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    write_epub(replace(book, fonts=(), documents=(*book.documents, long_text(50, 5))), path)
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "long_" in name]
