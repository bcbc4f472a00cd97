"""Raster pictures as PDF has them: the compressed bytes of their files as they are, wherever PDF can read them."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from publisher.publication import Resource

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA_TYPES = ("image/png", "image/jpeg", "image/gif")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR, _PALETTE = 0, 2, 3  # colour types of PNG without alpha
_SPACES = {_GREY: ("DeviceGray", 1), _COLOUR: ("DeviceRGB", 3), _PALETTE: ("DeviceRGB", 1)}
_ORIENTATION = 0x0112  # the tag of EXIF for how the camera was held
_SIDEWAYS = 5  # the first orientation that swaps width and height
_OPAQUE = 255
_QUALITY = 95
"""The quality of a JPEG that has to be turned; between it and the original no difference is seen."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the setting of type must know of a raster picture: its path, and its width and height in pixels, upright."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture for a PDF: data with its filter (`FlateDecode` with PNG predictors, or `DCTDecode`) and its colours.

    `space` names a device colour space; a picture with a `palette`, in that space, has indices. `mask` is its alpha.
    """

    width: int
    height: int
    bits: int
    filter: str
    space: str
    data: bytes
    palette: bytes = b""
    inverted: bool = False
    mask: Raster | None = None

    @property
    def components(self) -> int:
        """How many values a pixel has."""
        return 1 if self.palette else {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}[self.space]

    def to_bytes(self) -> bytes:
        """The picture for the cache: a line of JSON for it and one for its mask, then the data of both."""
        layers = [self, self.mask] if self.mask else [self]
        facts = [
            (each.width, each.height, each.bits, each.filter, each.space, each.palette.hex(), each.inverted)
            for each in layers
        ]
        head = json.dumps([(*fact, len(each.data)) for fact, each in zip(facts, layers, strict=True)])
        return head.encode() + b"\n" + b"".join(each.data for each in layers)

    @classmethod
    def from_bytes(cls, data: bytes) -> Raster:
        """A picture from the cache."""
        head, _, rest = data.partition(b"\n")
        end, mask = len(rest), None
        for width, height, bits, decoder, space, palette, inverted, length in reversed(json.loads(head)):
            part, end = rest[end - length : end], end - length
            mask = cls(width, height, bits, decoder, space, part, bytes.fromhex(palette), inverted, mask)
        assert mask is not None
        return mask


def picture(file: Resource) -> Picture | None:
    """What the setting of type must know of a file; None when it is no raster picture that can be read."""
    from PIL import Image

    if file.media_type not in MEDIA_TYPES:
        return None
    try:
        with Image.open(BytesIO(file.data)) as image:
            width, height = image.size
            sideways = _orientation(image) >= _SIDEWAYS
    except (OSError, ValueError, SyntaxError):
        return None
    return Picture(file.path, *((height, width) if sideways else (width, height)))


def as_it_is(data: bytes) -> Raster | None:
    """A picture whose compressed bytes PDF can read; None when it must be decoded."""
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        if _orientation(image) > 1:
            return None
        if image.format in ("JPEG", "MPO"):
            space = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}.get(image.mode)
            inverted = image.mode == "CMYK" and "APP14" in getattr(image, "app", {})
            return Raster(*image.size, 8, "DCTDecode", space, data, inverted=inverted) if space else None
    return _png(data)


def raster(data: bytes) -> Raster:
    """A picture for a PDF, decoded where it has transparency, is interlaced or turned; the same for the same bytes.

    Raises OSError for a picture that cannot be read.
    """
    from PIL import Image, ImageOps

    ready = as_it_is(data)
    if ready is not None:
        return ready
    with Image.open(BytesIO(data)) as opened:
        if _orientation(opened) <= 1:
            return _decoded(opened)
        upright = ImageOps.exif_transpose(opened)
        if opened.format not in ("JPEG", "MPO"):
            return _decoded(upright)
        out = BytesIO()
        upright.getexif().clear()
        upright.save(out, "JPEG", quality=_QUALITY, subsampling=0, exif=b"")
        turned = as_it_is(out.getvalue())
    assert turned is not None
    return turned


def _orientation(image: Image) -> int:
    """How a picture is turned by EXIF: 1 for upright, 2 to 8 for the other ways."""
    return int(image.getexif().get(_ORIENTATION, 1)) if "exif" in image.info else 1


def _png(data: bytes) -> Raster | None:
    """A PNG with its compressed rows; None when it has alpha, is interlaced or is damaged."""
    parts: dict[bytes, list[bytes]] = {}
    for kind, part in _chunks(data):
        parts.setdefault(kind, []).append(part)
    if b"IEND" not in parts or b"IHDR" not in parts or b"IDAT" not in parts:
        return None
    width, height, bits, colours, _, _, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"][0])
    if interlaced or colours not in _SPACES or any(set(part) != {_OPAQUE} for part in parts.get(b"tRNS", ())):
        return None
    palette = parts[b"PLTE"][0] if colours == _PALETTE else b""
    return Raster(width, height, bits, "FlateDecode", _SPACES[colours][0], b"".join(parts[b"IDAT"]), palette)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG by kind, as far as they are whole; none of a file that is no PNG."""
    at = len(_SIGNATURE) if data.startswith(_SIGNATURE) else len(data)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if at + 12 + length > len(data):
            return
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


def _decoded(image: Image) -> Raster:
    """A decoded picture, compressed again: its colours, and its alpha, if not all of it is opaque, as a mask."""
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = True  # as much as there is of a damaged picture, as WeasyPrint has it
    image.load()
    if image.mode == "P" and isinstance(image.info.get("transparency"), bytes):
        return _from_palette(image, image.info["transparency"])
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        whole = image.convert("RGBA")
        red, green, blue, alpha = whole.split()
        grey = red.tobytes() == green.tobytes() == blue.tobytes()
        return _layered(red if grey else whole.convert("RGB"), alpha)
    return _layered(image if image.mode in ("1", "L", "P", "RGB", "I;16") else image.convert("RGB"), None)


def _from_palette(image: Image, transparency: bytes) -> Raster:
    """A picture with a palette of colours with alpha: a palette of the colours alone, each once, and a mask."""
    from PIL import Image as Images

    listed = bytes(image.getpalette("RGB") or ())
    colours = [listed[at : at + 3] for at in range(0, len(listed), 3)]
    palette = list(dict.fromkeys(colours))
    indices = Images.frombytes("L", image.size, image.tobytes())
    merged = indices.point(_table([palette.index(colour) for colour in colours], 0))
    merged.putpalette(b"".join(palette))
    return _layered(merged, indices.point(_table([*transparency], _OPAQUE)))


def _table(values: Sequence[int], beyond: int) -> list[int]:
    """A table for all 256 values of a pixel."""
    return [*values, *[beyond] * (256 - len(values))]


def _layered(colours: Image, alpha: Image | None) -> Raster:
    """Colours with a mask, where one is needed; a mask without half-tones has one bit for each pixel."""
    shades = alpha.histogram() if alpha else []
    mask = None
    if alpha and sum(shades[:_OPAQUE]):
        mask = _compressed(alpha if sum(shades[1:_OPAQUE]) else alpha.convert("1"))
    return replace(_compressed(colours), mask=mask)


def _compressed(image: Image) -> Raster:
    """A decoded picture without alpha, with its rows compressed as those of a PNG."""
    out = BytesIO()
    image.info = {}
    image.save(out, "PNG")
    made = _png(out.getvalue())
    assert made is not None
    return made
