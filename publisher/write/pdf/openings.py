"""Openings: the first word of every set page, by its place in the flow of its document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from publisher.publication import Opening
from publisher.write.flow import Run, flow, letters, letters_from

KEPT = ("::first-letter", "::first-line")  # which are drawn apart and are words of the text
WORDS = 48
"""Letters by which an opening is known again: about eight words."""


def find_openings(document: Any, root: Any) -> tuple[Opening | None, ...]:
    """For each page of a document laid out from a tree, where its first word stands; None for a page without words."""
    pages = [_root(page) for page in document.pages]
    flows = {str(section.get("id")): flow(section) for section in root.iter("section") if section.get("id")}
    owners = {id(run.owner): name for name, runs in reversed(flows.items()) for run in runs}
    return tuple(_opening(pages, number, flows, owners) for number in range(len(pages)))


def _root(page: Any) -> Any:
    """The box of the whole text of a page, beside which stand its margins and the area of its notes."""
    return next(child for child in page._page_box.children if child.element_tag == "html")


def _opening(
    pages: Sequence[Any], number: int, flows: dict[str, tuple[Run, ...]], owners: dict[int, str]
) -> Opening | None:
    """Where the first words of a page stand that are in the flow of a document."""
    for box in _words(pages[number], pages[number - 1] if number else None):
        name = owners.get(id(box.element))
        place = _place(flows[name], box.element, _count_before(pages[:number], box.element)) if name else None
        if name and place is not None:
            return Opening(name, place, letters_from(flows[name], place, WORDS))
    return None


def _place(runs: Sequence[Run], owner: Any, count: int) -> int | None:
    """Where in the flow the letter stands that has so many of its owner's before it; None where there is none."""
    for run in runs:
        if run.owner is owner:
            if count < (here := letters(run.text)):
                return run.start + count
            count -= here
    return None


def _words(box: Any, before: Any) -> Iterator[Any]:
    """The boxes of words below a box, in order; not what is generated, nor the head of a table begun on `before`."""
    if isinstance(words := getattr(box, "text", None), str):
        generated = "::" in box.element_tag and not box.element_tag.endswith(KEPT)
        if not generated and any(map(str.isalnum, words)):
            yield box
        return
    for child in getattr(box, "children", ()):
        if not (getattr(child, "is_header", False) and before and _holds(before, box.element)):
            yield from _words(child, before)


def _holds(page: Any, element: Any) -> bool:
    """Whether a page shows something of an element."""
    return any(getattr(box, "element", None) is element for box in page.descendants())


def _count_before(pages: Sequence[Any], owner: Any) -> int:
    """How many letters of an element's own words stand on the pages just before."""
    count = 0
    for page in reversed(pages):
        here = [letters(box.text) for box in _words(page, None) if box.element is owner]
        if not here:
            break
        count += sum(here)
    return count
