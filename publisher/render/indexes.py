"""Other ways into a book than its contents: its texts by author, and by date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from publisher.book import Book, Date, Person, Text
from publisher.publication import Index, TocEntry
from publisher.render.dates import show_date, to_gregorian
from publisher.render.navigation import authors_vary

FEWEST = 5  # texts, below which the contents are list enough


def indexes(book: Book, t: Callable[..., str], *, paged: bool) -> tuple[Index, ...]:
    """The lists that the manifest asks for; in an EPUB also those that are long enough to be of use."""
    found = (Index(name, t(name), make(book)) for name, make in LISTS.items())
    wanted = (index for index in found if index.kind in book.lists or (not paged and _length(index) >= FEWEST))
    return tuple(index for index in wanted if index.entries)


def _length(index: Index) -> int:
    """How many texts a list names."""
    return sum(len(entry.children) for entry in index.entries)


def by_author(book: Book) -> tuple[TocEntry, ...]:
    """The authors by sort name, beneath each the texts in reading order; none where one hand wrote all."""
    if not authors_vary(book):
        return ()
    texts: dict[str, tuple[Person, list[Text]]] = {}
    for text in _listed(book):
        for person in text.authors:
            texts.setdefault(person.id or person.name, (person, []))[1].append(text)
    ordered = sorted(texts.values(), key=lambda entry: (entry[0].sort.casefold(), entry[0].id))
    return tuple(TocEntry(person.sort, "", (), tuple(_line(text, book) for text in held)) for person, held in ordered)


def by_date(book: Book) -> tuple[TocEntry, ...]:
    """The years, beneath each its texts in the order of their dates; texts without a date are left out."""
    dated = [(_moment(text.date), text) for text in _listed(book) if text.date]
    years = groupby(sorted(dated, key=lambda entry: entry[0]), key=lambda entry: entry[0][0])
    return tuple(
        TocEntry(str(year), "", (), tuple(_line(text, book, dated=True) for _, text in held)) for year, held in years
    )


def _moment(date: Date) -> tuple[int, int, int]:
    """The beginning of a date by the calendar that we use, what is not known as 0."""
    start = to_gregorian(date.start) if date.calendar == "julian" and date.start.day else date.start
    return start.year, start.month or 0, start.day or 0


def _listed(book: Book) -> Iterator[Text]:
    """The texts that have a place of their own in the contents, in reading order."""
    without = {part.introduction.id for part in book.contents if part.title and part.introduction}
    return (text for text in book.texts if text is not book.closing and text.id not in without)


def _line(text: Text, book: Book, *, dated: bool = False) -> TocEntry:
    """A text in a list; in that of dates with its date and its authors."""
    language = text.language if text.language != book.language else ""
    authors = tuple(person.name for person in text.authors) if dated and authors_vary(book) else ()
    date = (show_date(text.date, book.language),) if dated and text.date else ()
    return TocEntry(text.title, text.id, (*date, *authors), (), language)


LISTS: dict[str, Callable[[Book], tuple[TocEntry, ...]]] = {"authors": by_author, "dates": by_date}
