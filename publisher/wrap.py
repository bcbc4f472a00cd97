"""Noun: a `Wrap`, the measures of a cover in one piece: back, spine and front; lengths are in mm from its top left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Panel:
    """A rectangle on the sheet."""

    left: float
    top: float
    width: float
    height: float

    def inset(self, sides: float, ends: float) -> Panel:
        """The panel without a margin at its sides, and one at head and foot."""
        return Panel(self.left + sides, self.top + ends, self.width - 2 * sides, self.height - 2 * ends)


@dataclass(frozen=True, slots=True)
class Digits:
    """Figures of a barcode, centred in the room that they have: left edge and width, and where their line begins."""

    words: str
    left: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Symbol:
    """A barcode as shapes: its size with the quiet zones, its bars, the figures at them, and the number in words."""

    width: float
    height: float
    bars: tuple[Panel, ...]
    digits: tuple[Digits, ...]
    number: str


@dataclass(frozen=True, slots=True)
class Wrap:
    """A cover for one count of pages: trimmed page, spine, bleed on all sides, how far words keep from trim and fold.

    `lettered` is whether the spine may bear words; `box` is what the barcode needs, on the back.
    """

    page: tuple[float, float]
    spine: float
    bleed: float
    safe: float
    clear: float
    pages: int
    lettered: bool
    box: Panel | None = None
    symbol: Symbol | None = None

    @property
    def width(self) -> float:
        """The whole sheet across, bleed and all."""
        return 2 * (self.page[0] + self.bleed) + self.spine

    @property
    def height(self) -> float:
        """The whole sheet from head to foot, bleed and all."""
        return self.page[1] + 2 * self.bleed

    @property
    def trim(self) -> Panel:
        """The cover when it is cut."""
        return Panel(self.bleed, self.bleed, 2 * self.page[0] + self.spine, self.page[1])

    @property
    def back(self) -> Panel:
        """The back, at the left."""
        return Panel(self.bleed, self.bleed, *self.page)

    @property
    def bone(self) -> Panel:
        """The spine, from fold to fold."""
        return Panel(self.bleed + self.page[0], self.bleed, self.spine, self.page[1])

    @property
    def front(self) -> Panel:
        """The front, at the right."""
        return Panel(self.bleed + self.page[0] + self.spine, self.bleed, *self.page)
