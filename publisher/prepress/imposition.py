"""Imposition: the pages of a book on both sides of the sheets of which it is folded; lengths are in mm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, PdfError

Scheme = Literal["booklet", "quires", "signatures", "2-up"]
Blanks = Literal["end", "before-last"]
SCHEMES: tuple[Scheme, ...] = ("booklet", "quires", "signatures", "2-up")
FOLDED = {4: (1, 2), 8: (2, 2), 16: (2, 4), 32: (4, 4)}
"""The rows and columns of pages on each side of a folded sheet, by the count of its pages."""
SHEETS = {"a3": (420.0, 297.0), "a4": (297.0, 210.0), "letter": (279.4, 215.9), "tabloid": (431.8, 279.4)}
POINTS = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Cell:
    """A page on a side of a sheet, counted from 0: its row and column, whether it stands on its head, and its creep.

    Creep is how many sheets lie outside the one that it is on: so much further from the fold it is pushed.
    """

    page: int
    row: int
    column: int
    turned: bool = False
    creep: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Imposed:
    """The sheets as a PDF, front and back in turn; how many there are, their size in mm, and the blank pages."""

    pdf: bytes
    sheets: int
    size: tuple[float, float]
    blanks: int


def sides(scheme: Scheme, pages: int, size: int = 16) -> tuple[Side, ...]:
    """The sides of all sheets, front and back in turn, for a count of pages that `padded` gives.

    `size` is how many pages a quire or a signature has: 4, 8, 16 or 32.
    """
    if scheme == "2-up":
        return tuple(Side(1, 2, (Cell(first, 0, 0), Cell(first + 1, 0, 1))) for first in range(0, pages, 2))
    if scheme == "signatures":
        return tuple(side for first in range(0, pages, size) for side in _folded(size, first))
    of = pages if scheme == "booklet" else size
    return tuple(side for first in range(0, pages, of) for side in _nested(min(of, pages - first), first))


def padded(scheme: Scheme, pages: int, size: int = 16) -> int:
    """The count of pages with the blank ones that the sheets need."""
    multiple = {"booklet": 4, "quires": 4, "signatures": size, "2-up": 2}[scheme]
    return -(-pages // multiple) * multiple


def order(pages: int, wanted: int, blanks: Blanks) -> tuple[int | None, ...]:
    """The pages of a book, counted from 0, with None for each blank; at its end, or before its last page."""
    empty = [None] * (wanted - pages)
    if blanks == "before-last" and pages:
        return (*range(pages - 1), *empty, pages - 1)
    return (*range(pages), *empty)


def _nested(pages: int, first: int) -> Iterator[Side]:
    """Sheets laid into one another and folded once."""
    for sheet in range(pages // 4):
        outer, inner = 2 * sheet, pages - 1 - 2 * sheet
        for left, right in ((inner, outer), (outer + 1, inner - 1)):
            yield Side(1, 2, (Cell(first + left, 0, 0, creep=sheet), Cell(first + right, 0, 1, creep=sheet)))


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A cell of a sheet that is being folded: where it was, which face is up, whether it was turned on its head."""

    row: int
    column: int
    front: bool = True
    turned: bool = False

    def over(self, *, turned: bool) -> _Leaf:
        """The leaf when it is folded over; across, it is turned on its head too."""
        return _Leaf(self.row, self.column, not self.front, self.turned != turned)


def _folded(size: int, first: int) -> tuple[Side, Side]:
    """One sheet folded at right angles until a page is left, its outer side first: found by folding it."""
    rows, columns = FOLDED[size]
    faces: dict[bool, list[Cell]] = {True: [], False: []}
    for at, leaf in enumerate(_stack(rows, columns)):
        for face, page in ((leaf.front, 2 * at), (not leaf.front, 2 * at + 1)):
            column = leaf.column if face else columns - 1 - leaf.column
            faces[face].append(Cell(first + page, leaf.row, column, leaf.turned))
    return Side(rows, columns, tuple(faces[False])), Side(rows, columns, tuple(faces[True]))


def _stack(rows: int, columns: int) -> Sequence[_Leaf]:
    """The leaves of a folded sheet from the first; the last fold, of left over right, is the spine."""
    grid = [[[_Leaf(row, column)] for column in range(columns)] for row in range(rows)]
    while len(grid) > 1 or len(grid[0]) > 1:
        if len(grid) > 1 and len(grid) >= len(grid[0]):
            half = len(grid) // 2  # the upper half over the lower, so that heads meet at the fold
            grid = [
                _laid(upper, lower, turned=True) for upper, lower in zip(grid[half - 1 :: -1], grid[half:], strict=True)
            ]
            continue
        half = len(grid[0]) // 2
        if half > 1:  # the right over the left, so that the first page is at the edge of the sheet
            grid = [_laid(line[: half - 1 : -1], line[:half], turned=False) for line in grid]
        else:
            grid = [_laid(line[:1], line[1:], turned=False) for line in grid]
    return grid[0][0]


