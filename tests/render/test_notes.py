"""Notes put in their places."""

import pytest
from lxml import etree

from publisher.book import Note
from publisher.render.notes import letters, mark, place_feet, place_popups
from tests.render.conftest import make_text

BODY = '<body><p>Word <a class="note-call" data-note="t.1"/>, more<a class="note-call" data-note="t.ed-1"/>.</p></body>'
NOTES = (
    Note("t.1", "author", 1, "<p>One\n<em>two</em>.</p><p>Three.</p>"),
    Note("t.ed-1", "editor", 1, "<p>Four.</p>"),
)


def sign(note: Note) -> str:
    """The hand of an editor."""
    return "—Ed." if note.kind == "editor" else ""


def test_authors_count_editors_sign_translators_letter() -> None:
    """1 2 3, * † ‡ § and round again, a b c."""
    assert [mark(Note("", "author", n, "")) for n in (1, 12)] == ["1", "12"]
    assert [mark(Note("", "editor", n, "")) for n in (1, 2, 3, 4, 5)] == ["*", "†", "‡", "§", "*"]
    assert [mark(Note("", "translator", n, "")) for n in (1, 2)] == ["a", "b"]


def test_letters_go_on_after_z() -> None:
    """z is followed by aa."""
    assert [letters(n) for n in (26, 27, 52, 53)] == ["z", "aa", "az", "ba"]


def test_a_printed_note_floats_from_its_call() -> None:
    """The call becomes the note itself, in spans, its paragraphs told apart, without a space before it."""
    root = etree.fromstring(BODY)
    place_feet(root, make_text("t", notes=NOTES), lambda tree: None, sign)
    assert etree.tostring(root[0], encoding="unicode") == (
        '<p>Word<span class="note author" id="t.1" data-mark="1">One <em>two</em>.<span class="note-paragraph">Three.'
        '</span></span>, more<span class="note editor" id="t.ed-1" data-mark="*">Four.\u00a0<span class="note-hand">'
        "—Ed.</span></span>.</p>"
    )


def test_an_epub_note_opens_and_leads_back() -> None:
    """The call is a note reference, the note an aside with a way back at its end."""
    root = etree.fromstring(BODY)
    asides = place_popups(root, make_text("t", notes=NOTES), lambda tree: None, sign, "Back")
    reference = root.find(".//a")
    assert reference is not None
    assert dict(reference.attrib) == {
        "class": "noteref author",
        "href": "#t.1",
        "id": "t.1.call",
        "{http://www.idpf.org/2007/ops}type": "noteref",
        "role": "doc-noteref",
    }
    assert [aside.get("id") for aside in asides] == ["t.1", "t.ed-1"]
    last = asides[0][-1][-1]
    assert (last.get("href"), last.get("role"), last.get("aria-label")) == ("#t.1.call", "doc-backlink", "Back")
    assert "".join(asides[1].itertext()) == "* Four.\u00a0—Ed.\u00a0↩\ufe0e"


def test_a_list_inside_a_printed_note_keeps_its_shape_as_classes() -> None:
    """Blocks within a block become spans that a style can set."""
    root = etree.fromstring('<body><p>x<a class="note-call" data-note="t.1"/></p></body>')
    note = Note("t.1", "author", 1, "<ul><li>a</li><li>b</li></ul>")
    place_feet(root, make_text("t", notes=(note,)), lambda tree: None, sign)
    assert [span.get("class") for span in root.iter("span")] == ["note author", "note-paragraph ul", "li", "li"]


def test_an_epub_note_that_begins_with_a_list_has_its_mark_before_it() -> None:
    """A list holds items alone."""
    root = etree.fromstring('<body><p>x<a class="note-call" data-note="t.1"/></p></body>')
    note = Note("t.1", "author", 1, "<ul><li>a</li></ul>")
    (aside,) = place_popups(root, make_text("t", notes=(note,)), lambda tree: None, sign, "Back")
    assert [child.tag for child in aside] == ["p", "ul"]
    assert "".join(aside[0].itertext()).strip() == "1"


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ("<p>a</p><p>b</p>", ["p"]),
        ("<p>a</p><ul><li>b</li><li>c</li></ul>", ["ul", "li"]),
        ("<p>a</p><ol><li><p>b</p></li><li>c<ul><li>d</li></ul></li></ol>", ["ol", "li", "ul", "li"]),
        ("<blockquote><p>a</p></blockquote>", ["blockquote", "p"]),
        ("<dl><dt>a</dt><dd>b</dd></dl>", ["dl", "dd"]),
        ("<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>", ["p"]),
    ],
)
def test_the_way_back_stands_after_the_last_words_of_an_epub_note(html: str, path: list[str]) -> None:
    """In the last paragraph or item; after a table in a paragraph of its own."""
    root = etree.fromstring('<body><p>x<a class="note-call" data-note="t.1"/></p></body>')
    (aside,) = place_popups(
        root, make_text("t", notes=(Note("t.1", "editor", 1, html),)), lambda tree: None, sign, "Back"
    )
    (link,) = aside.xpath(".//a[@role='doc-backlink']")
    above = [str(element.tag) for element in reversed(list(link.iterancestors())) if element is not aside]
    assert above == path
    assert link.getnext() is None
    assert "".join(aside.itertext()).endswith("\u00a0—Ed.\u00a0↩\ufe0e") or path == ["p"]


def test_items_and_cells_of_a_printed_note_are_told_apart() -> None:
    """By signs, for spans have neither bullets nor columns."""
    root = etree.fromstring('<body><p>x<a class="note-call" data-note="t.1"/></p></body>')
    table = "<table><tr><td>c</td><td>d</td></tr></table>"
    note = Note("t.1", "author", 1, f"<p>See</p><ol><li>a</li><li><p>b</p></li></ol>{table}")
    place_feet(root, make_text("t", notes=(note,)), lambda tree: None, sign)
    assert "".join(root.itertext()) == "xSee1.\u00a0a2.\u00a0bc · d"
