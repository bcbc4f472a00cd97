"""The press as it lies on the disk: imprint, people, series, and the folders of its books."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from publisher.book import Calendar, Contributor, Date, Person, Press, Rights, Series, Volume
from publisher.diagnostics import Findings, Location, Waiver, nearest
from publisher.read.dates import parse_date
from publisher.read.files import Folder, load_text
from publisher.read.kept import Kept
from publisher.read.languages import check_language
from publisher.read.links import Targets
from publisher.read.manifest import (
    ContributorModel,
    PersonModel,
    PersonRefModel,
    PressModel,
    RightsModel,
    SeriesModel,
    VolumeModel,
    WaiverModel,
)
from publisher.read.numbers import parse_series_identifier
from publisher.read.schema import MISSING, Checked, check_schema, mend_schema
from publisher.read.typography import refine_text
from publisher.read.yaml import Path as YamlPath
from publisher.read.yaml import YamlDocument, parse_yaml

if TYPE_CHECKING:
    from publisher.read.markup.reader import Markup

M = TypeVar("M", bound=BaseModel)
ID = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass
class Desk:
    """What a reading has at hand: the press's folder, the parser, the people met so far, and the findings."""

    folder: Folder
    findings: Findings
    kept: Kept = field(default_factory=Kept)
    people: dict[str, Person] = field(default_factory=dict)

    @cached_property
    def markup(self) -> Markup:
        """The reader of Markdown; made when there is something that was not read before."""
        from publisher.read.markup.reader import Markup

        return Markup()

    def yaml(self, file: Path, named_at: Location | None = None, missing: str = "") -> YamlDocument | None:
        """A YAML file of the press; `missing` is the hint where there is none."""
        name = self.folder.name(file)
        words = load_text(file, self.folder, named_at or Location(name), self.findings, missing)
        return None if words is None else self.parse_yaml(words, name)

    def parse_yaml(self, words: str, name: str, first_line: int = 1) -> YamlDocument | None:
        """The YAML in a file, from a line on."""
        return self.kept.yaml(
            words, self.findings, lambda findings: parse_yaml(words, name, findings, first_line), name, first_line
        )

    def inline(self, words: str, where: Location, language: str) -> str:
        """A headnote or a biography as XHTML."""
        parse = self.kept.inline
        return parse(words, language, self.findings, lambda f: self.markup.parse_inline(words, where, language, f))

    def model(self, document: YamlDocument, model: type[M]) -> M | None:
        """A YAML document as its model; None with errors when it is not sound."""
        return check_schema(document, model, self.findings)

    def mended(self, document: YamlDocument, model: type[M]) -> Checked[M]:
        """A YAML document as its model, as far as it can be read."""
        return mend_schema(document, model, self.findings)

    def date(self, words: str, where: Location, calendar: Calendar = "gregorian") -> Date | None:
        """A date, or None where there is none or an error was told."""
        if words in ("", MISSING):
            return None
        try:
            return parse_date(words, calendar)
        except ValueError as problem:
            message, _, hint = str(problem).partition("; ")
            self.findings.error("M15", message, where, hint)
            return None

    def number(self, parse: Callable[[str], str], words: str, where: Location, code: str = "M04") -> str:
        """An identifier or ISBN in its standard form, or as it stands with an error."""
        if words in ("", MISSING):
            return words
        try:
            return parse(words)
        except ValueError as problem:
            message, _, hint = str(problem).partition("; ")
            self.findings.error(code, message, where, hint)
            return words

    def person(self, reference: PersonRefModel, where: Location) -> Person | None:
        """The person meant by a reference; None with an error when the register lacks the id."""
        if reference.name:
            return Person("", reference.name, reference.sort or sort_name(reference.name))
        if reference.person in self.people:
            return self.people[reference.person]
        hint = nearest(reference.person, self.people) or "add the person to books/people.yaml, or write {name: A Name}"
        self.findings.error("M13", f'there is no person "{reference.person}"', where, hint)
        return None

    def keeps_id(self, words: str, where: Location) -> bool:
        """Whether words can be an id, which stands in links and file names; told where they cannot."""
        if ID.fullmatch(words):
            return True
        hint = "use small letters, digits and hyphens, as in v-i-lenin"
        self.findings.error("M04", f'"{self.shown(words)}" cannot be an id', where, hint)
        return False

    @staticmethod
    def shown(name: str) -> str:
        """A name as a line of a message can show it."""
        return name.encode("utf-8", "replace").decode()

    def waivers(self, listed: list[WaiverModel], document: YamlDocument) -> tuple[Waiver, ...]:
        """The waivers of a YAML file; they hold for the file itself."""
        held = frozenset({document.name})
        places = (document.at(("waive", index)) for index in range(len(listed)))
        return tuple(Waiver(model.code, model.why, at, held) for model, at in zip(listed, places, strict=True))

    def language(self, tag: str, where: Location) -> str:
        """The tag, told where its language is not known."""
        check_language(tag, where, self.findings)
        return tag

    def contributors(
        self, listed: list[ContributorModel], document: YamlDocument, within: YamlPath
    ) -> tuple[Contributor, ...]:
        """The contributors of a list in a YAML file."""
        made = []
        for index, model in enumerate(listed):
            person = self.person(model.person, document.at((*within, index, "person")))
            if person:
                made.append(Contributor(person, model.role))
        return tuple(made)


def sort_name(name: str) -> str:
    """A guess at the name as an index sorts it: `V. I. Lenin` → `Lenin, V. I.`; `The Editors` stays."""
    words = name.split()
    if len(words) < 2 or words[0].lower() in ("the", "a", "an"):
        return name
    return f"{words[-1]}, {' '.join(words[:-1])}"


