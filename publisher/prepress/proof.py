"""The proof of a PDF, ours or a stranger's: everything that the printer would refuse or print badly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pikepdf import PasswordError, Pdf

from publisher.diagnostics import Severity, as_message
from publisher.prepress.content import Painted, Shop, paint
from publisher.prepress.finding import Finding
from publisher.prepress.page import MM, Page, read_boxes, read_rect
from publisher.prepress.paint import PROBLEMS, Rect
from publisher.prepress.rules import FILE_RULES, MILD, PAGE_RULES
from publisher.prepress.rules.dossier import Dossier
from publisher.prepress.words import Words
from publisher.printer import Printer

MOST_PAGES = 10_000
TEXT = frozenset({"P24", "P25", "P26", "P27", "P28", "P29", "P30", "P35", "P36"})
"""Findings that may be about text, whose words are then told."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in a file; its pages, and the trim of the first in mm, are 0 where it could not be opened."""

    name: str
    printer: Printer
    findings: tuple[Finding, ...]
    pages: int = 0
    trim: tuple[float, float] = (0.0, 0.0)

    @property
    def sound(self) -> bool:
        """Whether nothing was found that the printer would refuse."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def proof(path: Path, printer: Printer) -> Proof:
    """Everything that is wrong with a PDF for a printer; OSError where there is no such file."""
    size = path.stat().st_size
    try:
        with Pdf.open(path, suppress_warnings=True) as pdf:
            return _examine(pdf, path, size, printer)
    except PasswordError:
        words, hint = "the file is locked with a password", "save it without one: printers refuse locked files"
        return Proof(path.name, printer, (Finding("P11", words, hint=hint),))
    except (*PROBLEMS, RecursionError, MemoryError) as problem:
        found = Finding("P10", f"the file cannot be read as a PDF: {_reason(problem, path)}", hint="export it again")
        return Proof(path.name, printer, (found,))


def _reason(problem: BaseException, path: Path) -> str:
    """A library's complaint in one line, without the name of the file."""
    words = (str(problem).splitlines() or ["unknown reason"])[0].replace(f"{path}: ", "").replace(str(path), "the file")
    return as_message(words)


def _examine(pdf: Pdf, path: Path, size: int, printer: Printer) -> Proof:
    """The proof of a file that could be opened."""
    pages, findings = _read_pages(pdf)
    findings += [*_condition(pdf)]
    file = Dossier(pdf, printer, size, pages)
    shop = Shop()
    with Words(path) as words:
        for at, page in enumerate(pages):
            page = _painted(pdf.pages[page.number - 1], page, shop)
            found = [*_unread(page), *_page_findings(page, file)]
            findings += [words.told(finding, page) if finding.code in TEXT else finding for finding in found]
            pages[at] = page.reduced()
    for rule in FILE_RULES.values():
        findings += _obeyed(rule(file), 0)
    trim = pages[0].trim if pages else Rect(0, 0, 0, 0)
    graded = tuple(sorted(_graded(findings, printer), key=lambda each: (each.page, each.code)))
    return Proof(path.name, printer, graded, len(pdf.pages), (trim.width / MM, trim.height / MM))


def _condition(pdf: Pdf) -> Iterator[Finding]:
    """P10, P11: a file that had to be mended to be opened, one that is encrypted, one that is too long."""
    if pdf.is_encrypted:
        words, hint = "the file is encrypted", "save it without protection: printers refuse locked files"
        yield Finding("P11", words, hint=hint)
    if pdf.get_warnings():
        words, hint = "the file is damaged, and was mended to be read", "export it again"
        yield Finding("P10", words, hint=hint, severity=Severity.WARNING)
    if len(pdf.pages) > MOST_PAGES:
        words = f"the file has {len(pdf.pages)} pages, and only {MOST_PAGES} are looked at"
        yield Finding("P10", words, hint="divide it", severity=Severity.WARNING)
    if not len(pdf.pages):
        yield Finding("P10", "the file has no pages", hint="export it again")


def _read_pages(pdf: Pdf) -> tuple[list[Page], list[Finding]]:
    """The pages with their boxes, nothing painted yet; and those whose boxes cannot be read."""
    pages: list[Page] = []
    findings: list[Finding] = []
    for number, page in enumerate(list(pdf.pages)[:MOST_PAGES], 1):
        try:
            pages.append(Page(number, read_boxes(page), Painted()))
        except PROBLEMS as problem:
            findings.append(_unreadable(number, f"the page cannot be read: {_reason(problem, Path())}"))
    return pages, findings


def _painted(source: Any, page: Page, shop: Shop) -> Page:
    """A page with what it shows, and its annotations."""
    try:
        return replace(page, painted=paint(source, shop), annotations=tuple(_annotations(source)))
    except PROBLEMS as problem:
        return replace(page, painted=Painted(problems=[_reason(problem, Path())]))


def _annotations(source: Any) -> Iterator[tuple[str, Rect]]:
    """The annotations of a page, by kind and place."""
    for each in source.obj.get("/Annots", []):
        rect = read_rect(each.get("/Rect"))
        yield str(each.get("/Subtype", "/none")).lstrip("/"), rect or Rect(0, 0, 0, 0)


def _unread(page: Page) -> Iterator[Finding]:
    """P10: what of a page's content could not be read."""
    for problem in page.painted.problems[:3]:
        yield _unreadable(page.number, f"a part of the page cannot be read: {as_message(problem)}")


def _unreadable(page: int, words: str) -> Finding:
    return Finding("P10", words, page, hint="export it again")


def _page_findings(page: Page, file: Dossier) -> Iterator[Finding]:
    """What every rule finds on a page."""
    for rule in PAGE_RULES.values():
        yield from _obeyed(rule(page, file), page.number)


def _obeyed(found: Iterable[Finding], page: int) -> Iterator[Finding]:
    """What a rule finds; where the file is not as a PDF should be, that it could not be applied."""
    try:
        yield from found
    except PROBLEMS as problem:
        yield _unreadable(page, f"a part of the file cannot be read: {_reason(problem, Path())}")


def _graded(findings: Iterable[Finding], printer: Printer) -> Iterator[Finding]:
    """The findings as gravely as the printer takes them, without those that it does not mind."""
    for finding in findings:
        grade = printer.grades.get(finding.code)
        if grade == "off":
            continue
        if grade:
            yield replace(finding, severity=Severity(grade))
        elif finding.code in MILD:
            yield replace(finding, severity=Severity.WARNING)
        else:
            yield finding
