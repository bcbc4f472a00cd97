"""The ways into a book: its contents with the authors of the texts, and its landmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from publisher.book import Book, Text
from publisher.publication import Document, Landmark, TocEntry

LANDMARKS = {"title-page": "titlepage", "contents": "toc", "illustrations": "loi"}


def authors_vary(book: Book) -> bool:
    """Whether the texts are by different hands, so that the contents and running heads should name them."""
    hands = {tuple(person.name for person in text.authors) for text in book.texts if text is not book.closing}
    return len(hands) > 1


@dataclass(frozen=True, slots=True)
class Navigation:
    """Makes the contents and landmarks of one edition; `apparatus` names what stands after its texts."""

    book: Book
    apparatus: tuple[str, ...]
    t: Callable[..., str]

    def toc(self) -> tuple[TocEntry, ...]:
        """Introduction, parts with their texts, and back matter."""
        return tuple(self._entries())

    def landmarks(self, documents: tuple[Document, ...]) -> tuple[Landmark, ...]:
        """Title page, contents, and where the text begins."""
        found = [
            Landmark(LANDMARKS[document.kind], document.title, document.id)
            for document in documents
            if document.kind in LANDMARKS
        ]
        body = next((document for document in documents if document.matter == "body"), None)
        return (*found, Landmark("bodymatter", self.t("start"), body.id)) if body else tuple(found)

    def _entries(self) -> Iterator[TocEntry]:
        if self.book.introduction:
            yield self._text(self.book.introduction)
        for part in self.book.contents:
            texts = tuple(self._text(text) for text in part.texts)
            if part.title:
                yield TocEntry(part.title, part.id, (), texts)
            else:
                if part.introduction:
                    yield self._text(part.introduction)
                yield from texts
        for name in self.apparatus:
            yield TocEntry(self.t(name), f"_{name}")

    def _text(self, text: Text) -> TocEntry:
        names = tuple(person.name for person in text.authors) if authors_vary(self.book) else ()
        language = text.language if text.language != self.book.language else ""
        return TocEntry(text.title, text.id, names, (), language)
