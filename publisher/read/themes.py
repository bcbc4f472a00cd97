"""A theme as it lies on the disk: its folder, and below it the folders of the themes that it extends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import publisher
from publisher.cache import Cache
from publisher.diagnostics import Findings, Location, nearest
from publisher.publication import FontFace, Resource
from publisher.read.faces import PACKS, load_face
from publisher.read.files import PICTURE_LIMIT, Folder, load_bytes, load_text
from publisher.read.kept import Kept
from publisher.read.markup.pictures import MEDIA_TYPES, read_picture
from publisher.read.press import Desk
from publisher.read.theme_file import FaceModel, OptionModel, ThemeModel
from publisher.read.yaml import YamlDocument
from publisher.theme import Layer, Option, Theme


def shipped_themes() -> Path:
    """The folder of the themes that travel with the program: in the package, or beside it in a checkout."""
    package = Path(publisher.__file__).parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def list_themes(press: Path | None) -> dict[str, Path]:
    """Every theme by name: those of the press first, then those shipped."""
    found: dict[str, Path] = {}
    for folder in (shipped_themes(), *([press / "themes"] if press else [])):
        for description in sorted(folder.glob("*/theme.yaml")):
            found[description.parent.name] = description.parent.absolute()
    return found


def load_theme(
    name: str, press: Path, named_at: Location, findings: Findings, store: Cache | None = None
) -> Theme | None:
    """The theme of that name with all it extends, or None with errors."""
    known, kept = list_themes(press), Kept(store)
    met: dict[str, Path] = {}
    layers: list[Layer] = []
    options: dict[str, Option] = {}
    faces: dict[tuple[str, int, str], FontFace] = {}
    while name:
        if name in met:
            findings.error("H03", f'the theme "{name}" extends itself', named_at, "name the theme below it")
            return None
        if name not in known:
            hint = nearest(name, known) or f"known are: {', '.join(sorted(known))}"
            findings.error("H01", f'there is no theme "{name}"', named_at, hint)
            return None
        folder = met[name] = known[name]
        desk = Desk(Folder(folder.parent.parent), findings, kept)
        document = desk.yaml(folder / "theme.yaml")
        model = desk.model(document, ThemeModel) if document else None
        if not document or not model:
            return None
        if model.name != name:
            hint = f"write {name}"
            findings.error(
                "H03", f'the theme "{model.name}" stands in the folder "{name}"', document.at(("name",)), hint
            )
        layers.append(_load_layer(name, folder, desk))
        for key, option in model.options.items():
            options.setdefault(key, _make_option(key, option, document, findings))
        for index, face in enumerate(model.faces):
            made = _make_face(face, folder, document.at(("faces", index, "file")), desk)
            if made:
                faces.setdefault((face.family, face.weight, face.style), made)
        named_at, name = document.at(("extends",)), model.extends
    return Theme(layers[0].name, tuple(layers), tuple(options.values()), tuple(faces.values()))


def _make_option(name: str, model: OptionModel, document: YamlDocument, findings: Findings) -> Option:
    option = Option(name, model.default, model.description, tuple(model.values))
    if not _allows(option, model.default):
        where = document.at(("options", name, "default"))
        hint = f"allowed are: {_listed(option)}"
        findings.error("H03", f'the default of the option "{name}" is not one of its values', where, hint)
    return option


def _make_face(model: FaceModel, folder: Path, where: Location, desk: Desk) -> FontFace | None:
    try:
        return load_face(model, folder, desk.kept)
    except FileNotFoundError:
        hint = f"name a file of the theme, or one of a package ({', '.join(PACKS)}) as in {next(iter(PACKS))}:ofl/…"
        desk.findings.error("H03", f'there is no font "{model.file}"', where, hint)
    except ValueError as problem:
        desk.findings.error("H03", f'the font "{model.file}" {problem}', where)
    return None


def check_options(theme: Theme, chosen: Mapping[str, Any], where: Location, findings: Findings) -> Mapping[str, Any]:
    """Every option of the theme with the book's value or its default; unknown ones and wrong values are told."""
    known = {option.name: option for option in theme.options}
    for name, value in chosen.items():
        if name not in known:
            hint = nearest(name, known) or (f"its options are: {', '.join(known)}" if known else "delete it")
            findings.error("H04", f'the theme "{theme.name}" has no option "{name}"', where, hint)
        elif not _allows(known[name], value):
            hint = f"allowed are: {_listed(known[name])}"
            findings.error("H04", f'"{_spelt(value)}" is not a value of the option "{name}"', where, hint)
    return MappingProxyType({name: chosen.get(name, option.default) for name, option in known.items()})


def check_emblem(theme: Theme, emblem: str, where: Location, findings: Findings) -> None:
    """Tell of an emblem that neither the theme nor the book has."""
    known = sorted({file.removesuffix(".svg") for layer in theme.layers for file in layer.emblems})
    if emblem and not emblem.endswith(".svg") and emblem not in known:
        hint = (
            nearest(emblem, known) or f"its emblems are: {', '.join(known) or 'none'}; or name an SVG file of the book"
        )
        findings.error("H05", f'the theme "{theme.name}" has no emblem "{emblem}"', where, hint)


def _allows(option: Option, value: Any) -> bool:
    """Whether an option may have a value: one of those listed, or any of the kind of its default."""
    if option.values:
        return any(type(value) is type(each) and value == each for each in option.values)
    return type(value) is type(option.default)


def _listed(option: Option) -> str:
    kinds = {bool: "true, false", int: "a whole number", float: "a number", str: "words"}
    return ", ".join(map(_spelt, option.values)) or kinds.get(type(option.default), "one like the default")


def _spelt(value: Any) -> str:
    """A value as YAML spells it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _load_layer(name: str, folder: Path, desk: Desk) -> Layer:
    strings: dict[str, Mapping[str, str]] = {}
    for file in sorted(folder.glob("strings/*.yaml")):
        document = desk.yaml(file)
        if document and isinstance(document.value, dict):
            strings[file.stem] = MappingProxyType({key: _spelt(value) for key, value in document.value.items()})
        elif document:
            desk.findings.error("H03", "expected a mapping of words", document.at(()), "write lines as in notes: Notes")
    return Layer(
        name=name,
        path=str(folder),
        templates=_sources(folder / "templates", "*.html", desk),
        styles=_sources(folder / "styles", "*.css", desk),
        emblems=_sources(folder / "emblems", "*.svg", desk),
        files=_files(folder / "files", desk),
        strings=MappingProxyType(strings),
    )


def _sources(folder: Path, pattern: str, desk: Desk) -> Mapping[str, str]:
    """The words of every file of a kind, by its name."""
    found = {}
    for file in sorted(folder.glob(pattern)):
        words = load_text(file, desk.folder, Location(desk.folder.name(file)), desk.findings)
        if words is not None:
            found[file.name] = words
    return MappingProxyType(found)


def _files(folder: Path, desk: Desk) -> Mapping[str, Resource]:
    """Pictures that styles show, by the path under which a style names them: `theme/rule.svg`."""
    found = {}
    for file in sorted(folder.glob("*")):
        where = Location(desk.folder.name(file))
        if file.suffix.lower() not in MEDIA_TYPES:
            continue
        data = load_bytes(file, desk.folder, where, desk.findings, PICTURE_LIMIT)
        if data is not None and read_picture(where.path, data, where, desk.findings):
            path = f"theme/{file.name}"
            found[path] = Resource(path, MEDIA_TYPES[file.suffix.lower()], data)
    return MappingProxyType(found)
