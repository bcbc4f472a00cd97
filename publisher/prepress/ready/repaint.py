"""Colours repainted: black and greys of RGB in black ink, other colours in CMYK where the printer takes no RGB."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pikepdf import (
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Name,
    Operator,
    parse_content_stream,
    unparse_content_stream,
)

from publisher.prepress.paint import FULL, Colour, Space, Values, numbers, read_space
from publisher.prepress.profiles import Profile
from publisher.prepress.streams import check_length
from publisher.printer import Printer

RGB = ("rgb", "icc-rgb")
NEUTRAL = 0.02  # how far red, green and blue may differ in a grey
SET = {"rg": "fill", "RG": "stroke"}
SPACE = {"cs": "fill", "CS": "stroke"}
VALUES = {"sc": "fill", "scn": "fill", "SC": "stroke", "SCN": "stroke"}
OTHER = {"g": "fill", "k": "fill", "G": "stroke", "K": "stroke"}


@dataclass(slots=True)
class Repainter:
    """Repaints content streams as a printer wants them, by a profile or, without one, by a formula.

    `mixed` are the colours that became CMYK by the formula.
    """

    grey: bool
    colour: bool
    limit: int
    profile: Profile | None = None
    mixed: dict[str, Colour] = field(default_factory=dict)

    def repaint(self, stream: Any, resources: Any) -> None:
        """Change the colours in a stream; PdfError or ValueError where it cannot be read."""
        check_length(stream)
        before = parse_content_stream(stream)
        after = list(self._repainted(before, resources.get("/ColorSpace")))
        if any(one is not other for one, other in zip(before, after, strict=True)):
            stream.write(unparse_content_stream(after))

    def _repainted(self, instructions: Any, spaces: Any) -> Iterator[Any]:
        """Every instruction, those that set colours of RGB changed."""
        now: dict[str, Space | None] = {"fill": None, "stroke": None}
        stack: list[dict[str, Space | None]] = []
        for instruction in instructions:
            if isinstance(instruction, ContentStreamInlineImage):
                yield instruction
                continue
            operator = str(instruction.operator)
            if operator == "q":
                stack.append(dict(now))
            elif operator == "Q" and stack:
                now = stack.pop()
            yield self._one(operator, instruction, now, spaces)

    def _one(self, operator: str, instruction: Any, now: dict[str, Space | None], spaces: Any) -> Any:
        """One instruction, changed or as it was; `now` holds the spaces of RGB that are in force."""
        if operator in SET:
            now[SET[operator]] = space = Space("rgb", FULL["rgb"])
            return self._painted(instruction, SET[operator], space.colour(tuple(numbers(instruction.operands))))
        if operator in OTHER:
            now[OTHER[operator]] = None
        if operator in SPACE:
            found = read_space(instruction.operands[0], spaces)
            now[SPACE[operator]] = found if found.kind in RGB else None
        space_now = now.get(VALUES.get(operator, ""))
        if space_now and not any(isinstance(each, Name) for each in instruction.operands):
            values = tuple(numbers(instruction.operands))
            return self._painted(instruction, VALUES[operator], space_now.colour(values))
        return instruction

    def _painted(self, instruction: Any, side: str, colour: Colour) -> Any:
        """The instruction that sets a colour of RGB, as gray or CMYK; as it was where the printer takes it so."""
        if len(colour.values) != FULL["rgb"]:
            return instruction
        light = sum(colour.values) / 3
        if max(colour.values) - min(colour.values) <= NEUTRAL:
            return _set("g", side, (light,)) if self.grey else instruction
        if not self.colour:
            return instruction
        if self.profile:
            return _set("k", side, limited(self.profile.inks(colour.values), self.limit))
        inks = cmyk(colour.values, self.limit)
        self.mixed[str(colour)] = Colour("cmyk", inks)
        return _set("k", side, inks)


def repainter(printer: Printer, profile: Profile | None = None) -> Repainter:
    """The repainter for a printer: of greys where black is one ink, of all colours where RGB is not taken."""
    rule = printer.colour
    takes_rgb = not rule or "rgb" in rule.spaces
    grey = bool(rule and rule.black == "k-only") or not takes_rgb
    colour = bool(rule and not takes_rgb and "cmyk" in rule.spaces)
    return Repainter(grey, colour, printer.ink.limit if printer.ink else 400, profile)


def limited(inks: Values, limit: int) -> Values:
    """Inks (0-1) of which no more lies on one spot than the limit in per cent; the black is kept."""
    *colours, black = inks
    room = max(limit / 100 - black, 0.0)
    share = min(1.0, room / sum(colours)) if any(colours) else 1.0
    return (*(value * share for value in colours), black)


def cmyk(values: Values, limit: int) -> Values:
    """RGB as CMYK with as much black as there is grey in it, and no more ink than the limit in per cent allows.

    No profile is asked: what is printed depends on press and paper.
    """
    black = 1 - max(values)
    if black >= 1:
        return (0.0, 0.0, 0.0, 1.0)
    return limited((*((1 - value - black) / (1 - black) for value in values), black), limit)


def _set(operator: str, side: str, values: Values) -> ContentStreamInstruction:
    """The instruction that sets a colour, for filling or for stroking."""
    operands = [Decimal(f"{min(max(value, 0.0), 1.0):.4f}").normalize() + 0 for value in values]
    return ContentStreamInstruction(operands, Operator(operator.upper() if side == "stroke" else operator))
