"""The source of a text as it stands: its words, where each stands, and which of them are code or comment."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from publisher.diagnostics import Findings, Location

# Whichever begins first wins: a comment inside code is code, code inside a comment is comment.
_SPANS = re.compile(
    r"^(?P<fence>(?>```+|~~~+))[^\n]*+\n(?:.*?\n)??(?P=fence)[ ]*$"
    r"|(?P<comment><!--.*?(?:(?P<end>-->)|\Z))"
    r"|(?P<escape>\\[\\`*_{}\[\]()<>#+\-.!|/~^:&])"
    r"|(?<!`)(?P<ticks>`++)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.M | re.S,
)
_TARGETS = re.compile(
    r"\]\([ ]*<([^<>\n]*)>|\]\([ ]*((?:[^\s()<>]|\([^\s()<>]*\))*)|<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>"
)
_HEADINGS = re.compile(r"^[ >]*(#{1,6})[^\n]*|^[ >]*\S[^\n]*\n[ >]*(=+|-+)[ ]*$", re.M)
_ANCHORS = re.compile(r"\{[^{}\n]*?#([^\s{}]+)")

# What Markdown reads in reasonable time; no text that was written to be read comes near.
SIGNS = "[`*_<&\"'"
_LONGEST = 100_000_000  # characters of a paragraph times its signs
_RUN = re.compile(r"`{21,}|~{21,}")
_QUOTES = re.compile(r"^[ \t]*(?:>[ \t]?){21}", re.M)
_INDENT = re.compile(r"^(?: {80}|\t{20})[ \t]*\S", re.M)
_PASSAGES = re.compile(r"\n(?=[ \t>]*(?:\n|[-*+|:]|\d+[.)]))")
_DEEPEST = 50
_BRACKETS = re.compile(r"[\[\]]")


@dataclass(frozen=True)
class Source:
    """The body of a text: its words, the file they come from, and the line of the file on which they begin.

    A value of a YAML file has one place for all its words, `place`, for folding moves them.
    """

    words: str
    name: str
    first_line: int = 1
    place: Location | None = None

    @cached_property
    def prose(self) -> str:
        """The words with code, comments and escaped signs blanked out, every offset kept."""
        return _SPANS.sub(_blank, self.words)

    @cached_property
    def markdown(self) -> str:
        """The words without comments, which are the editor's own and not printed."""
        if "<!--" not in self.words:
            return self.words
        return _SPANS.sub(lambda match: "" if match["end"] else match[0], self.words)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.words))]

    def at(self, offset: int) -> Location:
        """The line and column of an offset into the words."""
        if self.place:
            return self.place
        line = bisect_right(self._lines, offset) - 1
        return Location(self.name, self.first_line + line, offset - self._lines[line] + 1)

    def find(self, needle: str, skip: int = 0) -> Location:
        """Where the needle, less the signs to skip, stands for the first time; the beginning when it does not."""
        offset = self.words.find(needle)
        return self.at(offset + skip if offset >= 0 else 0)

    def target(self, target: str, nth: int = 0) -> Location:
        """Where a link or picture names this target for the nth time (from 0)."""
        return self._nth(self._targets, target, nth)

    def heading(self, level: int, nth: int) -> Location:
        """Where the nth heading (from 0) of a level stands."""
        return self._nth(self._headings, level, nth)

    def anchor(self, anchor: str, nth: int = 0) -> Location:
        """Where `{#anchor}` stands for the nth time (from 0)."""
        return self._nth(self._anchors, anchor, nth)

    def _nth(self, table: Mapping[Any, list[int]], key: str | int, nth: int) -> Location:
        offsets = table.get(key)
        return self.at(offsets[min(nth, len(offsets) - 1)] if offsets else 0)

    @cached_property
    def _targets(self) -> dict[str, list[int]]:
        table: dict[str, list[int]] = {}
        for match in _TARGETS.finditer(self.prose):
            group = match.lastindex or 1
            start, end = match.span(group)
            table.setdefault(self.words[start:end], []).append(start)
        return table

    @cached_property
    def _headings(self) -> dict[int, list[int]]:
        table: dict[int, list[int]] = {}
        for match in _HEADINGS.finditer(self.prose):
            level = len(match[1]) if match[1] else 1 if match[2].startswith("=") else 2
            indent = len(match[0]) - len(match[0].lstrip(" >"))
            table.setdefault(level, []).append(match.start() + indent)
        return table

    @cached_property
    def _anchors(self) -> dict[str, list[int]]:
        table: dict[str, list[int]] = {}
        for match in _ANCHORS.finditer(self.prose):
            table.setdefault(match[1], []).append(match.start(1))
        return table


def _blank(match: re.Match[str]) -> str:
    """Spaces for code, comment or an escaped sign; a comment without end hides nothing."""
    return match[0] if match["comment"] and not match["end"] else re.sub(r"[^\n]", " ", match[0])


def check_comments(source: Source, findings: Findings) -> None:
    """Tell of a comment that is not closed."""
    if "<!--" not in source.words:
        return
    for match in _SPANS.finditer(source.words):
        if match["comment"] and not match["end"]:
            findings.error("T07", "the comment <!-- is not closed", source.at(match.start()), "end it with -->")


def check_size(source: Source, findings: Findings) -> bool:
    """Whether Markdown can read the source in reasonable time; where it cannot, what is in the way is told."""
    too_much: list[tuple[str, int]] = []
    for pattern, message in (
        (_RUN, "a row of more than 20 signs"),
        (_QUOTES, "quotations nested in more than 20 quotations"),
        (_INDENT, "a line indented by more than 20 levels"),
    ):
        if match := pattern.search(source.words):
            too_much.append((message, match.start()))
    start = 0
    for passage in _PASSAGES.split(source.prose):
        signs = sum(passage.count(sign) for sign in SIGNS)
        if signs * len(passage) > _LONGEST:
            too_much.append((f"a paragraph of {len(passage)} characters with {signs} signs", start))
        elif (deepest := _depth(passage)) >= 0:
            too_much.append((f"brackets nested in more than {_DEEPEST} brackets", start + deepest))
        start += len(passage) + 1
    for message, offset in too_much:
        hint = "break the passage up, or close what is left open"
        findings.error("T10", f"{message} cannot be read", source.at(offset), hint)
    return not too_much


def _depth(passage: str) -> int:
    """Where brackets nest too deeply, or -1."""
    if passage.count("[") <= _DEEPEST:
        return -1
    level = 0
    for match in _BRACKETS.finditer(passage):
        level = level + 1 if match[0] == "[" else max(level - 1, 0)
        if level > _DEEPEST:
            return match.start()
    return -1
