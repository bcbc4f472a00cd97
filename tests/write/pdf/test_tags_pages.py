from io import BytesIO

import pytest
from pikepdf import Name, Pdf

from publisher.publication import Publication
from publisher.write.pdf.galleys import Fragment, Galley, Style, set_galley
from tests.write.pdf.tag_tree import elements, marks, outline_of, role

CSS = """
@page{size:60mm 60mm;margin:6mm} html{font:10pt/14pt Book;hyphens:manual;orphans:1;widows:1} body,p,blockquote{margin:0}
table{border-spacing:0} td,th{padding:0} .note{float:footnote;font-size:8pt} ol{margin:0;padding-left:8mm}
"""
LINE = '<span class="line">All the words of it</span><br>'


@pytest.fixture(scope="module")
def style(book: Publication) -> Style:
    return Style(CSS, "en", book.fonts)


def fragment(style: Style, body: str) -> Fragment:
    return set_galley(Galley(f'<section lang="en" id="a">{body}</section>', style))


def pages_of(pdf: bytes, name: str) -> list[list[int]]:
    """The pages on which each element of a role has words of its own."""
    with Pdf.open(BytesIO(pdf)) as opened:
        numbers = {page.obj.objgen: page.index for page in opened.pages}
        found = [e for e in elements(opened.Root.StructTreeRoot) if role(e) == name]
        return [sorted({numbers[page] for page, _ in marks(element)}) for element in found]


def roles(pdf: bytes) -> list[str]:
    return [line.split()[0] for line in outline_of(pdf)]


def test_a_paragraph_over_three_pages_is_one_element(style: Style) -> None:
    pdf = fragment(style, f"<p>{LINE * 20}</p><p>Next</p>").pdf
    assert roles(pdf) == ["Sect", "P", "P"]
    assert pages_of(pdf, "P") == [[0, 1, 2], [2]]


def test_a_paragraph_that_ends_its_page_is_not_joined_to_the_next(style: Style) -> None:
    pdf = fragment(style, f'<p>{LINE * 3}</p><p style="break-before:page">Next</p>').pdf
    assert pages_of(pdf, "P") == [[0], [1]]


def test_what_is_stressed_across_a_page_is_stressed_once(style: Style) -> None:
    pdf = fragment(style, f"<p>{LINE * 8}<em>{LINE * 4}</em></p>").pdf
    assert roles(pdf) == ["Sect", "P", "Em"]
    assert pages_of(pdf, "Em") == [[0, 1]]


def test_a_list_over_two_pages_is_one_list_and_its_broken_item_one_item(style: Style) -> None:
    pdf = fragment(style, f"<ol><li>{LINE * 8}</li><li>{LINE * 4}</li><li>Last</li></ol>").pdf
    assert roles(pdf) == ["Sect", "L", *("LI", "Lbl", "LBody") * 3]
    assert pages_of(pdf, "LBody") == [[0], [0, 1], [1]]


def test_a_quotation_over_two_pages_is_one_quotation(style: Style) -> None:
    pdf = fragment(style, f"<blockquote><p>{LINE * 6}</p><p>{LINE * 6}</p></blockquote>").pdf
    assert roles(pdf) == ["Sect", "BlockQuote", "P", "P"]
    assert pages_of(pdf, "P") == [[0], [0, 1]]


def test_a_table_over_pages_is_one_table_whose_head_is_read_once(style: Style) -> None:
    rows = "".join(f"<tr><th>{n}</th><td>{n} votes</td></tr>" for n in range(15))
    pdf = fragment(style, f"<table><thead><tr><th>No.</th><th>Votes</th></tr></thead><tbody>{rows}</tbody></table>").pdf
    assert roles(pdf) == ["Sect", "Table", "THead", "TR", "TH", "TH", "TBody", *("TR", "TH", "TD") * 15]
    assert pages_of(pdf, "TH")[:2] == [[0], [0]]
    assert pages_of(pdf, "TH")[-1] == [1]
    with Pdf.open(BytesIO(pdf)) as opened:
        assert b"/Artifact" in opened.pages[1].Contents.read_bytes()


