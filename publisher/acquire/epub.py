"""An EPUB 2 or 3 as one tree: the documents of its spine side by side, and what its package says of the book."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag

from lxml import etree

from publisher.acquire.archive import Archive, SourceError
from publisher.acquire.page import parse_page, tidy
from publisher.acquire.piece import About, Credit, Element, Fate, Foreign, Remark

CONTAINER = "META-INF/container.xml"
LOCKS = ("META-INF/encryption.xml", "META-INF/rights.xml", "META-INF/license.lcpl")
FONT_MANGLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
CREDITED = ("dc:creator", "dc:contributor")
NAMESPACES = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
OPF = "{http://www.idpf.org/2007/opf}"


def read_epub(data: bytes, name: str) -> Foreign:
    """The book as a source; SourceError when it is damaged or locked."""
    archive = Archive(data)
    _refuse_locks(archive)
    package_name, package = _package(archive)
    folder = posixpath.dirname(package_name)
    body, parts, remarks = etree.Element("body"), [], []
    for path in _spine(package, folder):
        if path not in archive.names:
            remarks.append(Remark(Fate.DROPPED, path, "the book names it and does not hold it"))
            continue
        section = _document(archive, path)
        parts.append(section.get("id", ""))
        body.append(section)
    if not parts:
        raise SourceError("the book has no readable page", "fetch the file again")
    pictures = {
        path: archive.read(path)
        for path in dict.fromkeys(str(image.get("src")) for image in body.iter("img") if image.get("src"))
        if path in archive.names
    }
    return Foreign(name, body, _about(package), pictures, tuple(parts), tuple(remarks))


def _refuse_locks(archive: Archive) -> None:
    """Raise SourceError for a book under digital rights management; fonts may be obfuscated."""
    if "META-INF/encryption.xml" in archive.names:
        root = archive.xml("META-INF/encryption.xml")
        methods = {str(each.get("Algorithm")) for each in root.iter("{*}EncryptionMethod")}
        if methods <= set(FONT_MANGLING):
            return
    if any(lock in archive.names for lock in LOCKS):
        raise SourceError("the book is locked by digital rights management", "ask its publisher for an open copy")


def _package(archive: Archive) -> tuple[str, Element]:
    """The name and root of the package document."""
    root = archive.xml(CONTAINER)
    name = next((unquote(str(each.get("full-path"))) for each in root.iter("{*}rootfile")), "")
    return name, archive.xml(name)


def _spine(package: Element, folder: str) -> Iterator[str]:
    """The paths of the documents in reading order, without the navigation."""
    items = {str(item.get("id")): item for item in package.iter(f"{OPF}item")}
    for reference in package.iter(f"{OPF}itemref"):
        item = items.get(str(reference.get("idref")))
        if item is not None and "nav" not in str(item.get("properties", "")).split():
            yield posixpath.normpath(posixpath.join(folder, unquote(str(item.get("href")))))


def _document(archive: Archive, path: str) -> Element:
    """A document as a `<section>` with its path for an id; its links and pictures by paths in the archive."""
    section = tidy(parse_page(archive.read(path), path), f"{path}#")
    section.tag = "section"
    section.set("id", path)
    for link in section.iter("a"):
        target = link.get("href", "")
        if target and not target.startswith("#") and ":" not in target.split("/")[0]:
            link.set("href", f"#{_resolve(target, path)}")
    for image in section.iter("img", "image"):
        image.set("src", _resolve(image.get("src", ""), path))
    return section


def _resolve(target: str, path: str) -> str:
    """A reference as it stands in the document `path`, seen from the root of the archive."""
    try:
        file, fragment = urldefrag(target)
    except ValueError:  # no address at all
        return target
    where = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path
    return f"{where}#{fragment}" if fragment else where


def _about(package: Element) -> About:
    """What the package says of the book."""

    def first(path: str) -> str:
        found = package.find(f".//{path}", NAMESPACES)
        return " ".join("".join(found.itertext()).split()) if found is not None else ""

    return About(
        title=first("dc:title"),
        language=first("dc:language"),
        date=first("dc:date")[:10],
        publisher=first("dc:publisher"),
        rights=first("dc:rights"),
        url=next((words for words in (first("dc:identifier"), first("dc:source")) if words.startswith("http")), ""),
        description=first("dc:description"),
        credits=tuple(_credits(package)),
    )


def _credits(package: Element) -> Iterator[Credit]:
    """Everybody whom the package names, in each of the roles that it gives."""
    for path in CREDITED:
        for element in package.iterfind(f".//{path}", NAMESPACES):
            refines = f"#{element.get('id')}"
            metas = [meta for meta in package.iter(f"{OPF}meta") if meta.get("refines") == refines]
            roles = [meta.text or "" for meta in metas if meta.get("property") == "role"]
            sort = next((meta.text or "" for meta in metas if meta.get("property") == "file-as"), "")
            roles = roles or [element.get(f"{OPF}role") or ("aut" if path == "dc:creator" else "")]
            for role in filter(None, roles):
                yield Credit((element.text or "").strip(), sort or element.get(f"{OPF}file-as") or "", role.strip())
