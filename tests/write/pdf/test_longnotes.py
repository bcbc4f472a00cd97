"""Notes too long for the foot of a page stand at the end of their text: whole, on the page, and said."""

import io

import pypdfium2
import pytest

from publisher.write.pdf.galleys import Fragment, Galley, Style, set_galley

CSS = (
    "@page{size:129mm 198mm;margin:17mm 15mm 23mm} p{margin:0} body{font-size:10pt;line-height:14pt}"
    ".note{float:footnote;footnote-policy:line} .note,.endnote{font-size:8pt;line-height:10.5pt}"
)


def words(count: int) -> str:
    return " ".join(f"word{number}" for number in range(count))


def text(note: int, other: int = 40) -> Fragment:
    """A text whose first note has so many words, and which has a second note in the next paragraph."""
    around = "".join(f"<p>{words(60)}</p>" for _ in range(5))
    body = (
        f'<section id="t">{around}'
        f'<p>{words(30)}<span class="note author" id="n1" data-mark="1">BEGIN {words(note)} END</span> {words(30)}</p>'
        f'<p>{words(30)}<span class="note author" id="n2" data-mark="2">SECOND {words(other)}</span> {words(30)}</p>'
        f"{around}</section>"
    )
    return set_galley(Galley(body, Style(CSS, "en")))


def shown(fragment: Fragment) -> str:
    """The words that stand inside the margins of the pages."""
    document = pypdfium2.PdfDocument(io.BytesIO(fragment.pdf))
    found = []
    for page in document:
        width, height = page.get_size()
        found.append(
            page.get_textpage().get_text_bounded(left=0, right=width, bottom=23 * 72 / 25.4 - 3, top=height - 40)
        )
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("count", [50, 200])
def test_a_note_that_fits_stands_at_the_foot_of_its_page(count: int) -> None:
    fragment = text(count)
    assert fragment.warnings == ()
    assert fragment.places["n1"].page <= fragment.places["n2"].page


@pytest.mark.parametrize("count", [300, 400, 600, 900])
def test_a_note_that_does_not_fit_stands_whole_at_the_end(count: int) -> None:
    fragment = text(count)
    assert fragment.warnings == ('the note "n1" is too long for the foot of a page; it stands at the end',)
    assert f"BEGIN {words(count)} END" in shown(fragment)
    assert fragment.places["n2"].page < fragment.places["n1"].page


def test_the_words_after_a_moved_note_follow_its_mark() -> None:
    assert f"{words(30)}1 {words(30)}" in shown(text(600))


def test_two_long_notes_keep_their_order() -> None:
    fragment = text(500, 500)
    assert len(fragment.warnings) == 2
    found = shown(fragment)
    assert found.index("BEGIN") < found.index("SECOND")
