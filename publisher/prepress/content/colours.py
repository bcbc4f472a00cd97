"""Colours: spaces, values, patterns and shadings."""

from __future__ import annotations

from typing import Any

from pikepdf import Name, Stream

from publisher.prepress.content.painter import Painted, Painter
from publisher.prepress.paint import DEVICE, FULL, Colour, Space, numbers, read_space
from publisher.prepress.state import State

DEVICE_OPERATORS = {"g": DEVICE["/G"], "rg": DEVICE["/RGB"], "k": DEVICE["/CMYK"]}


def choose_space(painter: Painter, instruction: Any) -> None:
    """Change the colour space."""
    space = read_space(instruction.operands[0], painter.resources.get("/ColorSpace"))
    _set_space(painter, str(instruction.operator) == "CS", space, space.initial)


def choose_colour(painter: Painter, instruction: Any) -> None:
    """Change the colour within its space."""
    stroking = str(instruction.operator) in ("SC", "SCN")
    space = painter.state.stroke_space if stroking else painter.state.fill_space
    operands = list(instruction.operands)
    if operands and isinstance(operands[-1], Name):
        _set_space(painter, stroking, space, _pattern(painter, operands[-1], space, operands[:-1]))
    else:
        _set_space(painter, stroking, space, space.colour(tuple(numbers(operands))))


def device_colour(painter: Painter, instruction: Any) -> None:
    """Change space and colour at once."""
    operator = str(instruction.operator)
    kind = DEVICE_OPERATORS[operator.lower()]
    values = tuple(numbers(instruction.operands))
    _set_space(painter, operator.isupper(), Space(kind, FULL[kind]), Colour(kind, values))


def _set_space(painter: Painter, stroking: bool, space: Space, colour: Colour) -> None:
    if stroking:
        painter.state.stroke_space, painter.state.stroke = space, colour
    else:
        painter.state.fill_space, painter.state.fill = space, colour


def _pattern(painter: Painter, name: Any, space: Space, values: list[Any]) -> Colour:
    """The colour of a pattern: of its shading, or of the first thing in its tile that has one."""
    found = painter.named("/Pattern", name)
    if found is None:
        return Colour("unknown")
    if not isinstance(found, Stream):
        return _shading(painter, found.Shading)
    if int(found.get("/PaintType", 1)) == 2:
        return Colour("unknown", tuple(numbers(values)))
    tile = Painted()
    resources = found.get("/Resources", painter.resources)
    painter.inner(resources, State(), tile).run(found)
    kinds = [mark.colour for mark in tile.marks if mark.colour.kind not in ("none", "unknown")]
    return next((colour for colour in kinds if colour.kind not in ("gray", "cmyk", "spot")), (*kinds, space.initial)[0])


def _shading(painter: Painter, shading: Any) -> Colour:
    space = read_space(shading.ColorSpace, painter.resources.get("/ColorSpace"))
    return Colour(space.kind, (), space.inks)


def shade(painter: Painter, instruction: Any) -> None:
    """Fill everything that is not clipped with a shading."""
    found = painter.named("/Shading", instruction.operands[0])
    if found is not None:
        painter.mark("fill", painter.state.clip, _shading(painter, found))
