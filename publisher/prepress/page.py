"""A page of a PDF as the proof sees it: its boxes, what is painted on it, and where that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from publisher.prepress.content import Painted
from publisher.prepress.finding import Finding, Place
from publisher.prepress.paint import Mark, Rect, numbers

MM = 72 / 25.4  # points
SLACK = 0.1 * MM  # no plate and no knife is nearer


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes that a page names itself; the media box is always there."""

    media: Rect
    crop: Rect | None
    bleed: Rect | None
    trim: Rect | None
    art: Rect | None
    rotate: int
    unit: float


@dataclass(frozen=True)
class Page:
    """A page: its number from 1, its boxes, what it shows, its annotations by kind and place, whether it is blank."""

    number: int
    boxes: Boxes
    painted: Painted
    annotations: tuple[tuple[str, Rect], ...] = ()
    blank: bool = False

    @property
    def trim(self) -> Rect:
        """Where the page is cut: its trim box, or whatever comes nearest to one."""
        boxes = self.boxes
        return boxes.trim or boxes.art or boxes.crop or boxes.media

    @property
    def bleed(self) -> Rect:
        """How far the page is painted: its bleed box, or the whole of it."""
        return self.boxes.bleed or self.boxes.crop or self.boxes.media

    @property
    def recto(self) -> bool:
        """Whether it is a right-hand page, bound at its left."""
        return self.number % 2 == 1

    @cached_property
    def shown(self) -> tuple[Mark, ...]:
        """What can be seen of the page when it has been cut."""
        return tuple(mark for mark in self.painted.marks if mark.visible and mark.rect.meets(self.trim))

    def reduced(self) -> Page:
        """The page without its marks, for the rules of the whole file: a thousand pages of them would be many."""
        printed = any(not mark.colour.white for mark in self.shown)
        return replace(self, painted=Painted(forbidden=self.painted.forbidden), annotations=(), blank=not printed)

    def place(self, rect: Rect) -> Place:
        """A rectangle in mm from the top left corner of the trim."""
        trim = self.trim
        sides = (rect.left - trim.left, trim.top - rect.top, rect.width, rect.height)
        return Place(*(round(side / MM, 2) + 0.0 for side in sides))

    def rect(self, place: Place) -> Rect:
        """A place in points of the page."""
        left, top = self.trim.left + place.left * MM, self.trim.top - place.top * MM
        return Rect(left, top - place.height * MM, left + place.width * MM, top)

    def sides(self, inner: Rect, outer: Rect) -> dict[str, float]:
        """How far one rectangle reaches over another on each side of the page, in mm."""
        left, right = (inner.left - outer.left) / MM, (outer.right - inner.right) / MM
        inside, outside = (left, right) if self.recto else (right, left)
        top, bottom = (outer.top - inner.top) / MM, (inner.bottom - outer.bottom) / MM
        return {"top": top, "bottom": bottom, "outside": outside, "inside": inside}


def each(
    code: str, page: Page, marks: Iterator[Mark], words: Callable[[Mark], str], hint: str = "", source: object = ""
) -> Iterator[Finding]:
    """One finding for each thing that can be said of marks on a page, with the place of the first and their number."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(words(mark), []).append(mark)
    for message, same in found.items():
        name = same[0].picture.name if same[0].picture else ""
        place = page.place(same[0].rect)
        yield Finding(code, message, page.number, place, name, hint, str(source), count=len(same))


def read_boxes(page: Any) -> Boxes:
    """The boxes of a page of pikepdf; ValueError where there is no media box."""
    crop, bleed, trim, art = (read_rect(page.obj.get(key)) for key in ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"))
    media = read_rect(page.mediabox)
    if not media:
        raise ValueError("the page has no size")
    return Boxes(media, crop, bleed, trim, art, int(page.rotation) % 360, float(page.obj.get("/UserUnit", 1)))


def read_rect(box: Any) -> Rect | None:
    """A box with its corners in order; None where there is none."""
    if box is None:
        return None
    x, y, other_x, other_y = numbers(box)
    return Rect(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))