def _laid(over: list[list[_Leaf]], under: list[list[_Leaf]], *, turned: bool) -> list[list[_Leaf]]:
    """Stacks folded over others: what lay lowest in them is now the first."""
    return [
        [leaf.over(turned=turned) for leaf in reversed(upper)] + lower for upper, lower in zip(over, under, strict=True)
    ]


def impose(
    source: Path,
    scheme: Scheme,
    size: int = 16,
    blanks: Blanks = "end",
    sheet: tuple[float, float] | None = None,
    creep: float = 0.0,
) -> Imposed:
    """The pages of a PDF on sheets; `creep` is the thickness of the paper, `sheet` its size, else as the pages need.

    The same file gives the same bytes. ValueError with a remedy where the pages are of several sizes, or too large for
    the sheet, or where it is no PDF.
    """
    with _opened(source) as book, Pdf.new() as made:
        width, height = _page_size(book)
        wanted = padded(scheme, len(book.pages), size)
        places = order(len(book.pages), wanted, blanks)
        forms: dict[int | None, Any] = {None: None}
        for number, page in enumerate(book.pages):
            forms[number] = made.copy_foreign(page.as_form_xobject())
        found = sides(scheme, wanted, size)
        area = _area(found[0], (width, height), sheet)
        for side in found:
            made.add_blank_page(page_size=area)
            _draw(made, side, [forms[places[cell.page]] for cell in side.cells], (width, height), creep * POINTS)
        made.docinfo["/Title"] = book.docinfo.get("/Title", source.stem)
        out = BytesIO()
        made.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        across, down = (length / POINTS for length in area)
        return Imposed(out.getvalue(), -(-len(found) // 2), (across, down), places.count(None))


def _opened(source: Path) -> Pdf:
    try:
        return Pdf.open(source, suppress_warnings=True)
    except PdfError:
        raise ValueError(f'"{source}" is not a sound PDF; export it again') from None


def _page_size(book: Pdf) -> tuple[float, float]:
    """The trimmed size of all pages in pt."""
    sizes = {_size(list(page.trimbox)) for page in book.pages}
    if len(sizes) != 1:
        raise ValueError("the pages are of several sizes; impose the inside of a book, without its cover")
    return sizes.pop()


def _size(box: list[Any]) -> tuple[float, float]:
    left, bottom, right, top = map(float, box)
    return round(right - left, 1), round(top - bottom, 1)


def _area(side: Side, page: tuple[float, float], sheet: tuple[float, float] | None) -> tuple[float, float]:
    """The size of the sheet in pt, upright or lying, as the pages lie on it."""
    needed = side.columns * page[0], side.rows * page[1]
    if sheet is None:
        return needed
    large, small = (length * POINTS for length in sheet)
    for area in ((large, small), (small, large)):
        if needed[0] <= area[0] + 0.5 and needed[1] <= area[1] + 0.5:
            return area
    across, down = (length / POINTS for length in needed)
    raise ValueError(f"the pages need a sheet of {across:.0f} × {down:.0f} mm; name a larger one, or none")


def _draw(made: Pdf, side: Side, forms: Sequence[Any], size: tuple[float, float], creep: float) -> None:
    """The pages of a side, in the middle of its sheet."""
    page = made.pages[-1]
    left = (float(page.mediabox[2]) - side.columns * size[0]) / 2
    foot = (float(page.mediabox[3]) - side.rows * size[1]) / 2
    xobjects, content = Dictionary(), []
    for number, (cell, form) in enumerate(zip_longest(side.cells, forms)):
        if form is None:
            continue
        x = left + cell.column * size[0]
        y = foot + (side.rows - 1 - cell.row) * size[1]
        shift = cell.creep * creep * (1 if cell.column == 0 else -1)
        xobjects[f"/P{number}"] = form
        content.append(_placed(number, form, (x, y), size, shift, turned=cell.turned))
    page.obj.Resources = Dictionary(XObject=xobjects)
    page.obj.Contents = made.make_stream("\n".join(content).encode())
    page.obj.TrimBox = Array([left, foot, left + side.columns * size[0], foot + side.rows * size[1]])
    page.obj.Type = Name.Page


def _placed(
    number: int, form: Any, at: tuple[float, float], size: tuple[float, float], shift: float, *, turned: bool
) -> str:
    """The operators that draw a page within its cell, upright or on its head."""
    (x, y), (width, height) = at, size
    box = [float(side) for side in form.BBox]
    clip = f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re W n"
    if turned:
        matrix = f"-1 0 0 -1 {x + width + box[0] + shift:.3f} {y + height + box[1]:.3f} cm"
    else:
        matrix = f"1 0 0 1 {x - box[0] + shift:.3f} {y - box[1]:.3f} cm"
    return f"q {clip} {matrix} /P{number} Do Q"
