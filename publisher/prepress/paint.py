"""What is painted: colours by their kind, and marks on a page, measured in points of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pikepdf import Array, Name, Object, Stream
from pikepdf.exceptions import PdfError

from publisher.prepress.fonts import Font

Kind = Literal["gray", "rgb", "cmyk", "spot", "icc-gray", "icc-rgb", "icc-cmyk", "lab", "none", "unknown"]
Values = tuple[float, ...]

DEVICE: dict[str, Kind] = {"/DeviceGray": "gray", "/DeviceRGB": "rgb", "/DeviceCMYK": "cmyk"}
DEVICE |= {"/G": "gray", "/RGB": "rgb", "/CMYK": "cmyk"}  # as inline images call them
FAMILIES: dict[str, Kind] = {"/CalGray": "icc-gray", "/CalRGB": "icc-rgb", "/Lab": "lab", "/Pattern": "none"}
ICC: dict[int, Kind] = {1: "icc-gray", 3: "icc-rgb", 4: "icc-cmyk"}
FULL = {"gray": 1, "icc-gray": 1, "rgb": 3, "icc-rgb": 3, "lab": 3, "cmyk": 4, "icc-cmyk": 4}
DARK = 0.25  # the light of RGB or gray below which the eye says black
INKED = 0.1  # less of an ink than this adds nothing to a black


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it is asked for: its kind, its values where it has any, and the inks of a spot colour."""

    kind: Kind
    values: Values = ()
    inks: tuple[str, ...] = ()

    def __str__(self) -> str:
        """`RGB 0 0 0`, as the editor reads it."""
        name = " and ".join(self.inks) or self.kind.upper().replace("ICC-", "ICC ")
        return " ".join([name, *(f"{value:.3g}" for value in self.values)])

    @property
    def coverage(self) -> float:
        """Per cent of ink, all colours added; 0 where it depends on a conversion."""
        if self.kind in ("gray", "icc-gray"):
            return 100 * (1 - self.values[0]) if self.values else 0.0
        return 100 * sum(self.values) if self.kind in ("cmyk", "icc-cmyk", "spot") else 0.0

    @property
    def mixed_black(self) -> bool:
        """Whether it is a black that would print in more than black ink: of RGB, or of four colours."""
        if self.kind in ("rgb", "icc-rgb") and len(self.values) == 3:
            return max(self.values) <= DARK and max(self.values) - min(self.values) <= INKED
        if self.kind in ("cmyk", "icc-cmyk") and len(self.values) == 4:
            *colours, black = self.values
            return max(colours) > INKED and (black >= 1 - DARK or min(colours) >= 1 - DARK - INKED)
        return False

    @property
    def white(self) -> bool:
        """Whether it leaves the paper as it is."""
        if self.kind in ("gray", "icc-gray", "rgb", "icc-rgb"):
            return bool(self.values) and min(self.values) >= 1
        return self.kind in ("cmyk", "icc-cmyk", "spot") and bool(self.values) and not any(self.values)

    @property
    def grey(self) -> float:
        """How much black, from 0 to 1, where it is a pure grey; 0 otherwise."""
        if self.kind in ("gray", "icc-gray") and self.values:
            return 1 - self.values[0]
        return self.values[3] if self.kind == "cmyk" and len(self.values) == 4 and not any(self.values[:3]) else 0.0


