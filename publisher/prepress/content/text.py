"""Text: where its signs stand, and which of them are missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pikepdf import Array

from publisher.prepress.content.painter import Painter, matrix_of
from publisher.prepress.fonts import NO_FONT
from publisher.prepress.paint import numbers
from publisher.prepress.state import ASCENT, DESCENT, Pen, Text, rect_of

SETTINGS = {"Tc": "spacing", "Tw": "word_spacing", "Tz": "stretch", "TL": "leading", "Ts": "rise", "Tr": "mode"}


def begin_text(painter: Painter, _: Any) -> None:
    """Begin a text object."""
    painter.pen = Pen()


def text_setting(painter: Painter, instruction: Any) -> None:
    """Change how text is set."""
    attribute = SETTINGS[str(instruction.operator)]
    value = float(instruction.operands[0])
    setattr(painter.state.text, attribute, value / 100 if attribute == "stretch" else value)


def choose_font(painter: Painter, instruction: Any) -> None:
    """Change font and size."""
    name, size = instruction.operands
    found = painter.named("/Font", name)
    painter.state.text.font = NO_FONT if found is None else painter.shop.font(found)
    painter.state.text.size = float(size)


def text_matrix(painter: Painter, instruction: Any) -> None:
    """Go to a place."""
    painter.pen.matrix = painter.pen.line = matrix_of(instruction.operands)


def move_text(painter: Painter, instruction: Any) -> None:
    """Go to a new line."""
    x, y = numbers(instruction.operands)
    if str(instruction.operator) == "TD":
        painter.state.text.leading = -y
    painter.pen.move(x, y)


def next_line(painter: Painter, _: Any) -> None:
    """Go down a line."""
    painter.pen.move(0, -painter.state.text.leading)


def show(painter: Painter, instruction: Any) -> None:
    """Print a string, or several with spaces between them."""
    operator, operands = str(instruction.operator), list(instruction.operands)
    if operator in ("'", '"'):
        if operator == '"':
            painter.state.text.word_spacing, painter.state.text.spacing = float(operands[0]), float(operands[1])
        next_line(painter, instruction)
    shown = operands[-1]
    _show(painter, list(shown) if isinstance(shown, Array) else [shown])


def _show(painter: Painter, pieces: list[Any]) -> None:
    """One run of signs as a mark from its first sign to its last, spaces at its ends left out."""
    text, font = painter.state.text, painter.state.text.font
    whole, width, missing = painter.pen.matrix @ painter.state.matrix, 0.0, 0
    start = end = None
    for piece in pieces:
        if isinstance(piece, (int, float, Decimal)):
            width -= float(piece) / 1000 * text.size * text.stretch
            continue
        for code in font.codes(bytes(piece)):
            before, missing = width, missing + (code in font.missing)
            width += _advance(text, code)
            if code not in font.blank:
                start, end = before if start is None else start, width
    painter.pen.advance(width)
    if start is None or end is None:
        return
    rect = rect_of(whole, (start, text.rise + DESCENT * text.size, end, text.rise + ASCENT * text.size))
    colour = painter.state.stroke if text.mode % 4 == 1 else painter.state.fill
    size = abs(text.size) * float((whole.c**2 + whole.d**2) ** 0.5)
    painter.mark("text", rect, colour, size=size, font=font, missing=missing, visible=text.mode % 4 != 3)


def _advance(text: Text, code: int) -> float:
    """How far a sign moves the pen."""
    word_space = text.word_spacing if code == 32 and not text.font.wide else 0.0
    return (text.font.width(code) * text.size + text.spacing + word_space) * text.stretch
