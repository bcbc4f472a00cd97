"""The message: a header, and a product for the EPUB and for a printed edition that has an ISBN."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from publisher.book import Book, Edition
from publisher.publication import Resource
from publisher.render.onix.contents import content_detail
from publisher.render.onix.descriptive import descriptive_detail, identifiers
from publisher.render.onix.tree import Node, element, leaf

NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"
PATH = "onix.xml"
Words = Callable[..., str]


def onix_record(book: Book, t: Words) -> Resource:
    """The record of a book; its dates are those of the manifest."""
    message = element(
        "ONIXMessage",
        element("Header", element("Sender", leaf("SenderName", book.press.name)), leaf("SentDateTime", _day(book))),
        *(_product(book, edition, t) for edition in products(book)),
    )
    message.set("release", "3.1")
    message.set("xmlns", NAMESPACE)  # as text: the elements are made without a namespace, and are all in this one
    data = etree.tostring(message, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return Resource(PATH, "application/xml", data)


def products(book: Book) -> Iterator[Edition]:
    """The editions that the trade can order: the EPUB, and what is printed under an ISBN."""
    for edition in book.editions:
        if edition.name == "epub" or (edition.name == "print" and edition.settings.get("isbn")):
            yield edition


def _product(book: Book, edition: Edition, t: Words) -> Node:
    """One product in the order of blocks 1, 2, 3, 4 and 5 of the specification."""
    return element(
        "Product",
        leaf("RecordReference", f"{book.identifier}:{edition.name}"),
        leaf("NotificationType", "03"),
        *identifiers(book, edition),
        descriptive_detail(book, edition, t),
        _collateral(book),
        content_detail(book),
        _publishing(book),
        _related(book, edition),
    )


def _collateral(book: Book) -> Node | None:
    """What the book is about, for anybody who reads it."""
    if not book.description:
        return None
    text = element("TextContent", leaf("TextType", "03"), leaf("ContentAudience", "00"), leaf("Text", book.description))
    return element("CollateralDetail", text)


def _publishing(book: Book) -> Node:
    """Who publishes the book, where, since when, and who holds its rights."""
    press = book.press
    publisher = element(
        "Publisher",
        leaf("PublishingRole", "01"),
        leaf("PublisherName", press.name),
        element("Website", leaf("WebsiteLink", press.url)) if press.url else None,
    )
    return element(
        "PublishingDetail",
        element("Imprint", leaf("ImprintName", press.name)),
        publisher,
        leaf("CityOfPublication", press.place) if press.place else None,
        leaf("PublishingStatus", "04"),
        element("PublishingDate", leaf("PublishingDateRole", "01"), leaf("Date", _day(book))),
        _copyright(book),
    )


def _copyright(book: Book) -> Node | None:
    if not book.rights.holder:
        return None
    owner = element("CopyrightOwner", leaf("CorporateName", book.rights.holder))
    return element("CopyrightStatement", leaf("CopyrightYear", book.modified[:4]), owner)


def _related(book: Book, edition: Edition) -> Node | None:
    """The other editions, as alternative formats, and the book that an offprint is part of (list 51)."""
    others = [other for other in products(book) if other.name != edition.name]
    related = [
        element("RelatedProduct", leaf("ProductRelationCode", "06"), *identifiers(book, other)) for other in others
    ]
    if book.whole:
        whole = replace(book, identifier=book.whole.identifier, whole=None)
        number = Edition("epub", {"isbn": book.whole.isbn})
        related.append(element("RelatedProduct", leaf("ProductRelationCode", "02"), *identifiers(whole, number)))
    return element("RelatedMaterial", *related) if related else None


def _day(book: Book) -> str:
    """The date of the manifest as ONIX writes it: `20261123`."""
    return book.modified[:10].replace("-", "")
