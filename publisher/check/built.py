"""What built files say: the words of an EPUB, and those of a PDF in the order of its structure tree."""

from __future__ import annotations

import ctypes
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from publisher.check.words import Said, letters

_NOTE_ROLES = {"doc-footnote", "doc-endnote"}
_CALL_ROLES = {"doc-noteref", "doc-backlink", "doc-pagebreak"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def said_by(path: Path) -> Said | None:
    """What an EPUB or a PDF says; None for a PDF without tags, ValueError or OSError when it is neither, or damaged."""
    return _said_by_epub(path) if path.suffix == ".epub" else _said_by_pdf(path)


def _said_by_epub(path: Path) -> Said:
    """The words of the pages in the order of the spine."""
    flow: list[str] = []
    notes: list[str] = []
    try:
        with zipfile.ZipFile(path) as archive:
            package = etree.fromstring(archive.read("EPUB/content.opf"), _PARSER)
            files = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
            for item in package.iter("{*}itemref"):
                page = etree.fromstring(archive.read(f"EPUB/{files[item.get('idref')]}"), _PARSER)
                _page_words(page.find("{*}body"), flow, notes)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as problem:
        raise ValueError(f"not an EPUB of this program: {problem}") from problem
    return Said(letters("".join(flow)), letters("".join(notes)))


def _page_words(element: Any, flow: list[str], notes: list[str]) -> None:
    """Put the words of an element among those of the flow, those of notes among the others."""
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in ("svg", "math", "head"):
        return
    role = element.get("role")
    if role in _CALL_ROLES or "unseen" in (element.get("class") or "").split():
        return
    into = notes if role in _NOTE_ROLES else flow
    into.append(element.text or "")
    for child in element:
        _page_words(child, into, notes)
        into.append(child.tail or "")


def _said_by_pdf(path: Path) -> Said | None:
    """The words of the pages in the order of the structure tree; what is outside it is furniture."""
    import pypdfium2

    flow: list[str] = []
    notes: list[str] = []
    try:
        with pypdfium2.PdfDocument(path) as document:
            if not document.is_tagged():
                return None
            for page in document:
                _Sheet(page).read(flow, notes)
    except pypdfium2.PdfiumError as problem:
        raise ValueError(f"not a PDF: {problem}") from problem
    return Said(letters("".join(flow)), letters("".join(notes)))


class _Sheet:
    """A page of a PDF, its marked words and its part of the structure tree (ISO 32000-1, 14.7 and 14.8)."""

    def __init__(self, page: Any) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._page = page
        self._marked = dict(self._words())

    def read(self, flow: list[str], notes: list[str]) -> None:
        """Put the words of the page among those of the flow, those of notes among the others."""
        tree = self._raw.FPDF_StructTree_GetForPage(self._page)
        try:
            for number in range(self._raw.FPDF_StructTree_CountChildren(tree)):
                self._read(self._raw.FPDF_StructTree_GetChildAtIndex(tree, number), flow, notes)
        finally:
            self._raw.FPDF_StructTree_Close(tree)

    def _words(self) -> Iterator[tuple[int, str]]:
        """The words of each marked content, by its number."""
        words = self._page.get_textpage()
        found: dict[int, str] = {}
        for number in range(self._raw.FPDFPage_CountObjects(self._page)):
            item = self._raw.FPDFPage_GetObject(self._page, number)
            mark = self._raw.FPDFPageObj_GetMarkedContentID(item)
            if mark >= 0 and self._raw.FPDFPageObj_GetType(item) == self._raw.FPDF_PAGEOBJ_TEXT:
                found[mark] = found.get(mark, "") + self._text(item, words)
        yield from found.items()

    def _text(self, item: Any, words: Any) -> str:
        """The words of one text object."""
        size = self._raw.FPDFTextObj_GetText(item, words, None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        self._raw.FPDFTextObj_GetText(item, words, buffer, size)
        return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")

    def _read(self, element: Any, flow: list[str], notes: list[str]) -> None:
        """The same for an element and what is in it; a picture has no words but those of its caption."""
        role = self._role(self._raw.FPDF_StructElement_GetType, element)
        if role == "Reference" or (role == "Lbl" and flow is notes):  # the call of a note, and its mark
            return
        into = notes if role == "Note" else flow
        for number in range(self._raw.FPDF_StructElement_CountChildren(element)):
            mark = self._raw.FPDF_StructElement_GetChildMarkedContentID(element, number)
            child = self._raw.FPDF_StructElement_GetChildAtIndex(element, number)
            if mark >= 0 and role != "Figure":
                into.append(self._marked.get(mark, ""))
            elif child:
                self._read(child, into, notes)

    def _role(self, get: Callable[..., int], element: Any) -> str:
        """The type of an element."""
        size = get(element, None, 0)
        buffer = ctypes.create_string_buffer(size)
        get(element, buffer, size)
        return buffer.raw.decode("utf-16-le").rstrip("\0")
