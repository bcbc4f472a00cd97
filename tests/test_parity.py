"""Galleys give the pages of one pass: the same characters in the same places, page by page."""

from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest

import pypdfium2
import pytest

from publisher.build import prepare
from publisher.publication import Publication
from publisher.render import render
from publisher.write.pdf import typeset
from publisher.write.pdf.furniture import NO_FURNITURE
from publisher.write.pdf.galleys import Galley, Style, set_galley
from publisher.write.pdf.markup import html, parse
from publisher.write.pdf.references import fill
from tests.engine_press import PARAGRAPH, write_press

CLOSE = 0.5  # pt
Character = tuple[str, float, float]

EVERYTHING = """
## Verse and letters

/// verse
The lamps went out along the quay,
  and one by one the windows,
    until the river had the night.

And nobody was counting.
///

/// letter
    dateline: The hall, 3 March
    salutation: Dear Ada,
    signature: Ben
The quarrel is over.[^2] See [](page:lamps) and [the street](page:street), or [what was said](#said).
///

| Who | Spoke | Voted |
|:----|------:|:-----:|
| Ada | 12 | yes |
| Ben | 7 | no |

## What was said {#said}

> It was cold, and the minutes are short.[^ed-1]

Stove
:   An iron box that was never lit.

[^2]: It had lasted for an hour.

    A second paragraph of the note says nothing new, at some length, so that the note has several lines.

[^ed-1]: They are in the archive of the hall.
"""


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The print edition of a book with notes, a picture, a table, verse and cross-references."""
    press = write_press(tmp_path_factory.mktemp("parity"))
    with (press / "books/hall/quarrel.md").open("a", encoding="utf-8") as file:
        file.write(EVERYTHING + PARAGRAPH * 4)
    plan = prepare(press)
    assert plan.findings == ()
    (job,) = plan.jobs
    return render(job.book, job.theme, job.book.editions[0], job.options)


def one_pass(publication: Publication, folios: dict[str, str]) -> bytes:
    """All documents set at once by WeasyPrint, each opening as the make-up lets it open."""
    sections, rules = [], [NO_FURNITURE]
    for document in publication.documents:
        section = parse(document.html, document.language)
        fill(section, folios)
        sections.append(html(section))
        opens = {"recto": "recto", "page": "page", "run-in": "auto"}[document.opens]
        rules.append(f"[id='{document.id}']{{break-before:{opens}}}")
    style = Style(publication.stylesheet, publication.language, publication.fonts, publication.resources)
    return set_galley(Galley("".join(sections), style, "".join(rules), publication.resources, tagged=False)).pdf


def pages(pdf: bytes) -> Iterator[list[Character]]:
    """The characters of each page with left and lower edge in pt, in the order in which they are drawn."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        for page in document:
            words = page.get_textpage()
            found = []
            for at in range(words.count_chars()):
                character = words.get_text_range(at, 1)
                if character.strip():
                    left, bottom, _, _ = words.get_charbox(at)
                    found.append((character, left, bottom))
            yield found


def test_every_character_stands_where_one_pass_puts_it(publication: Publication) -> None:
    """Within half a point, on the same page; what our pages have beyond that is furniture, drawn last."""
    made = typeset(publication, lambda step: None)
    compared = 0
    for number, (ours, theirs) in enumerate(
        zip_longest(pages(made.pdf), pages(one_pass(publication, dict(made.pages.folios))), fillvalue=[])
    ):
        for mine, other in zip(ours, theirs, strict=False):
            assert mine[0] == other[0], (number, mine, other)
            assert abs(mine[1] - other[1]) < CLOSE, (number, mine, other)
            assert abs(mine[2] - other[2]) < CLOSE, (number, mine, other)
            compared += 1
        furniture = "".join(character for character, _, _ in ours[len(theirs) :])
        assert len(ours) >= len(theirs)
        assert len(furniture) < 60, (number, furniture)
    assert compared > 5000


def test_the_book_has_all_that_is_hard(publication: Publication) -> None:
    """Else the comparison would say little."""
    html = "".join(document.html for document in publication.documents)
    for part in ('class="note author"', 'class="note editor"', "<table", 'class="verse"', "<img", "data-folio", "<dl"):
        assert part in html
