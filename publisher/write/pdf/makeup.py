"""Make-up: from the lengths of galleys to the pages of the book, with blanks and folio labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from publisher.publication import Matter, Opening, Opens, PageMap

Side = Literal["left", "right"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extent:
    """What make-up knows of a galley: its matter, how it opens, and how many pages it fills."""

    matter: Matter
    opens: Opens
    pages: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the book: its number and label as a folio, its side, and the galley page on it (None: a blank).

    `folio` counts from 1 within front matter and again from 1 within the rest; `galley` and `page` count from 0.
    """

    folio: int
    front: bool
    side: Side
    galley: int | None = None
    page: int = 0

    @property
    def label(self) -> str:
        """`iv` in front matter, `4` in the body and after."""
        return roman(self.folio) if self.front else str(self.folio)


def roman(number: int) -> str:
    """A positive number in lower-case roman numerals; ValueError for 0 and less."""
    if number < 1:
        raise ValueError(f"no roman numeral for {number}")
    numeral = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        numeral += sign * count
    return numeral


def make_up(extents: Iterable[Extent], mirrored: bool, multiple: int = 1, last_blank: bool = False) -> tuple[Leaf, ...]:
    """The pages of the book in order.

    In a mirrored book page 1 is a recto (right), a galley with `opens: recto` and the first of the body
    start on one, the last page is blank where that is asked for, and the count is even and a multiple of `multiple`
    (a printer's signature). Otherwise there are no blanks and every page counts as a right one.
    """
    leaves: list[Leaf] = []
    for number, extent in enumerate(extents):
        front = extent.matter == "front"
        restarts = bool(leaves) and leaves[-1].front != front
        if mirrored and len(leaves) % 2 and (extent.opens == "recto" or restarts):
            leaves.append(_next(leaves, mirrored, leaves[-1].front))
        for page in range(extent.pages):
            leaves.append(_next(leaves, mirrored, front, number, page))
    if mirrored and leaves and last_blank and leaves[-1].galley is not None:
        leaves.append(_next(leaves, mirrored, leaves[-1].front))
    while mirrored and leaves and (len(leaves) % 2 or len(leaves) % multiple):
        leaves.append(_next(leaves, mirrored, leaves[-1].front))
    return tuple(leaves)


def _next(leaves: Sequence[Leaf], mirrored: bool, front: bool, galley: int | None = None, page: int = 0) -> Leaf:
    """The page that follows: numbering goes on within the same matter, and starts at 1 where it changes."""
    folio = leaves[-1].folio + 1 if leaves and leaves[-1].front == front else 1
    return Leaf(folio, front, "left" if mirrored and len(leaves) % 2 else "right", galley, page)


def openings(leaves: Iterable[Leaf]) -> dict[int, int]:
    """The position in the book (from 0) of each galley's first page."""
    return {leaf.galley: at for at, leaf in enumerate(leaves) if leaf.galley is not None and leaf.page == 0}


def page_map(
    leaves: Sequence[Leaf], places: Sequence[Mapping[str, int]], opened: Sequence[Sequence[Opening | None]] = ()
) -> PageMap:
    """The folio label of every anchor and page, and where each page opens.

    `places` has, for each galley, the page (from 0) of each id, `opened` the opening of each page.
    """
    first = openings(leaves)
    folios: dict[str, str] = {}
    for number, galley in enumerate(places):
        for anchor, page in galley.items():
            folios.setdefault(anchor, leaves[first[number] + page].label)
    pages = [opened[leaf.galley][leaf.page] if opened and leaf.galley is not None else None for leaf in leaves]
    return PageMap(folios, tuple(leaf.label for leaf in leaves), tuple(pages))
