"""Printers' profiles as they lie on the disk: those that travel with the program, and the press's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import publisher
from publisher import printer as nouns
from publisher.codes import CODES
from publisher.diagnostics import Findings, Location, nearest
from publisher.printer import Citation, Paper, Printer, Sourced, Step
from publisher.read.files import Folder
from publisher.read.press import Desk
from publisher.read.profile import MM, PaperModel, PrinterModel, SourcedModel, StepModel, TrimModel
from publisher.read.yaml import YamlDocument

GROUPS = (
    *("form", "colour", "ink", "bleed", "marks", "safe", "gutter", "pages", "trim", "pictures", "lines", "lettering"),
    *("extras", "file", "cover", "spine_text", "barcode"),
)
PROOF = tuple(code for code in CODES if code.startswith("P") and code >= "P10")
VOLUME = 20_000  # pages × g/m² × volume / 20,000 is the bulk in mm: a leaf is two pages, volume is in 10 µm per g/m²


def shipped_printers() -> Path:
    """The folder of the profiles that travel with the program."""
    return Path(publisher.__file__).parent / "prepress" / "printers"


def list_printers(press: Path | None) -> dict[str, Path]:
    """Every profile by name: those of the press first, then those shipped."""
    folders = (shipped_printers(), *([press / "printers"] if press else []))
    return dict(sorted((file.stem, file.absolute()) for folder in folders for file in sorted(folder.glob("*.yaml"))))


def load_printer(name: str, press: Path | None, named_at: Location, findings: Findings) -> Printer | None:
    """The printer of that name, with what the profile that it extends says; None with errors."""
    return _load(name, list_printers(press), named_at, findings, ())


def _load(
    name: str, known: Mapping[str, Path], named_at: Location, findings: Findings, met: tuple[str, ...]
) -> Printer | None:
    if name not in known:
        hint = nearest(name, known) or f"known are: {', '.join(known)}"
        findings.error("P04", f'there is no printer "{name}"', named_at, hint)
        return None
    if name in met:
        findings.error("P05", f'the printer "{name}" extends itself', named_at, "name another, or none")
        return None
    told = len(findings.errors)
    desk = Desk(Folder(known[name].parent.parent), findings)
    document = desk.yaml(known[name])
    model = desk.model(document, PrinterModel) if document else None
    if not document or not model:
        return None
    base = None
    if model.extends:
        base = _load(model.extends, known, document.at(("extends",)), findings, (*met, name))
    _check(name, model, document, findings)
    return None if len(findings.errors) > told else _make(model, base)


def _check(name: str, model: PrinterModel, document: YamlDocument, findings: Findings) -> None:
    """Tell of what the schema cannot see: names that do not agree, sources and codes that are not there."""
    if model.name != name:
        where = document.at(("name",))
        findings.error("P05", f'the printer "{model.name}" stands in the file "{name}.yaml"', where, f"write {name}")
    for path, source in _named_sources(model):
        if source not in model.sources:
            hint = nearest(source, model.sources) or "add it to sources, with its title, date and kind"
            findings.error("P05", f'there is no source "{source}"', document.at((*path, "source")), hint)
    for code in model.grades:
        if code not in PROOF:
            where = document.at(("grades", code), key=True)
            hint = nearest(code, PROOF) or f"the codes of the proof are {PROOF[0]} to {PROOF[-1]}"
            findings.error("P05", f'"{code}" is not a code of the proof', where, hint)


def _named_sources(model: PrinterModel) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every group and paper by its path, and the source that it names."""
    for name in GROUPS:
        group: SourcedModel | None = getattr(model, name)
        if group:
            yield (name,), group.source
    for name, paper in model.papers.items():
        yield ("papers", name), paper.source


def _make(model: PrinterModel, base: Printer | None) -> Printer:
    """The printer that a model describes, on the base of another."""
    sources = {key: Citation(each.title, each.date, each.kind, each.url) for key, each in model.sources.items()}
    title, description = model.title or model.name, model.description
    bare = base or Printer(name=model.name, title=title, description=description, checked=model.checked)
    groups: dict[str, Any] = {name: _group(name, model, sources) for name in GROUPS if getattr(model, name)}
    papers = {key: _paper(each, sources[each.source]) for key, each in model.papers.items()}
    return replace(
        bare,
        name=model.name,
        title=title,
        description=description or bare.description,
        checked=model.checked,
        papers=MappingProxyType({**bare.papers, **papers}),
        grades=MappingProxyType({**bare.grades, **model.grades}),
        **groups,
    )


def _group(name: str, model: PrinterModel, sources: Mapping[str, Citation]) -> Sourced:
    """A group of figures as its noun, which has the name of its key."""
    group: SourcedModel = getattr(model, name)
    kind: type[Sourced] = getattr(nouns, name.title().replace("_", ""))
    facts = {key: getattr(group, key) for key in type(group).model_fields}
    facts |= {"source": sources[group.source]}
    if isinstance(group, TrimModel):
        (least_width, most_width), (least_height, most_height) = facts.pop("width"), facts.pop("height")
        facts |= {"least": (least_width, least_height), "most": (most_width, most_height)}
    return kind(**{key: _frozen(value) for key, value in facts.items()})


def _frozen(value: Any) -> Any:
    """A list as a tuple, its rows as steps."""
    if not isinstance(value, list):
        return value
    return tuple(Step(each.to, each.width, each.since) if isinstance(each, StepModel) else each for each in value)


def _paper(model: PaperModel, source: Citation) -> Paper:
    """A paper with what a page of it adds to the spine, however the printer says it."""
    per_page = model.per_page or 0.0
    if model.pages_per_inch:
        per_page = MM["in"] / model.pages_per_inch
    elif model.gsm:
        per_page = model.gsm * model.volume / VOLUME
    return Paper(
        source=source,
        note=model.note,
        title=model.title,
        per_page=per_page,
        added=model.added,
        steps=_frozen(model.steps),
        most=model.most,
    )
