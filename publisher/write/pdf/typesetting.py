"""Typesetting of a whole book: set, make up, set again what prints folios, until nothing moves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element

from publisher.cache import fingerprint
from publisher.publication import Document, Opening, PageMap, Publication, Sheet
from publisher.write.pdf import furniture
from publisher.write.pdf.accessible import keeps_pdf_ua
from publisher.write.pdf.bindery import bind
from publisher.write.pdf.compositor import NO_TALLY, Compositor, Tally
from publisher.write.pdf.engine import engine
from publisher.write.pdf.furniture import SetFurniture
from publisher.write.pdf.galleys import Fragment, Galley, SetText, Style, shown
from publisher.write.pdf.makeup import Extent, Leaf, Side, make_up, openings, page_map
from publisher.write.pdf.markup import html, parse
from publisher.write.pdf.references import FolioError, fill, targets, unknown, unsettled
from publisher.write.plant import ALONE, Plant

ROUNDS = 3
"""How often documents that print folios are set again before a reference counts as unsettled."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A warning of the typesetter, and the document that it is about ("" for the whole book)."""

    document: str
    message: str


@dataclass(frozen=True, slots=True)
class Typeset:
    """A book set in type: its PDF, where its pages break, what to remark, and what became of its galleys.

    `own_faces` is whether every glyph came from the publication's own fonts.
    """

    pdf: bytes
    pages: PageMap
    remarks: tuple[Remark, ...] = ()
    tally: Tally = NO_TALLY
    own_faces: bool = True

    def to_bytes(self) -> bytes:
        """The book for the cache: a line of JSON, then the PDF."""
        remarks = [(remark.document, remark.message) for remark in self.remarks]
        galleys = len(self.tally.set) + self.tally.cached
        facts = {"pages": _facts(self.pages), "remarks": remarks, "galleys": galleys}
        return json.dumps(facts, ensure_ascii=False).encode() + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, data: bytes) -> Typeset:
        """A book from the cache, all its galleys with it."""
        head, _, pdf = data.partition(b"\n")
        facts = json.loads(head)
        return cls(
            pdf,
            _pages(*facts["pages"]),
            tuple(Remark(*remark) for remark in facts["remarks"]),
            Tally(cached=facts["galleys"]),
        )


def _facts(pages: PageMap) -> tuple[Any, ...]:
    """A page map for the cache."""
    return dict(pages.folios), pages.labels, [opening and astuple(opening) for opening in pages.openings]


