"""The measures of a cover from a printer's figures and the final count of pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from pikepdf import Array, Pdf

from publisher.prepress.barcode import symbol
from publisher.prepress.finding import Finding
from publisher.prepress.reckoning import spine as spine_of
from publisher.prepress.reckoning import takes_spine_text
from publisher.printer import Bleed, Printer, Safe
from publisher.wrap import Panel, Wrap

BLEED, SAFE, CLEAR = 3.0, 6.0, 1.5  # mm, where the printer says nothing
FIT = 0.5  # mm: what the fold may wander without being seen
LEAST_TYPE = 2.4  # mm: type of less than 7 pt on a spine is not read from where the shelf stands
POINTS = 72 / 25.4  # in a mm
NUMBER, MARGIN = 4.8, 1.5  # mm: the line of the ISBN in 9 pt over the bars (ISBN manual, 7), and white around all


def lay_out(
    printer: Printer, page: tuple[float, float], pages: int, spine: float, isbn: str = "", price: str = ""
) -> Wrap:
    """The wrap of a paperback with a spine of that width in mm, whose barcode is there where it has an ISBN."""
    cover, rule = printer.cover, printer.spine_text
    bleed = cover.bleed if cover else printer.bleed.outside if printer.bleed else BLEED
    safe = cover.safe if cover else printer.safe.margin if printer.safe else SAFE
    clear = rule.clear if rule and rule.clear else CLEAR
    lettered = takes_spine_text(printer, pages, spine) and spine - 2 * clear >= LEAST_TYPE
    drawn = symbol(isbn, price) if isbn else None
    wide = drawn.width + 2 * MARGIN if drawn else 0.0
    high = drawn.height + NUMBER + MARGIN if drawn else 0.0
    box = _box(printer, page, bleed, safe, (wide, high))
    return Wrap(page, spine, bleed, safe, clear, pages, lettered, box, drawn)


def _box(
    printer: Printer, page: tuple[float, float], bleed: float, safe: float, needed: tuple[float, float]
) -> Panel | None:
    """The barcode's box at the foot of the back, by the spine; None where there is none and no printer puts one."""
    rule = printer.barcode
    if not rule and not needed[0]:
        return None
    width, height = max(needed[0], rule.width if rule else 0.0), max(needed[1], rule.height if rule else 0.0)
    clear = max(safe, rule.clear if rule else 0.0)
    return Panel(bleed + page[0] - clear - width, bleed + page[1] - clear - height, width, height)


def spine_width(printer: Printer, pages: int, paper: str, given: float = 0.0) -> float:
    """The width of the spine in mm, given or reckoned; ValueError with a remedy where there is none."""
    return given or spine_of(printer, pages, paper)


def frame(pdf: bytes, wrap: Wrap) -> bytes:
    """The cover as one page with its boxes: bleed to the edge of the sheet, trim within it (ISO 15930-7, 6.12)."""
    with Pdf.open(BytesIO(pdf)) as sheet:
        page = sheet.pages[0].obj
        edge = [0, 0, round(wrap.width * POINTS, 3), round(wrap.height * POINTS, 3)]
        bleed = round(wrap.bleed * POINTS, 3)
        page.MediaBox = page.BleedBox = Array(edge)
        page.TrimBox = Array([bleed, bleed, round(edge[2] - bleed, 3), round(edge[3] - bleed, 3)])
        out = BytesIO()
        sheet.save(out, deterministic_id=True)
        return out.getvalue()


def cover_printer(printer: Printer) -> Printer:
    """What a printer asks of a cover in one piece: bleed on all sides, its own safe margin, one page of any size."""
    rule = printer.cover
    bleed, safe = None, None
    if rule:
        over = dict.fromkeys(("top", "bottom", "outside", "inside"), rule.bleed)
        bleed = Bleed(**over, required=True, source=rule.source, note=rule.note)
        safe = Safe(margin=rule.safe, with_bleed=rule.safe, source=rule.source)
    return replace(printer, bleed=bleed, safe=safe, gutter=None, pages=None, trim=None)


def check_fit(cover: float, inside: tuple[float, int], printer: Printer, paper: str) -> Iterator[Finding]:
    """P06 where a cover is not as wide as two pages and the spine; trims in mm, `inside` is page width and pages.

    ValueError where the printer's figures do not tell the spine.
    """
    width, pages = inside
    wanted = 2 * width + spine_of(printer, pages, paper)
    if abs(cover - wanted) > FIT:
        words = f"the cover is {cover:.1f} mm wide, and a book of {pages} pages needs {wanted:.1f} mm"
        yield Finding("P06", words, hint="it was made for another count of pages, paper or trim: make it again")
