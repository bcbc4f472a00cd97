"""The PDF writer: galleys are set one by one, made up into pages, given their furniture and assembled.

`galleys` sets type (WeasyPrint), `makeup` orders pages and folios, `references` prints folios of other places,
`furniture` sets running heads, `assembly` joins everything (pikepdf).
"""

from __future__ import annotations

from publisher.write.pdf.changes import changed_pages
from publisher.write.pdf.compositor import NO_TALLY, Tally
from publisher.write.pdf.engine import versions
from publisher.write.pdf.galleys import prepare_setting
from publisher.write.pdf.page import set_page
from publisher.write.pdf.references import FolioError
from publisher.write.pdf.typesetting import Remark, Typeset, typeset

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
]
