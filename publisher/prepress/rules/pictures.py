"""Pictures: pixels for their size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publisher.diagnostics import Severity
from publisher.prepress.finding import Finding
from publisher.prepress.page import Page, each
from publisher.prepress.paint import Mark
from publisher.prepress.rules.dossier import Dossier
from publisher.printer import Pictures

ROUND = 1  # ppi


def _placed(page: Page) -> Iterator[tuple[Mark, float]]:
    """Every image with its pixels per inch."""
    for mark in page.shown:
        if mark.picture and mark.picture.ppi:
            yield mark, mark.picture.ppi


def coarse(page: Page, file: Dossier) -> Iterator[Finding]:
    """P32: too few pixels: refused below the least, remarked upon below the best."""
    rule = file.printer.pictures
    if not rule:
        return
    poor = (mark for mark, ppi in _placed(page) if ppi < _least(mark, rule) - ROUND)
    hint = "take a larger picture, or print it smaller"
    yield from each("P32", page, poor, lambda mark: _words(mark, f"at least {_least(mark, rule)}"), hint, rule.source)
    fair = (
        mark for mark, ppi in _placed(page) if not _line(mark) and max(rule.least - ROUND, 0) <= ppi < rule.best - ROUND
    )
    for finding in each("P32", page, fair, lambda mark: _words(mark, f"better {rule.best}"), hint, rule.source):
        yield replace(finding, severity=Severity.WARNING)


def _line(mark: Mark) -> bool:
    return bool(mark.picture and mark.picture.bits == 1)


def _least(mark: Mark, rule: Pictures) -> int:
    return rule.line if _line(mark) else rule.least


def _words(mark: Mark, wanted: str) -> str:
    assert mark.picture
    return f"an image of {mark.picture.ppi:.0f} pixels to the inch, and {wanted} are wanted"


def fine(page: Page, file: Dossier) -> Iterator[Finding]:
    """P33: more pixels than can be printed."""
    rule = file.printer.pictures
    if not rule or not rule.most:
        return
    marks = (mark for mark, ppi in _placed(page) if not _line(mark) and ppi > rule.most + ROUND)
    hint = "make it smaller: the file is heavier for nothing"
    yield from each("P33", page, marks, lambda mark: _words(mark, f"no more than {rule.most}"), hint, rule.source)
