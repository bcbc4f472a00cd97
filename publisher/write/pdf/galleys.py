"""Galleys: HTML set in type by WeasyPrint, the only module that imports it (where it is used)."""

from __future__ import annotations

import gc
import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass, field
from functools import lru_cache
from html import escape
from multiprocessing.util import Finalize
from typing import Any
from urllib.parse import quote, unquote

from publisher.publication import Document, FontFace, Opening, Resource
from publisher.write.pdf.faces import faces_left_out, find_faces
from publisher.write.pdf.images import stand_ins
from publisher.write.pdf.longnotes import at_the_end, long_notes
from publisher.write.pdf.openings import find_openings
from publisher.write.pdf.rasters import Picture, Raster
from publisher.write.pdf.warming import warm_up

BASE = "https://publication.invalid/"
"""What paths inside the publication are relative to while type is set; nothing is ever fetched from it."""
PLACE = "place:"
"""The scheme of links into the book, until assembly knows the pages that they lead to."""
_POSITION = re.compile(r" at \d+:\d+(?=,)")
POINTS = 0.75
"""PDF points in a CSS pixel: 72 / 96."""


@dataclass(frozen=True, slots=True)
class Style:
    """What galleys share: the theme's CSS, the language of the book, its faces, and the files that the CSS shows.

    Of the files, `pictures` are raster pictures that are put in by the assembly.
    """

    stylesheet: str
    language: str
    fonts: tuple[FontFace, ...] = ()
    resources: tuple[Resource, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Galley:
    """A pure job: HTML of the body, style, further rules of the engine, files shown, and whether the PDF is tagged.

    Of the files, `pictures` are raster pictures that are put in by the assembly: their size is all that is needed.
    With `bare`, the faces of the style are put in by the assembly too.
    """

    body: str
    style: Style
    rules: str = ""
    resources: tuple[Resource, ...] = ()
    tagged: bool = True
    pictures: tuple[Picture, ...] = ()
    bare: bool = False


def shown(resources: Iterable[Resource], source: str) -> tuple[Resource, ...]:
    """Those of the resources that HTML or CSS names."""
    return tuple(file for file in resources if file.path in source or quote(file.path) in source)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor is: its page (from 0), and x and y in pt from the lower left corner of the trimmed page."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """A galley set in type: PDF, count of pages, place of every id, warnings, the opening of every page.

    `faces` has the path of the publication's font file for each font of the PDF that was made from it; `own_faces`
    is whether all were. A fragment with a font of the machine depends on the machine, and is never kept.
    `rasters` has the pictures by path that its stand-ins are for; they are no part of it in the cache.
    """

    pdf: bytes
    pages: int
    places: Mapping[str, Place]
    faces: Mapping[str, str]
    warnings: tuple[str, ...] = ()
    own_faces: bool = True
    openings: tuple[Opening | None, ...] = ()
    rasters: Mapping[str, Raster] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The fragment for the cache: a line of JSON, then the PDF."""
        places = {anchor: (place.page, place.x, place.y) for anchor, place in self.places.items()}
        openings = [opening and astuple(opening) for opening in self.openings]
        facts = {
            "pages": self.pages,
            "places": places,
            "faces": dict(self.faces),
            "warnings": self.warnings,
            "openings": openings,
        }
        return json.dumps(facts, ensure_ascii=False).encode() + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, data: bytes) -> Fragment:
        """A fragment from the cache."""
        head, _, pdf = data.partition(b"\n")
        facts = json.loads(head)
        places = {anchor: Place(*place) for anchor, place in facts["places"].items()}
        openings = tuple(Opening(*opening) if opening else None for opening in facts["openings"])
        return cls(pdf, facts["pages"], places, facts["faces"], tuple(facts["warnings"]), openings=openings)


@dataclass(frozen=True, slots=True)
class SetText:
    """A galley, set: its documents in order, and its fragment."""

    documents: tuple[Document, ...]
    fragment: Fragment

    @property
    def language(self) -> str:
        """The language of its documents; empty when they have several."""
        languages = {document.language for document in self.documents}
        return languages.pop() if len(languages) == 1 else ""


def prepare_setting(_: object = None) -> None:
    """Have what sets galleys ready in this process, before there is one."""
    warm_up(PLACE)


def set_galley(galley: Galley) -> Fragment:
    """Set one galley; the same galley gives the same fragment in any process, in any order."""
    warm_up(PLACE)
    setting = _setting(galley.style)
    moved: tuple[str, ...] = ()
    with _without_collection(), _warnings() as warnings:
        document, tree = _render(galley, galley.body)
        while more := set(long_notes(galley.body, document)).difference(moved):
            moved = (*moved, *sorted(more))
            document, tree = _render(galley, at_the_end(galley.body, moved))
        warnings += [f'the note "{note}" is too long for the foot of a page; it stands at the end' for note in moved]
        for sheet in document.pages:
            sheet.links[:] = _links(sheet.links)
        with faces_left_out(galley.style.fonts if galley.bare else ()):
            pdf = document.write_pdf(pdf_tags=galley.tagged)
    found = (*setting.warnings, *warnings)
    faces = find_faces(document.fonts, galley.style.fonts)
    own = len(faces) == len({font.hash for font in document.fonts.values()})
    return Fragment(pdf, len(document.pages), _places(document), faces, found, own, find_openings(document, tree))


