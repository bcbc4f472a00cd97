"""Whether a PDF may say that it keeps PDF/UA-1 (ISO 14289-1): what is not so by its making is looked at here.

Tags, their roles, tab order, languages, links and their words are made by `tags` and `structure`, whatever the book.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from publisher.publication import Publication
from publisher.write.pdf.galleys import Fragment

_HEADING = re.compile(r"<h([1-6])\b([^>]*)>")
UNDESCRIBED = "has no alternative text"


def keeps_pdf_ua(publication: Publication, fragments: Iterable[Fragment]) -> bool:
    """Whether a screen edition has a title and a language, headings without a jump, and words for every picture."""
    described = not any(UNDESCRIBED in warning for fragment in fragments for warning in fragment.warnings)
    named = bool(publication.title and publication.language)
    return publication.edition == "screen" and named and described and _in_order(publication)


def _in_order(publication: Publication) -> bool:
    """Whether no heading that is printed skips a level (ISO 14289-1, 7.4.2)."""
    before = 0
    for document in publication.documents:
        for level, attributes in _HEADING.findall(document.html):
            if "unseen" in attributes:
                continue
            if int(level) > before + 1:
                return False
            before = int(level)
    return True
