"""acquire: a foreign file becomes texts.

archive, encodings and page open what strangers made · epub, docx, web_page (with main_content), pandoc and plain read
one kind each into a `Foreign` ·
notes and verse find what the source marks in its own way · divide cuts it into `Piece`s · compose writes Markdown ·
plan says what the editor wants of them · haul brings it all home · web fetches what has an address ·
again joins a newer version to the editor's own edits
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publisher.acquire.archive import Archive, SourceError
from publisher.acquire.filing import Filing, file_texts
from publisher.acquire.haul import NOBODY, Haul, bring_home
from publisher.acquire.piece import Foreign
from publisher.acquire.plan import FOUND, Choice, Plan

__all__ = ["Choice", "Filing", "Haul", "Plan", "SourceError", "acquire", "file_texts"]


UNREAD = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a file of RTF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def acquire(
    data: bytes,
    file: str,
    open_picture: Callable[[str], bytes | None],
    plan: Plan = FOUND,
    people: Mapping[str, str] = NOBODY,
    name: str = "",
    **more: object,
) -> Haul:
    """What a file holds; SourceError for one that is damaged, locked, empty, or of a kind that is not known.

    `people` gives the ids of those in the register by their names; `name` is that of the text, where there is one;
    `more` are keys for the front matter of every text.
    """
    return bring_home(read_source(data, file, open_picture), plan, people, name, **more)


def read_source(data: bytes, name: str, open_picture: Callable[[str], bytes | None]) -> Foreign:
    """A file as a source, whatever its name says it is."""
    stem, _, extension = name.rpartition(".")
    stem = stem or name
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError("the file is empty")
    if data.startswith(b"PK"):
        return _read_archive(data, stem)
    for mark, kind in UNREAD:
        if data.startswith(mark):
            raise SourceError(f"this is {kind}, which is not read", "save it as DOCX, EPUB, HTML or plain text")
    head = data[:4096].lower()
    if (
        b"<html" in head
        or b"<!doctype html" in head
        or b"<body" in head
        or extension.lower() in ("htm", "html", "xhtml")
    ):
        from publisher.acquire.web_page import read_html

        return read_html(data, stem, open_picture)
    if extension.lower() in ("md", "markdown"):
        from publisher.acquire.pandoc import read_pandoc

        return read_pandoc(data, stem)
    from publisher.acquire.plain import read_plain

    return read_plain(data, stem)


def _read_archive(data: bytes, stem: str) -> Foreign:
    """An EPUB or a Word file."""
    names = Archive(data).names
    if "META-INF/container.xml" in names:
        from publisher.acquire.epub import read_epub

        return read_epub(data, stem)
    if "word/document.xml" in names:
        from publisher.acquire.docx import read_docx

        return read_docx(data, stem)
    raise SourceError("this archive is neither an EPUB nor a Word file", "unpack it and name the files inside")