def _render(galley: Galley, body: str) -> tuple[Any, Any]:
    """A body laid out on pages by the galley's style and rules, and the tree of its elements."""
    from weasyprint import CSS, HTML

    setting, fetcher = _setting(galley.style), _fetcher((*galley.style.resources, *galley.resources))
    shell = (
        f'<!DOCTYPE html><html lang="{escape(galley.style.language)}"><head><meta charset="utf-8"></head>'
        f"<body>{body}</body></html>"
    )
    page = HTML(string=shell, base_url=BASE, url_fetcher=fetcher)
    document = page.render(
        font_config=setting.fonts,
        counter_style=setting.counters.copy(),
        color_profiles=setting.profiles,
        stylesheets=[setting.css, CSS(string=galley.rules, base_url=BASE, url_fetcher=fetcher)],
        cache=stand_ins((*galley.style.pictures, *galley.pictures), BASE),
    )
    return document, page.etree_element


@dataclass(frozen=True, slots=True)
class _Setting:
    """A style as WeasyPrint wants it, parsed once in a process."""

    css: Any
    fonts: Any
    counters: Any
    profiles: dict[str, Any]
    warnings: tuple[str, ...]


@lru_cache(maxsize=1)
def _setting(style: Style) -> _Setting:
    """The parsed stylesheet and the configured fonts of a style, with what was wrong in them."""
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    fonts, counters = FontConfiguration(), CounterStyle()
    profiles: dict[str, Any] = {}
    faces = "".join(_font_face(face) for face in style.fonts)
    with _warnings() as warnings:
        css = CSS(
            string=faces + style.stylesheet,
            base_url=BASE,
            url_fetcher=_fetcher((*style.resources, *(face.file for face in style.fonts))),
            font_config=fonts,
            counter_style=counters,
            color_profiles=profiles,
        )
    return _Setting(css, fonts, counters, profiles, tuple(warnings))


Finalize(None, _setting.cache_clear, exitpriority=1)
"""Fonts go through a temporary folder that WeasyPrint can only clear away while the interpreter is whole."""


def _font_face(face: FontFace) -> str:
    """The @font-face rule of a face."""
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f'font-style:{face.style};src:url("{face.file.path}")}}'
    )


def _fetcher(resources: Iterable[Resource]) -> Any:
    """A fetcher that serves these files of the publication and refuses every other URL."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = {file.path: file for file in resources}

    class Files(URLFetcher):  # type: ignore[misc, unused-ignore]
        """The files of one publication."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """The file at a URL; ValueError for a URL that is not in the publication."""
            path = unquote(url.removeprefix(BASE))
            if path not in files:
                raise ValueError("not a file of this publication")
            return URLFetcherResponse(url, files[path].data, {"Content-Type": files[path].media_type})

    return Files()


def _links(links: Iterable[tuple[str, str, Any, Any]]) -> list[tuple[str, str, Any, Any]]:
    """The links of a page, once for each `a` and not again for what is inside it.

    A link into the book becomes a URI that assembly turns into a destination.
    """
    return [
        ("external", PLACE + target, area, box) if kind == "internal" else (kind, target, area, box)
        for kind, target, area, box in links
        if box.link
    ]


def _places(document: Any) -> dict[str, Place]:
    """The first place of every id."""
    places: dict[str, Place] = {}
    for number, page in enumerate(document.pages):
        for anchor, (x, y, *_) in page.anchors.items():
            places.setdefault(anchor, Place(number, round(x * POINTS, 2), round((page.height - y) * POINTS, 2)))
    return places


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hold the garbage collector back: all that a page is made of is alive, and to look through it costs a fifth."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What WeasyPrint logs at the level of a warning and above, kept and not printed."""
    kept: list[str] = []

    class Keep(logging.Handler):
        """A handler that keeps messages."""

        def emit(self, record: logging.LogRecord) -> None:
            """Keep one message, once, without its place in a stylesheet that was joined from several."""
            message = _POSITION.sub("", record.getMessage())
            if message not in kept:
                kept.append(message)

    loggers = [(logging.getLogger(name), Keep(logging.WARNING)) for name in ("weasyprint", "fontTools")]
    for logger, handler in loggers:
        logger.addHandler(handler)
    try:
        yield kept
    finally:
        for logger, handler in loggers:
            logger.removeHandler(handler)
