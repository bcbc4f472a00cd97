"""Colours: what the printer takes, black, ink, transparency, thin lines and light tints."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.prepress.finding import Finding
from publisher.prepress.page import Page, each
from publisher.prepress.paint import Mark, Rect
from publisher.prepress.rules.dossier import Dossier

NOUNS = {"text": "text", "fill": "an area", "stroke": "a line", "image": "an image"}
KINDS = {
    "rgb": "RGB",
    "icc-rgb": "RGB with a profile",
    "cmyk": "CMYK",
    "icc-cmyk": "CMYK with a profile",
    "gray": "gray",
    "icc-gray": "gray with a profile",
    "lab": "Lab",
    "spot": "a spot colour",
}
POINT = 25.4 / 72
ROUND = 0.5  # per cent of ink: what counting in bytes may add


def _black_text(mark: Mark, file: Dossier) -> bool:
    """Whether a mark is text in a black that the printer does not want: told as such, and not as a colour."""
    rule = file.printer.colour
    return bool(rule and rule.black == "k-only" and mark.kind == "text" and mark.colour.mixed_black)


def spaces(page: Page, file: Dossier) -> Iterator[Finding]:
    """P28: kinds of colour that the printer does not take."""
    rule = file.printer.colour
    if not rule:
        return
    marks = (
        mark
        for mark in page.shown
        if mark.colour.kind in KINDS and mark.colour.kind not in rule.spaces and not _black_text(mark, file)
    )
    hint = f"the printer takes {', '.join(KINDS[space] for space in rule.spaces)}"
    yield from each(
        "P28", page, marks, lambda mark: f"{NOUNS[mark.kind]} in {KINDS[mark.colour.kind]}", hint, rule.source
    )


def black(page: Page, file: Dossier) -> Iterator[Finding]:
    """P29: black text in black ink alone."""
    rule = file.printer.colour
    marks = (mark for mark in page.shown if _black_text(mark, file))
    hint = "make it 100 % black: four inks never meet exactly, and small type blurs"
    source = rule.source if rule else ""
    yield from each("P29", page, marks, lambda mark: f"black text made of {mark.colour}", hint, source)


def ink(page: Page, file: Dossier) -> Iterator[Finding]:
    """P30: ink on one spot."""
    rule = file.printer.ink
    if not rule:
        return
    marks = (mark for mark in page.shown if _ink(mark) > rule.limit + ROUND)
    hint = "convert it to a profile with that limit, or take ink away"
    words = f"of ink, and {rule.limit} % is the limit"
    yield from each(
        "P30", page, marks, lambda mark: f"{NOUNS[mark.kind]} has {_ink(mark):.0f} % {words}", hint, rule.source
    )


def _ink(mark: Mark) -> float:
    return max(mark.colour.coverage, mark.picture.coverage if mark.picture else 0.0)


def transparent(page: Page, file: Dossier) -> Iterator[Finding]:
    """P31: transparency, where it has to be flattened."""
    form = file.printer.form
    if not form or form.transparency:
        return
    found: dict[str, list[Rect]] = {}
    for words, rect in page.painted.soft:
        found.setdefault(words, []).append(rect)
    for words, rects in found.items():
        place, hint, count = page.place(rects[0]), "flatten transparency when you export", len(rects)
        message = f"the page is transparent: {words}"
        yield Finding("P31", message, page.number, place, hint=hint, source=str(form.source), count=count)


def thin(page: Page, file: Dossier) -> Iterator[Finding]:
    """P34: lines thinner than a press can print."""
    rule = file.printer.lines
    if not rule:
        return
    least = rule.least / POINT
    marks = (mark for mark in page.shown if _is_line(mark) and mark.size < least - 0.01)
    words = f"and {least:.3g} pt is the least"
    hint = "make it thicker"
    yield from each("P34", page, marks, lambda mark: f"a line of {mark.size:.2g} pt, {words}", hint, rule.source)


def _is_line(mark: Mark) -> bool:
    """Whether a mark is a stroke, or a rectangle filled so that it looks like one."""
    if mark.colour.white:
        return False
    long = max(mark.rect.width, mark.rect.height)
    return mark.kind == "stroke" or (mark.kind == "fill" and 0 < mark.size < 1 and long > 4 * mark.size)


def light(page: Page, file: Dossier) -> Iterator[Finding]:
    """P45: greys that are lost on the press."""
    rule = file.printer.lines
    if not rule or not rule.tint:
        return
    marks = (mark for mark in page.shown if 0.001 < mark.colour.grey < rule.tint / 100 - 0.001)
    words = f"% of black, and {rule.tint} % is the least"
    hint = "make it darker, or white"
    yield from each(
        "P45",
        page,
        marks,
        lambda mark: f"{NOUNS[mark.kind]} of {mark.colour.grey * 100:.3g} {words}",
        hint,
        rule.source,
    )
