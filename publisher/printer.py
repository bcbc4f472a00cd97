"""Noun: a `Printer`, what one print shop asks for, each figure with who says so and when; lengths are in mm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Standard = Literal["pdf", "pdf/x-1a:2001", "pdf/x-1a:2003", "pdf/x-4"]
Grade = Literal["error", "warning", "off"]


@dataclass(frozen=True, slots=True)
class Citation:
    """Who says a figure, and when it was read: the printer itself, somebody else, or we where nobody does."""

    title: str
    date: str
    kind: Literal["primary", "secondary", "ours"]
    url: str = ""

    def __str__(self) -> str:
        """The source as a finding names it; one that is not the printer's own says so."""
        doubt = {"primary": "", "secondary": ", a secondary source: ask the printer", "ours": ", our own choice"}
        return f"{self.title}, {self.date}{doubt[self.kind]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """What a printer asks for in one respect: every group of figures has a source, and perhaps a remark."""

    source: Citation
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Sourced):
    """The standard that the PDF must keep, and whether transparency may be in it."""

    standard: Standard
    transparency: bool
    condition: str  # the registered printing condition; empty where the printer names none


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour(Sourced):
    """The colour spaces taken, and of what the black of text is made."""

    spaces: tuple[str, ...]
    black: Literal["k-only", "any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink(Sourced):
    """The most ink on one spot, in per cent, all four colours added."""

    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bleed(Sourced):
    """How far the page goes over the trim on each side; unless required, pages without any are taken too."""

    top: float
    bottom: float
    outside: float
    inside: float
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks(Sourced):
    """Whether crop marks must, may or must not be there, and how far from the trim they begin."""

    use: Literal["required", "allowed", "forbidden"]
    offset: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Safe(Sourced):
    """The margin that text keeps from the trim, and that of pages with bleed."""

    margin: float
    with_bleed: float


@dataclass(frozen=True, slots=True)
class Step:
    """A value that holds up to a count of pages (0: for all above), and from one on where it is named."""

    to: int
    width: float
    since: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gutter(Sourced):
    """The margin at the bind side by count of pages."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages(Sourced):
    """How many pages a book may have (0: no limit is known), and how they end."""

    least: int
    most: int
    multiple: int
    last_blank: bool
    blanks: int  # how many may follow one another; 0: no limit is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Trim(Sourced):
    """The smallest and the largest trimmed page: width and height."""

    least: tuple[float, float]
    most: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures(Sourced):
    """The resolution of pictures at the size at which they are placed, in pixels per inch; 0: no limit."""

    least: int
    best: int
    most: int
    line: int  # the least for pictures of one bit


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Sourced):
    """The thinnest line, and the lightest grey of an area in per cent of black."""

    least: float
    tint: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering(Sourced):
    """The smallest type, and whether fonts are wanted whole rather than subset."""

    least: float
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras(Sourced):
    """Whether what only a screen can show may be in the file."""

    bookmarks: bool
    annotations: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class File(Sourced):
    """The largest file in MB (0: no limit is known), and what files are called (`{isbn}`, `{slug}` of the book)."""

    most: int
    interior: str
    cover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Sourced):
    """A paper, or a binding with its paper: the spine is `per_page` times pages and `added`, or a step of a table.

    Where no figure is known, `per_page` is 0 and there are no steps.
    """

    title: str
    per_page: float
    added: float
    steps: tuple[Step, ...]
    most: int  # pages; 0: as many as the printer takes


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineText(Sourced):
    """From how many pages, or from what width, the spine may bear words, and how far they keep from its folds."""

    pages: int
    width: float
    clear: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Sourced):
    """How far a cover goes over the trim, on all its sides, and how far its words keep from it."""

    bleed: float
    safe: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Barcode(Sourced):
    """The white box for the barcode, its least size, how far it keeps from trim and spine, and who puts it there."""

    width: float
    height: float
    least_width: float
    least_height: float
    clear: float
    by: Literal["editor", "printer", "either"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A print shop, or a kind of one; a group that is None is one on which nothing is known, and not looked at."""

    name: str
    title: str
    description: str
    checked: str  # the day on which a person last compared the profile with its sources
    form: Form | None = None
    colour: Colour | None = None
    ink: Ink | None = None
    bleed: Bleed | None = None
    marks: Marks | None = None
    safe: Safe | None = None
    gutter: Gutter | None = None
    pages: Pages | None = None
    trim: Trim | None = None
    pictures: Pictures | None = None
    lines: Lines | None = None
    lettering: Lettering | None = None
    extras: Extras | None = None
    file: File | None = None
    cover: Cover | None = None
    spine_text: SpineText | None = None
    barcode: Barcode | None = None
    papers: Mapping[str, Paper] = field(default_factory=lambda: MappingProxyType({}))
    grades: Mapping[str, Grade] = field(default_factory=lambda: MappingProxyType({}))
