"""Noun 2: a `Publication`, one edition of a book rendered through a theme and ready to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

Matter = Literal["front", "body", "back"]
Opens = Literal["recto", "page", "run-in"]


@dataclass(frozen=True, slots=True)
class Resource:
    """A file inside the publication: its path there (`images/map.svg`), its media type and its bytes."""

    path: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FontFace:
    """A static face of the theme: the CSS family it answers to, its weight (100-900), style and file."""

    family: str
    weight: int
    style: Literal["normal", "italic"]
    file: Resource


@dataclass(frozen=True, slots=True)
class Document:
    """One page or text of the publication: `html` is a `<section>` of XHTML, ids unique in the whole book.

    Links to places in the book are `#id`, whichever document holds the id. An element with
    `data-folio="id"` is to show the folio of that place; only paged editions have such elements.
    `kind` is the template's name (`title-page`, `contents`, `text` …).
    """

    id: str
    kind: str
    title: str
    html: str
    matter: Matter
    language: str
    opens: Opens = "page"
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A line of the contents: words, the id it leads to, the authors shown with it, and the lines beneath."""

    title: str
    target: str
    authors: tuple[str, ...] = ()
    children: tuple[TocEntry, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that reading systems offer by kind: an `epub:type` (`bodymatter`, `toc` …), a label, an id."""

    kind: str
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Index:
    """A second way into a book, by author or by date: its kind, its name, its lines.

    A line without a target is a heading for those beneath it.
    """

    kind: str
    title: str
    entries: tuple[TocEntry, ...]


@dataclass(frozen=True, slots=True)
class Meta:
    """One element of package metadata: `dc:title` or a `meta` property, its value, and what refines it, in order."""

    name: str
    value: str
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    refinements: tuple[Meta, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of a paged edition: trimmed width and height in mm, and whether left and right pages mirror."""

    width: float
    height: float
    mirrored: bool


@dataclass(frozen=True, slots=True)
class Binding:
    """How a printer binds: the count of pages is a multiple, and the last page may have to be blank.

    `styles` has stylesheets whose margin at the bind side grows, each with the last count of pages that it is for (0:
    any); empty where one is for all.
    """

    multiple: int = 1
    last_blank: bool = False
    styles: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a printed page opens: a document, how many letters and figures of its flow stand before, what follows.

    `words` are the next letters and figures, without what stands between them.
    """

    document: str
    place: int
    words: str


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where the printed book breaks: the folio label of every anchor, the label and the opening of all pages in order.

    A page on which no document has words has no opening.
    """

    folios: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    labels: tuple[str, ...] = ()
    openings: tuple[Opening | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """One edition of one book: documents in reading order with all that they show and all that describes them.

    `modified` is the manifest's date in UTC, `CCYY-MM-DDThh:mm:ssZ`; the cover is JPEG bytes.
    `illustrations` lists captioned figures, each with the title of its text in the place of authors.
    `words` are those that the writer itself says (`landmarks`, `cover-of` …), in the language of the book.
    `record` is the ONIX message that describes the edition.
    """

    slug: str
    edition: str
    title: str
    language: str
    identifier: str
    modified: str
    authors: tuple[str, ...]
    documents: tuple[Document, ...]
    stylesheet: str
    fonts: tuple[FontFace, ...] = ()
    resources: tuple[Resource, ...] = ()
    toc: tuple[TocEntry, ...] = ()
    illustrations: tuple[TocEntry, ...] = ()
    indexes: tuple[Index, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    metadata: tuple[Meta, ...] = ()
    cover: Resource | None = None
    sheet: Sheet | None = None
    binding: Binding = Binding()
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    record: Resource | None = None
