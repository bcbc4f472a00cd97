"""A zip archive from a stranger, read within bounds and never unpacked to the disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

PARTS = 20_000
PART = 100 * 2**20  # bytes of one part
WHOLE = 500 * 2**20  # bytes of all parts


class SourceError(Exception):
    """A source that cannot be read: what is wrong with it, and what the editor can do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both."""
        super().__init__(message)
        self.hint = hint


class Archive:
    """The parts of a zip by name; SourceError for one that is damaged, locked, or larger than any book."""

    def __init__(self, data: bytes) -> None:
        """Look at the directory, and refuse what no honest archive holds."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
            raise SourceError("the archive is damaged", "fetch the file again") from problem
        entries = self._zip.infolist()
        if len(entries) > PARTS or sum(entry.file_size for entry in entries) > WHOLE:
            raise SourceError(f"the archive unpacks to more than {WHOLE // 2**20} MB or {PARTS} parts")
        if any(entry.flag_bits & 1 for entry in entries):
            raise SourceError("the archive is encrypted", "ask whoever made it for a copy without a password")
        for entry in entries:
            if _leaves(entry.filename):
                raise SourceError(f'the archive holds a part that leaves it: "{entry.filename}"')
        self.names = frozenset(entry.filename for entry in entries)
        self._left = WHOLE

    def read(self, name: str) -> bytes:
        """The bytes of a part; SourceError when it is missing, damaged, or larger than the archive says."""
        if name not in self.names:
            raise SourceError(f'the archive lacks "{name}"', "fetch the file again")
        try:
            with self._zip.open(name) as part:
                data = part.read(PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as problem:
            raise SourceError(f'"{name}" in the archive is damaged', "fetch the file again") from problem
        self._left -= len(data)
        if len(data) > PART or self._left < 0:
            raise SourceError(f'"{name}" in the archive is larger than any page or picture')
        return data

    def xml(self, name: str) -> etree._Element:
        """The root of a part that is XML, as far as it can be read; SourceError for one that is none."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
        try:
            root: etree._Element | None = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError:  # nothing in it is markup
            root = None
        if root is None:
            raise SourceError(f'"{name}" in the archive is no XML', "fetch the file again")
        return root


def _leaves(name: str) -> bool:
    """Whether a name points outside the archive."""
    path = posixpath.normpath(name.replace("\\", "/"))
    return path.startswith(("/", "../")) or path == ".." or path[1:2] == ":"
