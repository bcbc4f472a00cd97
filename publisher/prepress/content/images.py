"""Images and forms."""

from __future__ import annotations

from typing import Any

from pikepdf import Name

from publisher.prepress.content.painter import Painter, matrix_of
from publisher.prepress.paint import UNKNOWN, Colour, Picture, Space, numbers, read_space
from publisher.prepress.pixels import image_space
from publisher.prepress.state import rect_of


def inline_image(painter: Painter, instruction: Any) -> None:
    """Place an image that stands in the content itself."""
    image = instruction.iimage
    thing = image.obj
    named = thing.get("/ColorSpace", thing.get("/CS"))
    space = read_space(named, painter.resources.get("/ColorSpace")) if named is not None else UNKNOWN
    if thing.get("/ImageMask", thing.get("/IM", False)):
        space = Space("none", 0)
    bits = int(thing.get("/BitsPerComponent", thing.get("/BPC", 1)))
    _place(painter, "inline image", int(image.width), int(image.height), bits, space, mask=False)


def invoke(painter: Painter, instruction: Any) -> None:
    """Place an image or a form of the resources."""
    name = instruction.operands[0]
    found = painter.named("/XObject", name)
    if found is None:
        raise ValueError(f"{name} is painted, and is not there")
    kind = str(found.get("/Subtype"))
    if kind == "/Image":
        _image(painter, str(name), found)
    elif kind == "/Form":
        _form(painter, found)
    elif kind == "/PS":
        painter.painted.forbidden.add("PostScript")


def _image(painter: Painter, name: str, found: Any) -> None:
    space = image_space(found, painter.resources.get("/ColorSpace"))
    coverage = painter.shop.ink(found) if space.kind in ("cmyk", "icc-cmyk") else 0.0
    bits = 1 if found.get("/ImageMask", False) else int(found.get("/BitsPerComponent", 8))
    if "/Alternates" in found:
        painter.painted.forbidden.add("an alternate image")
    width, height = int(found.Width), int(found.Height)
    _place(painter, name.lstrip("/"), width, height, bits, space, mask="/SMask" in found, coverage=coverage)


def _place(
    painter: Painter, name: str, width: int, height: int, bits: int, space: Space, *, mask: bool, coverage: float = 0.0
) -> None:
    """An image in the unit square of the present state."""
    matrix = painter.state.matrix
    across = float((matrix.a**2 + matrix.b**2) ** 0.5) / 72
    along = float((matrix.c**2 + matrix.d**2) ** 0.5) / 72
    ppi = min(width / across if across else 0, height / along if along else 0)
    picture = Picture(name, width, height, bits, ppi, mask, coverage)
    colour = painter.state.fill if space.kind == "none" else Colour(space.kind, (), space.inks)
    rect = rect_of(matrix, (0, 0, 1, 1))
    painter.mark("image", rect, colour, picture=picture)
    if mask:
        painter.painted.soft.append(("an image with a soft mask", rect.cut(painter.state.clip)))


def _form(painter: Painter, found: Any) -> None:
    state = painter.state.copy()
    state.matrix = matrix_of(found.get("/Matrix", [1, 0, 0, 1, 0, 0])) @ state.matrix
    state.clip = rect_of(state.matrix, list(numbers(found.BBox))).cut(state.clip)
    group = found.get("/Group")
    if group is not None and group.get("/S") == Name("/Transparency"):
        painter.painted.soft.append(("a transparency group", state.clip))
    resources = found.get("/Resources", painter.resources)
    painter.inner(resources, state, painter.painted).run(found)
