"""Ways through the book: destinations, links between galleys, the outline, page labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, String

from publisher.publication import TocEntry
from publisher.write.pdf.galleys import BASE, PLACE
from publisher.write.pdf.makeup import Leaf

PRINT_FLAG = 4
"""Bit 3 of an annotation's flags: it is printed with its page, as PDF/A and PDF/UA demand (ISO 32000-2, 12.5.3)."""


class Destinations:
    """Where every id of the book is, as explicit PDF destinations; ids that are nowhere become warnings."""

    def __init__(self) -> None:
        """No place is known yet."""
        self._places: dict[str, Array] = {}
        self._titles: dict[str, str] = {}
        self.missing: list[str] = []

    def add(self, anchor: str, page: Page, x: float, y: float, title: str) -> None:
        """Make an id known: its page, x and y in pt from the lower left, the title of the document that holds it."""
        self._places.setdefault(anchor, Array([page.obj, Name.XYZ, x, y, None]))
        self._titles.setdefault(anchor, title)

    def find(self, anchor: str, where: str) -> Array | None:
        """The destination of an id; None, and a warning, when no document has it."""
        if anchor not in self._places:
            self.missing.append(f'{where} leads to "{anchor}", which is nowhere in the book')
        return self._places.get(anchor)

    def title(self, anchor: str) -> str:
        """The title of the document that holds an id."""
        return self._titles.get(anchor, "")


def resolve_links(page: Page, destinations: Destinations) -> None:
    """Turn the links of a page that lead into the book into GoTo links; a link that leads nowhere is taken off."""
    if Name.Annots not in page.obj:
        return
    kept = []
    for annotation in page.obj.Annots:
        if annotation.get(Name.Subtype) != Name.Link or _resolve(annotation, destinations):
            annotation.F = PRINT_FLAG
            kept.append(annotation)
    page.obj.Annots = Array(kept)


def _resolve(annotation: Object, destinations: Destinations) -> bool:
    """Whether a link annotation leads somewhere, its destination made explicit if that is in the book."""
    uri = str(annotation.A.URI)
    if uri.startswith(BASE):
        destinations.missing.append(f'a link leads to "{uri.removeprefix(BASE)}", which is no place in the book')
        return False
    if not uri.startswith(PLACE):
        return True
    anchor = uri.removeprefix(PLACE)
    destination = destinations.find(anchor, "a link")
    del annotation.A
    if destination is None:
        return False
    annotation.Dest = destination
    if str(annotation.get(Name.Contents, "")).startswith(PLACE):
        annotation.Contents = String(destinations.title(anchor))
    return True


def write_outline(book: Pdf, toc: Sequence[TocEntry], destinations: Destinations) -> None:
    """The outline: the lines of the contents with the authors named before the titles."""
    with book.open_outline() as outline:
        outline.root.extend(_items(toc, destinations))


def _items(entries: Sequence[TocEntry], destinations: Destinations) -> list[OutlineItem]:
    """Outline items, nested as the entries are."""
    items = []
    for entry in entries:
        authors = ", ".join(entry.authors)
        title = f"{authors}: {entry.title}" if authors else entry.title
        item = OutlineItem(title, destinations.find(entry.target, f'the contents entry "{entry.title}"'))
        item.children.extend(_items(entry.children, destinations))
        items.append(item)
    return items


def page_labels(leaves: Sequence[Leaf]) -> Dictionary:
    """The number tree of page labels: roman in front matter, arabic after (ISO 32000-2, 12.4.2)."""
    numbers: list[int | Dictionary] = []
    for front, run in groupby(enumerate(leaves), key=lambda pair: pair[1].front):
        position, leaf = next(run)
        numbers += [position, Dictionary(S=Name.r if front else Name.D, St=leaf.folio)]
    return Dictionary(Nums=Array(numbers))
