from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from publisher.publication import Document, Publication
from publisher.write.pdf import Typeset, typeset
from publisher.write.pdf.furniture import PAGES_PER_RUN, runs
from publisher.write.pdf.galleys import Galley, Place, Style, set_galley
from publisher.write.pdf.makeup import Extent, make_up
from publisher.write.pdf.markup import html, parse
from publisher.write.pdf.references import fill

Words = Callable[[bytes], list[list[str]]]


def one_pass(publication: Publication, folios: dict[str, str]) -> bytes:
    """The same documents set in one go, with the theme's own furniture."""
    trees = [parse(document.html, document.language) for document in publication.documents]
    for tree in trees:
        fill(tree, folios)
    style = Style(publication.stylesheet, publication.language, publication.fonts)
    return set_galley(Galley("".join(map(html, trees)), style, resources=publication.resources)).pdf


@pytest.mark.parametrize("matter", ["front", "body"])
def test_galleys_have_the_words_and_the_furniture_of_one_pass_on_every_page(
    book: Publication, page_words: Words, matter: str
) -> None:
    documents = tuple(d for d in book.documents if (d.matter == "front") == (matter == "front"))
    without = tuple(replace(d, html=d.html.replace('<a href="#', '<a data-href="#')) for d in documents)
    part = replace(book, documents=without, toc=())
    if matter == "front":
        numbered = tuple(replace(d, html=d.html.replace("data-folio", "data-was")) for d in without)
        part = replace(part, documents=(numbered[0], replace(numbered[1], opens="recto")))
    made = typeset(part, lambda message: None)
    expected = page_words(one_pass(part, dict(made.pages.folios)))
    assert page_words(made.pdf)[: len(expected)] == expected
    folios = ["i", "ii", "iii"] if matter == "front" else ["f1", "f2", "f3"]
    printed = [[folio for folio in folios if folio in page] for page in expected[:3]]
    assert printed == ([["i"], [], ["iii"]] if matter == "front" else [["f1"], ["f2"], ["f3"]])


def test_a_text_that_opens_on_a_left_page_has_left_margins_there(
    book: Publication, page_words: Words, make_text: Callable[..., Document]
) -> None:
    one = make_text("one", "One", "<p>Short.</p>", author="A", classes="run-in", opens="page")
    two = make_text("two", "Two", "<p>Short.</p>", author="B", opens="page")
    style = book.stylesheet.replace("section{break-before:recto}", "section{break-before:page}")
    part = replace(book, documents=(one, two), toc=(), stylesheet=style)
    made = typeset(part, lambda message: None)
    assert made.pages.labels == ("1", "2")
    assert page_words(made.pdf) == page_words(one_pass(part, {}))


def test_the_opening_page_of_each_text_has_no_running_head(made: Typeset, page_words: Words) -> None:
    pages = dict(zip(made.pages.labels, page_words(made.pdf), strict=True))
    assert pages["1"].count("April") == 1  # the heading
    assert pages["3"].count("April") == 1  # the running head
    assert "Lenin" in pages["2"]
    assert "Lenin" not in pages["1"]


def test_a_furniture_document_ends_with_the_galley_that_makes_it_long() -> None:
    lengths = (PAGES_PER_RUN - 1, 2, 3, 2 * PAGES_PER_RUN, 1)
    leaves = make_up([Extent("body", "page", length) for length in lengths], mirrored=False)
    sections = [[Element("section", id=f"s{number}")] for number in range(len(lengths))]
    places = [{f"s{number}": Place(0, 0, 0)} for number in range(len(lengths))]
    made = list(runs(leaves, sections, places, Style("", "en"), 148))
    assert [len(run.positions) for run in made] == [PAGES_PER_RUN + 1, 2 * PAGES_PER_RUN + 3, 1]
    assert [position for run in made for position in run.positions] == list(range(sum(lengths)))


def test_a_blank_page_has_nothing_on_it(made: Typeset, page_words: Words) -> None:
    pages = dict(zip(made.pages.labels, page_words(made.pdf), strict=True))
    assert pages["6"] == []
