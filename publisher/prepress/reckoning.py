"""What a printer's figures make of a count of pages: gutter, spine, pages to be added; lengths are in mm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.diagnostics import nearest
from publisher.prepress.finding import Finding
from publisher.printer import Paper, Printer, Step


@dataclass(frozen=True, slots=True)
class Box:
    """The white box of a barcode: size, and how far it keeps from trim and spine."""

    width: float
    height: float
    clear: float


def gutter(printer: Printer, pages: int) -> float:
    """The margin at the bind side; the safe margin where no table is known. ValueError beyond the table's end."""
    if not printer.gutter:
        return printer.safe.margin if printer.safe else 0.0
    step = _step(printer.gutter.steps, pages)
    if not step:
        raise ValueError(f"{printer.title} has no gutter for {pages} pages; its table ends before")
    return step.width


def spine(printer: Printer, pages: int, paper: str) -> float:
    """The width of the spine; ValueError with a remedy where the printer's figures do not say."""
    if paper not in printer.papers:
        known = nearest(paper, printer.papers) or f"known are: {', '.join(printer.papers) or 'none'}"
        raise ValueError(f'{printer.title} has no paper "{paper}"; {known}')
    found = printer.papers[paper]
    if found.per_page:
        return pages * found.per_page + found.added
    step = _step(found.steps, pages)
    if not step:
        raise ValueError(f"no figure is known for a spine of {pages} pages on {found.title}; take the printer's own")
    return step.width


def _step(steps: tuple[Step, ...], pages: int) -> Step | None:
    """The row of a table that holds for a count of pages."""
    return next((step for step in steps if pages >= step.since and (pages <= step.to or not step.to)), None)


def takes_spine_text(printer: Printer, pages: int, width: float) -> bool:
    """Whether a spine of that width, of a book of that many pages, may bear words."""
    rule = printer.spine_text
    return rule is None or (pages >= rule.pages and width >= rule.width)


def padded(printer: Printer, pages: int) -> int:
    """The count of pages with the blank ones that the printer wants: a blank last one, the least, the multiple."""
    rule = printer.pages
    if not rule:
        return pages
    wanted = max(pages + rule.last_blank, rule.least)
    return -(-wanted // rule.multiple) * rule.multiple


def check_pages(printer: Printer, pages: int, paper: str = "") -> Iterator[Finding]:
    """What is wrong with a count of pages: P40 too few or too many, P41 no multiple."""
    rule, sheet = printer.pages, printer.papers.get(paper)
    if rule and pages < rule.least:
        yield Finding("P40", f"the book has {pages} pages, and the least is {rule.least}", source=str(rule.source))
    if rule and pages % rule.multiple:
        hint = f"add blank pages up to {padded(printer, pages)}"
        words = f"the book has {pages} pages, which is no multiple of {rule.multiple}"
        yield Finding("P41", words, hint=hint, source=str(rule.source))
    yield from _too_many(printer, pages, sheet)


def _too_many(printer: Printer, pages: int, paper: Paper | None) -> Iterator[Finding]:
    limits = [(paper.most, f" on {paper.title}", paper.source)] if paper else []
    limits += [(printer.pages.most, "", printer.pages.source)] if printer.pages else []
    for most, where, source in limits:
        if 0 < most < pages:
            words = f"the book has {pages} pages, and the most{where} is {most}"
            yield Finding("P40", words, hint="divide it into volumes", source=str(source))
            return


def barcode_box(printer: Printer) -> Box | None:
    """The box that the cover leaves for the barcode; None where the printer says nothing of it."""
    rule = printer.barcode
    return Box(rule.width, rule.height, rule.clear) if rule else None


def fits_barcode(printer: Printer, width: float, height: float) -> bool:
    """Whether a box of that size is large enough for the printer."""
    rule = printer.barcode
    if not rule:
        return True
    return width >= (rule.least_width or rule.width) and height >= (rule.least_height or rule.height)


def file_name(printer: Printer, part: str, slug: str, isbn: str = "") -> str:
    """What the printer calls a file, `interior` or `cover`; the slug stands for an ISBN that is not there."""
    if not printer.file:
        return f"{slug}-{part}.pdf"
    pattern = printer.file.cover if part == "cover" else printer.file.interior
    return pattern.replace("{isbn}", isbn.replace("-", "") or slug).replace("{slug}", slug)
