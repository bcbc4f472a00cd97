"""What a book may truthfully say of its accessibility: computed from its content, for the package and for ONIX."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from publisher.book import Book, Edition, Image
from publisher.publication import Meta

Words = Callable[..., str]
ALWAYS = ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents", "unlocked")
CONFORMS = (
    "EPUB Accessibility 1.1 - WCAG {wcag} Level {level}"  # EPUB Accessibility 1.1, section 2.4.2.1: to the letter
)
_PICTURE = re.compile(r"<img\b[^>]*>")
_DESCRIBED = re.compile(r'\salt="[^"]*\S[^"]*"')
# GIF89a, section 23: a second control extension means a second frame.
_FRAME = b"\x00\x21\xf9\x04"
_MOVING = re.compile(rb"<(?:animate|set)\b|@keyframes")


@dataclass(frozen=True, slots=True)
class Claims:
    """What is true of a book: what it has, and what a reader can do without seeing."""

    pictures: bool
    described: bool
    moving: bool
    notes: bool
    tables: bool
    index: bool
    languages: bool
    pages: bool

    @property
    def readable_unseen(self) -> bool:
        """Whether its words alone give all that it says."""
        return self.described or not self.pictures

    @property
    def features(self) -> tuple[str, ...]:
        """The values of `schema:accessibilityFeature`, sorted."""
        more = {
            "alternativeText": self.pictures and self.described,
            "index": self.index,
            "pageBreakMarkers": self.pages,
            "pageNavigation": self.pages,
        }
        return tuple(sorted((*ALWAYS, *(name for name, true in more.items() if true)), key=str.lower))


def claims(book: Book) -> Claims:
    """What is true of a book."""
    html = [part for text in book.texts for part in (text.content.html, *(note.html for note in text.content.notes))]
    shown = [picture for part in html for picture in _PICTURE.findall(part)]
    return Claims(
        pictures=bool(shown),
        described=all(_DESCRIBED.search(picture) for picture in shown),
        moving=any(_moves(image) for text in book.texts for image in text.content.images),
        notes=any(text.content.notes for text in book.texts),
        tables=any("<table" in part for part in html) and all(_headed(part) for part in html),
        index="people" in book.apparatus and any('href="person:' in part for part in html),
        languages=any(' lang="' in part for part in html) or any(text.language != book.language for text in book.texts),
        pages=book.printed is not None,
    )


def accessibility(book: Book, edition: Edition, t: Words) -> Iterator[Meta]:
    """Modes, sufficient modes, features, hazards, the summary, and who certified the edition where somebody did."""
    found = claims(book)
    yield Meta("schema:accessMode", "textual")
    if found.pictures:
        yield Meta("schema:accessMode", "visual")
    yield from (Meta("schema:accessModeSufficient", modes) for modes in _sufficient(found))
    yield from (Meta("schema:accessibilityFeature", feature) for feature in found.features)
    yield Meta("schema:accessibilityHazard", "unknown" if found.moving else "none")
    yield Meta("schema:accessibilitySummary", summary(found, t))
    yield from _conformance(edition.settings.get("certified") or {})


def summary(found: Claims, t: Words) -> str:
    """What is true, in the words of the book's language."""
    said = {
        "accessible-text": True,
        "accessible-notes": found.notes,
        "accessible-pictures": found.pictures and found.described,
        "accessible-some-pictures": not found.readable_unseen,
        "accessible-tables": found.tables,
        "accessible-index": found.index,
        "accessible-languages": found.languages,
        "accessible-pages": found.pages,
    }
    return " ".join(t(name) for name, true in said.items() if true)


def _sufficient(found: Claims) -> Iterable[str]:
    """The sets of senses each of which is enough: words alone, or words and pictures."""
    unseen = ["textual"] if found.readable_unseen else []
    return [*unseen, "textual,visual"] if found.pictures else unseen


def _conformance(certified: Mapping[str, str]) -> Iterator[Meta]:
    """The claim of whoever evaluated the book; without one there is none."""
    if not certified:
        return
    about = [
        Meta(name, certified[key], {"rel": "a11y:certifierReport"} if name == "link" else {})
        for name, key in (
            ("dcterms:date", "date"),
            ("a11y:certifierCredential", "credential"),
            ("link", "report"),
        )
        if certified[key]
    ]
    by = Meta("a11y:certifiedBy", certified["by"], refinements=tuple(about))
    yield Meta("dcterms:conformsTo", CONFORMS.format(**certified), refinements=(by,))


def _headed(html: str) -> bool:
    """Whether every table of a run of XHTML has cells that are heads."""
    return all("<th" in table for table in html.split("<table")[1:])


def _moves(image: Image) -> bool:
    """Whether a picture moves: frames of a GIF, animation in a drawing."""
    if image.media_type == "image/gif":
        return image.data.count(_FRAME) > 1
    return image.media_type == "image/svg+xml" and _MOVING.search(image.data) is not None
