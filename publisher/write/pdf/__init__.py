"""The PDF writer: galleys are set one by one, made up into pages, given their furniture and assembled.

`galleys` sets type (WeasyPrint), `makeup` orders pages and folios, `references` prints folios of other places,
`furniture` sets running heads, `assembly` joins everything (pikepdf).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from publisher.publication import Publication
from publisher.write.files import place
from publisher.write.pdf.changes import changed_pages
from publisher.write.pdf.compositor import NO_TALLY, Tally
from publisher.write.pdf.engine import versions
from publisher.write.pdf.galleys import prepare_setting
from publisher.write.pdf.page import set_page
from publisher.write.pdf.references import FolioError
from publisher.write.pdf.typesetting import Remark, Typeset, typeset
from publisher.write.plant import ALONE, Plant

__all__ = [
    "NO_TALLY",
    "FolioError",
    "Remark",
    "Tally",
    "Typeset",
    "changed_pages",
    "prepare_setting",
    "set_page",
    "typeset",
    "versions",
    "write_pdf",
]


def _silent(message: str) -> None:
    """Say nothing."""


def write_pdf(
    publication: Publication, target: Path, progress: Callable[[str], None] = _silent, plant: Plant = ALONE
) -> Typeset:
    """Write a paged edition to `target`, whole or not at all; what was set, where its pages break, what to remark.

    `progress` is told what is being set. Raises `FolioError` when a folio cannot be printed, ValueError when the
    publication has no sheet, OSError when the file cannot be written.
    """
    book = typeset(publication, progress, plant)
    place(target, book.pdf)
    return book
