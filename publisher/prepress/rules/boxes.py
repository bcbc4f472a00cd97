"""Boxes, bleed and marks: where a page is cut, and what goes over the cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.prepress.finding import Finding
from publisher.prepress.page import MM, SLACK, Page
from publisher.prepress.paint import Mark, Rect
from publisher.prepress.rules.dossier import Dossier
from publisher.printer import Bleed

NEAR = 0.1  # mm
LEAST_MARKS = 8  # two at each corner
THICKEST, SHORTEST = 2.0, 4.0  # points: what can be a crop mark


def trim_box(page: Page, file: Dossier) -> Iterator[Finding]:
    """P19: a trim box, or else an art box, and not both."""
    marks, boxes = file.printer.marks, page.boxes
    if boxes.trim and boxes.art:
        yield Finding("P19", "the page has both a trim box and an art box", page.number, hint="remove the art box")
    elif not (boxes.trim or boxes.art) and (file.standard or (marks and marks.use == "required")):
        hint = "export with the trim set to the size of the finished page"
        yield Finding("P19", "the page has no trim box", page.number, hint=hint, source=file.source)


def nested(page: Page, file: Dossier) -> Iterator[Finding]:
    """P20: trim within bleed within media."""
    boxes = page.boxes
    rows = (
        ("trim box", boxes.trim, "bleed box", boxes.bleed),
        ("bleed box", boxes.bleed, "media box", boxes.media),
        ("trim box", None if boxes.bleed else boxes.trim, "media box", boxes.media),
        ("bleed box", boxes.bleed, "crop box", boxes.crop),
    )
    for name, inner, outer_name, outer in rows:
        if inner and outer and not outer.holds(inner):
            yield Finding("P20", f"the {name} goes over the {outer_name}", page.number, hint="export again")


def same_size(page: Page, file: Dossier) -> Iterator[Finding]:
    """P21: the size that most pages have."""
    sizes = Counter(_size(each.trim) for each in file.pages)
    usual, _ = max(sizes.items(), key=lambda item: item[1])
    width, height = _size(page.trim)
    if abs(width - usual[0]) > 2 * NEAR or abs(height - usual[1]) > 2 * NEAR:
        words = f"the page has {width:.1f} × {height:.1f} mm, and most have {usual[0]:.1f} × {usual[1]:.1f} mm"
        yield Finding("P21", words, page.number, hint="give all pages the same trim")


def _size(rect: Rect) -> tuple[float, float]:
    return round(rect.width / MM, 1), round(rect.height / MM, 1)


def origin(page: Page, file: Dossier) -> Iterator[Finding]:
    """P23: boxes from 0, 0, upright and unscaled."""
    boxes = page.boxes
    if abs(boxes.media.left) > SLACK or abs(boxes.media.bottom) > SLACK:
        words = f"the media box begins at {boxes.media.left:g}, {boxes.media.bottom:g} and not at 0, 0"
        yield Finding("P23", words, page.number, hint="some programs show such pages shifted")
    if boxes.rotate:
        yield Finding("P23", f"the page is turned by {boxes.rotate}°", page.number, hint="export it upright")
    if boxes.unit != 1:
        yield Finding("P23", f"the page is scaled by {boxes.unit:g}", page.number, hint="export it at 100 %")


def bleed(page: Page, file: Dossier) -> Iterator[Finding]:
    """P22: bleed by side, and pictures that end at the cut."""
    rule = file.printer.bleed
    if not rule:
        return
    have = page.sides(page.trim, page.bleed)
    if rule.required or any(width > NEAR for width in have.values()):
        faults = ", ".join(_bleed_faults(have, rule))
        if faults:
            yield Finding(
                "P22", f"the bleed is {faults}", page.number, hint="set the bleed side by side", source=str(rule.source)
            )
    else:
        yield from _unbled(page, rule)


def _bleed_faults(have: dict[str, float], rule: Bleed) -> Iterator[str]:
    """What is wrong with the bleed, side by side."""
    for side, width in have.items():
        wanted = getattr(rule, side)
        if width < wanted - NEAR:
            yield f"{max(width, 0):.1f} mm and not {wanted:.1f} mm {_at(side)}"
        elif not wanted and width > NEAR:
            yield f"{width:.1f} mm {_at(side)}, where none is wanted"


def _at(side: str) -> str:
    return {"top": "at the top", "bottom": "at the bottom"}.get(side, f"on the {side}")


def _unbled(page: Page, rule: Bleed) -> Iterator[Finding]:
    """What is printed up to the cut on a page without bleed: the knife may leave a white edge."""
    inner = page.trim.inset(*(0.5 * MM,) * 4)
    for mark in page.shown:
        reaches = mark.kind in ("fill", "image") and not inner.holds(mark.rect)
        if reaches and mark.rect.meets(inner) and not mark.colour.white and _wanted(page, mark, rule):
            words = f"{'an image' if mark.kind == 'image' else 'an area'} ends at the trim and has no bleed"
            hint = "let it go over the trim, or end before it"
            yield Finding("P22", words, page.number, page.place(mark.rect), hint=hint, source=str(rule.source))
            return


def _wanted(page: Page, mark: Mark, rule: Bleed) -> bool:
    """Whether bleed is wanted on a side at which a mark reaches the trim."""
    reach = page.sides(mark.rect, page.trim)
    return any(width < 0.5 and getattr(rule, side) for side, width in reach.items())


def crop_marks(page: Page, file: Dossier) -> Iterator[Finding]:
    """P42: lines outside the trim."""
    rule = file.printer.marks
    if not rule:
        return
    found = [mark for mark in page.painted.marks if _is_crop_mark(mark, page.trim)]
    near = min((_gap(mark.rect, page.trim) for mark in found), default=0.0)
    words = ""
    if rule.use == "forbidden" and found:
        words = "the page has crop marks, and the printer wants none"
    elif rule.use == "required" and len(found) < LEAST_MARKS:
        words = "the page has no crop marks, or not all of them"
    elif found and near < rule.offset - NEAR:
        words = f"the crop marks begin {near:.1f} mm from the trim, and {rule.offset:.1f} mm are wanted"
    if words:
        place = page.place(found[0].rect) if found else None
        yield Finding("P42", words, page.number, place, hint="set the marks when you export", source=str(rule.source))


def _is_crop_mark(mark: Mark, trim: Rect) -> bool:
    """Whether a mark is a thin line that stands wholly outside the trim."""
    thin, long = sorted((mark.rect.width, mark.rect.height))
    return mark.kind in ("stroke", "fill") and thin <= THICKEST and long >= SHORTEST and not mark.rect.meets(trim)


def _gap(rect: Rect, trim: Rect) -> float:
    """How far a rectangle is from the trim, in mm."""
    across = max(trim.left - rect.right, rect.left - trim.right)
    along = max(trim.bottom - rect.top, rect.bottom - trim.top)
    return max(across, along) / MM


def trim_size(file: Dossier) -> Iterator[Finding]:
    """P47: a trim that the printer cuts."""
    rule = file.printer.trim
    if not rule or not file.pages:
        return
    size = _size(file.pages[0].trim)
    for each, least, most, words in zip(size, rule.least, rule.most, ("wide", "high"), strict=True):
        if not least - NEAR <= each <= most + NEAR:
            message = f"the page is {each:.1f} mm {words}, and the printer cuts from {least:.1f} to {most:.1f} mm"
            yield Finding("P47", message, hint="choose another trim", source=str(rule.source))
