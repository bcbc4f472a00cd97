"""The painter, who follows one content stream and keeps what it paints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Matrix, parse_content_stream

from publisher.prepress.fonts import Font, read_font
from publisher.prepress.paint import PROBLEMS, Colour, Mark, Rect, numbers
from publisher.prepress.pixels import most_ink
from publisher.prepress.state import Pen, State
from publisher.prepress.streams import check_length

DEEPEST = 12  # forms inside forms
MOST_MARKS = 200_000  # on one page; more are a drawing of which enough is known


@dataclass(slots=True)
class Painted:
    """What a page shows, what of it is transparent or forbidden in PDF/X, and what could not be read."""

    marks: list[Mark] = field(default_factory=list)
    soft: list[tuple[str, Rect]] = field(default_factory=list)
    forbidden: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


class Shop:
    """What all pages of a file share: fonts and images that were met before."""

    def __init__(self) -> None:
        """An empty shop."""
        self.fonts: dict[tuple[int, int], Font] = {}
        self.inks: dict[tuple[int, int], float] = {}

    def font(self, thing: Any) -> Font:
        """A font, read once."""
        if not thing.is_indirect:
            return read_font(thing)
        if thing.objgen not in self.fonts:
            self.fonts[thing.objgen] = read_font(thing)
        return self.fonts[thing.objgen]

    def ink(self, thing: Any) -> float:
        """The most ink in an image, measured once."""
        if thing.objgen not in self.inks:
            self.inks[thing.objgen] = most_ink(thing)
        return self.inks[thing.objgen]


class Painter:
    """Follows one content stream, with a table that says what obeys each operator."""

    def __init__(
        self, table: Mapping[str, Callable[[Painter, Any], None]], shop: Shop, painted: Painted, resources: Any
    ) -> None:
        """Begin on an empty page."""
        self.table, self.shop, self.painted, self.resources = table, shop, painted, resources
        self.state, self.depth = State(), 0
        self.stack: list[State] = []
        self.pen = Pen()
        self.points: list[tuple[float, float]] = []
        self.boxes: list[Rect] = []  # rectangles of the path, where it has nothing else
        self.clips = False

    def inner(self, resources: Any, state: State, painted: Painted) -> Painter:
        """A painter for a form or a pattern in this stream; ValueError where there is no end to them."""
        if self.depth >= DEEPEST:
            raise ValueError("forms stand inside one another without end")
        made = Painter(self.table, self.shop, painted, resources)
        made.state, made.depth = state, self.depth + 1
        return made

    def run(self, content: Any) -> None:
        """Obey every instruction; what cannot be obeyed is told, and the rest goes on."""
        try:
            check_length(content)
            instructions = parse_content_stream(content)
        except PROBLEMS as problem:
            self.problem(problem)
            return
        for instruction in instructions:
            if len(self.painted.marks) > MOST_MARKS:
                return
            try:
                obey = self.table.get(str(instruction.operator))
                if obey:
                    obey(self, instruction)
            except PROBLEMS as problem:
                self.problem(problem)

    def problem(self, problem: Exception) -> None:
        """Keep what went wrong, in one line, once."""
        words = (str(problem).splitlines() or [type(problem).__name__])[0][:120]
        if words not in self.painted.problems:
            self.painted.problems.append(words)

    def named(self, kind: str, name: Any) -> Any:
        """A thing of the resources; None where there is none of that name."""
        things = self.resources.get(kind)
        return things.get(str(name)) if things is not None else None

    def mark(self, kind: Any, rect: Rect, colour: Colour, **more: Any) -> None:
        """Keep a mark, as far as it is not clipped away."""
        if not rect.meets(self.state.clip):
            return
        shown = rect.cut(self.state.clip)
        self.painted.marks.append(Mark(kind, shown, colour, **more))
        self.painted.soft.extend((words, shown) for _, words in self.state.soft)


def matrix_of(operands: Any) -> Matrix:
    """Six operands as a matrix."""
    return Matrix(*numbers(operands))
