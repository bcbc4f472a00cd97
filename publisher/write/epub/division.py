"""Long texts divided: no page of the EPUB is larger than small readers can open at once."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace

from lxml import etree

from publisher.write.epub.pages import EPUB, XHTML, Page

Element = etree._Element
LIMIT = 300_000  # bytes: Adobe's reader, on which many others rest, opens no larger page
_FULL = 250_000  # bytes, so that what is added to every page has room
_DIVISIBLE = frozenset(["text-body", "notes"])
_OF_THE_WHOLE = frozenset(["id", "role", "aria-labelledby", f"{{{EPUB}}}type"])
_HEADINGS = frozenset(f"{{{XHTML}}}h{level}" for level in range(1, 7))


@dataclass(slots=True)
class _Piece:
    """What stands on one page of a divided text: elements, each with the element that it was in."""

    size: int = 0
    items: list[tuple[Element, Element]] = field(default_factory=list)


def divide(page: Page) -> Iterator[Page]:
    """A page as it is, or as several where it is too long; between blocks, and not after a heading.

    The notes stand at the end, in files of their own where they are many. One block is never divided.
    """
    section = page.html.find(f"{{{XHTML}}}body/{{{XHTML}}}section")
    if section is None or _size(page.html) <= LIMIT:
        yield page
        return
    begun: set[Element] = set()
    for number, piece in enumerate(_pieces(section)):
        name = f"_{number + 1}" if number else ""
        html = _page(page.html, section, piece, begun)
        yield replace(page, id=page.id + name, path=page.path.replace(".xhtml", f"{name}.xhtml"), html=html)


def _pieces(section: Element) -> list[_Piece]:
    """The elements of a section in order, in pieces that are not too large."""
    pieces = [_Piece()]
    for home, element in _elements(section):
        size = _size(element)
        if pieces[-1].items and pieces[-1].size + size > _FULL:
            pieces.append(_next(pieces[-1]))
        pieces[-1].items.append((home, element))
        pieces[-1].size += size
    return pieces


def _next(full: _Piece) -> _Piece:
    """The piece after a full one; headings at the foot of that go with what they are above."""
    piece = _Piece()
    while len(full.items) > 1 and full.items[-1][1].tag in _HEADINGS:
        piece.items.insert(0, full.items.pop())
    return piece


def _elements(section: Element) -> Iterator[tuple[Element, Element]]:
    """What is not divided, in order, with the element that it is in."""
    for child in section:
        divisible = not _DIVISIBLE.isdisjoint((child.get("class") or "").split())
        yield from ((child, block) for block in child) if divisible else [(section, child)]


def _page(html: Element, section: Element, piece: _Piece, begun: set[Element]) -> Element:
    """A page with the elements of a piece, each in a copy of what it was in; `begun` has what was copied before."""
    body = section.getparent()
    assert body is not None
    made = etree.Element(html.tag, dict(html.attrib), nsmap=html.nsmap)
    made.extend(deepcopy(child) for child in html if child is not body)
    shells = {section: _shell(section, begun)}
    for home, element in piece.items:
        if home not in shells:
            shells[home] = _shell(home, begun)
            shells[section].append(shells[home])
        shells[home].append(element)
    etree.SubElement(made, body.tag, dict(body.attrib)).append(shells[section])
    return made


def _shell(element: Element, begun: set[Element]) -> Element:
    """An element without what is in it; only the first of them has the id and the role of the whole."""
    kept = {key: value for key, value in element.attrib.items() if element not in begun or key not in _OF_THE_WHOLE}
    begun.add(element)
    made = etree.Element(element.tag, kept, nsmap=element.nsmap)
    made.text, made.tail = "\n", "\n"
    return made


def _size(element: Element) -> int:
    """The bytes of an element when it is written."""
    return len(etree.tostring(element, encoding="utf-8"))
