"""Block 3 of a product: the texts, each with its title and its people."""

from __future__ import annotations

from publisher.book import Book, Text
from publisher.render.onix import codes
from publisher.render.onix.people import text_contributors
from publisher.render.onix.titles import title_detail
from publisher.render.onix.tree import Node, element, leaf


def content_detail(book: Book) -> Node:
    """The texts in reading order."""
    texts = [text for text in book.texts if text is not book.closing]
    items = (
        element(
            "ContentItem",
            leaf("LevelSequenceNumber", str(number)),
            element("TextItem", leaf("TextItemType", "02" if text is book.introduction else "03")),
            title_detail(text.title, text.subtitle, "04", text.language),
            *(text_contributors(text) if text.contributors else ()),
            *_foreign(text, book),
        )
        for number, text in enumerate(texts, 1)
    )
    return element("ContentDetail", *items)


def _foreign(text: Text, book: Book) -> tuple[Node, ...]:
    """The language of a text where it is not the book's."""
    if text.language == book.language:
        return ()
    return (element("Language", leaf("LanguageRole", "01"), leaf("LanguageCode", codes.language_code(text.language))),)
