"""Where links lead: the schemes of the editor's links become places in the publication, or plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from publisher.book import Book, Text

Element = etree._Element
PERSON = "_people."


@dataclass(frozen=True, slots=True)
class Addresses:
    """What a link may lead to in one edition: titles of texts and books, and the people who have an entry.

    `page` is the word before a folio (`p.`) in an edition that has folios, else empty. `absent` has the titles of texts
    that an offprint lacks, `full` the words that say where they are.
    """

    texts: Mapping[str, str]
    books: Mapping[str, str]
    people: frozenset[str]
    names: Mapping[str, str]
    page: str = ""
    absent: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    full: str = ""

    def resolve(self, root: Element) -> None:
        """Turn every link of the tree into `#id`; a link to what this edition lacks becomes plain words."""
        for link in list(root.iter("a")):
            scheme, _, rest = (link.get("href") or "").partition(":")
            target, _, anchor = rest.partition("#")
            if scheme == "page":
                self._print_folio(link, target, anchor)
                scheme = "text"
            resolver: Callable[[str, str], tuple[str, str]] | None = getattr(self, f"_{scheme}", None)
            if resolver is None:
                if link.get("href"):
                    link.set("class", "external")
                continue
            href, words = resolver(target, anchor)
            if not len(link) and not (link.text or "").strip():
                link.text = words
            if href:
                link.set("href", href)
                link.set("class", scheme)
            else:
                if scheme == "text" and target in self.absent:
                    self._send_elsewhere(link)
                link.tag = "span"
                link.attrib.pop("href")
                link.set("class", scheme)

    def _print_folio(self, link: Element, target: str, anchor: str) -> None:
        """Put the folio of its place into a link of a paged edition: `p. 12`, or `the lamps (p. 12)`."""
        if not self.page or target not in self.texts:
            return
        alone = not len(link) and not (link.text or "").strip()
        before, after = ("", "") if alone else (" (", ")")
        folio = etree.SubElement(link, "span", {"data-folio": f"{target}.{anchor}" if anchor else target})
        folio.text, folio.tail = "0", after
        previous = folio.getprevious()
        words = f"{before}{self.page}\u00a0"
        if previous is not None:
            previous.tail = (previous.tail or "") + words
        else:
            link.text = (link.text or "").strip() + words

    def _send_elsewhere(self, link: Element) -> None:
        """Say after the words of a link that what it leads to is in the full edition."""
        words = f" ({self.full})"
        if len(link):
            link[-1].tail = (link[-1].tail or "") + words
        else:
            link.text = (link.text or "") + words

    def _text(self, target: str, anchor: str) -> tuple[str, str]:
        place = f"#{target}.{anchor}" if anchor else f"#{target}"
        return (place if target in self.texts else ""), self.texts.get(target) or self.absent.get(target, target)

    def _person(self, target: str, anchor: str) -> tuple[str, str]:
        return (f"#{PERSON}{target}" if target in self.people else ""), self.names.get(target, target)

    def _book(self, target: str, anchor: str) -> tuple[str, str]:
        return "", self.books.get(target, target)


def addresses(book: Book, people: frozenset[str], page: str = "", full: str = "") -> Addresses:
    """The addresses of an edition whose apparatus has an entry for each of `people`; `page` stands before folios.

    `full` are the words for what an offprint lacks.
    """
    volumes = (*(book.series.volumes if book.series else ()), *book.see_also)
    return Addresses(
        texts={text.id: text.title for text in book.texts},
        books={volume.slug: volume.title for volume in volumes if volume.slug} | {book.slug: book.title},
        people=people,
        names={person.id: person.name for person in book.press.people.values()},
        page=page,
        absent=book.whole.texts if book.whole else {},
        full=full,
    )


def mentions(text: Text) -> frozenset[str]:
    """The ids of the people to whom a text links."""
    parts = (text.content.html, text.headnote, *(note.html for note in text.content.notes))
    return frozenset(piece.partition('"')[0] for html in parts for piece in html.split('href="person:')[1:])
