"""Fonts stored once: the subsets of the fragments joined into one subset of each face."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pikepdf import Array, Name, Object, Pdf, Stream

from publisher.publication import FontFace

_FIXED_PITCH = 1
_PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
_CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_CMAP_TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_PAIRS_PER_BLOCK = 100


@dataclass(slots=True)
class _Joined:
    """A font of the book in the making: the PDF objects that stand for it, and every glyph used in it."""

    path: str
    font: Object | None = None
    widths: dict[int, Object] = field(default_factory=dict)
    words: dict[int, bytes] = field(default_factory=dict)


class SharedFonts:
    """The fonts of a book; glyph ids of all fragments agree, because subsets keep them."""

    def __init__(self, book: Pdf, faces: tuple[FontFace, ...]) -> None:
        """No font yet; `faces` are the whole files that subsets are cut from."""
        self._book = book
        self._files = {face.file.path: face.file.data for face in faces}
        self._joined: dict[str, _Joined] = {}

    def take(self, fonts: Object, faces: Mapping[str, str]) -> tuple[str, ...]:
        """The names of the fonts of a fragment (its resources' /Font) that are shared; those known are taken off it.

        So that they are not copied into the book once more. A font whose face is unknown, or that shows missing glyphs
        (their codes differ by fragment), stays as it is.
        """
        shared = []
        for name in list(fonts.keys()):
            path = faces.get(name.removeprefix("/"))
            font = fonts[name]
            if path not in self._files or font.get(Name.Encoding) != Name("/Identity-H"):
                continue
            shared.append(name)
            joined = self._joined.setdefault(name, _Joined(path))
            joined.widths.update(_widths(font.DescendantFonts[0].W))
            for glyph, word in _words(font.ToUnicode):
                joined.words.setdefault(glyph, word)
            if joined.font is not None:
                del fonts[name]
        return tuple(shared)

    def give(self, fonts: Object, names: Iterable[str]) -> None:
        """Point the fonts of a fragment, copied into the book, at the shared ones."""
        for name in names:
            joined = self._joined[name]
            joined.font = fonts[name] if joined.font is None else joined.font
            fonts[name] = joined.font

    def close(self) -> None:
        """Write each face once, cut down to the glyphs that the book uses, and the widths and words of each font."""
        streams = {path: self._font_file(path) for path in sorted({joined.path for joined in self._joined.values()})}
        for joined in self._joined.values():
            assert joined.font is not None
            descendant = joined.font.DescendantFonts[0]
            descendant.W = _ranges(joined.widths)
            joined.font.ToUnicode = self._book.make_stream(_cmap(joined.words))
            _describe(descendant.FontDescriptor, joined, streams[joined.path])

    def _font_file(self, path: str) -> Stream:
        """The subset of a face for all the fonts made from it."""
        glyphs = {glyph for joined in self._joined.values() if joined.path == path for glyph in joined.widths}
        data = _subset(self._files[path], glyphs)
        if data[:4] == b"OTTO":
            return self._book.make_stream(data, Subtype=Name.OpenType)
        return self._book.make_stream(data, Length1=len(data))


def _describe(descriptor: Object, joined: _Joined, stream: Stream) -> None:
    """Make a font descriptor true to the joined font."""
    for key in (Name.FontFile2, Name.FontFile3):
        if key in descriptor:
            descriptor[key] = stream
    box = descriptor.FontBBox
    descriptor.FontBBox = Array([box[0], box[1], max(joined.widths.values(), key=float), box[3]])
    fixed = len({float(width) for width in joined.widths.values()}) == 1
    descriptor.Flags = int(descriptor.Flags) & ~_FIXED_PITCH | (_FIXED_PITCH if fixed else 0)


def _subset(data: bytes, glyphs: set[int]) -> bytes:
    """A face with these glyphs alone, glyph ids kept, without the tables that a PDF has no use for."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    dropped = (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"STAT", b"DSIG", b"name")
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in dropped)
    flags = uharfbuzz.SubsetFlags
    wanted.flags = (
        flags.RETAIN_GIDS | flags.NOTDEF_OUTLINE | flags.NO_HINTING | flags.DESUBROUTINIZE | flags.NO_LAYOUT_CLOSURE
    )
    return bytes(uharfbuzz.subset(uharfbuzz.Face(data), wanted).blob.data)


def _widths(array: Object) -> Iterator[tuple[int, Object]]:
    """The glyphs of a /W array (first [width …] first [width …]) with their widths."""
    items = list(array)
    for first, widths in zip(items[::2], items[1::2], strict=True):
        for offset, width in enumerate(widths):
            yield int(first) + offset, width


def _ranges(widths: Mapping[int, Object]) -> Array:
    """A /W array of glyphs with their widths."""
    runs: dict[int, list[Object]] = {}
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            first = glyph
        runs.setdefault(first, []).append(widths[glyph])
    return Array([item for first, run in runs.items() for item in (first, Array(run))])


def _words(stream: Object) -> list[tuple[int, bytes]]:
    """The glyphs of a ToUnicode stream with the text (UTF-16 in hexadecimal) that each stands for."""
    return [
        (int(glyph, 16), word) for glyph, word in _PAIR.findall(stream.read_bytes().partition(b"endcodespacerange")[2])
    ]


def _cmap(words: Mapping[int, bytes]) -> bytes:
    """A ToUnicode stream (ISO 32000-2, 9.10.3)."""
    pairs = [b"<%04x> <%s>\n" % (glyph, words[glyph]) for glyph in sorted(words)]
    blocks = [pairs[at : at + _PAIRS_PER_BLOCK] for at in range(0, len(pairs), _PAIRS_PER_BLOCK)]
    body = b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block)) for block in blocks)
    return _CMAP_HEAD + body + _CMAP_TAIL
