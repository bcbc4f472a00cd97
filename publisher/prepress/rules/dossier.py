"""What every rule has before it: the file, its size and pages, and the printer whose wishes it is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Pdf

from publisher.prepress.page import Page
from publisher.printer import Printer

VERSIONS = {"pdf/x-1a:2001": "1.3", "pdf/x-1a:2003": "1.4", "pdf/x-4": "1.6"}
"""The newest version of PDF that a standard allows (ISO 15930-1, -4 and -7)."""


@dataclass(frozen=True)
class Dossier:
    """A file under proof; `size` is in bytes."""

    pdf: Pdf
    printer: Printer
    size: int
    pages: Sequence[Page]

    @property
    def standard(self) -> str:
        """The PDF/X that the printer wants, or the empty string."""
        form = self.printer.form
        return form.standard if form and form.standard in VERSIONS else ""

    @property
    def source(self) -> str:
        """Who says which standard it is."""
        return str(self.printer.form.source) if self.printer.form else ""

    @property
    def info(self) -> Any:
        """The file's information dictionary; empty where there is none."""
        return self.pdf.trailer.get("/Info", {})
