"""Images as a press takes them: those without colour in gray, photographs in inks."""

from __future__ import annotations

import warnings
from typing import Any

from pikepdf import Name, PdfImage
from PIL import Image, ImageChops, ImageMath

from publisher.prepress.paint import PROBLEMS
from publisher.prepress.pixels import MOST_PIXELS, image_space
from publisher.prepress.profiles import Profile
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


def is_coloured(thing: Any) -> bool:
    """Whether an image is in RGB."""
    return image_space(thing, None).kind in ("rgb", "icc-rgb")


def separate(thing: Any, profile: Profile, limit: int, *, opaque: bool) -> None:
    """Store an image of RGB in CMYK with no more ink than the limit; where it must be opaque, over white paper."""
    if not is_coloured(thing) or int(thing.Width) * int(thing.Height) > MOST_PIXELS:
        return
    picture = _picture(thing)
    if not picture:
        return
    if opaque and "/SMask" in thing:
        mask = PdfImage(thing.SMask).as_pil_image().convert("L").resize(picture.size)
        picture = Image.composite(picture, Image.new("RGB", picture.size, "white"), mask)
        del thing["/SMask"]
    thing.write(_limited(profile.convert(picture), limit).tobytes())
    thing.ColorSpace, thing.BitsPerComponent = Name.DeviceCMYK, 8
    for key in ("/Decode", "/DecodeParms"):
        if key in thing:
            del thing[key]


def _limited(picture: Image.Image, limit: int) -> Image.Image:
    """A picture in CMYK of which no spot has more ink than the limit in per cent; the black is kept."""
    most = round(limit * 255 / 100)
    *colours, black = picture.split()
    total = ImageMath.lambda_eval(lambda args: args["c"] + args["m"] + args["y"] + args["k"], **_named(picture))
    if total.getextrema()[1] <= most:
        return picture
    scaled = [
        ImageMath.lambda_eval(
            lambda args: args["convert"](
                args["max"](
                    args["min"](
                        args["v"], args["v"] * (most - args["k"]) / args["max"](args["c"] + args["m"] + args["y"], 1)
                    ),
                    0,
                ),
                "L",
            ),
            v=colour,
            **_named(picture),
        )
        for colour in colours
    ]
    return Image.merge("CMYK", [*scaled, black])


def _named(picture: Image.Image) -> dict[str, Image.Image]:
    return dict(zip("cmyk", picture.split(), strict=True))


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
