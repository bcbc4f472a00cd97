"""The flow: the words of a document that stand in the text of the printed page and of the screen alike.

Notes and their calls, folios of other pages, headings for screen readers alone and drawings are not in it. A place in
the flow is told by how many letters and figures of its document stand before it, which no setting changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

APART = frozenset({"note", "notes", "endnote", "endnotes", "endnote-call", "noteref", "backlink", "unseen"})
"""The classes of what does not stand in the flow."""
_DRAWN = ("svg", "math", "script", "style")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in one piece: the element that they are in, the child that they follow, where they start.

    Elements are of lxml or of the standard library. `child` is None for the words before the first child.
    """

    owner: Any
    child: Any
    start: int
    text: str


def letters(text: str) -> int:
    """How many letters and figures there are in a text."""
    return sum(map(str.isalnum, text))


def flow(root: Any) -> tuple[Run, ...]:
    """The flow of a document."""
    runs: list[Run] = []
    start = 0
    for owner, child, text in _pieces(root):
        runs.append(Run(owner, child, start, text))
        start += letters(text)
    return tuple(runs)


def _pieces(element: Any) -> Iterator[tuple[Any, Any, str]]:
    """The words of an element in order, each piece with its owner and the child that it follows."""
    if element.text:
        yield element, None, element.text
    for child in element:
        if in_flow(child):
            yield from _pieces(child)
        if child.tail:
            yield element, child, child.tail


def in_flow(element: Any) -> bool:
    """Whether an element, its parents apart, stands in the flow."""
    if not isinstance(element.tag, str):  # a comment
        return False
    apart = not APART.isdisjoint((element.get("class") or "").split())
    drawn = element.tag.rpartition("}")[2] in _DRAWN
    return not (apart or drawn or element.get("data-folio") or element.get("hidden") is not None)


def index(text: str, count: int) -> int:
    """Where in a text the letter or figure stands that has so many before it; its length when there is none."""
    for place, character in enumerate(text):
        if character.isalnum():
            if not count:
                return place
            count -= 1
    return len(text)


def letters_from(runs: tuple[Run, ...], place: int, length: int) -> str:
    """So many letters and figures of a flow from a place on, without what stands between them."""
    found = ""
    for run in runs:
        if run.start + len(run.text) > place and len(found) < length:  # a run has no more letters than characters
            found += "".join(filter(str.isalnum, run.text[index(run.text, max(0, place - run.start)) :]))
    return found[:length]
