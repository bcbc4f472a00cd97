import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.jobs import cores
from publisher.publication import Binding, Document, PageMap, Publication
from publisher.write.pdf import FolioError, Remark, Typeset, typeset
from publisher.write.plant import Plant

Words = Callable[[bytes], list[list[str]]]
ROOT = Path(__file__).parents[3]


def quiet(message: str) -> None:
    """Progress that nobody hears."""


def test_a_book_is_set_and_its_page_map_given_back(book: Publication) -> None:
    said: list[str] = []
    made = typeset(book, said.append)
    pages = made.pages
    assert isinstance(pages, PageMap)
    assert pages.folios["preface"] == "ii"
    assert pages.folios["june"] == "7"
    assert made.pdf.startswith(b"%PDF-")
    assert "galley 3 of 4: april" in said
    assert not [message for message in said if message.startswith("warning")]


def test_the_contents_print_the_folios_of_the_texts(made: Typeset, page_words: Words) -> None:
    contents = page_words(made.pdf)[0]
    expected = [made.pages.folios[place] for place in ("preface", "april", "june", "june-map")]
    assert expected == ["ii", "1", "7", "11"]
    assert set(expected) < set(contents)
    assert "000" not in contents


def test_a_text_prints_the_folio_of_a_place_in_another(made: Typeset, page_words: Words) -> None:
    last = page_words(made.pdf)[made.pages.labels.index("5")]
    assert f"{made.pages.folios['june-p5']}," in last


def test_only_the_galleys_whose_folios_changed_are_set_again(book: Publication) -> None:
    said: list[str] = []
    typeset(book, said.append)
    names = [message.rpartition(": ")[2] for message in said]
    assert names.count("june") == 1
    assert names.count("contents") == 2


def test_galleys_can_be_set_in_other_processes(book: Publication, made: Typeset) -> None:
    workers = cores(2)
    try:
        assert typeset(book, quiet, Plant(workers)) == made
    finally:
        workers.close()


def test_a_folio_of_a_place_that_is_nowhere_is_an_error(book: Publication) -> None:
    first = replace(book.documents[0], html=book.documents[0].html.replace('data-folio="june"', 'data-folio="mya"'))
    with pytest.raises(FolioError, match=r'no such place: "mya" .printed in "contents"'):
        typeset(replace(book, documents=(first, *book.documents[1:])), quiet)


def test_a_folio_that_moves_its_own_place_is_an_error(book: Publication, make_text: Callable[..., Document]) -> None:
    """viii is so wide that it pushes its place to ix, which is so narrow that the place falls back to viii."""
    line = '<p style="font:24mm/30mm monospace"><span data-folio="place"/> <b id="place">x</b></p>'
    body = '<div style="break-after:page">x</div>' * 7 + f'<div style="height:75mm">x</div>{line}'
    restless = make_text("restless", "", body, kind="front", matter="front")
    with pytest.raises(FolioError, match=r'does not settle in 3 rounds: "place" .printed in "restless"'):
        typeset(replace(book, documents=(restless,), toc=(), fonts=()), quiet)


def test_a_book_for_the_screen_has_no_blanks(screen: Publication, page_words: Words) -> None:
    made = typeset(screen, quiet)
    assert made.pages.labels == ("i", "ii", "iii", "iv", *map(str, range(1, 15)))
    assert all(page_words(made.pdf))


def test_a_link_to_no_place_is_a_warning(book: Publication) -> None:
    first = replace(book.documents[0], html=book.documents[0].html.replace('href="#june"', 'href="#mya"'))
    made = typeset(replace(book, documents=(first, *book.documents[1:])), quiet)
    assert made.remarks == (Remark("", 'a link leads to "mya", which is nowhere in the book'),)


def test_a_picture_that_the_stylesheet_shows_is_found(book: Publication) -> None:
    style = (
        book.stylesheet + 'h1{background:url("images/map.svg")} @page text{@top-center{content:url("images/map.svg")}}'
    )
    assert typeset(replace(book, stylesheet=style), quiet).remarks == ()


def test_a_warning_names_the_document_that_it_was_met_in(book: Publication) -> None:
    spoilt = replace(book.documents[2], html=book.documents[2].html.replace("images/map.svg", "images/mop.svg"))
    made = typeset(replace(book, documents=(*book.documents[:2], spoilt, *book.documents[3:])), quiet)
    assert len(made.remarks) == 1
    assert made.remarks[0].message.startswith("Failed to load image")


def test_an_edition_without_a_sheet_cannot_be_typeset(book: Publication) -> None:
    with pytest.raises(ValueError, match="has no sheet"):
        typeset(replace(book, sheet=None), quiet)


MAKE = """
import hashlib, runpy, sys
book = runpy.run_path(sys.argv[1])["anthology"]()
sys.path.insert(0, sys.argv[2])
from publisher.write.pdf import Typeset, typeset
print(hashlib.sha256(typeset(book, lambda message: None).pdf).hexdigest())
"""


def test_nothing_is_left_behind_or_printed_when_the_program_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAKE, str(Path(__file__).with_name("conftest.py")), str(ROOT)]
    run = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}, capture_output=True, check=True
    )
    assert run.stderr == b""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "elsewhere",
    [{"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "TZ": "America/Lima"}],
)
def test_the_same_book_gives_the_same_bytes_anywhere(elsewhere: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAKE, str(Path(__file__).with_name("conftest.py")), str(ROOT)]
    here, there = (
        subprocess.run(
            command, cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)} | more, capture_output=True, text=True,
            check=True,
        ).stdout
        for folder, more in ((ROOT, {}), (tmp_path, elsewhere))
    )  # fmt: skip
    assert here == there
    assert len(here.strip()) == 64


def test_the_page_count_is_a_multiple_of_the_signature(book: Publication, made: Typeset) -> None:
    padded = typeset(replace(book, binding=Binding(multiple=16)), quiet)
    assert len(made.pages.labels) % 16
    assert len(padded.pages.labels) % 16 == 0
    assert padded.pages.labels[: len(made.pages.labels)] == made.pages.labels
