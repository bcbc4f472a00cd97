"""A PDF made ready for a printer: colours, what it says of itself, nothing for the screen; what is left is proofed."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pikepdf import Name, ObjectStreamMode, Pdf, Stream

from publisher.diagnostics import Severity
from publisher.prepress.finding import Finding
from publisher.prepress.paint import PROBLEMS
from publisher.prepress.profiles import Profile
from publisher.prepress.ready.identity import flatten, identify, strip
from publisher.prepress.ready.pixels import is_coloured, make_gray, separate
from publisher.prepress.ready.repaint import Repainter, repainter
from publisher.prepress.rules.dossier import VERSIONS
from publisher.printer import Printer


@dataclass(frozen=True, slots=True)
class Ready:
    """A file for the printer, and what should be known of how it was made."""

    pdf: bytes
    findings: tuple[Finding, ...]


def make_ready(source: Path | BytesIO, printer: Printer, profile: Profile | None = None) -> Ready:
    """A PDF as a printer wants it, as far as that needs no judgement; PdfError for a file that is none.

    Colours and photographs are converted by the profile, which PDF/X-4 holds; without one, colours by a formula, and
    photographs are told (P49). The same file and profile give the same bytes.
    """
    with Pdf.open(source, suppress_warnings=True) as pdf:
        brush = repainter(printer, profile)
        findings = _repaint(pdf, brush)
        pictures = [each for each in pdf.objects if isinstance(each, Stream) and each.get("/Subtype") == Name.Image]
        if brush.grey:
            for picture in pictures:
                make_gray(picture)
        if brush.colour:
            findings += _separate(pictures, brush, opaque=bool(printer.form and not printer.form.transparency))
        if printer.form and not printer.form.transparency:
            for page in pdf.pages:
                flatten(page.obj)
        strip(pdf, printer)
        identify(pdf, printer, profile)
        return Ready(_saved(pdf, printer), (*findings, *_mixed(brush)))


def _repaint(pdf: Pdf, brush: Repainter) -> list[Finding]:
    """Every page and form repainted; what cannot be read is told and left as it is."""
    findings = []
    done: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        try:
            page.contents_coalesce()
            content = page.obj.get("/Contents")
            if content is not None and content.objgen not in done:
                done.add(content.objgen)
                brush.repaint(content, page.resources)
            _repaint_forms(page.resources, brush, done)
        except PROBLEMS as problem:
            words = f"the page cannot be repainted: {(str(problem).splitlines() or ['unknown reason'])[0]}"
            findings.append(Finding("P10", words, number, hint="export it again"))
    return findings


def _repaint_forms(resources: Any, brush: Repainter, done: set[tuple[int, int]]) -> None:
    """The forms and patterns of resources, and those inside them, each once."""
    for kind in ("/XObject", "/Pattern"):
        for thing in resources.get(kind, {}).values():
            drawn = isinstance(thing, Stream) and thing.get("/Subtype") != Name.Image
            if drawn and thing.objgen not in done:
                done.add(thing.objgen)
                inner = thing.get("/Resources", resources)
                brush.repaint(thing, inner)
                _repaint_forms(inner, brush, done)


def _separate(pictures: list[Stream], brush: Repainter, *, opaque: bool) -> list[Finding]:
    """Photographs in inks; P49 where no profile says which."""
    if brush.profile:
        for picture in pictures:
            separate(picture, brush.profile, brush.limit, opaque=opaque)
        return []
    coloured = sum(is_coloured(picture) for picture in pictures)
    hint = "install a profile for the printing condition: on Debian `apt install scribus-data` has ISO Coated v2"
    words = f"{coloured} photographs in RGB cannot become CMYK without a profile"
    return [Finding("P49", words, hint=hint)] if coloured else []


def _mixed(brush: Repainter) -> list[Finding]:
    """P48: the colours that became CMYK without a profile."""
    hint = "it will look somewhat different: name it in CMYK, or ask the printer for a proof on paper"
    return [
        Finding("P48", f"the colour {one} became {other}", hint=hint, severity=Severity.WARNING)
        for one, other in brush.mixed.items()
    ]


def _saved(pdf: Pdf, printer: Printer) -> bytes:
    """The bytes, in the version that the standard allows."""
    version = VERSIONS.get(printer.form.standard, "") if printer.form else ""
    data = BytesIO()
    settings: dict[str, Any] = {"force_version": version} if version else {}
    pdf.save(data, object_stream_mode=ObjectStreamMode.disable, deterministic_id=True, **settings)
    return data.getvalue()