def test_a_link_in_a_repeated_head_is_an_object_of_one_element(style: Style) -> None:
    head = '<thead><tr><th><a href="https://example.org/">No.</a></th></tr></thead>'
    pdf = fragment(style, f"<table>{head}<tbody>{'<tr><td>x</td></tr>' * 15}</tbody></table>").pdf
    assert roles(pdf)[:7] == ["Sect", "Table", "THead", "TR", "TH", "Link", "TBody"]
    assert pages_of(pdf, "Link") == [[0]]


def test_a_broken_cell_is_one_cell(style: Style) -> None:
    pdf = fragment(style, f"<table><tr><td>{'Yes<br>' * 14}</td><td>No</td></tr></table>").pdf
    assert roles(pdf) == ["Sect", "Table", "TBody", "TR", "TD", "TD"]
    assert pages_of(pdf, "TD") == [[0, 1], [0]]


NOTE = '<span class="note author" id="a.1" data-mark="1">The <em>note</em></span>'


def test_a_note_is_read_after_its_call(style: Style) -> None:
    pdf = fragment(style, f"<p>Before{NOTE} after</p><p>Next</p>").pdf
    assert outline_of(pdf) == [
        "Sect",
        "  P Before11. The note after",
        "    Reference 1",
        "      Link 1",
        "    Note 1. The note",
        "      Lbl 1.",
        "      Em note",
        "  P Next",
    ]


def test_a_note_inside_other_words_is_read_after_its_call(style: Style) -> None:
    pdf = fragment(style, f"<p>One<em> two{NOTE} three</em> four</p>").pdf
    assert roles(pdf) == ["Sect", "P", "Em", "Reference", "Link", "Note", "Lbl", "Em"]
    assert outline_of(pdf)[1] == "  P One two11. The note three four"


def test_two_notes_on_one_page_follow_their_own_calls(style: Style) -> None:
    other = NOTE.replace("a.1", "a.2").replace("The", "Other")
    assert outline_of(fragment(style, f"<p>A{NOTE} B{other}</p>").pdf)[1] == "  P A11. The note B22. Other note"


def test_a_note_on_the_page_after_its_call_is_read_after_the_call(style: Style) -> None:
    pdf = fragment(style, f"<p>{LINE * 9}call{NOTE}</p><p>{LINE * 3}</p>").pdf
    lines = outline_of(pdf)
    assert lines[2:5] == ["    Reference 1", "      Link 1", "    Note 1. The note"]
    assert pages_of(pdf, "Note") == [[1]]


def test_paragraphs_of_a_note_are_paragraphs(style: Style) -> None:
    more = '<span class="note-paragraph" style="display:block">Second</span>'
    pdf = fragment(style, f'<p>A<span class="note" id="n">First <i>one</i>{more}</span></p>').pdf
    assert outline_of(pdf)[4:] == ["    Note 1. First oneSecond", "      Lbl 1.", "      P First one", "      P Second"]


def test_every_note_has_an_id_of_its_own(style: Style) -> None:
    bare = NOTE.replace(' id="a.1"', "")
    pdf = fragment(style, f"<p>A{NOTE} B{bare} C{bare}</p>").pdf
    with Pdf.open(BytesIO(pdf)) as opened:
        notes = [str(e.ID) for e in elements(opened.Root.StructTreeRoot) if role(e) == "Note"]
        names = list(opened.Root.StructTreeRoot.IDTree.Names)
    assert notes == ["a.1", "a.note-1", "a.note-2"]
    assert list(map(str, names[::2])) == notes


def test_the_call_of_a_note_is_a_link_to_it_that_lies_over_the_call(style: Style) -> None:
    made = fragment(style, f'<p>A<span style="font-size:12pt">b</span>{NOTE}</p>')
    with Pdf.open(BytesIO(made.pdf)) as opened:
        (link,) = opened.pages[0].Annots
        left, bottom, right, top = map(float, link.Rect)
        assert str(link.A.URI) == "place:a.1"
        assert str(link.Contents) == "1"
    assert Name.Link == link.Subtype
    assert 6 * 72 / 25.4 < left < right < left + 10
    assert made.places["a"].y - 20 < bottom < top <= made.places["a"].y + 4