BLACK = Colour("gray", (0.0,))


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: its kind, how many values it takes, the inks of a spot, what an index stands for."""

    kind: Kind
    count: int
    inks: tuple[str, ...] = ()
    table: tuple[Values, ...] = ()

    def colour(self, values: Values) -> Colour:
        """The colour that these values are in this space."""
        if self.table:
            index = int(values[0]) if values else 0
            values = self.table[index] if 0 <= index < len(self.table) else ()
        return Colour(self.kind, values, self.inks)

    @property
    def initial(self) -> Colour:
        """The colour that holds when the space is chosen (ISO 32000-1, 8.6.8)."""
        if self.kind in ("cmyk", "icc-cmyk"):
            return self.colour((0.0, 0.0, 0.0, 1.0))
        return self.colour((1.0 if self.kind == "spot" else 0.0,) * self.count)


GRAY = Space("gray", 1)
UNKNOWN = Space("unknown", 0)


def read_space(thing: Any, spaces: Any = None, depth: int = 0) -> Space:
    """The space that a name or an array stands for; `spaces` are those that the resources name."""
    if depth > 4:
        return UNKNOWN
    if isinstance(thing, Name):
        named = str(thing)
        if named in DEVICE:
            return Space(DEVICE[named], FULL[DEVICE[named]])
        if named in FAMILIES:
            return Space(FAMILIES[named], FULL.get(FAMILIES[named], 0))
        found = spaces.get(named) if spaces is not None else None
        return read_space(found, None, depth + 1) if found is not None else UNKNOWN
    if not isinstance(thing, Array) or not len(thing):
        return UNKNOWN
    return _family(str(thing[0]), thing, spaces, depth)


def _family(family: str, thing: Array, spaces: Any, depth: int) -> Space:
    """The space of an array by its first name."""
    if family == "/ICCBased" and len(thing) > 1:
        count = int(thing[1].get("/N", 3))
        return Space(ICC.get(count, "unknown"), count)
    if family in ("/Separation", "/DeviceN") and len(thing) > 1:
        names = [thing[1]] if family == "/Separation" else list(thing[1])
        return _spot(tuple(str(name).lstrip("/") for name in names))
    if family in ("/Indexed", "/I") and len(thing) > 3:
        base = read_space(thing[1], spaces, depth + 1)
        return Space(base.kind, 1, base.inks, _table(thing[3], base))
    if family in FAMILIES or family in DEVICE:
        return read_space(Name(family), spaces, depth + 1)
    return UNKNOWN


def _spot(inks: tuple[str, ...]) -> Space:
    """The space of named inks; those of the process are what they are."""
    if inks == ("Black",):
        return Space("spot", 1, inks)
    return Space("none" if inks == ("None",) else "spot", len(inks), inks)


def _table(lookup: Object, base: Space) -> tuple[Values, ...]:
    """The colours of an indexed space."""
    data = lookup.read_bytes() if isinstance(lookup, Stream) else bytes(lookup)
    count = max(base.count, 1)
    rows = (data[at : at + count] for at in range(0, len(data) - count + 1, count))
    return tuple(tuple(byte / 255 for byte in row) for row in rows)


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in points, y rising."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def holds(self, other: Rect, slack: float = 0.05) -> bool:
        """Whether another lies inside, but for the slack."""
        return (
            other.left >= self.left - slack
            and other.bottom >= self.bottom - slack
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

    def touches(self, other: Rect) -> bool:
        """Whether the two have a part in common."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def meets(self, other: Rect) -> bool:
        """Whether the two touch, be it with an edge; a line without thickness can do that."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.bottom <= other.top
            and other.bottom <= self.top
        )

    def joined(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        return Rect(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def cut(self, other: Rect) -> Rect:
        """The part that lies inside another; empty rectangles stay at its edge."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        return Rect(left, bottom, max(left, min(self.right, other.right)), max(bottom, min(self.top, other.top)))

    def inset(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """The rectangle with each side moved inwards."""
        return Rect(self.left + left, self.bottom + bottom, self.right - right, self.top - top)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as it is placed: its name, pixels, bits, pixels per inch, whether it has a mask, the most ink in it."""

    name: str
    width: int
    height: int
    bits: int
    ppi: float
    mask: bool
    coverage: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something painted: its kind, where, in which colour; for text its size, for lines their thickness in points."""

    kind: Literal["text", "fill", "stroke", "image"]
    rect: Rect
    colour: Colour
    size: float = 0.0
    font: Font | None = None
    missing: int = 0  # signs that the font does not have
    picture: Picture | None = None
    visible: bool = True


PROBLEMS = (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, NotImplementedError)
"""What the library raises for content that is not as the standard has it."""


def numbers(operands: Any) -> Iterator[float]:
    """The numbers among operands."""
    for each in operands:
        if not isinstance(each, (Name, Array)):
            yield float(each)
