"""For the print shop: the inside made ready for the printer that the manifest names, and its cover in one piece."""

from __future__ import annotations

import json
from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

from publisher.book import Book, Edition
from publisher.cache import fingerprint
from publisher.diagnostics import BookError, Diagnostic, Location, Severity
from publisher.prepress.finding import Finding
from publisher.prepress.profiles import profile_for
from publisher.prepress.ready import Ready, make_ready
from publisher.prepress.wrapping import frame, lay_out, spine_width
from publisher.printer import Printer
from publisher.publication import Publication
from publisher.wrap import Wrap
from publisher.write import Plant, set_page


class Printed(NamedTuple):
    """A file for the print shop, and what the editor should know of how it was made."""

    pdf: bytes
    findings: tuple[Diagnostic, ...]


def ready(pdf: bytes, printer: Printer, where: Location, plant: Plant) -> Printed:
    """A PDF as the printer wants it; made once, then kept in the store."""
    profile = profile_for(printer.form.condition) if printer.form else None
    key = fingerprint("ready", printer, pdf, profile.data if profile else b"")
    kept = plant.kept(key)
    made = _opened(kept) if kept else make_ready(BytesIO(pdf), printer, profile)
    if not kept:
        plant.keep(key, _packed(made))
    return Printed(made.pdf, tuple(_diagnostic(finding, where) for finding in made.findings))


def measure(book: Book, edition: Edition, printer: Printer, pages: int) -> Wrap | Diagnostic:
    """The measures of the cover for a count of pages, or P07; BookError (P06) where the spine given is for another."""
    settings, given = edition.settings, edition.settings.get("spine")
    if given and given["pages"] != pages:
        words = f"the spine was given for {given['pages']} pages, and the book has {pages}"
        hint = "ask the printer for the width again, or take the key `spine` away where its figures are known"
        raise BookError([Diagnostic("P06", words, book.at("spine"), hint)])
    try:
        width = spine_width(printer, pages, settings["paper"], given["width"] if given else 0.0)
    except ValueError as problem:
        message, _, _ = str(problem).partition("; ")
        hint = f"no cover is made without it: `spine: {{pages: {pages}, width: 6.4 mm}}` gives the printer's own"
        return Diagnostic("P07", message, book.at("printer"), hint, Severity.WARNING)
    price = next(iter(settings["prices"]), "")
    return lay_out(printer, settings["trim"], pages, width, settings.get("isbn", ""), price)


def make_wrap(publication: Publication, wrap: Wrap, printer: Printer, where: Location, plant: Plant) -> Printed:
    """The cover in one piece as the printer wants it, with its trim and its bleed."""
    key = fingerprint("wrap", publication)
    data = plant.kept(key)
    if data is None:
        data = set_page(publication)
        plant.keep(key, data)
    return ready(frame(data, wrap), printer, where, plant)


def _diagnostic(finding: Finding, where: Location) -> Diagnostic:
    return Diagnostic(finding.code, finding.message, where, finding.hint, finding.severity)


def _packed(made: Ready) -> bytes:
    """A file and what was found, for the store: a line of JSON, then the PDF."""
    facts = [[each.code, each.message, each.page, each.hint, each.severity.name] for each in made.findings]
    return json.dumps(facts).encode() + b"\n" + made.pdf


def _opened(data: bytes) -> Ready:
    head, _, pdf = data.partition(b"\n")
    return Ready(pdf, tuple(_findings(json.loads(head))))


def _findings(facts: Iterable[list[str]]) -> Iterable[Finding]:
    for code, message, page, hint, severity in facts:
        yield Finding(code, message, int(page), hint=hint, severity=Severity[severity])
