"""Links of the whole book: where every id stands, and every `#id` and file name made relative to its page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from lxml import etree

from publisher.diagnostics import Findings, Location, nearest
from publisher.write.epub.pages import XLINK_HREF, Page

_ATTRIBUTES = ("href", "src", "poster", "data", XLINK_HREF)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an id stands: the path of its page, its number in reading order, and whether it is the page itself."""

    id: str
    path: str
    position: int
    whole: bool

    def href(self, start: str = "", whole: bool = False) -> str:
        """The link to here from the page at a path; `whole` leaves the fragment away where it says nothing."""
        if self.path == start:
            return f"#{quote(self.id)}"
        fragment = "" if whole and self.whole else f"#{quote(self.id)}"
        return relative(self.path, start) + fragment


def relative(path: str, start: str) -> str:
    """A path of the container as a URL seen from the page at another."""
    # From "/", or relpath would ask for the working folder.
    return quote(posixpath.relpath(f"/{path}", f"/{posixpath.dirname(start)}"))


def collect(pages: Iterable[Page], findings: Findings) -> dict[str, Place]:
    """The place of every id of the pages, in reading order; E01 among the findings for an id that stands twice."""
    places: dict[str, Place] = {}
    for page in pages:
        own = page.id.removeprefix("doc-")
        for id_, line in _ids(page, own):
            if id_ in places:
                where = places[id_].path
                message = f'the id "{id_}" stands twice: here and in {where}'
                findings.error("E01", message, Location(page.location.path, line))
            else:
                places[id_] = Place(id_, page.path, len(places), id_ == own)
    return places


def _ids(page: Page, own: str) -> list[tuple[str, int]]:
    """The ids of a page with their lines; the page's own id first, whether or not an element has it."""
    body = page.html[1]
    found = [(str(element.get("id")), _line(element)) for element in body.iter("*") if element.get("id")]
    return found if any(id_ == own for id_, _ in found) else [(own, 0), *found]


def link(
    page: Page, places: Mapping[str, Place], files: Collection[str], findings: Findings, whole: bool = False
) -> None:
    """Resolve the links of a page in its tree; E02 among the findings for each that leads nowhere."""
    for element in page.html.iter("*"):
        for attribute in _ATTRIBUTES:
            value = element.get(attribute)
            if value is None or _ABSOLUTE.match(value):
                continue
            target = _resolve(value, page.path, places, files, whole)
            if target is None:
                location = Location(page.location.path, _line(element))
                hint = nearest(value.lstrip("#"), places if value.startswith("#") else files)
                findings.error("E02", f'the link "{value}" leads nowhere', location, hint)
            else:
                element.set(attribute, target)


def _resolve(value: str, start: str, places: Mapping[str, Place], files: Collection[str], whole: bool) -> str | None:
    """A link of the publication as the page at `start` must write it, or None where it leads nowhere."""
    path, mark, fragment = value.partition("#")
    if path:
        file = posixpath.normpath(unquote(path))
        return relative(file, start) + mark + fragment if file in files else None
    place = places.get(unquote(fragment))
    return place.href(start, whole) if place else None


def _line(element: etree._Element) -> int:
    """The line of an element in its fragment, 0 where the parser did not keep it."""
    return element.sourceline or 0
