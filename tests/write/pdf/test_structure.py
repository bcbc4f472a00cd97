from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf

from publisher.publication import Document, Publication
from publisher.write.pdf import Typeset, typeset
from tests.write.pdf.tag_tree import elements, faults, is_element, outline, role, solid, text, words


def quiet(message: str) -> None:
    pass


@pytest.fixture
def pdf(made: Typeset) -> Iterator[Pdf]:
    with Pdf.open(BytesIO(made.pdf)) as opened:
        yield opened


def spoken(document: Document, made: Typeset) -> str:
    """The words of a document as they are to be read: a note at its call, folios as they are printed."""

    def say(element: ElementTree.Element) -> str:
        if "data-folio" in element.attrib:
            return made.pages.folios[element.attrib["data-folio"]]
        mark = element.get("data-mark", "1") * 2 + "." if "note" in element.get("class", "").split() else ""
        return mark + (element.text or "") + "".join(say(child) + (child.tail or "") for child in element)

    return solid(say(ElementTree.fromstring(document.html)))  # noqa: S314


def test_every_piece_of_content_has_one_element_that_it_knows(pdf: Pdf) -> None:
    assert faults(pdf) == []
    assert sum(1 for _ in elements(pdf.Root.StructTreeRoot)) > 50


def test_a_tree_with_a_lost_element_has_faults(made: Typeset) -> None:
    with Pdf.open(BytesIO(made.pdf)) as pdf:
        section = pdf.Root.StructTreeRoot.K[0].K[2]
        del section.K[1]
        page = pdf.pages[0]
        page.contents_add(b"0 0 9 9 re f")
        found = faults(pdf)
    assert any("and its parent disagree" in fault for fault in found)
    assert "f outside marked content on page 1" in found


def test_each_document_is_one_section_that_says_its_words_in_their_order(
    pdf: Pdf, made: Typeset, book: Publication
) -> None:
    said = text(pdf)
    (document,) = pdf.Root.StructTreeRoot.K
    assert [role(section) for section in document.K] == ["Sect"] * len(book.documents)
    for section, source in zip(document.K, book.documents, strict=True):
        assert solid(words(section, said)) == spoken(source, made)


def test_a_paragraph_that_crosses_a_page_is_one_element(pdf: Pdf, made: Typeset) -> None:
    april = pdf.Root.StructTreeRoot.K[0].K[2]
    paragraphs = [element for element in elements(april) if role(element) == "P"]
    across = [p for p in paragraphs if any(isinstance(kid, pikepdf.Dictionary) and kid.get(Name.Type) == Name.MCR and
              kid.Pg.objgen != p.Pg.objgen for kid in p.K)]  # fmt: skip
    assert across
    assert len(paragraphs) == 1 + 1 + 9 + 1


def test_a_text_in_another_language_says_so_in_the_tree(book: Publication) -> None:
    russian = replace(book.documents[2], language="ru")
    made = typeset(replace(book, documents=(*book.documents[:2], russian, *book.documents[3:])), quiet)
    with Pdf.open(BytesIO(made.pdf)) as pdf:
        assert faults(pdf) == []
        languages = [str(section.get(Name.Lang, "")) for section in pdf.Root.StructTreeRoot.K[0].K]
    assert languages == ["", "", "ru", "", ""]


def test_a_link_that_leads_nowhere_is_no_link_in_the_tree(book: Publication) -> None:
    june = replace(book.documents[3], html=book.documents[3].html.replace("#april-p1", "#nowhere"))
    made = typeset(replace(book, documents=(*book.documents[:3], june, *book.documents[4:])), quiet)
    with Pdf.open(BytesIO(made.pdf)) as pdf:
        assert faults(pdf) == []
        lines = outline(pdf)
    assert "    Span back" in lines
    assert "    Link back" not in lines


def test_notes_are_found_by_their_ids(pdf: Pdf) -> None:
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert list(map(str, names[::2])) == ["april.note-1"]
    assert str(names[1].S) == "/Note"


def test_a_blank_page_has_a_tab_order_and_no_tags(pdf: Pdf) -> None:
    blank = next(page for page in pdf.pages if page.label == "6").obj
    assert Name.StructParents not in blank
    assert blank.Tabs == Name.S


def test_links_are_read_with_the_words_that_they_stand_on(pdf: Pdf, made: Typeset) -> None:
    said = text(pdf)
    links = [element for element in elements(pdf.Root.StructTreeRoot) if role(element) == "Link"]
    assert {"back", "a page", f"p. {made.pages.folios['june-p5']}"} <= {words(link, said) for link in links}
    assert all(isinstance(link.K, Array) and not any(map(is_element, link.K)) for link in links)


def test_the_same_book_has_the_same_tree_to_the_byte(book: Publication, made: Typeset) -> None:
    assert typeset(book, quiet).pdf == made.pdf
