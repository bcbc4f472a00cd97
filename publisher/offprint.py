"""Offprints and samples: some texts of a book as a book of their own, Book in, Book out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from types import MappingProxyType
from uuid import NAMESPACE_URL, uuid5

from publisher.book import Book, Edition, Part, Text, Volume, Whole


def offprint(book: Book, chosen: Collection[str], name: str) -> Book:
    """The texts with these ids as a book `SLUG-NAME` with an identifier of its own; links to the others are told.

    One text is an offprint under its own title and its author's name; several are a sample under the book's.
    The apparatus keeps what these texts speak of. Raises ValueError when the book has none of these ids.
    """
    contents = tuple(part for part in (_pruned(part, chosen) for part in book.contents) if part.texts)
    introduction = book.introduction if book.introduction and book.introduction.id in chosen else None
    texts = [*([introduction] if introduction else []), *(text for part in contents for text in part.texts)]
    if not texts:
        raise ValueError(f"the book has no text {', '.join(sorted(chosen))}")
    alone = texts[0] if len(texts) == 1 else None
    taken = replace(
        book,
        slug=f"{book.slug}-{name}",
        identifier=f"urn:uuid:{uuid5(NAMESPACE_URL, ' '.join([book.identifier, *(text.id for text in texts)]))}",
        contents=contents,
        introduction=introduction,
        series=None,
        apparatus=tuple(kind for kind in book.apparatus if kind != "contributors" or not alone),
        lists=tuple(kind for kind in book.lists if not alone),
        see_also=(Volume(book.title, book.slug), *book.see_also),
        editions=(_screens(book),),
        whole=_whole(book),
    )
    return _under_its_own_name(taken, alone) if alone else taken


def _pruned(part: Part, chosen: Collection[str]) -> Part:
    """A part with the chosen texts alone; its introduction too when that was chosen."""
    introduction = part.introduction if part.introduction and part.introduction.id in chosen else None
    return replace(part, texts=tuple(text for text in part.texts if text.id in chosen), introduction=introduction)


def _under_its_own_name(book: Book, text: Text) -> Book:
    """A book of one text, which has the title, the language, the people and the rights of the text."""
    return replace(
        book,
        title=text.title,
        subtitle=text.subtitle,
        language=text.language,
        description="",
        contributors=(*text.contributors, *book.contributors),
        rights=text.rights if text.rights.licence or text.rights.holder else book.rights,
        introduction=None,
        contents=(Part("_part-1", "", (text,)),),
    )


def _screens(book: Book) -> Edition:
    """The EPUB edition, without the ISBN of the whole and without its printed pages."""
    settings = next((edition.settings for edition in book.editions if edition.name == "epub"), {})
    return Edition("epub", MappingProxyType({**settings, "isbn": "", "pages": "none"}))


def _whole(book: Book) -> Whole:
    """What an offprint tells of the book that it is taken from."""
    isbns = (edition.settings.get("isbn", "") for edition in book.editions if edition.name == "epub")
    return Whole(
        book.title, book.identifier, next(isbns, ""), MappingProxyType({text.id: text.title for text in book.texts})
    )
