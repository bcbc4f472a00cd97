"""Package metadata: every claim computed from the book, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from publisher.book import Book, Edition, Person
from publisher.publication import Meta
from publisher.render.dates import machine_date

MANY = 8  # above this number, authors of texts are contributors and not creators of the whole


def package_metadata(book: Book, edition: Edition) -> tuple[Meta, ...]:
    """Titles, people, language, date, publisher, subjects, series, texts and accessibility."""
    return (
        *_titles(book),
        *_people(book),
        *_publishing(book, edition),
        *_subjects(book),
        *_series(book),
        *_parts(book),
        *_accessibility(book),
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


def _people(book: Book) -> Iterable[Meta]:
    own = [c.person.name for c in book.contributors if c.role in ("edt", "com", "aut")]
    people = contents_roles(book)
    authors = [person for person, roles in people if "aut" in roles]
    for person, roles in people:
        leads = person.name in own or ("aut" in roles and len(authors) <= MANY)
        refinements = [_meta("role", role, scheme="marc:relators") for role in roles]
        refinements.append(_meta("file-as", person.sort))
        refinements += [
            Meta("alternate-script", name, MappingProxyType({"xml:lang": language}))
            for language, name in person.native.items()
        ]
        yield _meta("dc:creator" if leads else "dc:contributor", person.name, *refinements)


def _publishing(book: Book, edition: Edition) -> Iterable[Meta]:
    languages = dict.fromkeys([book.language, *(text.language for text in book.texts)])
    for language in languages:
        yield _meta("dc:language", language)
    yield _meta("dc:date", book.modified[:10])
    yield _meta("dc:publisher", book.press.name)
    if book.description:
        yield _meta("dc:description", book.description)
    rights = ", ".join(filter(None, (book.rights.licence, book.rights.holder)))
    if rights:
        yield _meta("dc:rights", rights)
    if edition.settings.get("isbn"):
        isbn = f"urn:isbn:{edition.settings['isbn'].replace('-', '')}"
        yield _meta("dc:identifier", isbn, _meta("identifier-type", "15", scheme="onix:codelist5"))


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
    yield _meta("belongs-to-collection", book.series.title, *refinements)


def _parts(book: Book) -> Iterable[Meta]:
    """A record for each text (Standard Ebooks manual §9): what it is called, who wrote it and when."""
    yield _meta("schema:additionalType", "http://schema.org/Collection")
    for text in book.pieces:
        record = [_meta("rdf:type", "http://schema.org/CreativeWork"), _meta("schema:name", text.title)]
        record += [_meta("schema:author", person.name) for person in text.authors]
        if text.date and text.date.exact:
            record.append(_meta("schema:dateCreated", machine_date(text.date)))
        yield _meta("schema:hasPart", "schema:hasPart", *record)


def _accessibility(book: Book) -> Iterable[Meta]:
    pictures = any(text.content.images for text in book.texts)
    yield _meta("schema:accessMode", "textual")
    if pictures:
        yield _meta("schema:accessMode", "visual")
    yield _meta("schema:accessModeSufficient", "textual")
    features = [
        "ARIA",
        "displayTransformability",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
    ]
    if pictures:
        features.append("alternativeText")  # every picture has it: reading refuses those without
    for feature in sorted(features, key=str.lower):
        yield _meta("schema:accessibilityFeature", feature)
    moving = any(image.media_type == "image/gif" for text in book.texts for image in text.content.images)
    yield _meta("schema:accessibilityHazard", "unknown" if moving else "none")
    notes = any(text.content.notes for text in book.texts)
    yield _meta("schema:accessibilitySummary", _summary(pictures, notes))


def _summary(pictures: bool, notes: bool) -> str:
    words = ["The text reflows and has headings, landmarks and a table of contents."]
    if notes:
        words.append("Notes are linked in both directions.")
    if pictures:
        words.append("Every picture is described in words.")
    return " ".join(words)
