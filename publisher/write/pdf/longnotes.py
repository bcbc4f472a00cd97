"""Notes too long for the foot of a page, which WeasyPrint 70 prints over the edge, pages later, or not at all.

They are found in the set pages, and set again at the end of their text.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

NOTE = re.compile(r'<span class="note[^"]*" id="([^"]+)"')
_NOTE = '<p class="endnote" id="{id}"><span class="endnote-mark">{mark}</span>{words}</p>'
_TURNS = re.compile(
    r'<section\b|</section>|<span class="note[^"]*" id="(?P<id>[^"]+)" data-mark="(?P<mark>[^"]*)"[^>]*>'
)
_SPAN = re.compile(r"<span\b[^>]*>|</span>")


def long_notes(body: str, document: Any) -> tuple[str, ...]:
    """The ids of the notes of a set body that do not stand whole at the foot of a page, in the order of their calls."""
    notes = NOTE.findall(body)
    if not notes:
        return ()
    pages = {anchor: number for number, page in reversed([*enumerate(document.pages)]) for anchor in page.anchors}
    long, latest = set(_over_the_edge(document)), len(document.pages)
    for note in reversed(notes):
        page = pages.get(note, len(document.pages) + 1)
        if page > latest or note not in pages:  # pushed on from page to page, behind notes that are called after it
            long.add(note)
        else:
            latest = page
    return tuple(note for note in notes if note in long)


def _over_the_edge(document: Any) -> list[str]:
    """The longest note of each page whose notes reach above the page's own words."""
    found = []
    for page in document.pages:
        box = page._page_box
        feet = next((child for child in box.children if type(child).__name__ == "FootnoteAreaBox"), None)
        if feet is not None and feet.children and feet.position_y < box.content_box_y() - 1:
            longest = max(feet.children, key=lambda child: child.height)
            element = next(
                (each.element for each in (longest, *longest.descendants()) if each.element is not None), None
            )
            if element is not None and element.get("id"):
                found.append(str(element.get("id")))
    return found


def at_the_end(body: str, notes: Collection[str]) -> str:
    """The body with these notes at the end of the outermost sections that call them; a mark stays at the call.

    The body is HTML, in which elements may be left open; only its spans and sections are looked at, which never are.
    """
    made, moved, place, depth = [], [], 0, 0
    while match := _TURNS.search(body, place):
        made.append(body[place : match.start()])
        place, turn = match.end(), match[0]
        if match["id"] in notes:
            place = _end(body, place)
            words = body[match.end() : place].removesuffix("</span>")
            turn = f'<a class="endnote-call" href="#{match["id"]}">{match["mark"]}</a>'
            moved.append(_NOTE.format(id=match["id"], mark=match["mark"], words=words))
        elif not match["id"]:
            depth += -1 if turn.startswith("</") else 1
            if not depth and moved:
                made.append(f'<div class="endnotes">{"".join(moved)}</div>')
                moved = []
        made.append(turn)
    return "".join((*made, body[place:]))


def _end(body: str, place: int) -> int:
    """Where the span ends that is open at a place."""
    depth = 1
    while depth and (match := _SPAN.search(body, place)):
        depth += -1 if match[0].startswith("</") else 1
        place = match.end()
    return place
