"""The graphics state while a page is painted (ISO 32000-1, 8.4 and 9.3)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from pikepdf import Matrix, Rectangle

from publisher.prepress.fonts import NO_FONT, Font
from publisher.prepress.paint import BLACK, GRAY, Colour, Rect, Space

ASCENT, DESCENT = 0.72, -0.21  # of the type's size: what a line of Latin type reaches
EVERYWHERE = Rect(-1e6, -1e6, 1e6, 1e6)


@dataclass(slots=True)
class Text:
    """What holds for text."""

    font: Font = NO_FONT
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


@dataclass(slots=True)
class State:
    """What holds when the next mark is made."""

    matrix: Matrix = field(default_factory=Matrix)
    fill: Colour = BLACK
    stroke: Colour = BLACK
    fill_space: Space = GRAY
    stroke_space: Space = GRAY
    line: float = 1.0
    clip: Rect = EVERYWHERE
    soft: tuple[tuple[str, str], ...] = ()  # what is transparent: kind and words
    text: Text = field(default_factory=Text)

    def copy(self) -> State:
        """A state that can be changed without changing this one."""
        return replace(self, text=replace(self.text))

    def become(self, key: str, words: str) -> None:
        """Something is transparent from now on, or with empty words no longer."""
        rest = tuple(each for each in self.soft if each[0] != key)
        self.soft = (*rest, (key, words)) if words else rest

    @property
    def scale(self) -> float:
        """How much longer a line is on the page than in the present units."""
        matrix = self.matrix
        return float(abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5)


@dataclass(slots=True)
class Pen:
    """Where the next sign stands: the matrices of text and of its line."""

    matrix: Matrix = field(default_factory=Matrix)
    line: Matrix = field(default_factory=Matrix)

    def move(self, x: float, y: float) -> None:
        """Go to a new line."""
        self.line = self.matrix = Matrix(1, 0, 0, 1, x, y) @ self.line

    def advance(self, width: float) -> None:
        """Go on along the line."""
        self.matrix = Matrix(1, 0, 0, 1, width, 0) @ self.matrix


def rect_of(matrix: Matrix, box: Any) -> Rect:
    """The rectangle around a box when a matrix has moved it."""
    found = matrix.transform(Rectangle(*box))
    return Rect(float(found.llx), float(found.lly), float(found.urx), float(found.ury))
