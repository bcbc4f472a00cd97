"""What was read before and was sound, kept from run to run: a file that has not changed is not parsed again."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from sys import version_info
from typing import Any, TypeVar

from publisher.book import Content, Heading, Image, Note
from publisher.cache import Cache, fingerprint
from publisher.diagnostics import Findings, Location
from publisher.read.markup.pictures import OpenPicture, picture_name
from publisher.read.yaml import YamlDocument

T = TypeVar("T")
PACKAGES = ("markdown", "pymdown-extensions", "lxml", "pillow", "ruamel.yaml", "uharfbuzz", "fonttools", "langcodes")


@cache
def reader() -> str:
    """A fingerprint that differs when anything that reads differs: Python, packages, our own code."""
    code = [file.read_bytes() for file in sorted(Path(__file__).parent.rglob("*.py"))]
    return fingerprint(list(version_info[:3]), *map(version, PACKAGES), code)


class Kept:
    """Readings by everything that they were made from; without a store, nothing is kept."""

    def __init__(self, store: Cache | None = None, miss: Callable[[], None] = lambda: None) -> None:
        """Take the store of finished work; `miss` is called when a text is about to be read anew."""
        self.store = store
        self.miss = miss

    def yaml(
        self, words: str, findings: Findings, parse: Callable[[Findings], YamlDocument | None], *place: object
    ) -> YamlDocument | None:
        """A YAML document; `place` is the file's name and first line, which its positions depend on."""
        key = self._key("yaml", words, *place)
        kept = self._get(key)
        if kept is not None:
            return _document(kept)
        document, sound = _watched(parse, findings)
        if sound and document and not document.broken:
            self._put(key, [document.name, document.value, _listed(document.keys), _listed(document.values)])
        return document

    def inline(self, words: str, language: str, findings: Findings, parse: Callable[[Findings], str]) -> str:
        """A headnote or a biography."""
        key = self._key("inline", words, language)
        kept = self._get(key)
        if kept is not None:
            return str(kept)
        html, sound = _watched(parse, findings)
        if sound:
            self._put(key, html)
        return html

    def content(
        self,
        words: str,
        text: str,
        language: str,
        open_picture: OpenPicture,
        findings: Findings,
        parse: Callable[[OpenPicture, Findings], Content | None],
    ) -> Content | None:
        """The content of a text; its pictures are opened again and must be what they were."""
        key = self._key("content", words, text, language)
        kept = self._get(key)
        pictures = _reopened(kept["pictures"], open_picture) if kept else None
        if kept and pictures is not None:
            return _content(kept, pictures)
        self.miss()
        opened: dict[str, tuple[str, bytes]] = {}

        def noted(path: str, where: Location) -> tuple[str, bytes] | None:
            found = open_picture(path, where)
            if found:
                opened[path] = found
            return found

        content, sound = _watched(lambda watched: parse(noted, watched), findings)
        if sound and content:
            self._put(key, _facts(content, opened))
        return content

    def face(self, make: Callable[[], bytes], *inputs: object) -> bytes:
        """A static face; what cannot be cut raises as it does without a store."""
        key = self._key("face", *inputs)
        data = self.store.get(key) if self.store else None
        if data is None:
            data = make()
            if self.store:
                self.store.put(key, data)
        return data

    def _key(self, *inputs: object) -> str:
        return fingerprint(reader(), *inputs) if self.store else ""

    def _get(self, key: str) -> Any:
        data = self.store.get(key) if self.store else None
        return None if data is None else json.loads(data)

    def _put(self, key: str, value: Any) -> None:
        if self.store:
            self.store.put(key, json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _watched(make: Callable[[Findings], T], findings: Findings) -> tuple[T, bool]:
    """What was made, and whether nothing was found wrong with it."""
    watched = Findings()
    made = make(watched)
    findings.items.extend(watched.items)
    return made, not watched.items


def _listed(positions: Any) -> list[Any]:
    return [[list(path), list(position)] for path, position in positions.items()]


def _document(kept: Any) -> YamlDocument:
    name, value, keys, values = kept
    tables = ({tuple(path): tuple(position) for path, position in table} for table in (keys, values))
    return YamlDocument(name, value, *tables)


def _facts(content: Content, opened: dict[str, tuple[str, bytes]]) -> dict[str, Any]:
    return {
        "html": content.html,
        "notes": [[note.id, note.kind, note.number, note.html] for note in content.notes],
        "headings": [[heading.level, heading.id, heading.title] for heading in content.headings],
        "anchors": sorted(content.anchors),
        "words": content.words,
        "images": [[image.name, image.media_type, image.width, image.height] for image in content.images],
        "pictures": [[path, picture_name(name), fingerprint(data)] for path, (name, data) in opened.items()],
    }


def _reopened(pictures: list[list[str]], open_picture: OpenPicture) -> dict[str, bytes] | None:
    """The bytes of pictures by their names in the publication, or None when one has changed."""
    found = {}
    for path, name, digest in pictures:
        picture = open_picture(path, Location(path))
        if picture is None or fingerprint(picture[1]) != digest:
            return None
        found[name] = picture[1]
    return found


def _content(kept: dict[str, Any], pictures: dict[str, bytes]) -> Content:
    return Content(
        kept["html"],
        tuple(Note(*note) for note in kept["notes"]),
        tuple(Image(name, kind, pictures[name], width, height) for name, kind, width, height in kept["images"]),
        tuple(Heading(*heading) for heading in kept["headings"]),
        frozenset(kept["anchors"]),
        kept["words"],
    )
