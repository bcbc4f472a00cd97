"""Metadata: who made the book, what it is called, and when it was last changed, by its manifest's date alone."""

from __future__ import annotations

from datetime import datetime

from pikepdf import Dictionary, Name, Pdf, String

from publisher import __version__
from publisher.publication import Publication

PRODUCER = f"publisher {__version__}"


def write_metadata(book: Pdf, publication: Publication, accessible: bool = False) -> None:
    """The document information, XMP, language and title bar of the book; whether it keeps PDF/UA-1.

    Raises ValueError when `publication.modified` is no `CCYY-MM-DDThh:mm:ssZ`.
    """
    date = String(datetime.strptime(publication.modified, "%Y-%m-%dT%H:%M:%S%z").strftime("D:%Y%m%d%H%M%SZ"))
    authors = ", ".join(publication.authors)
    book.docinfo[Name.Title] = String(publication.title)
    if authors:
        book.docinfo[Name.Author] = String(authors)
    book.docinfo[Name.Creator] = book.docinfo[Name.Producer] = String(PRODUCER)
    book.docinfo[Name.CreationDate] = book.docinfo[Name.ModDate] = date
    book.Root.Lang = String(publication.language)
    book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    _write_xmp(book, publication, accessible)


def _write_xmp(book: Pdf, publication: Publication, accessible: bool) -> None:
    """The same facts as XMP (ISO 16684-1)."""
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:format"] = "application/pdf"
        xmp["dc:title"] = publication.title
        xmp["dc:language"] = {publication.language}
        xmp["dc:identifier"] = publication.identifier
        if publication.authors:
            xmp["dc:creator"] = list(publication.authors)
        xmp["pdf:Producer"] = xmp["xmp:CreatorTool"] = PRODUCER
        for stamp in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            xmp[stamp] = publication.modified
        if accessible:
            xmp["pdfuaid:part"] = "1"
