"""What stands around the texts: illustrations, contributors, people, sources, each drawn from the book's own data."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from publisher.book import Book, Person, Text
from publisher.publication import TocEntry
from publisher.render.addresses import mentions
from publisher.render.metadata import contents_roles

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Entry:
    """A person in the apparatus, with the texts that are theirs (contributors) or that name them (people)."""

    person: Person
    texts: tuple[Text, ...]
    roles: tuple[str, ...] = ()


def contributors(book: Book) -> tuple[Entry, ...]:
    """Everybody who made the book, by sort name, with their texts."""
    entries = []
    for person, roles in contents_roles(book):
        texts = tuple(text for text in book.texts if any(c.person == person for c in text.contributors))
        entries.append(Entry(person, texts, roles))
    return _sorted(entries)


def people(book: Book) -> tuple[Entry, ...]:
    """Everybody whom a text links to, by sort name, with those texts."""
    texts: dict[str, list[Text]] = {}
    for text in book.texts:
        for person in sorted(mentions(text)):
            texts.setdefault(person, []).append(text)
    return _sorted([Entry(book.press.people[person], tuple(where)) for person, where in texts.items()])


def illustrations(book: Book) -> tuple[TocEntry, ...]:
    """Every figure that has a caption, in reading order: its words, its id, and the title of its text."""
    return tuple(
        TocEntry(caption, str(figure.get("id")), (text.title,), (), text.language)
        for text in book.texts
        if "<figcaption" in text.content.html
        for figure in etree.fromstring(f"<body>{text.content.html}</body>").iter("figure")
        if (caption := _caption(figure))
    )


def _caption(figure: Element) -> str:
    """The words of a caption on one line, without the calls of notes."""
    caption = figure.find("figcaption")
    return "" if caption is None else " ".join("".join(map(str, caption.itertext())).split())


def sources(book: Book) -> dict[str, tuple[Text, ...]]:
    """The book's texts: `own`, written for it and under its rights, and `taken`, with where they come from.

    A text with a date of its own, with a place where it appeared, or with other rights was not written for the book.
    """
    texts = [text for text in book.texts if text is not book.closing]
    origins = [(text, (text.source, text.first_published, text.republished, text.date)) for text in texts]
    taken = [text for text, known in origins if any(known) or text.rights != book.rights]
    return {"own": tuple(text for text in texts if text not in taken), "taken": tuple(taken)}


def _sorted(entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.person.sort.casefold(), entry.person.id)))
