"""Images without colour, stored as gray."""

from __future__ import annotations

import warnings
from typing import Any

from pikepdf import Name, PdfImage
from PIL import Image, ImageChops

from publisher.prepress.paint import PROBLEMS
from publisher.prepress.pixels import MOST_PIXELS, image_space
from publisher.prepress.streams import check_length

TINGE = 6  # of 255: what compression adds to a grey


def make_gray(thing: Any) -> None:
    """Store an image of RGB in gray where it has no colour; leave any other as it is."""
    kind = image_space(thing, None).kind
    if kind == "icc-gray":
        thing.ColorSpace = Name.DeviceGray
    elif kind in ("rgb", "icc-rgb") and int(thing.Width) * int(thing.Height) <= MOST_PIXELS:
        picture = _picture(thing)
        if picture and _colourless(picture):
            thing.write(picture.getchannel("G").tobytes())
            thing.ColorSpace, thing.BitsPerComponent = Name.DeviceGray, 8
            for key in ("/Decode", "/DecodeParms"):
                if key in thing:
                    del thing[key]


def _picture(thing: Any) -> Image.Image | None:
    """The pixels in RGB; None where they cannot be read, or have a meaning of their own."""
    if "/Mask" in thing or "/Decode" in thing:
        return None
    try:
        check_length(thing)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return PdfImage(thing).as_pil_image().convert("RGB")
    except (*PROBLEMS, OSError, MemoryError):
        return None


def _colourless(picture: Image.Image) -> bool:
    """Whether red, green and blue are the same everywhere."""
    red, green, blue = picture.split()
    differences = (ImageChops.difference(green, each).histogram() for each in (red, blue))
    return not any(any(counts[TINGE + 1 :]) for counts in differences)
