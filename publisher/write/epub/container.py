"""The container: items, spine and metadata as the bytes of an EPUB, by EbookLib. No other module imports EbookLib.

EbookLib is given finished bytes, since its own pages, navigation and metadata lose what ours hold; what it writes of
itself is corrected here. It is pinned to one version: `tests/write/epub/test_epub_container.py` watches the names.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from ebooklib import epub
from lxml import etree

from publisher.write.epub.items import Item
from publisher.write.epub.metadata import IDENTIFIER, prefixes

# Zip cannot hold an earlier date: the same book gives the same bytes whenever it is built.
DATE = (1980, 1, 1, 0, 0, 0)
# Files that are compressed in themselves: a second time takes three quarters of the packing and spares a thousandth.
PACKED = frozenset([".gif", ".jpeg", ".jpg", ".m4a", ".mp3", ".png", ".webp", ".woff", ".woff2"])
LEVEL = 6  # of 9: a third of the time of 9, and 0.3 per cent more bytes


@dataclass(frozen=True, slots=True)
class Package:
    """What the package document says of the whole: its metadata, its language and the direction of its pages."""

    metadata: etree._Element
    language: str
    direction: str


def pack(
    package: Package, items: Iterable[Item], spine: Sequence[str], records: Sequence[tuple[str, bytes]] = ()
) -> bytes:
    """The EPUB with the items in their order; `spine` names the ids of those that are read, in reading order.

    `records` are files that the metadata links to, by their paths: the manifest must not list them (EPUB 3.3, 5.5.4).
    """
    book = epub.EpubBook()
    book.IDENTIFIER_ID = IDENTIFIER
    book.direction = "rtl" if package.direction == "rtl" else None
    for item in items:
        book.add_item(_RawItem(item))
    book.spine = list(spine)
    writer = _Writer(book, package, records)
    writer.write()
    return writer.out.file.getvalue()


class _RawItem(epub.EpubItem):
    """An item whose bytes go into the container as they are."""

    def __init__(self, item: Item) -> None:
        """Take over id, path, media type, bytes and manifest properties."""
        super().__init__(uid=item.id, file_name=item.path, media_type=item.media_type, content=item.data)
        self.properties = list(item.properties)


class _Archive:
    """A zip file in memory whose entries have one date, one mode and one maker."""

    def __init__(self) -> None:
        """Open an empty archive."""
        self.file = io.BytesIO()
        self._zip = zipfile.ZipFile(self.file, "w")

    def writestr(self, name: str, data: str | bytes, compress_type: int = zipfile.ZIP_DEFLATED) -> None:
        """Add an entry; the name is EbookLib's for what `zipfile` calls so."""
        entry = zipfile.ZipInfo(name, DATE)
        packed = PurePosixPath(name).suffix.lower() in PACKED
        entry.compress_type = zipfile.ZIP_STORED if packed else compress_type
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        self._zip.writestr(entry, data, compresslevel=LEVEL)

    def close(self) -> None:
        """Write the directory of the archive."""
        self._zip.close()


class _Writer(epub.EpubWriter):
    """EbookLib's writer, with our metadata, and with a package document that says language and direction."""

    def __init__(self, book: Any, package: Package, records: Sequence[tuple[str, bytes]]) -> None:
        """Prepare to write a book of raw items into memory."""
        super().__init__("", book, {"raise_exceptions": True, "epub3_pages": False, "epub3_landmark": False})
        self.package, self.records = package, records
        self.out = _Archive()

    def write(self) -> None:
        """Write the archive: `mimetype` first and uncompressed (EPUB 3.3, section 4.2.2), then the rest."""
        self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
        self._write_container()
        self._write_opf()
        self._write_items()
        for path, data in self.records:
            self.out.writestr(f"{self.book.FOLDER_NAME}/{path}", data)
        self.out.close()

    def _write_opf_metadata(self, root: etree._Element) -> None:
        """Our metadata in place of EbookLib's, which loses order, repeats ids and writes the time of the clock."""
        root.append(self.package.metadata)

    def _write_opf_file(self, root: etree._Element) -> None:
        """Write the package document, completed: language, direction, prefixes, and file names as URLs."""
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.package.language)
        root.set("dir", self.package.direction)
        root.attrib.pop("prefix", None)
        used = prefixes(self.package.metadata)
        if used:
            root.set("prefix", used)
        for item in root.iterfind("manifest/item"):
            item.set("href", quote(item.get("href", "")))
        super()._write_opf_file(root)
