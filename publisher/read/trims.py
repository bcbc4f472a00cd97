"""Trimmed page sizes by their names in the trade, in mm."""

from __future__ import annotations

import re

DEFAULT_TRIM = "b-format"
TRIMS: dict[str, tuple[float, float]] = {
    "a-format": (111.0, 178.0),
    "b-format": (129.0, 198.0),
    "a5": (148.0, 210.0),
    "demy": (138.0, 216.0),
    "royal": (156.0, 234.0),
    "digest": (139.7, 215.9),
    "us-trade": (152.4, 228.6),
    "crown-quarto": (189.0, 246.0),
}
SIZE = re.compile(r"(\d{1,4}(?:\.\d{1,4})?) ?[x×] ?(\d{1,4}(?:\.\d{1,4})?)", re.ASCII)
SMALLEST, LARGEST = 70.0, 450.0  # mm: below, no measure holds a line; above, no book press takes the sheet


def parse_trim(words: str) -> tuple[float, float]:
    """Width and height in mm of a named trim or of `129x198`; ValueError with the editor's message otherwise."""
    words = words or DEFAULT_TRIM
    if words in TRIMS:
        return TRIMS[words]
    match = SIZE.fullmatch(words)
    if not match:
        known = ", ".join(TRIMS)
        raise ValueError(f'"{words}" is not a trim; write one of {known}, or its size in mm as in 129x198')
    width, height = float(match[1]), float(match[2])
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ValueError(f'the trim "{words}" cannot be printed; each side has {SMALLEST:g} to {LARGEST:g} mm')
    return width, height
