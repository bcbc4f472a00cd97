"""What an image in a PDF holds: its pixels, its colours, and the most ink in it."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from pikepdf import Array, Name
from PIL import Image, ImageChops

from publisher.prepress.paint import PROBLEMS, UNKNOWN, Space, read_space
from publisher.prepress.streams import check_length

MOST_PIXELS = 120_000_000  # more are not decoded: 30 × 26 cm at 1,000 ppi
SAMPLE = 1000  # pixels on the longer side are enough to measure ink
SPECKS = 0.001  # the part of an image whose ink does not count


def image_space(thing: Any, spaces: Any) -> Space:
    """The colour space of an image; a stencil has none of its own."""
    if thing.get("/ImageMask", False):
        return Space("none", 0)
    found = thing.get("/ColorSpace")
    return UNKNOWN if found is None else read_space(found, spaces)


def most_ink(thing: Any) -> float:
    """The most ink in a CMYK image in per cent, but for specks; 0 where it cannot be measured."""
    if int(thing.get("/Width", 0)) * int(thing.get("/Height", 0)) > MOST_PIXELS:
        return 0.0
    try:
        check_length(thing)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = _inks(thing)
    except (*PROBLEMS, OSError, MemoryError):
        return 0.0
    return _coverage(picture) if picture.mode == "CMYK" else 0.0


def _inks(thing: Any) -> Image.Image:
    """The inks of an image as they are printed; ValueError for one of another depth than 8 bits."""
    if int(thing.get("/BitsPerComponent", 8)) != 8:
        raise ValueError("not of 8 bits")
    jpeg = thing.get("/Filter") in (Name.DCTDecode, Array([Name.DCTDecode]))
    if jpeg:
        picture = Image.open(BytesIO(thing.read_raw_bytes())).copy()
    else:
        picture = Image.frombytes("CMYK", (int(thing.Width), int(thing.Height)), thing.read_bytes())
    if jpeg != _inverted(thing):  # Pillow turns every JPEG of four inks, as if it came from Photoshop
        return ImageChops.invert(picture)
    return picture


def _inverted(thing: Any) -> bool:
    decode = thing.get("/Decode")
    return decode is not None and len(decode) > 1 and float(decode[0]) > float(decode[1])


def _coverage(picture: Image.Image) -> float:
    """The sum of the four inks where it is greatest, specks left out."""
    picture = picture.reduce(max(1, max(picture.size) // SAMPLE))
    cyan, magenta, yellow, black = picture.split()
    quarter = ImageChops.add(ImageChops.add(cyan, magenta, 2), ImageChops.add(yellow, black, 2), 2)
    counts, left = quarter.histogram(), SPECKS * picture.width * picture.height
    for value in range(255, -1, -1):
        left -= counts[value]
        if left < 0:
            return value * 400 / 255
    return 0.0
