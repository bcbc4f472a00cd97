"""Package metadata: every claim computed from the book, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from publisher.book import Book, Edition, Person
from publisher.publication import Meta
from publisher.render.accessibility import Words, accessibility
from publisher.render.records import rights_words, source_lines, text_records

MANY = 8  # above this number, authors of texts are contributors and not creators of the whole
LEADING = ("aut", "edt", "com")  # the roles in which somebody leads a book, where its manifest names them


def package_metadata(book: Book, edition: Edition, t: Words) -> tuple[Meta, ...]:
    """Identifiers, titles, people, language, date, publisher, subjects, series, texts and accessibility."""
    return (
        *_identifiers(book, edition),
        *_titles(book),
        *_people(book),
        *_publishing(book),
        *_subjects(book),
        *_series(book),
        *text_records(book),
        *accessibility(book, edition, t),
    )


def contents_roles(book: Book) -> tuple[tuple[Person, tuple[str, ...]], ...]:
    """Everybody who made the book with their roles: its own contributors first, then those of its texts."""
    roles: dict[str, tuple[Person, list[str]]] = {}
    everyone = [*book.contributors, *(c for text in book.texts for c in text.contributors if text is not book.closing)]
    for contributor in everyone:
        person = contributor.person
        held = roles.setdefault(person.id or person.name, (person, []))[1]
        if contributor.role not in held:
            held.append(contributor.role)
    return tuple((person, tuple(held)) for person, held in roles.values())


def _meta(name: str, value: str, *refinements: Meta, **attributes: str) -> Meta:
    return Meta(name, value, MappingProxyType(attributes), tuple(refinements))


def _titles(book: Book) -> Iterable[Meta]:
    yield _meta("dc:title", book.title, _meta("title-type", "main"), _meta("file-as", _file_as(book.title)))
    if book.subtitle:
        yield _meta("dc:title", book.subtitle, _meta("title-type", "subtitle"))


def _file_as(title: str) -> str:
    """The title as a catalogue files it: `Kornilov Affair, The`."""
    article, _, rest = title.partition(" ")
    return f"{rest}, {article}" if article in ("The", "A", "An") and rest else title


def _identifiers(book: Book, edition: Edition) -> Iterable[Meta]:
    """The book's own number and the edition's ISBN, each with its kind (ONIX list 5: 15 is an ISBN, 22 a URN)."""
    numbers = [book.identifier]
    if edition.settings.get("isbn"):
        numbers.append(f"urn:isbn:{edition.settings['isbn'].replace('-', '')}")
    for number in dict.fromkeys(numbers):
        kind = "15" if number.startswith("urn:isbn:") else "22"
        yield _meta("dc:identifier", number, _meta("identifier-type", kind, scheme="onix:codelist5"))


def ranked_people(book: Book) -> tuple[tuple[Person, tuple[str, ...], bool], ...]:
    """Everybody with their roles, who leads the book before all others, and whether they lead it."""
    people = contents_roles(book)
    authors = sum("aut" in roles for _, roles in people)
    own = {(c.person.id or c.person.name, c.role) for c in book.contributors}
    ranks = [(_rank(person, roles, own, authors), person, roles) for person, roles in people]
    ranks.sort(key=lambda entry: entry[0])
    return tuple((person, roles, rank <= len(LEADING)) for rank, person, roles in ranks)


def _people(book: Book) -> Iterable[Meta]:
    for person, roles, leads in ranked_people(book):
        yield _meta("dc:creator" if leads else "dc:contributor", person.name, *_about(person, roles))


def _rank(person: Person, roles: tuple[str, ...], own: set[tuple[str, str]], authors: int) -> int:
    """Where a person stands: the book's author, its editor, its compiler, authors of texts, then all others.

    Many authors of texts are contributors: libraries show every creator in one line.
    """
    for rank, role in enumerate(LEADING):
        if role in roles and (person.id or person.name, role) in own:
            return rank
    return len(LEADING) + ("aut" not in roles or authors > MANY)


def _about(person: Person, roles: tuple[str, ...]) -> list[Meta]:
    """What refines a person."""
    about = [_meta("role", role, scheme="marc:relators") for role in roles]
    about.append(_meta("file-as", person.sort))
    about += [_meta("alternate-script", name, **{"xml:lang": tongue}) for tongue, name in person.native.items()]
    about += [_meta("link", address, rel="schema:sameAs") for address in person.same_as]
    return about


def _publishing(book: Book) -> Iterable[Meta]:
    languages = dict.fromkeys([book.language, *(text.language for text in book.texts)])
    for language in languages:
        yield _meta("dc:language", language)
    yield _meta("dc:date", book.modified[:10])
    yield _meta("dc:publisher", book.press.name)
    if book.description:
        yield _meta("dc:description", book.description)
    rights = rights_words(book.rights, book.modified[:4])
    if rights:
        yield _meta("dc:rights", rights)
    yield from (_meta("dc:source", source) for source in source_lines(book))
    if book.whole:
        yield _meta("dcterms:isPartOf", book.whole.identifier)
    if book.printed:
        yield _meta("pageBreakSource", _print_source(book, book.printed))
    yield _meta("schema:wordCount", str(sum(text.content.words for text in book.texts)))


def _print_source(book: Book, printed: Edition) -> str:
    """What names the book whose pages are told (EPUB Accessibility 1.1, section 3.4.2): its ISBN, or its title."""
    isbn = printed.settings.get("isbn", "").replace("-", "")
    return f"urn:isbn:{isbn}" if isbn else ", ".join((book.title, book.press.name, book.modified[:4]))


def _subjects(book: Book) -> Iterable[Meta]:
    for subject in book.subjects:
        pair = subject.authority and subject.term
        refinements = [_meta("authority", subject.authority), _meta("term", subject.term)] if pair else []
        yield _meta("dc:subject", subject.label, *refinements)


def _series(book: Book) -> Iterable[Meta]:
    if not book.series:
        return
    position = str(book.series.position(book.slug))
    refinements = [_meta("collection-type", "series"), _meta("group-position", position)]
    if book.series.identifier:
        refinements.append(_meta("dcterms:identifier", book.series.identifier))
    yield _meta("belongs-to-collection", book.series.title, *refinements)
