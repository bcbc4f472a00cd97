"""Resources: the cover image and the other files of a publication as items, and the paths of the whole container."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from posixpath import normpath

from lxml import etree

from publisher.diagnostics import Findings, Location
from publisher.publication import Publication, Resource
from publisher.write.epub.fonts import font_path, named_faces
from publisher.write.epub.items import Item
from publisher.write.epub.navigation import NCX_PATH
from publisher.write.epub.navigation import PATH as NAVIGATION_PATH
from publisher.write.epub.pages import PARSER, Page, properties
from publisher.write.epub.stylesheet import PATH as STYLESHEET_PATH

COVER = "cover-image"  # the id of the cover's picture in the manifest


def resource_items(publication: Publication, findings: Findings) -> tuple[Item, ...]:
    """The cover image first, then the other files, each once; E03 among the findings for a drawing that is no XML."""
    cover = publication.cover
    others = [resource for resource in dict.fromkeys(publication.resources) if resource != cover]
    items = []
    if cover is not None:
        items.append(Item(COVER, normpath(cover.path), cover.data, ("cover-image",), cover.media_type))
    for number, resource in enumerate(others, 1):
        found = _properties(resource, _location(publication, resource.path), findings)
        items.append(Item(f"resource-{number}", normpath(resource.path), resource.data, found, resource.media_type))
    return tuple(items)


def file_paths(
    publication: Publication, pages: Iterable[Page], resources: Iterable[Item], findings: Findings
) -> frozenset[str]:
    """The paths of all files below the package folder; E01 among the findings for one that stands twice."""
    faces = named_faces(publication.fonts, publication.stylesheet)
    paths = Counter([NAVIGATION_PATH, NCX_PATH, STYLESHEET_PATH])
    paths.update(page.path for page in pages)
    paths.update(item.path for item in resources)
    paths.update(font_path(face) for face in faces)
    for path, times in paths.items():
        if times > 1:
            findings.error("E01", f'the file "{path}" stands twice', _location(publication, path))
    return frozenset(paths)


def _properties(resource: Resource, location: Location, findings: Findings) -> tuple[str, ...]:
    """What an SVG asks of a reading system beyond drawing it; nothing for other files."""
    if PurePosixPath(resource.path).suffix.lower() != ".svg":
        return ()
    try:
        root = etree.fromstring(resource.data, PARSER)
    except etree.XMLSyntaxError as error:
        findings.error("E03", f"not well-formed: {error.msg}", Location(location.path, error.position[0]))
        return ()
    return tuple(name for name in properties(root) if name in ("scripted", "remote-resources"))


def _location(publication: Publication, path: str) -> Location:
    """A file of the container as a mistake in it is reported."""
    return Location(f"{publication.slug}/{publication.edition}/{path}")
