"""A press and its books, read whole: every problem of every file is found before anything is rendered."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from publisher.book import Book, Edition, Part, Press, Series, Subject, Text, Volume
from publisher.cache import Cache
from publisher.diagnostics import Diagnostic, Findings, Location, nearest
from publisher.jobs import here
from publisher.read.ahead import Ahead, Shelf
from publisher.read.files import PICTURE_LIMIT, Folder, load_bytes
from publisher.read.kept import Kept
from publisher.read.manifest import EDITIONS, BookModel, EpubModel, PartModel
from publisher.read.markup.pictures import read_picture
from publisher.read.numbers import parse_identifier, parse_isbn
from publisher.read.press import Desk, Imprint, load_press, make_rights
from publisher.read.printing import read_printing
from publisher.read.texts import Draft, check_cross_references, load_draft
from publisher.read.trims import parse_trim
from publisher.read.typography import refine_text
from publisher.read.yaml import Path as YamlPath
from publisher.read.yaml import YamlDocument


@dataclass(frozen=True, slots=True)
class Reading:
    """What a press holds: the books that could be read, and everything the editor should know."""

    press: Press | None
    books: tuple[Book, ...]
    findings: tuple[Diagnostic, ...]


def load(folder: Path, slugs: Sequence[str] = (), store: Cache | None = None, ahead: Ahead | None = None) -> Reading:
    """The press in a folder and the books named (all when none is); no content of any file raises.

    With a store, what was sound and has not changed is not parsed again; `ahead` then lets others read with us.
    """
    ahead = ahead or Ahead(here())
    desk = Desk(Folder(_resolve(folder)), Findings(), Kept(store, ahead.miss))
    imprint = load_press(desk)
    press = imprint.press
    manifests = {slug: _Manifest.load(slug, desk) for slug in press.slugs}
    books = []
    for slug in slugs or press.slugs:
        if slug not in manifests:
            hint = nearest(slug, press.slugs) or "`publisher new book` makes one"
            desk.findings.error("M17", f'the press has no book "{slug}"', Location("books"), hint)
        elif book := _BookLoader(slug, press, manifests, desk, ahead).load(imprint):
            books.append(book)
    _check_numbers(manifests, desk)
    return Reading(press, tuple(books), _in_order(desk)) if imprint.sound else Reading(None, (), _in_order(desk))


def _resolve(folder: Path) -> Path:
    """The folder with its links followed, where they lead anywhere."""
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder.absolute()


def _in_order(desk: Desk) -> tuple[Diagnostic, ...]:
    """Each finding once, by file and line."""
    return tuple(sorted(dict.fromkeys(desk.findings.items), key=lambda item: (item.location, item.code, item.message)))


@dataclass(frozen=True, slots=True)
class _Manifest:
    """A `book.yaml` as it stands, and what is wrong with its YAML; told only where the book itself is read."""

    document: YamlDocument | None
    findings: Findings

    @classmethod
    def load(cls, slug: str, desk: Desk) -> _Manifest:
        quiet = Desk(desk.folder, Findings(), desk.kept)
        return cls(quiet.yaml(desk.folder.path / "books" / slug / "book.yaml"), quiet.findings)

    def words(self, *path: str) -> str:
        """The words at a path, or the empty string."""
        value = self.document.value if self.document else None
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return str(value) if isinstance(value, (str, int)) else ""


def _check_numbers(manifests: Mapping[str, _Manifest], desk: Desk) -> None:
    """Tell of an identifier or ISBN that two books or editions share, as a copied manifest does."""
    first: dict[str, str] = {}
    paths = [("identifier",), *(("editions", edition, "isbn") for edition in EDITIONS)]
    for manifest in manifests.values():
        for path in paths:
            words = manifest.words(*path)
            number = words.replace("-", "").replace(" ", "").lower()
            if not manifest.document or not number:
                continue
            where = manifest.document.at(path)
            if number in first:
                kind = "identifier" if path == ("identifier",) else "ISBN"
                message = f'the {kind} "{words}" also stands at {first[number]}'
                desk.findings.error("M19", message, where, "give each its own")
            first.setdefault(number, str(where))


def _places(document: YamlDocument) -> dict[str, Location]:
    """Where the keys of a manifest stand whose values are checked against the theme."""
    paths: dict[str, YamlPath] = {
        "theme": ("theme",),
        "options": ("options",),
        "emblem": ("cover", "emblem"),
        "editions": ("editions",),
        "printer": ("editions", "print", "printer"),
        "spine": ("editions", "print", "spine"),
    }
    return {key: document.at(path) for key, path in paths.items() if path in document.values}


class _BookLoader:
    """Joins the outline of one manifest to its texts."""

    def __init__(self, slug: str, press: Press, manifests: Mapping[str, _Manifest], desk: Desk, ahead: Ahead) -> None:
        """Take the book's folder under `books/`."""
        self.slug, self.press, self.manifests, self.desk, self.ahead = slug, press, manifests, desk, ahead
        self.folder = press.folder / "books" / slug
        self.drafts: list[Draft] = []
        self.ids: dict[str, tuple[Path, Location]] = {}

    def load(self, imprint: Imprint) -> Book | None:
        """The book, or None when its manifest cannot be understood."""
        manifest = self.manifests[self.slug]
        self.desk.findings.items.extend(manifest.findings.items)
        checked = self.desk.mended(manifest.document, BookModel) if manifest.document else None
        if not checked or not checked.model:
            return None
        document, model = checked.document, checked.model
        if model.language:
            self.desk.language(model.language, document.at(("language",)))
        self.language = model.language or self.press.language
        self.rights = make_rights(model.rights, self.press.rights)
        self._look_ahead(model)
        introduction = self._text(model.introduction, document, ("introduction",))
        parts = tuple(self._part(part, index, document) for index, part in enumerate(model.contents))
        last = None
        if imprint.closing:
            last = self._draft(self.press.folder / "books" / imprint.closing, imprint.closing_at)
        whole = (
            document.value.get("contents") == manifest.document.value.get("contents") if manifest.document else False
        )
        check_cross_references(self.drafts, self.ids if whole else None, self.press.slugs, self.desk)
        book = Book(
            slug=self.slug,
            title=refine_text(model.title, self.language),
            subtitle=refine_text(model.subtitle, self.language),
            language=self.language,
            identifier=self.desk.number(parse_identifier, model.identifier, document.at(("identifier",))),
            modified=self._modified(model.modified, document),
            press=self.press,
            contents=parts,
            location=document.at(("title",), key=True),
            description=refine_text(model.description, self.language),
            theme=model.theme or self.press.theme,
            contributors=self.desk.contributors(model.contributors, document, ("contributors",)),
            introduction=introduction,
            closing=last,
            series=self._series(model.series, document),
            rights=self.rights,
            subjects=tuple(Subject(s.label, s.authority, s.term) for s in model.subjects),
            apparatus=tuple(model.apparatus),
            lists=tuple(model.lists),
            see_also=tuple(self._see_also(slug, index, document) for index, slug in enumerate(model.see_also)),
            editions=self._editions(model, document),
            cover=MappingProxyType(self._cover(model, document)),
            options=MappingProxyType(dict(model.options)),
            places=MappingProxyType(_places(document)),
            waived=self.desk.waivers(model.waive, document),
        )
        return book if checked.sound else None

    def _look_ahead(self, model: BookModel) -> None:
        """Name the texts of the book for those who read ahead, where there is a store to put them in."""
        names = [name for part in model.contents for name in (part.introduction, *part.texts) if name]
        files = [self.folder / f"{name.removesuffix('.md')}.md" for name in names]
        if self.desk.kept.store:
            theme = model.theme or self.press.theme
            self.ahead.open(
                Shelf(self.desk.folder.path, self.desk.kept.store, (*reversed(files),), self.language, theme)
            )

    def _part(self, model: PartModel, index: int, document: YamlDocument) -> Part:
        path: YamlPath = ("contents", index)
        introduction = self._text(model.introduction, document, (*path, "introduction"))
        texts = []
        for place, name in enumerate(model.texts):
            where = document.at((*path, "texts", place))
            if name.endswith(".md"):
                name = name.removesuffix(".md")
                hint = f'write "{name}"'
                self.desk.findings.error("M04", "a text is named without .md in this list", where, hint)
            texts.append(self._draft(self.folder / f"{name}.md", where))
        title = refine_text(model.part, self.language)
        return Part(f"_part-{index + 1}", title, tuple(filter(None, texts)), introduction)

    def _text(self, name: str, document: YamlDocument, path: YamlPath) -> Text | None:
        return self._draft(self.folder / name, document.at(path)) if name else None

    def _draft(self, file: Path, named_at: Location) -> Text | None:
        """The text of a file, whose stem is its id within the book."""
        file = Path(os.path.normpath(file))
        if not self.desk.keeps_id(file.stem, named_at):
            return None
        if file.stem in self.ids:
            other, place = self.ids[file.stem]
            if other == file:
                message, hint = f'the text "{file.stem}" is named twice; first at {place}', "delete one"
            else:
                message = f'two texts of this book have the id "{file.stem}"; the other is named at {place}'
                hint = "rename one of the files"
            self.desk.findings.error("M14", message, named_at, hint)
            return None
        self.ids[file.stem] = file, named_at
        draft = load_draft(file, named_at, self.language, self.rights, self.desk)
        if draft:
            self.drafts.append(draft)
        return draft.text if draft and draft.sound else None

    def _modified(self, words: str, document: YamlDocument) -> str:
        self._check_day(words, document.at(("modified",)))
        return f"{words}T00:00:00Z"

    def _check_day(self, words: str, where: Location) -> None:
        """Tell of a date that is not one whole day."""
        if self.desk.date(words, where) and not re.fullmatch(r"\d{4}-\d\d-\d\d", words):
            self.desk.findings.error("M15", f'"{words}" is not a day', where, "write it as in 2026-11-23")

    def _title(self, slug: str) -> str:
        """The title of a book of the press, or its slug where it has none yet."""
        manifest = self.manifests.get(slug)
        return refine_text((manifest and manifest.words("title")) or slug, self.press.language)

    def _series(self, name: str, document: YamlDocument) -> Series | None:
        if not name:
            return None
        where, series = document.at(("series",)), self.press.series.get(name)
        if series is None:
            hint = nearest(name, self.press.series) or "add it to books/series.yaml"
            self.desk.findings.error("M17", f'there is no series "{name}"', where, hint)
            return None
        if self.slug not in [volume.slug for volume in series.volumes]:
            message = f'the series "{name}" does not list "{self.slug}" among its volumes'
            self.desk.findings.error("M17", message, where, "add it in books/series.yaml")
        volumes = [replace(v, title=self._title(v.slug)) if v.slug else v for v in series.volumes]
        return replace(series, volumes=tuple(volumes))

    def _see_also(self, slug: str, index: int, document: YamlDocument) -> Volume:
        if slug not in self.manifests:
            hint = nearest(slug, self.manifests) or f"there are: {', '.join(self.manifests)}"
            where = document.at(("see_also", index))
            self.desk.findings.error("M17", f'the press has no book "{slug}"', where, hint)
        return Volume(self._title(slug), slug)

    def _cover(self, model: BookModel, document: YamlDocument) -> dict[str, Any]:
        """What the cover is to show: the name of an emblem, the words of a drawing, the lines of the title."""
        emblem, drawing = model.cover.emblem, ""
        if emblem.endswith(".svg"):
            where = document.at(("cover", "emblem"))
            data = load_bytes(self.folder / emblem, self.desk.folder, where, self.desk.findings, PICTURE_LIMIT)
            if data and read_picture(emblem, data, where, self.desk.findings):
                drawing = data.decode("utf-8", "replace")
        return {"emblem": emblem, "drawing": drawing, "title": tuple(model.cover.title)}

    def _editions(self, model: BookModel, document: YamlDocument) -> tuple[Edition, ...]:
        editions = []
        for name in EDITIONS:
            settings = getattr(model.editions, name)
            if settings is not None:
                if name == "kepub":
                    settings = model.editions.epub or EpubModel()
                editions.append(
                    Edition(
                        name, MappingProxyType(self._settings(name, settings.model_dump(exclude_none=True), document))
                    )
                )
        return tuple(editions)

    def _settings(self, name: str, settings: dict[str, Any], document: YamlDocument) -> dict[str, Any]:
        if "trim" in settings:
            try:
                settings["trim"] = parse_trim(settings["trim"])
            except ValueError as problem:
                message, _, hint = str(problem).partition("; ")
                self.desk.findings.error("M04", message, document.at(("editions", name, "trim")), hint)
        if settings.get("printer"):
            place = ("editions", name)
            settings = read_printing(
                settings, self.press.folder, lambda key: document.at((*place, key)), self.desk.findings
            )
        if settings.get("isbn"):
            where = document.at(("editions", name, "isbn"))
            settings["isbn"] = self.desk.number(parse_isbn, settings["isbn"], where, "M16")
        if settings.get("certified"):
            where = document.at(("editions", name, "certified", "date"))
            self._check_day(settings["certified"]["date"], where)
        return settings
