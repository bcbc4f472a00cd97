"""Counts: pages, blank pages, bytes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from publisher.prepress.finding import Finding
from publisher.prepress.reckoning import check_pages
from publisher.prepress.rules.dossier import Dossier

MEGABYTE = 1_000_000


def pages(file: Dossier) -> Iterator[Finding]:
    """P40, P41: as many pages as the printer binds."""
    yield from check_pages(file.printer, len(file.pages))


def blanks(file: Dossier) -> Iterator[Finding]:
    """P46: a blank page at the end, and not too many in a row."""
    rule = file.printer.pages
    if not rule or not file.pages:
        return
    if rule.last_blank and not file.pages[-1].blank:
        words, hint = "the last page is not blank", "add a blank page"
        yield Finding("P46", words, len(file.pages), hint=hint, source=str(rule.source))
    for blank, run in groupby(file.pages, lambda page: page.blank):
        numbers = [page.number for page in run]
        if blank and rule.blanks and len(numbers) > rule.blanks:
            words = f"{len(numbers)} blank pages follow one another, and {rule.blanks} may"
            yield Finding("P46", words, numbers[0], hint="remove some of them", source=str(rule.source))


def weight(file: Dossier) -> Iterator[Finding]:
    """P43: as many bytes as the printer takes."""
    rule = file.printer.file
    if rule and rule.most and file.size > rule.most * MEGABYTE:
        words = f"the file has {file.size / MEGABYTE:.0f} MB, and the most is {rule.most} MB"
        yield Finding("P43", words, hint="make its pictures smaller", source=str(rule.source))
