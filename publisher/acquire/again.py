"""A newer version of a source joined to the editor's own edits, where both go on from the version acquired before."""

from __future__ import annotations

from dataclasses import dataclass

from merge3 import Merge3


@dataclass(frozen=True, slots=True)
class Joined:
    """The file with both sides' changes, and the number of places where they contradict one another."""

    words: str
    conflicts: int


def join(before: str, edited: str, newer: str) -> Joined:
    """The editor's file with what is new in the source; where both changed the same lines, both stand, marked."""
    base, ours, theirs = (words.splitlines(keepends=True) for words in (before, edited, newer))
    merge = Merge3(base, ours, theirs)
    lines = list(merge.merge_lines(name_a="your edits", name_b="the newer source", start_marker=START))
    return Joined("".join(lines), sum(line.startswith(START) for line in lines))


START = "<<<<<<<"
