"""The graphics state: what holds for the marks to come."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Name

from publisher.prepress.content.painter import Painter, matrix_of


def save(painter: Painter, _: Any) -> None:
    """Keep the state for later."""
    painter.stack.append(painter.state)
    painter.state = painter.state.copy()


def restore(painter: Painter, _: Any) -> None:
    """Go back to the state kept last."""
    if painter.stack:
        painter.state = painter.stack.pop()


def transform(painter: Painter, instruction: Any) -> None:
    """Change what a unit means."""
    painter.state.matrix = matrix_of(instruction.operands) @ painter.state.matrix


def line_width(painter: Painter, instruction: Any) -> None:
    """Change the thickness of lines."""
    painter.state.line = float(instruction.operands[0])


def graphics_state(painter: Painter, instruction: Any) -> None:
    """Take over what a graphics state of the resources says."""
    found = painter.named("/ExtGState", instruction.operands[0])
    if found is None:
        return
    _transparency(painter, found)
    if "/LW" in found:
        painter.state.line = float(found.LW)
    if "/Font" in found:
        painter.state.text.font, painter.state.text.size = painter.shop.font(found.Font[0]), float(found.Font[1])
    for key in ("/TR", "/TR2"):
        if key in found and str(found[key]) not in ("/Default", "/Identity"):
            painter.painted.forbidden.add("a transfer curve")


def _transparency(painter: Painter, found: Any) -> None:
    """Keep what becomes transparent, and forget what no longer is."""
    for key in ("/ca", "/CA"):
        if key in found:
            opacity = float(found[key])
            painter.state.become(key, f"opacity {opacity:g}" if opacity < 1 else "")
    if "/BM" in found:
        modes = found.BM if isinstance(found.BM, Array) else [found.BM]
        mode = str(modes[0]).lstrip("/")
        painter.state.become("BM", "" if mode in ("Normal", "Compatible") else f"blend mode {mode}")
    if "/SMask" in found:
        painter.state.become("SMask", "" if isinstance(found.SMask, Name) else "a soft mask")
