"""A page on its own: a publication of one document as a PDF without tags, as the cover in one piece is."""

from __future__ import annotations

from io import BytesIO

from pikepdf import Pdf

from publisher.publication import Publication
from publisher.write.pdf.galleys import Galley, Style, set_galley
from publisher.write.pdf.metadata import write_metadata


def set_page(publication: Publication) -> bytes:
    """The first document of a publication as a PDF; the same values give the same bytes."""
    style = Style(publication.stylesheet, publication.language, publication.fonts, publication.resources)
    with Pdf.open(BytesIO(set_galley(Galley(publication.documents[0].html, style, tagged=False)).pdf)) as page:
        write_metadata(page, publication)
        out = BytesIO()
        page.save(out, deterministic_id=True)
        return out.getvalue()
