"""Block 1 of a product: its numbers, form, accessibility, series, title, people, language, extent and subjects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publisher.book import Book, Edition, Subject
from publisher.render.accessibility import Claims, claims, summary
from publisher.render.onix import codes
from publisher.render.onix.people import contributors
from publisher.render.onix.titles import title_detail
from publisher.render.onix.tree import Node, element, leaf

Words = Callable[..., str]


def identifiers(book: Book, edition: Edition) -> Iterator[Node]:
    """The numbers of a product: its ISBN, as GTIN too, and for the EPUB the book's own (list 5)."""
    isbn = edition.settings.get("isbn", "").replace("-", "")
    own = book.identifier.removeprefix("urn:isbn:") if book.identifier.startswith("urn:isbn:") else ""
    if edition.name == "epub":
        isbn = isbn or own
        if not own:
            yield _identifier("22", book.identifier)
    if isbn:
        yield from (_identifier(kind, isbn) for kind in ("03", "15"))


def _identifier(kind: str, value: str) -> Node:
    return element("ProductIdentifier", leaf("ProductIDType", kind), leaf("IDValue", value))


def descriptive_detail(book: Book, edition: Edition, t: Words) -> Node:
    """What the product is."""
    digital = edition.name == "epub"
    form = ("ED", "E101") if digital else ("BC", "")
    pictures = sum(len(text.content.images) for text in book.texts)
    return element(
        "DescriptiveDetail",
        leaf("ProductComposition", "00"),
        leaf("ProductForm", form[0]),
        leaf("ProductFormDetail", form[1]) if digital else None,
        *(_accessibility(book, edition, t) if digital else ()),
        leaf("PrimaryContentType", "10"),
        *(_measures(edition) if not digital else ()),
        leaf("EpubTechnicalProtection", "00") if digital else None,
        _collection(book),
        title_detail(book.title, book.subtitle, "01", book.language),
        *contributors(book),
        _language(book.language),
        _extent(sum(text.content.words for text in book.texts)),
        leaf("Illustrated", "02" if pictures else "01"),
        leaf("NumberOfIllustrations", str(pictures)) if pictures else None,
        *(_subject(subject, first=number == 0) for number, subject in enumerate(book.subjects)),
    )


def _accessibility(book: Book, edition: Edition, t: Words) -> Iterator[Node]:
    """List 196: the same claims as in the package, and a certifier's where there is one."""
    found = claims(book)
    said = {**_certified(edition.settings.get("certified") or {}), **dict.fromkeys(_plain(found), "")}
    said[codes.SUMMARY] = summary(found, t)
    for code, words in sorted(said.items()):
        description = leaf("ProductFormFeatureDescription", words) if words else None
        kind, value = leaf("ProductFormFeatureType", "09"), leaf("ProductFormFeatureValue", code)
        yield element("ProductFormFeature", kind, value, description)


def _plain(found: Claims) -> Iterator[str]:
    yield from (codes.FEATURES[feature] for feature in found.features)
    yield codes.LANDMARKS
    yield codes.LANGUAGES  # every page and every foreign passage says its language
    if found.readable_unseen:
        yield codes.UNSEEN


def _certified(certified: Mapping[str, str]) -> dict[str, str]:
    """What a certifier says, by code of list 196."""
    if not certified:
        return {}
    said = {codes.STANDARD: "", codes.WCAG[certified["wcag"]]: "", codes.LEVELS[certified["level"]]: ""}
    said |= {codes.CERTIFIER: certified["by"], codes.ASSESSED: certified["date"].replace("-", "")}
    more = {codes.REPORT: certified["report"], codes.CREDENTIAL: certified["credential"]}
    return said | {code: words for code, words in more.items() if words}


def _measures(edition: Edition) -> Iterator[Node]:
    """Height and width of the trimmed page (list 48)."""
    width, height = edition.settings.get("trim", (0.0, 0.0))
    for kind, size in (("01", height), ("02", width)):
        if size:
            unit = leaf("MeasureUnitCode", "mm")
            yield element("Measure", leaf("MeasureType", kind), leaf("Measurement", f"{size:g}"), unit)


def _collection(book: Book) -> Node:
    """The series with the book's place in it."""
    series = book.series
    if not series:
        return element("NoCollection")
    kind = {"issn": "02", "uuid": "22"}.get(series.identifier[4:8], "")
    number = series.identifier.removeprefix("urn:issn:").replace("-", "") if kind == "02" else series.identifier
    sequence = leaf("CollectionSequenceNumber", str(series.position(book.slug)))
    return element(
        "Collection",
        leaf("CollectionType", "10"),
        element("CollectionIdentifier", leaf("CollectionIDType", kind), leaf("IDValue", number)) if kind else None,
        element("CollectionSequence", leaf("CollectionSequenceType", "02"), sequence),
        title_detail(series.title, "", "02", book.language),
    )


def _language(tag: str) -> Node:
    return element("Language", leaf("LanguageRole", "01"), leaf("LanguageCode", codes.language_code(tag)))


def _extent(words: int) -> Node:
    """The length of the text in words (lists 23 and 24)."""
    return element(
        "Extent", leaf("ExtentType", "02"), leaf("ExtentValue", str(max(words, 1))), leaf("ExtentUnit", "02")
    )


def _subject(subject: Subject, *, first: bool) -> Node:
    scheme = codes.SCHEMES.get(subject.authority.upper().replace(" ", ""), codes.OWN_SCHEME)
    named = scheme == codes.OWN_SCHEME
    return element(
        "Subject",
        element("MainSubject") if first else None,
        leaf("SubjectSchemeIdentifier", scheme),
        leaf("SubjectSchemeName", subject.authority or "Subjects") if named else None,
        leaf("SubjectCode", subject.term) if subject.term else None,
        leaf("SubjectHeadingText", subject.label),
    )