def make_rights(model: RightsModel | None, otherwise: Rights = Rights()) -> Rights:
    """Rights from a model, or the rights of whatever it belongs to."""
    return Rights(model.licence, model.holder, model.basis) if model else otherwise


@dataclass(frozen=True, slots=True)
class Imprint:
    """The press with what only its books need: the closing page, and where it is named; unsound when made up."""

    press: Press
    closing: str
    closing_at: Location
    sound: bool


def load_press(desk: Desk) -> Imprint:
    """The press, its people and its series; where `press.yaml` is wrong, one made up so that its books are read."""
    file = desk.folder.path / "books" / "press.yaml"
    name = desk.folder.name(file)
    hint = "write it, with the name of the press and its language: `publisher new press` does"
    document = desk.yaml(file, Location(name), hint)
    checked = desk.mended(document, PressModel) if document else None
    model = (checked and checked.model) or PressModel(name=MISSING)
    if document and model.language:
        desk.language(model.language, document.at(("language",)))
    slugs = _find_books(desk)
    _load_people(slugs, model.language, desk)
    series = _load_series(slugs, model.language, desk)
    press = Press(
        folder=desk.folder.path,
        name=model.name,
        language=model.language,
        theme=model.theme,
        place=model.place,
        url=model.url,
        contact=model.contact,
        rights=make_rights(model.rights),
        people=MappingProxyType(dict(desk.people)),
        series=MappingProxyType(series),
        slugs=slugs,
    )
    closing_at = document.at(("closing",)) if document else Location(name)
    return Imprint(press, model.closing, closing_at, bool(checked and checked.sound))


def _find_books(desk: Desk) -> tuple[str, ...]:
    """The folders below `books/` that hold a manifest, in the order of their names."""
    slugs = []
    try:
        folders = sorted((desk.folder.path / "books").iterdir())
    except OSError:
        return ()
    for folder in folders:
        manifest = folder / "book.yaml"
        try:
            found = manifest.is_symlink() or manifest.exists()
        except OSError:  # a folder that may not be entered
            found = True
        if found and desk.keeps_id(folder.name, Location(f"books/{desk.shown(folder.name)}")):
            slugs.append(folder.name)
    return tuple(slugs)


def _load_people(slugs: tuple[str, ...], language: str, desk: Desk) -> None:
    """Put the register on the desk; a person whose entry is wrong is known all the same, so that nobody misses them."""
    document = _optional(desk, "people.yaml")
    if not document:
        return
    for key in document.value:
        desk.keeps_id(key, document.at((key,), key=True))
        entry = document.within(key)
        model = desk.mended(entry, PersonModel).model
        desk.people[key] = _make_person(key, model, language, entry, desk) if model else Person(key, key, key)
    targets = Targets(desk.people, slugs)
    for key, person in desk.people.items():
        where = document.at((key, "bio"))
        targets.check(person.bio, lambda _, __, where=where: where, desk.findings)  # type: ignore[misc]


def _make_person(key: str, model: PersonModel, language: str, document: YamlDocument, desk: Desk) -> Person:
    where = document.at(("bio",))
    for tag in model.native:
        desk.language(tag, document.at(("native", tag), key=True))
    return Person(
        id=key,
        name=model.name,
        sort=model.sort or sort_name(model.name),
        native=MappingProxyType(dict(model.native)),
        born=desk.date(model.born, document.at(("born",))),
        died=desk.date(model.died, document.at(("died",))),
        same_as=tuple(model.same_as),
        bio=desk.inline(model.bio, where, language) if model.bio else "",
    )


def _load_series(slugs: tuple[str, ...], language: str, desk: Desk) -> dict[str, Series]:
    document = _optional(desk, "series.yaml")
    series: dict[str, Series] = {}
    for key in document.value if document else ():
        assert document is not None
        desk.keeps_id(key, document.at((key,), key=True))
        checked = desk.mended(document.within(key), SeriesModel)
        model = checked.model or SeriesModel(title=MISSING)
        volumes = tuple(
            _make_volume(volume, checked.document.at(("volumes", index)), slugs, language, desk)
            for index, volume in enumerate(model.volumes)
        )
        title, description = refine_text(model.title, language), refine_text(model.description, language)
        identifier = desk.number(parse_series_identifier, model.identifier, document.at((key, "identifier")))
        series[key] = Series(key, title, volumes, description, identifier)
    return series


def _make_volume(volume: VolumeModel, where: Location, slugs: tuple[str, ...], language: str, desk: Desk) -> Volume:
    """A volume of a series; a book of the press takes its title from its own manifest, when it is read."""
    if volume.book and volume.book not in slugs:
        hint = nearest(volume.book, slugs) or "for a volume to come write {title: …, forthcoming: 2027}"
        desk.findings.error("M17", f'the press has no book "{volume.book}"', where, hint)
    return Volume(refine_text(volume.title, language), volume.book, volume.forthcoming)


def _optional(desk: Desk, name: str) -> YamlDocument | None:
    """A data file that a press may lack; a file that is there must be a mapping."""
    file = desk.folder.path / "books" / name
    try:
        if not file.exists() and not file.is_symlink():
            return None
    except OSError:
        pass  # it is there, and cannot be read: told below
    document = desk.yaml(file)
    if document and not isinstance(document.value, dict):
        desk.findings.error("M04", "expected a mapping of ids", document.at(()), "begin each entry with its id: …")
        return None
    return document
