"""Type: fonts, missing signs, size, and text near the edge."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.prepress.finding import Finding
from publisher.prepress.fonts import Font
from publisher.prepress.page import MM, SLACK, Page, each
from publisher.prepress.paint import Mark, Rect
from publisher.prepress.reckoning import gutter
from publisher.prepress.rules.dossier import Dossier


def _with_font(page: Page) -> Iterator[tuple[Mark, Font]]:
    for mark in page.painted.marks:
        if mark.kind == "text" and mark.font:
            yield mark, mark.font


def embedded(page: Page, file: Dossier) -> Iterator[Finding]:
    """P24: fonts in the file."""
    marks = (mark for mark, font in _with_font(page) if not font.embedded and font.kind != "Type3")
    yield from each("P24", page, marks, lambda mark: f'the font "{_name(mark)}" is not embedded', "embed all fonts")


def subset(page: Page, file: Dossier) -> Iterator[Finding]:
    """P25: fonts subset, or whole where the printer wants them so."""
    rule = file.printer.lettering
    whole = bool(rule and rule.whole)
    marks = (mark for mark, font in _with_font(page) if font.embedded and font.kind != "Type3" and font.subset == whole)
    state = "as a subset" if whole else "whole"
    hint = "embed fonts whole" if whole else "embed only the signs that are used"
    source = rule.source if whole and rule else ""
    yield from each("P25", page, marks, lambda mark: f'the font "{_name(mark)}" is embedded {state}', hint, source)


def drawn(page: Page, file: Dossier) -> Iterator[Finding]:
    """P26: fonts made of drawings."""
    marks = (mark for mark, font in _with_font(page) if font.kind == "Type3")
    hint = "some presses print such fonts badly: use one that is a font file"
    yield from each("P26", page, marks, lambda mark: f'the font "{_name(mark)}" is made of drawings (Type 3)', hint)


def _name(mark: Mark) -> str:
    return mark.font.name if mark.font else ""


def missing(page: Page, file: Dossier) -> Iterator[Finding]:
    """P27: signs that the font lacks."""
    marks = (mark for mark in page.shown if mark.missing)
    hint = "choose a font that has the sign; an empty box is printed"
    yield from each("P27", page, marks, lambda mark: f'the font "{_name(mark)}" lacks a sign that is printed', hint)


def small(page: Page, file: Dossier) -> Iterator[Finding]:
    """P36: type below the least size."""
    rule = file.printer.lettering
    if not rule or not rule.least:
        return
    least = rule.least * MM
    marks = (mark for mark in page.shown if mark.kind == "text" and 0 < mark.size < least - 0.05)
    words = f"and {least:.3g} pt is the least"
    hint = "make it larger"
    yield from each("P36", page, marks, lambda mark: f"type of {mark.size:.2g} pt, {words}", hint, rule.source)


def unsafe(page: Page, file: Dossier) -> Iterator[Finding]:
    """P35: text in the margin that the knife or the binding may take."""
    if not file.printer.safe:
        return
    zone = _zone(page, file)
    marks = (mark for mark in page.shown if mark.kind == "text" and not zone.holds(mark.rect, SLACK))
    source = file.printer.safe.source
    yield from each("P35", page, marks, lambda mark: _sides(page, zone, mark), "move it inwards", source)


def _zone(page: Page, file: Dossier) -> Rect:
    """Where text may stand."""
    safe = file.printer.safe
    assert safe
    bled = any(width > 0.1 for width in page.sides(page.trim, page.bleed).values())
    margin = safe.with_bleed if bled and safe.with_bleed else safe.margin
    try:
        inside = max(margin, gutter(file.printer, len(file.pages)))
    except ValueError:
        inside = margin
    left, right = (inside, margin) if page.recto else (margin, inside)
    return page.trim.inset(left * MM, margin * MM, right * MM, margin * MM)


def _sides(page: Page, zone: Rect, mark: Mark) -> str:
    """Which margins a text goes into, and how deep they are."""
    over = page.sides(mark.rect, zone)
    depth = page.sides(zone, page.trim)
    names = {"inside": "bind side", "outside": "fore edge", "top": "head", "bottom": "foot"}
    sides = [f"the {depth[side]:.1f} mm at the {name}" for side, name in names.items() if over[side] < -SLACK / MM]
    return f"text stands in {' and '.join(sides)}"