def _pages(folios: dict[str, str], labels: list[str], openings: list[list[Any] | None]) -> PageMap:
    """A page map from the cache."""
    opened = tuple(Opening(*opening) if opening else None for opening in openings)
    return PageMap(MappingProxyType(folios), tuple(labels), opened)


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy for one galley: a document that opens a page, and those that run in after it."""

    documents: tuple[Document, ...]

    @property
    def extent(self) -> Extent:
        """How it opens; its pages are not known before it is set."""
        return Extent(self.documents[0].matter, self.documents[0].opens, 0)

    def sections(self, folios: Mapping[str, str]) -> list[Element]:
        """The trees of its documents, with the folios that they print."""
        trees = [parse(document.html, document.language) for document in self.documents]
        for tree in trees:
            fill(tree, folios)
        return trees


@dataclass(slots=True)
class _Work:
    """The work on one book: its copy, and the compositor that sets it."""

    publication: Publication
    copies: tuple[Copy, ...]
    sheet: Sheet
    compositor: Compositor

    def set_texts(self, folios: Mapping[str, str], sides: Sequence[Side]) -> list[Fragment]:
        """The fragments of all galleys with these folios printed in them, opening on these sides."""
        jobs = zip(self.copies, sides, strict=True)
        return self.compositor.set([(copy.documents[0].id, self._galley(copy, folios, side)) for copy, side in jobs])

    def _galley(self, copy: Copy, folios: Mapping[str, str], side: Side) -> Galley:
        """The job for one run of documents."""
        body = "".join(map(html, copy.sections(folios)))
        rules = furniture.NO_FURNITURE + furniture.RUN_IN + furniture.side_rule(side)
        return Galley(body, self.compositor.style, rules, shown(self.publication.resources, body), bare=True)

    def set_furniture(self, leaves: Sequence[Leaf], fragments: Sequence[Fragment]) -> list[SetFurniture]:
        """The furniture documents of the book, set."""
        sections = [copy.sections({}) for copy in self.copies]
        places = [fragment.places for fragment in fragments]
        plans = list(furniture.runs(leaves, sections, places, self.compositor.style, self.sheet.height))
        done = self.compositor.set([("running heads", plan.galley) for plan in plans])
        return [SetFurniture(plan, fragment) for plan, fragment in zip(plans, done, strict=True)]

    def make_up(self, fragments: Sequence[Fragment]) -> tuple[Leaf, ...]:
        """The pages of the book."""
        first = [copy.extent for copy in self.copies]
        extents = [Extent(e.matter, e.opens, f.pages) for e, f in zip(first, fragments, strict=True)]
        binding = self.publication.binding
        return make_up(extents, self.sheet.mirrored, binding.multiple, binding.last_blank)


def typeset(publication: Publication, progress: Callable[[str], None], plant: Plant = ALONE) -> Typeset:
    """Set a paged edition, or take it from the cache where nothing that it is made of has changed.

    Raises `FolioError` when a folio cannot be printed, ValueError when there is no sheet or no document.
    """
    key = fingerprint("typeset", engine(), publication)
    kept = plant.kept(key)
    if kept is not None:
        return Typeset.from_bytes(kept)
    made = _typeset(publication, plant, progress)
    if made.own_faces:
        plant.keep(key, made.to_bytes())
    return made


def _typeset(publication: Publication, plant: Plant, progress: Callable[[str], None]) -> Typeset:
    if publication.sheet is None or not publication.documents:
        raise ValueError(f"edition {publication.edition!r} of {publication.slug!r} has no sheet or no documents")
    copies = galley_copy(publication.documents)
    work = _Work(publication, copies, publication.sheet, Compositor(_style(publication), plant, progress))
    fragments, leaves, pages = _bound(work)
    heads = work.set_furniture(leaves, fragments)
    progress("assembly")
    texts = [SetText(copy.documents, fragment) for copy, fragment in zip(copies, fragments, strict=True)]
    accessible = keeps_pdf_ua(publication, fragments)
    pdf, missing = bind((publication, leaves, texts, heads, accessible), plant)
    overall = [*(warning for head in heads for warning in head.fragment.warnings), *missing]
    found = [*_remarks(copies, fragments), *(Remark("", warning) for warning in overall)]
    own = all(fragment.own_faces for fragment in (*fragments, *(head.fragment for head in heads)))
    return Typeset(pdf, pages, tuple(dict.fromkeys(found)), work.compositor.tally(), own)


def _style(publication: Publication, stylesheet: str = "") -> Style:
    """What the galleys of a book share, in its stylesheet or another."""
    css = stylesheet or publication.stylesheet
    return Style(css, publication.language, publication.fonts, shown(publication.resources, css))


def galley_copy(documents: Iterable[Document]) -> tuple[Copy, ...]:
    """Documents in runs that share a galley: `run-in` joins the document before, unless front matter ends there."""
    runs: list[list[Document]] = []
    for document in documents:
        follows = runs and (runs[-1][-1].matter == "front") == (document.matter == "front")
        if document.opens == "run-in" and follows:
            runs[-1].append(document)
        else:
            runs.append([document])
    return tuple(Copy(tuple(run)) for run in runs)


def _bound(work: _Work) -> tuple[list[Fragment], tuple[Leaf, ...], PageMap]:
    """Set the book with the margin at the bind side that its count of pages asks for, and make it up.

    A wider margin makes more pages, and more pages may ask for a wider margin. It only ever grows, so that this ends;
    where more pages than the table knows are set, its widest margin holds.
    """
    styles = work.publication.binding.styles
    at = 0
    while True:
        settled = _settle(work)
        pages = len(settled[1])
        wanted = next((number for number, (most, _) in enumerate(styles) if not most or pages <= most), len(styles) - 1)
        if wanted <= at:
            return settled
        at = wanted
        work.compositor = work.compositor.restyled(_style(work.publication, styles[at][1]))


def _settle(work: _Work) -> tuple[list[Fragment], tuple[Leaf, ...], PageMap]:
    """Set and make up until the folios that are printed are the folios that are, and every galley is on its side."""
    printed = [
        (document.id, target)
        for copy in work.copies
        for document, section in zip(copy.documents, copy.sections({}), strict=True)
        for target in sorted(targets(section))
    ]
    folios: Mapping[str, str] = {}
    sides: list[Side] = ["right"] * len(work.copies)
    for attempt in range(ROUNDS + 1):
        fragments = work.set_texts(folios, sides)
        leaves = work.make_up(fragments)
        places = [{a: p.page for a, p in fragment.places.items()} for fragment in fragments]
        pages = page_map(leaves, places, [fragment.openings for fragment in fragments])
        first = openings(leaves)
        stands = [leaves[first[number]].side for number in range(len(fragments))]
        if attempt == 0 and (lost := unknown(printed, pages.folios)):
            raise FolioError("no such place", lost)
        moved = unsettled(printed, folios, pages.folios)
        if not moved and stands == sides:
            return fragments, leaves, pages
        folios, sides = pages.folios, stands
    restless = [
        (copy.documents[0].id, copy.documents[0].id)
        for copy, side, stood in zip(work.copies, sides, stands, strict=True)
        if side != stood
    ]
    raise FolioError(f"the folio does not settle in {ROUNDS} rounds", moved or restless or printed)


def _remarks(copies: Sequence[Copy], fragments: Sequence[Fragment]) -> list[Remark]:
    """Warnings, with the document that they were met in; what all galleys say is about the style."""
    common = set.intersection(*(set(fragment.warnings) for fragment in fragments)) if len(fragments) > 1 else set()
    return [
        Remark("" if warning in common else copy.documents[0].id, warning)
        for copy, fragment in zip(copies, fragments, strict=True)
        for warning in fragment.warnings
    ]
