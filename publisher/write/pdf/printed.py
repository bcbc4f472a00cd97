"""What a page shows of each element of a document, found again under that element.

WeasyPrint breaks elements over pages, moves notes to the foot and floats aside: here every piece of marked content goes
back to the element that it was made of, in the order of the document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from publisher.write.pdf.roles import is_ornament

_PARTS = ("marker", "footnote-call", "footnote-marker")
"""Generated boxes that are tagged apart from their element; `before` and `after` are words of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content: its page (from 0) and its MCID."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation that an element has on a page (from 0)."""

    page: int
    annotation: Any


@dataclass(slots=True, eq=False)
class Printed:
    """An element, or a generated part of one, and what is printed of it.

    `position` counts it among its parent's children; `box` is the first that it has.
    """

    element: Element
    part: str = ""
    position: int = 0
    page: int = 0
    box: Any = None
    note: bool = False
    kids: list[Mark | Annotated | Printed] = field(default_factory=list)

    def take(self, kid: Printed) -> None:
        """Put in a child where the document has it, a note just after its call."""
        place = len(self.kids)
        for number in reversed(range(len(self.kids))):
            other = self.kids[number]
            if isinstance(other, Printed):
                place = number + 1 if other.position == kid.position else place
                if other.position <= kid.position:
                    break
                place = number
        self.kids.insert(place, kid)


class Print:
    """The printed elements of a galley; pages are added in order, then their notes.

    `ornaments` has the MCIDs, by page, of what is no part of the text: rules, leaders, table heads repeated on
    further pages, words in the margin. `spaces` has those of the spaces between elements, for which nothing is drawn.
    """

    def __init__(self, root: Element) -> None:
        """Nothing of the tree under `root` has been printed yet."""
        self.parents = {child: (parent, place) for parent in root.iter() for place, child in enumerate(parent)}
        self.root = Printed(root)
        self.ornaments: dict[int, set[int]] = {}
        self.spaces: dict[int, set[int]] = {}
        self._printed: dict[tuple[Element, str], Printed] = {(root, ""): self.root}

    def add(self, box: Any, page: int, marks: dict[Any, Any], note: bool = False, ornament: bool = False) -> None:
        """Take in a box of a page and all inside it; `marks` has the MCIDs of the page by their boxes."""
        box = getattr(box, "_box", box)  # an absolute box is drawn where its placeholder stands
        ornament = ornament or self._is_aside(box, page)
        if box in marks and (ornament or self._is_ornament(box)):
            self.ornaments.setdefault(page, set()).add(marks[box]["mcid"])
        elif not ornament:
            printed = self._find(box, page)
            printed.note = printed.note or note
            if box in marks:
                printed.kids.append(Mark(page, marks[box]["mcid"]))
                if getattr(box, "text", "").isspace():
                    self.spaces.setdefault(page, set()).add(marks[box]["mcid"])
        if box.link_annotation and box.element is not None:
            self._find(box, page).kids.append(Annotated(page, box.link_annotation))
        for child in getattr(box, "children", ()):
            self.add(child, page, marks, ornament=ornament)

    def _is_aside(self, box: Any, page: int) -> bool:
        """Whether a box and all in it is no text: in the margin, a leader, a head or foot of a table shown before."""
        if box.element is None or box.is_leader or box.element.get("aria-hidden") == "true":
            return True
        if not (getattr(box, "is_header", False) or getattr(box, "is_footer", False)):
            return False
        before = self._printed.get((box.element, ""))
        return before is not None and before.page < page

    @staticmethod
    def _is_ornament(box: Any) -> bool:
        """Whether what a box shows is there for the eye alone: a rule, a decorative picture, a generated one."""
        generated = "::" in box.element_tag and not hasattr(box, "text")
        return generated or is_ornament(box.element)

    def _find(self, box: Any, page: int) -> Printed:
        """The element of a box, or that part of it, found or put into its place."""
        part = box.element_tag.partition("::")[2]
        return self._get(box.element, part if part in _PARTS else "", page, box)

    def _get(self, element: Element, part: str, page: int, box: Any) -> Printed:
        known = self._printed.get((element, part))
        if known is None:
            parent, position = self.parents[element]
            if part in ("marker", "footnote-marker"):
                holder, position = self._get(element, "", page, None), -1
            else:
                holder = self._get(parent, "", page, None)
            known = self._printed[element, part] = Printed(element, part, position, page)
            holder.take(known)
        if known.box is None and box is not None:
            known.page, known.box = page, box
        return known


def printed(pages: Sequence[Any], marks: Sequence[dict[Any, Any]]) -> Print:
    """What is printed of each element of a galley.

    `pages` are WeasyPrint's page boxes, `marks` the pieces of marked content of each page, by the boxes drawn in them.
    """
    galley = Print(next(box.element for box in pages[0].children if box.element is not None))
    notes = []
    for number, page in enumerate(pages):
        for box in page.children:
            if type(box).__name__ == "FootnoteAreaBox":
                notes += [(note, number) for note in box.children]
            else:
                galley.add(box, number, marks[number])
    for note, number in notes:
        galley.add(note, number, marks[number], note=True)
    return galley
