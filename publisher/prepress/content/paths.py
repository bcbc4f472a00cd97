"""Paths: lines, areas, and what they clip."""

from __future__ import annotations

from typing import Any

from publisher.prepress.content.painter import Painter
from publisher.prepress.paint import Rect, numbers

FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})


def path(painter: Painter, instruction: Any) -> None:
    """Add points to the path."""
    values = list(numbers(instruction.operands))
    for at in range(0, len(values) - 1, 2):
        _point(painter, values[at], values[at + 1])
    if str(instruction.operator) != "h":
        painter.boxes = []


def rectangle(painter: Painter, instruction: Any) -> None:
    """Add a rectangle to the path."""
    x, y, width, height = numbers(instruction.operands)
    alone = len(painter.points) == 4 * len(painter.boxes)
    for at_x, at_y in ((x, y), (x + width, y), (x, y + height), (x + width, y + height)):
        _point(painter, at_x, at_y)
    corners = painter.points[-4:]
    painter.boxes = [*painter.boxes, _around(corners)] if alone else []


def _point(painter: Painter, x: float, y: float) -> None:
    moved = painter.state.matrix.transform((x, y))
    painter.points.append((float(moved[0]), float(moved[1])))


def clip_path(painter: Painter, _: Any) -> None:
    """Let the path clip what follows it."""
    painter.clips = True


def end_path(painter: Painter, instruction: Any) -> None:
    """Paint the path, and begin a new one."""
    operator = str(instruction.operator)
    if painter.points:
        around = _around(painter.points)
        if operator in FILLS:
            thin = min(around.width, around.height) if len(painter.boxes) == 1 else 0.0
            painter.mark("fill", around, painter.state.fill, size=thin)
        if operator in STROKES:
            width = painter.state.line * painter.state.scale
            painter.mark("stroke", around.inset(*(-width / 2,) * 4), painter.state.stroke, size=width)
        if painter.clips:
            painter.state.clip = around.cut(painter.state.clip)
    painter.points, painter.boxes, painter.clips = [], [], False


def _around(points: list[tuple[float, float]]) -> Rect:
    across, along = [x for x, _ in points], [y for _, y in points]
    return Rect(min(across), min(along), max(across), max(along))
