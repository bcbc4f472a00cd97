"""The words that stand at a place of a page, asked of PDFium, which knows nothing of how we found the place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import pypdfium2

from publisher.prepress.finding import Finding
from publisher.prepress.page import Page

LONGEST = 80  # characters
AROUND = 0.5  # points


class Words:
    """A file that is asked for words; one that PDFium cannot read has none."""

    def __init__(self, path: Path) -> None:
        """Open the file."""
        try:
            self._file: Any = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            self._file = None
        self._page: tuple[int, Any] = (0, None)

    def __enter__(self) -> Self:
        """The words themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close page and file."""
        self._turn(0)
        if self._file:
            self._file.close()

    def told(self, finding: Finding, page: Page) -> Finding:
        """The finding with the words at its place."""
        if not finding.place or finding.subject:
            return finding
        rect = page.rect(finding.place).inset(*(-AROUND,) * 4)
        text = self._turn(finding.page)
        words = text.get_text_bounded(rect.left, rect.bottom, rect.right, rect.top) if text else ""
        plain = " ".join(words.replace("\ufffe", "").split())
        return replace(finding, subject=plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 2]} …")

    def _turn(self, number: int) -> Any:
        """The text of a page, kept until another is asked for; 0 is none."""
        if self._page[0] != number:
            for each in reversed(self._page[1] or ()):
                each.close()
            self._page = (number, self._open(number))
        return self._page[1][1] if self._page[1] else None

    def _open(self, number: int) -> Any:
        if not number or not self._file:
            return None
        try:
            page = self._file[number - 1]
            return page, page.get_textpage()
        except (pypdfium2.PdfiumError, IndexError):
            return None
