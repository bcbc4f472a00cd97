"""Page breaks: where the pages of the printed book open, marked in the pages of the EPUB before the very word."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from lxml import etree

from publisher.publication import Opening, PageMap
from publisher.write.epub.pages import EPUB, XHTML, Page
from publisher.write.flow import Run, flow, index, letters_from

PageTargets = tuple[tuple[str, str], ...]
"""The pages of the printed book: the folio of each, and the id of its mark."""

_INLINE = frozenset(
    f"{{{XHTML}}}{name}"
    for name in ("a", "abbr", "b", "bdi", "cite", "dfn", "em", "i", "q", "s", "small", "span", "strong", "time", "u")
)
_OPENS = {"Ps", "Pi"}  # Unicode: brackets and quotation marks that open
_JOINED = "\"'¡¿\u00a0\u202f"  # what stands before a word and belongs to it
_SOFT = "\u00ad\u200b"  # what may stand within a word


def mark_breaks(pages: Iterable[Page], printed: PageMap, word: str) -> PageTargets:
    """Put a mark into the pages where each printed page opens; its folio and its id, in the order of the print.

    `word` is what a page is called. A printed page without words of the EPUB has no mark.
    """
    bodies = {page.id.removeprefix("doc-"): page.html[1] for page in pages}
    opened: dict[str, list[tuple[str, Opening]]] = {}
    for label, opening in zip(printed.labels, printed.openings, strict=False):
        if opening and opening.document in bodies:
            opened.setdefault(opening.document, []).append((label, opening))
    marked: set[str] = set()
    for name, openings in opened.items():
        found = list(_found(flow(bodies[name]), openings))
        for label, run, place in reversed(found):  # so that what was counted stays true
            _insert(run, place, _mark(label, word))
            marked.add(label)
    return tuple((label, _id(label)) for label in printed.labels if label in marked)


def _found(runs: tuple[Run, ...], openings: Iterable[tuple[str, Opening]]) -> Iterator[tuple[str, Run, int]]:
    """Each opening that the flow has, with its run and where in the run its word begins."""
    words = letters_from(runs, 0, sum(len(run.text) for run in runs))
    starts = [run.start for run in runs]
    past = 0
    for label, opening in openings:
        place = _known_again(words, opening, past)
        if place is not None:
            run = runs[bisect_right(starts, place) - 1]
            yield label, run, _word(run.text, index(run.text, place - run.start))
            past = place


def _known_again(words: str, opening: Opening, past: int) -> int | None:
    """Where in the letters of a document the opening stands: where it was in print, or the next place that reads so.

    Print and screen may differ before it, as a list does that shows folios.
    """
    if words.startswith(opening.words, opening.place):
        return opening.place
    found = words.find(opening.words, past)
    return found if found >= 0 else None


def _word(text: str, place: int) -> int:
    """Where the word begins that a letter belongs to, with the signs that open it."""
    start = place
    while start and (text[start - 1].isalnum() or text[start - 1] in _SOFT):
        start -= 1
    while start and (unicodedata.category(text[start - 1]) in _OPENS or text[start - 1] in _JOINED):
        start -= 1
    return start


def _insert(run: Run, place: int, mark: etree._Element) -> None:
    """Put a mark before a place in a run; where a link or an emphasis begins with the word, before that."""
    owner, child = run.owner, run.child
    if child is None and owner.tag in _INLINE and not run.text[:place].strip():
        _outermost(owner).addprevious(mark)
        return
    text = (owner.text if child is None else child.tail) or ""
    mark.tail = text[place:]
    if child is None:
        owner.text = text[:place]
        owner.insert(0, mark)
    else:
        child.tail = text[:place]
        child.addnext(mark)


def _outermost(element: etree._Element) -> etree._Element:
    """The outermost element of a line that begins with this one."""
    parent = element.getparent()
    begins = parent is not None and element.getprevious() is None and not (parent.text or "").strip()
    return _outermost(parent) if begins and parent is not None and parent.tag in _INLINE else element


def _mark(label: str, word: str) -> etree._Element:
    """The mark of a printed page (DPUB-ARIA 1.1, doc-pagebreak)."""
    named = {"id": _id(label), "role": "doc-pagebreak", "aria-label": f"{word} {label}"}
    mark = etree.Element(f"{{{XHTML}}}span", named)
    mark.set(f"{{{EPUB}}}type", "pagebreak")
    return mark


def _id(label: str) -> str:
    return f"_page-{label}"
