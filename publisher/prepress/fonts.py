"""What a font in a PDF is: embedded or not, whole or subset, how wide its signs are, and which it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Name, Stream

SUBSET = re.compile(r"[A-Z]{6}\+")
FILES = ("/FontFile", "/FontFile2", "/FontFile3")
SPACES = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<(?:0020|00[Aa]0)>")
USUAL = 500.0  # thousandths of the type's size, where a font does not say how wide a sign is


@dataclass(frozen=True, slots=True)
class Font:
    """A font as a page uses it; `missing` are the codes for which it has no sign."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    wide: bool = False  # two bytes for a sign
    widths: Mapping[int, float] = field(default_factory=dict)
    usual: float = USUAL
    unit: float = 0.001  # of the type's size
    missing: frozenset[int] = frozenset()
    blank: frozenset[int] = frozenset({32})  # the codes of spaces

    def codes(self, words: bytes) -> Iterator[int]:
        """The codes in a string."""
        if self.wide:
            yield from (words[at] << 8 | words[at + 1] for at in range(0, len(words) - 1, 2))
        else:
            yield from words

    def width(self, code: int) -> float:
        """How wide a sign is, in parts of the type's size."""
        return self.widths.get(code, self.usual) * self.unit


NO_FONT = Font("none", "none", embedded=True, subset=True)


def read_font(thing: Any) -> Font:
    """The font that a dictionary describes."""
    kind = str(thing.get("/Subtype", "/Type1")).lstrip("/")
    if kind == "Type0":
        return _composite(thing)
    name = str(thing.get("/BaseFont", thing.get("/Name", "/unnamed"))).lstrip("/")
    if kind == "Type3":
        unit = abs(float(thing.get("/FontMatrix", [0.001])[0])) or 0.001
        return Font(name, kind, True, True, widths=_simple_widths(thing), usual=0.0, unit=unit)
    embedded = _embedded(thing.get("/FontDescriptor"))
    return Font(
        SUBSET.sub("", name, count=1),
        kind,
        embedded,
        bool(SUBSET.match(name)),
        widths=_simple_widths(thing),
        missing=_undefined(thing.get("/Encoding")),
    )


def _composite(thing: Any) -> Font:
    """A font of two bytes for a sign (ISO 32000-1, 9.7)."""
    name = str(thing.get("/BaseFont", "/unnamed")).lstrip("/")
    inner = thing.DescendantFonts[0]
    identity = thing.get("/Encoding") in (Name("/Identity-H"), Name("/Identity-V"))
    base = str(inner.get("/BaseFont", "/" + name)).lstrip("/")
    return Font(
        SUBSET.sub("", base, count=1),
        "Type0",
        _embedded(inner.get("/FontDescriptor")),
        bool(SUBSET.match(base)),
        wide=True,
        widths=dict(_wide_widths(inner.get("/W", []))),
        usual=float(inner.get("/DW", 1000)),
        missing=_unmapped(inner) if identity else frozenset(),
        blank=_spaces(thing.get("/ToUnicode")),
    )


def _embedded(descriptor: Any) -> bool:
    return descriptor is not None and any(isinstance(descriptor.get(key), Stream) for key in FILES)


def _spaces(table: Any) -> frozenset[int]:
    """The codes that stand for a space, as far as a table of characters says so one by one."""
    words = table.read_bytes() if isinstance(table, Stream) else b""
    return frozenset(int(match[1], 16) for match in SPACES.finditer(words))


def _unmapped(inner: Any) -> frozenset[int]:
    """The codes that lead to glyph 0, which is the sign for a missing sign."""
    table = inner.get("/CIDToGIDMap")
    if not isinstance(table, Stream):
        return frozenset({0})
    data = table.read_bytes()
    return frozenset(at // 2 for at in range(0, len(data) - 1, 2) if not data[at] and not data[at + 1])


def _undefined(encoding: Any) -> frozenset[int]:
    """The codes that an encoding gives to `.notdef` by name."""
    differences = encoding.get("/Differences", []) if encoding is not None and not isinstance(encoding, Name) else []
    found, code = set(), 0
    for each in differences:
        if isinstance(each, Name):
            if each == Name("/.notdef"):
                found.add(code)
            code += 1
        else:
            code = int(each)
    return frozenset(found)


def _simple_widths(thing: Any) -> dict[int, float]:
    first = int(thing.get("/FirstChar", 0))
    return {first + at: float(width) for at, width in enumerate(thing.get("/Widths", []))}


def _wide_widths(table: Any) -> Iterator[tuple[int, float]]:
    """The widths of a `/W` array: `c [w w …]` and `first last w` in turn."""
    items = list(table)
    while len(items) > 1:
        first = int(items.pop(0))
        if isinstance(items[0], Array):
            yield from ((first + at, float(width)) for at, width in enumerate(items.pop(0)))
        elif len(items) > 1:
            last, width = int(items.pop(0)), float(items.pop(0))
            yield from ((code, width) for code in range(first, min(last, 0xFFFF) + 1))
