"""Noun 1: a `Book` and what it is made of, complete at birth and never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from publisher.diagnostics import Location, Waiver

REFLOWABLE = ("epub", "kepub")
"""The editions whose pages the reader's screen makes."""

Calendar = Literal["gregorian", "julian"]
NoteKind = Literal["author", "editor", "translator"]


@dataclass(frozen=True, slots=True)
class Day:
    """A year, a month (1-12) or a day, as precisely as it is known, in the calendar of its `Date`."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF date in the calendar of its source; `end` is set for an interval."""

    edtf: str
    start: Day
    end: Day | None = None
    calendar: Calendar = "gregorian"
    approximate: bool = False
    uncertain: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one day, month or year that is not in doubt, and not a decade, a season or an interval."""
        return not (self.end or self.approximate or self.uncertain)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the register `books/people.yaml`, or named on the spot (then `id` is empty)."""

    id: str
    name: str
    sort: str
    native: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    born: Date | None = None
    died: Date | None = None
    same_as: tuple[str, ...] = ()
    bio: str = ""


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person in a role; the role is a MARC relator code (`aut edt trl ann win …`)."""

    person: Person
    role: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text was taken from, or where it first appeared or appeared again."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    place: str = ""
    date: Date | None = None
    pages: str = ""
    url: str = ""
    occasion: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
    """Under which licence a text stands, who holds its rights, and why it may be printed here."""

    licence: str = ""
    holder: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a text shows; `name` is its path within the publication, sizes are in px (0 where unknown)."""

    name: str
    media_type: str
    data: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A note held apart from its text; `number` counts from 1 within its kind and text; `html` is a run of blocks."""

    id: str
    kind: NoteKind
    number: int
    html: str


@dataclass(frozen=True, slots=True)
class Content:
    """A text's tree as XHTML blocks without a wrapper; ids are namespaced by text, calls and links still unplaced.

    A note call is `<a class="note-call" data-note="ID"/>`; a cross-reference keeps its scheme
    (`<a href="text:ID#anchor">`); an image's `src` is the `name` of one of `images`.
    """

    html: str
    notes: tuple[Note, ...] = ()
    images: tuple[Image, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    words: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a text: its level (2-6), its id (namespaced) and its words."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Text:
    """One piece in a book, by its own author(s), with its own date, source and rights."""

    id: str
    title: str
    language: str
    content: Content
    location: Location
    subtitle: str = ""
    short_title: str = ""
    contributors: tuple[Contributor, ...] = ()
    date: Date | None = None
    first_published: Source | None = None
    republished: Source | None = None
    source: Source | None = None
    rights: Rights = Rights()
    headnote: str = ""
    opens: Literal["recto", "page", "run-in", ""] = ""
    waived: tuple[Waiver, ...] = ()

    def by(self, *roles: str) -> tuple[Person, ...]:
        """The people in one of these roles, in the order of the front matter."""
        return tuple(c.person for c in self.contributors if c.role in roles)

    @property
    def authors(self) -> tuple[Person, ...]:
        """Who wrote the text."""
        return self.by("aut")


@dataclass(frozen=True, slots=True)
class Part:
    """Texts grouped under a title, with an introduction of its own; a title of "" groups nothing."""

    id: str
    title: str
    texts: tuple[Text, ...]
    introduction: Text | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One output of a book: its name (`epub`, `screen`, `print` …) and the settings of the manifest."""

    name: str
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Volume:
    """A book's place in its series; a forthcoming volume has no slug but a year or season."""

    title: str
    slug: str = ""
    forthcoming: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A row of books under one title, in reading order."""

    id: str
    title: str
    volumes: tuple[Volume, ...]
    description: str = ""
    identifier: str = ""

    def position(self, slug: str) -> int:
        """The 1-based place of a book in the series; ValueError when it is not in it."""
        return [volume.slug for volume in self.volumes].index(slug) + 1


@dataclass(frozen=True, slots=True)
class Press:
    """One publishing house: the imprint, its people, its series, and the slugs of its books."""

    folder: Path
    name: str
    language: str
    theme: str
    place: str = ""
    url: str = ""
    contact: str = ""
    rights: Rights = Rights()
    people: Mapping[str, Person] = field(default_factory=lambda: MappingProxyType({}))
    series: Mapping[str, Series] = field(default_factory=lambda: MappingProxyType({}))
    slugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """The book that an offprint was taken from: its title, its numbers, and the titles of all its texts by id."""

    title: str
    identifier: str
    isbn: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Book:
    """One publication: the outline of the manifest joined to its texts."""

    slug: str
    title: str
    language: str
    identifier: str
    modified: str
    press: Press
    contents: tuple[Part, ...]
    location: Location
    subtitle: str = ""
    description: str = ""
    theme: str = ""
    contributors: tuple[Contributor, ...] = ()
    introduction: Text | None = None
    closing: Text | None = None
    series: Series | None = None
    rights: Rights = Rights()
    subjects: tuple[Subject, ...] = ()
    apparatus: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    see_also: tuple[Volume, ...] = ()
    editions: tuple[Edition, ...] = ()
    cover: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    options: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, Location] = field(default_factory=lambda: MappingProxyType({}))
    waived: tuple[Waiver, ...] = ()
    whole: Whole | None = None

    def at(self, key: str) -> Location:
        """Where a key of the manifest stands (`theme`, `options`, `emblem`); the title where it is not there."""
        return self.places.get(key, self.location)

    @property
    def texts(self) -> Iterator[Text]:
        """Every text in reading order: introduction, parts with theirs, the imprint's closing page."""
        if self.introduction:
            yield self.introduction
        for part in self.contents:
            if part.introduction:
                yield part.introduction
            yield from part.texts
        if self.closing:
            yield self.closing

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """What is waived: by the manifest for all its files, by a text for its own."""
        paths = frozenset({self.location.path, *(text.location.path for text in self.texts)})
        whole = (replace(waiver, paths=paths) for waiver in self.waived)
        return (*whole, *(waiver for text in self.texts for waiver in text.waived))

    @property
    def printed(self) -> Edition | None:
        """The print edition whose pages the EPUB tells, where the book has one and the manifest does not say none."""
        told = any(e.name in REFLOWABLE and e.settings.get("pages") == "print" for e in self.editions)
        return next((e for e in self.editions if e.name == "print"), None) if told else None

    @property
    def pieces(self) -> tuple[Text, ...]:
        """The texts that the parts arrange, without introductions and closing page."""
        return tuple(text for part in self.contents for text in part.texts)


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject with the scheme that defines it (BISAC, Thema, LCSH …) and its code there."""

    label: str
    authority: str = ""
    term: str = ""
