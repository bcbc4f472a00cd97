"""An EPUB as its own files tell of it: what readers are compared with."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import normpath

from lxml import etree

NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
}
ROOT = PurePosixPath("EPUB")


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a list: its words, and where it leads, as a path in the container."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note: the ids of call and note, whose it is, and its words."""

    call: str
    id: str
    hand: str
    words: str


@dataclass(frozen=True)
class Epub:
    """The files of an EPUB, parsed where they are asked for."""

    path: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as container:
            return {name: container.read(name) for name in container.namelist()}

    @cached_property
    def package(self) -> etree._Element:
        return etree.fromstring(self.files["EPUB/content.opf"])

    @cached_property
    def pages(self) -> dict[str, etree._Element]:
        """The pages in reading order, by their paths."""
        hrefs = {item.get("id"): item.get("href", "") for item in find(self.package, "opf:manifest/opf:item")}
        spine = [hrefs[item.get("idref")] for item in find(self.package, "opf:spine/opf:itemref")]
        return {str(ROOT / href): etree.fromstring(self.files[str(ROOT / href)]) for href in spine}

    def nav(self, kind: str) -> list[Link]:
        """The lines of a list of the navigation document, in order; none where there is no such list."""
        navigation = etree.fromstring(self.files["EPUB/nav.xhtml"])
        links = find(navigation, f"//h:nav[@epub:type='{kind}']//h:a")
        return [Link(words(a), normpath(str(ROOT / a.get("href", "")))) for a in links]

    @cached_property
    def notes(self) -> dict[str, Note]:
        """The notes by the ids of their calls."""
        asides = {aside.get("id"): aside for page in self.pages.values() for aside in find(page, "//h:aside")}
        calls = [call for page in self.pages.values() for call in find(page, "//h:a[@role='doc-noteref']")]
        found = [(call, asides[call.get("href", "").partition("#")[2]]) for call in calls]
        return {
            call.get("id", ""): Note(call.get("id", ""), aside.get("id", ""), aside.get("class", ""), words(aside))
            for call, aside in found
        }

    def meta(self, name: str) -> list[str]:
        """What the package says under a name: an element `dc:title`, or the property of a `meta`."""
        path = f"opf:metadata/{name}" if name.startswith("dc:") else f"opf:metadata/opf:meta[@property='{name}']"
        return [words(element) for element in find(self.package, path)]


def find(element: etree._Element, path: str) -> list[etree._Element]:
    """The elements on an XPath."""
    found = element.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return found


def words(element: etree._Element) -> str:
    """The words of an element on one line."""
    return " ".join("".join(map(str, element.itertext())).split())
