"""Furniture: running heads and folios, set by the theme's own CSS on empty twins of the sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from publisher.write.pdf.galleys import Fragment, Galley, Place, Style
from publisher.write.pdf.makeup import Leaf
from publisher.write.pdf.markup import LEAF, stub

GALLEYS_PER_RUN = 12
"""How many galleys share a furniture document: setting one up costs as much as thirty empty pages."""
PAGES_PER_RUN = 60
"""How many pages a furniture document has before the next galley goes into another, so that all cores have work."""

_BOXES = (
    *(
        f"{edge}-{at}"
        for edge in ("top", "bottom")
        for at in ("left-corner", "left", "center", "right", "right-corner")
    ),
    *(f"{edge}-{at}" for edge in ("left", "right") for at in ("top", "middle", "bottom")),
)
NO_FURNITURE = "@page{" + "".join(f"@{box}{{content:none!important}}" for box in _BOXES) + "}"
"""Rules for the setting of the text: every margin box off, whatever the theme says of named pages."""

RUN_IN = "body>section:not([data-galley]){break-before:auto!important}"
"""A section never breaks the galley that it was put into: where documents open is decided in make-up."""

_BARE = (
    "@page{background:none!important;border-color:transparent!important;marks:none!important}"
    "html,body,body>section{background:none!important;border:0!important}"
    "body>section{margin:0!important;padding:0!important;height:auto!important;min-height:0!important;"
    "columns:auto!important;display:block!important;break-after:auto!important}"
    "body>section::before,body>section::after{content:none!important}"
    "body>[data-galley]{break-before:page!important}"
    f"{LEAF}{{display:block!important;float:none!important;position:static!important;break-inside:avoid!important;"
    "margin:0!important;padding:0!important;border:0!important;height:0!important}"
    f"{LEAF}::before,{LEAF}::after{{content:none!important}}"
)
_BLANK = '<div data-galley=""></div>'


@dataclass(frozen=True, slots=True)
class Run:
    """A furniture document: the job, and the positions in the book (from 0) of its pages, in order."""

    galley: Galley
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetFurniture:
    """A furniture document, set."""

    run: Run
    fragment: Fragment


def side_rule(side: str) -> str:
    """The rule that makes the first page a left or a right one."""
    return f"html{{break-before:{side}}}"


def runs(
    leaves: Sequence[Leaf],
    sections: Sequence[Sequence[Element]],
    places: Sequence[Mapping[str, Place]],
    style: Style,
    height: float,
) -> Iterator[Run]:
    """The furniture documents of a book; `height` is the sheet's in mm, `sections` and `places` go by galley."""
    lengths = Counter(leaf.galley for leaf in leaves)
    rules = f"{RUN_IN}{_BARE}{LEAF}.tall{{height:{height * 0.51:.2f}mm!important}}"
    for span in _spans(leaves):
        first = leaves[span[0]]
        body = "".join(
            _BLANK if leaf.galley is None else _stubs(sections[leaf.galley], places[leaf.galley], lengths[leaf.galley])
            for leaf in (leaves[position] for position in span)
            if leaf.page == 0
        )
        start = f"{side_rule(first.side)}@page:first{{counter-reset:page {first.folio}!important}}"
        yield Run(Galley(body, style, rules + start, tagged=False, bare=True), tuple(span))


def _spans(leaves: Sequence[Leaf]) -> Iterator[range]:
    """The positions that go into one furniture document: numbered in one sequence, a few galleys and pages."""
    start = galleys = 0
    for position, leaf in enumerate(leaves):
        opens = leaf.galley is not None and leaf.page == 0
        full = opens and (galleys == GALLEYS_PER_RUN or position - start >= PAGES_PER_RUN)
        if position > start and (full or leaf.front != leaves[start].front):
            yield range(start, position)
            start, galleys = position, 0
        galleys += opens
    if leaves:
        yield range(start, len(leaves))


def _stubs(sections: Sequence[Element], places: Mapping[str, Place], length: int) -> str:
    """The empty twins of a galley's sections, each on the pages where its original stands."""
    starts = [places[section.attrib["id"]].page for section in sections]
    claimed: set[int] = set()
    twins = []
    for number, section in enumerate(sections):
        last = starts[number + 1] if number + 1 < len(sections) else length - 1
        pages = range(starts[number], last + 1)
        twins.append((section, tuple(page not in claimed for page in pages), number == 0))
        claimed.update(pages)
    return "".join(stub(*twin) for twin in twins)
