"""Images stored once, in however many fragments they appear; fragments hold stand-ins for raster pictures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from hashlib import md5, sha256
from typing import Any
from urllib.parse import quote

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from publisher.write.pdf.rasters import Picture, Raster

_PATH = "PublicationPath"
"""The key of a stand-in's dictionary that has the path of its picture."""
_PNG_PREDICTORS = 15


def stand_ins(pictures: Iterable[Picture], base: str) -> dict[str, Any]:
    """Images for WeasyPrint by their URLs below `base`, with the sizes of the pictures and next to nothing in them."""
    from weasyprint.urls import iri_to_uri

    images: dict[str, Any] = {}
    for picture in pictures:
        image = _stand_in(picture, base)
        images |= dict.fromkeys(
            (base + picture.path, base + quote(picture.path), iri_to_uri(base + picture.path)), image
        )
    return images


def _stand_in(picture: Picture, base: str) -> Any:
    """An image for WeasyPrint that is drawn as one pixel with the path of its picture."""
    from weasyprint import pdf as engine
    from weasyprint.images import RasterImage

    new = engine.pydyf

    class StandIn(RasterImage):  # type: ignore[misc, unused-ignore]
        """A picture of which only the size is known."""

        def __init__(self) -> None:
            """Take the size; nothing is decoded."""
            self.id = md5(base.encode() + picture.path.encode(), usedforsecurity=False).hexdigest()
            self.width, self.height = picture.width, picture.height
            self.ratio = self.width / self.height if self.height else math.inf
            self._dpi = None

        def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:
            """One white pixel."""
            entries = {"Type": "/XObject", "Subtype": "/Image", "Width": 1, "Height": 1, "BitsPerComponent": 8}
            smooth = "true" if interpolate else "false"
            more = {"ColorSpace": "/DeviceGray", "Interpolate": smooth, _PATH: new.String(picture.path)}
            return new.Stream([b"\xff"], {**entries, **more})

    return StandIn()


class SharedImages:
    """The images and forms of a book, by their bytes; raster pictures by their paths."""

    def __init__(self, book: Pdf) -> None:
        """No image yet."""
        self._book = book
        self._known: dict[bytes, Object] = {}
        self._pictures: dict[tuple[str, bool], Object] = {}
        self._masks: dict[tuple[str, bool], Object] = {}

    def add(self, resources: Object, rasters: Mapping[str, Raster]) -> None:
        """Point a fragment's resources at images that the book already has; put pictures in the place of stand-ins."""
        seen: set[tuple[int, int]] = set()
        waiting = [resources]
        while waiting:
            part = waiting.pop()
            if part.is_indirect and part.objgen in seen:
                continue
            seen.add(part.objgen)
            xobjects = part.get(Name.XObject, Dictionary())
            for name in list(xobjects.keys()):
                if xobjects[name].get(Name.Subtype) == Name.Image:
                    xobjects[name] = self._image(xobjects[name], rasters)
            waiting += _inner(part)

    def _image(self, image: Object, rasters: Mapping[str, Raster]) -> Object:
        """The image of the book for one of a fragment."""
        path = image.get(Name(f"/{_PATH}"))
        if path is None:
            return self._share(image)
        key = str(path), bool(image.Interpolate)
        if key not in self._pictures:
            self._pictures[key] = self._make(rasters[key[0]], key[1])
        return self._pictures[key]

    def _make(self, raster: Raster, smooth: bool) -> Stream:
        """A picture as an image of the book."""
        image = self._book.make_stream(raster.data)
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width, image.Height, image.BitsPerComponent = raster.width, raster.height, raster.bits
        image.Interpolate = smooth
        image.ColorSpace = _space(raster)
        image.Filter = Name(f"/{raster.filter}")
        if raster.filter == "FlateDecode":
            image.DecodeParms = Dictionary(
                Predictor=_PNG_PREDICTORS,
                Columns=raster.width,
                Colors=raster.components,
                BitsPerComponent=raster.bits,
            )
        if raster.inverted:
            image.Decode = Array([1, 0] * raster.components)
        if raster.mask:
            image.SMask = self._share(self._make(raster.mask, smooth))
        return image

    def _share(self, image: Object) -> Object:
        """The first image with the same bytes, size and colours; its mask is shared first."""
        if Name.SMask in image:
            image.SMask = self._share(image.SMask)
        digest = sha256(image.read_raw_bytes())
        for key in sorted(image.keys()):
            digest.update(f"{key} {_identity(image[key])} ".encode())
        return self._known.setdefault(digest.digest(), image)


def _space(raster: Raster) -> Object:
    """The colour space of a picture (ISO 32000-1, 8.6.6.3 for one with a palette)."""
    space = Name(f"/{raster.space}")
    if not raster.palette:
        return space
    return Array([Name.Indexed, space, len(raster.palette) // 3 - 1, String(raster.palette)])


def _inner(resources: Object) -> Iterator[Object]:
    """The resources of the forms, patterns and soft masks that resources name."""
    for kind in (Name.XObject, Name.Pattern):
        for _, drawn in resources.get(kind, Dictionary()).items():
            if Name.Resources in drawn:
                yield drawn.Resources
    for _, state in resources.get(Name.ExtGState, Dictionary()).items():
        mask = state.get(Name.SMask)
        if isinstance(mask, Dictionary) and Name.Resources in mask.get(Name.G, Dictionary()):
            yield mask.G.Resources


def _identity(value: object) -> object:
    """What tells a value from others: its number when it is an object of its own, else its source."""
    if isinstance(value, Object):
        return value.objgen if value.is_indirect else value.unparse()
    return value
