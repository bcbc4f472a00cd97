"""The EPUB for Kobo: sentences in numbered spans, and not a word changed."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from publisher.publication import Publication
from publisher.write.epub import write_epub
from tests.epubcheck import epubcheck

Written = Callable[..., dict[str, bytes]]
NUMBER = re.compile(r"kobo\.[1-9][0-9]*\.[1-9][0-9]*")


@pytest.fixture
def pages(book: Publication, written: Written) -> dict[str, tuple[etree._Element, etree._Element]]:
    """The pages by path, as they are and for Kobo."""
    plain, kobo = written(replace(book, fonts=())), written(replace(book, fonts=()), kobo=True)
    names = [name for name in plain if name.startswith("text/")]
    return {name: (etree.fromstring(plain[name]), etree.fromstring(kobo[name])) for name in names}


def body(page: etree._Element) -> str:
    return "".join(page.find("{*}body").itertext())


def test_the_words_and_the_ids_are_those_of_the_epub(pages) -> None:
    for plain, kobo in pages.values():
        assert body(kobo).split() == body(plain).split()
        ids = [id_ for id_ in kobo.xpath("//@id") if not id_.startswith(("kobo", "book-"))]
        assert ids == plain.xpath("//@id")


def test_every_word_stands_in_a_span_with_a_number_of_its_own(pages) -> None:
    for _, kobo in pages.values():
        spans = kobo.xpath("//*[@class='koboSpan']")
        numbers = [span.get("id") for span in spans]
        assert len(set(numbers)) == len(numbers)
        assert all(NUMBER.fullmatch(number) for number in numbers)
        loose = kobo.xpath("//*[@id='book-inner']//text()[normalize-space()][not(ancestor::*[@class='koboSpan'])]")
        assert loose == []


def test_a_sentence_has_a_span_and_a_link_keeps_its_own(pages) -> None:
    _, april = pages["text/april-theses.xhtml"]
    spans = ["".join(span.itertext()) for span in april.xpath("//*[@id='april-p1']//*[@class='koboSpan']")]
    assert spans[:4] == ["Printed in ", "Правда", ", no. ", "26."]
    assert "".join(april.xpath("//*[@id='april-ref-1']/*[@class='koboSpan']/text()")) == "1"


def test_pictures_stand_in_spans_and_drawings_are_left_whole(pages) -> None:
    _, april = pages["text/april-theses.xhtml"]
    _, july = pages["text/july-days.xhtml"]
    assert len(april.xpath("//*[@class='koboSpan']/*[local-name()='img']")) == 1
    assert len(july.xpath("//*[@class='koboSpan']/*[local-name()='svg']")) == 1
    assert july.xpath("//*[local-name()='svg']//*[@class='koboSpan']") == []


def test_epubcheck_finds_nothing_in_it(book: Publication, tmp_path: Path) -> None:
    path = tmp_path / "book.kepub.epub"
    write_epub(book, path, kobo=True)
    assert epubcheck(path) == []
