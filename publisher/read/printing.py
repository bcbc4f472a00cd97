"""What the print edition says of its printer: the printer, its paper, the spine that it gave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from publisher.diagnostics import Findings, Location, nearest
from publisher.read.printers import load_printer


def read_printing(
    settings: dict[str, Any], press: Path, at: Callable[[str], Location], findings: Findings
) -> dict[str, Any]:
    """Settings of a print edition with its `Printer` and paper in place of their names.

    What was not written is reckoned: the paper is the printer's first.
    """
    printer = load_printer(settings["printer"], press, at("printer"), findings)
    paper = settings.get("paper", "")
    if printer and paper and paper not in printer.papers:
        known = nearest(paper, printer.papers) or f"known are: {', '.join(printer.papers) or 'none'}"
        findings.error("M04", f'{printer.title} has no paper "{paper}"', at("paper"), known)
    first = next(iter(printer.papers), "") if printer else ""
    return {**settings, "printer": printer, "paper": paper or first, "prices": tuple(settings.get("prices", ()))}
