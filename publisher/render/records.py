"""The texts of a book in its metadata: a record for each, and what they were taken from."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publisher.book import Book, Rights, Source, Text
from publisher.publication import Meta
from publisher.render.dates import machine_date, show_date

WORK = "http://schema.org/CreativeWork"


def text_records(book: Book) -> Iterator[Meta]:
    """A record for each text: its title, people, dates, language, source and rights.

    They hang together as Standard Ebooks has it for parts of a set (its manual, section 9).
    """
    yield Meta("schema:additionalType", "http://schema.org/Collection")
    for text in book.texts:
        if text is not book.closing:
            facts = [Meta(name, value) for name, value in _facts(text, book)]
            yield Meta("schema:hasPart", "schema:hasPart", refinements=tuple(facts))


def source_lines(book: Book) -> tuple[str, ...]:
    """What the texts were taken from, each once, in words."""
    sources = (text.source for text in book.texts if text.source)
    return tuple(dict.fromkeys(filter(None, (source_words(source, book.language) for source in sources))))


def source_words(source: Source, language: str) -> str:
    """A source on one line: `Pravda, 7 April 1917, p. 2, https://…`."""
    date = show_date(source.date, language) if source.date else ""
    parts = (source.author, source.title, source.place, source.publisher, date, source.pages, source.url)
    return ", ".join(filter(None, parts))


def rights_words(rights: Rights, year: str = "") -> str:
    """Rights on one line: `© 2026 Ferry Press. CC-BY-SA-4.0`."""
    holder = " ".join(filter(None, ("©", year, rights.holder))) if rights.holder else ""
    return ". ".join(filter(None, (holder, rights.licence)))


def _facts(text: Text, book: Book) -> Iterator[tuple[str, str]]:
    yield "rdf:type", WORK
    yield "schema:name", text.title
    if text.subtitle:
        yield "schema:alternativeHeadline", text.subtitle
    yield from (("schema:author", person.name) for person in text.authors)
    yield from (("schema:translator", person.name) for person in text.by("trl"))
    if text.date and text.date.exact:
        yield "schema:dateCreated", machine_date(text.date)
    yield "schema:inLanguage", text.language
    yield from _origin(text, lambda source: source_words(source, book.language))
    if text.rights.licence:
        yield "schema:license", text.rights.licence
    if text.rights.holder:
        yield "schema:copyrightHolder", text.rights.holder


def _origin(text: Text, shown: Callable[[Source], str]) -> Iterator[tuple[str, str]]:
    first = text.first_published
    if first and first.date and first.date.exact:
        yield "schema:datePublished", machine_date(first.date)
    if text.source and shown(text.source):
        yield "schema:isBasedOn", shown(text.source)
