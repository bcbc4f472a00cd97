"""The bindery: where a book is assembled, here or, if it is large, in a process that has nothing else in its memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from publisher.jobs.processes import Processes
from publisher.publication import Publication
from publisher.write.pdf.furniture import SetFurniture
from publisher.write.pdf.galleys import Galley, SetText, Style
from publisher.write.pdf.makeup import Leaf
from publisher.write.plant import Plant

LARGE = 1000
"""From how many pages on the objects of the book, 60 KB for each page, are kept apart from what else this process has;
a process costs as much as the assembly of 150 pages."""

Sheets = tuple[Publication, Sequence[Leaf], Sequence[SetText], Sequence[SetFurniture], bool]
_NO_GALLEY = Galley("", Style("", ""))
_BARE: dict[str, Any] = {
    "documents": (),
    "stylesheet": "",
    "resources": (),
    "indexes": (),
    "landmarks": (),
    "metadata": (),
    "cover": None,
    "settings": {},
    "words": {},
    "record": None,
}


def bind(sheets: Sheets, plant: Plant) -> tuple[bytes, tuple[str, ...]]:
    """What `assemble` gives."""
    if len(sheets[1]) >= LARGE and isinstance(plant.workers, Processes):
        return plant.workers.alone("assembly", bind_job, _bare(*sheets))
    return bind_job(None, sheets)


def bind_job(_: None, sheets: Sheets) -> tuple[bytes, tuple[str, ...]]:
    """A job: the book assembled."""
    from publisher.write.pdf.assembly import assemble

    return assemble(*sheets)


def _bare(
    publication: Publication,
    leaves: Sequence[Leaf],
    texts: Sequence[SetText],
    furniture: Sequence[SetFurniture],
    accessible: bool,
) -> Sheets:
    """The sheets without what went into them and is wanted no more."""
    frame = replace(publication, **_BARE)
    named = [replace(text, documents=tuple(replace(each, html="") for each in text.documents)) for text in texts]
    heads = [replace(head, run=replace(head.run, galley=_NO_GALLEY)) for head in furniture]
    return frame, leaves, named, heads, accessible
