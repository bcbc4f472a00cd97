"""A text as it lies on the disk: front matter between `---` lines, then Markdown."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from publisher.book import Content, Contributor, Rights, Text
from publisher.book import Source as Origin
from publisher.diagnostics import Location
from publisher.read.files import PICTURE_LIMIT, load_bytes, load_text
from publisher.read.links import Targets
from publisher.read.manifest import SourceModel, TextModel
from publisher.read.markup.pictures import OpenPicture
from publisher.read.markup.source import Source
from publisher.read.press import Desk, make_rights
from publisher.read.schema import Checked
from publisher.read.typography import refine_text
from publisher.read.yaml import Path as YamlPath
from publisher.read.yaml import YamlDocument

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
ROLE_KEYS = {"author": "aut", "translator": "trl", "presented_by": "pre"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and the source that it was made from, kept until every link is checked."""

    text: Text
    source: Source
    headnote_at: Location
    sound: bool


def load_draft(file: Path, named_at: Location, language: str, rights: Rights, desk: Desk) -> Draft | None:
    """The text in a file, or None with errors; `language` and `rights` are those of the book."""
    words = load_text(file, desk.folder, named_at, desk.findings)
    name = desk.folder.name(file)
    if words is None:
        return None
    match = FRONT_MATTER.match(words)
    if not match:
        begun = re.match(r"---[ \t]*\n", words)
        message = "the front matter is not closed" if begun else "the text does not begin with front matter"
        hint = "end it with a line ---" if begun else "begin the file with a line ---, then title: …, then a line ---"
        desk.findings.error("T01", message, Location(name, 1, 1), hint)
        return None
    document = desk.parse_yaml(match[1], name, first_line=2)
    checked = desk.mended(document, TextModel) if document else None
    source = Source(words[match.end() :], name, words.count("\n", 0, match.end()) + 1)
    if not checked or not checked.model:
        # The body is read all the same, so that every problem of the file is told at once.
        desk.markup.parse(source, file.stem, language, _opener(file, desk), desk.findings)
        return None
    return _make_draft(file, checked, checked.model, source, language, rights, desk)


def _make_draft(
    file: Path,
    checked: Checked[TextModel],
    model: TextModel,
    source: Source,
    language: str,
    rights: Rights,
    desk: Desk,
) -> Draft | None:
    document = checked.document
    if model.language:
        desk.language(model.language, document.at(("language",)))
    language = model.language or language
    content = _parse(source, file, language, desk)
    contributors = _contributors(model, document, desk)
    date = desk.date(model.date, document.at(("date",)), model.calendar)
    origins = {
        key: _origin(getattr(model, key), document, key, desk) for key in ("first_published", "republished", "source")
    }
    where = document.at(("headnote",))
    headnote = desk.inline(model.headnote, where, language) if model.headnote else ""
    if content is None:
        return None
    text = Text(
        id=file.stem,
        title=refine_text(model.title, language),
        language=language,
        content=content,
        location=document.at(("title",), key=True),
        subtitle=refine_text(model.subtitle, language),
        short_title=refine_text(model.short_title, language),
        contributors=contributors,
        date=date,
        rights=make_rights(model.rights, rights),
        headnote=headnote,
        opens=model.opens or "",
        waived=desk.waivers(model.waive, document),
        **origins,
    )
    return Draft(text, source, where, checked.sound)


def _parse(source: Source, file: Path, language: str, desk: Desk) -> Content | None:
    """The content of a text, from an earlier run where nothing of it has changed."""
    return desk.kept.content(
        source.words,
        file.stem,
        language,
        _opener(file, desk),
        desk.findings,
        lambda opener, findings: desk.markup.parse(source, file.stem, language, opener, findings),
    )


def _contributors(model: TextModel, document: YamlDocument, desk: Desk) -> tuple[Contributor, ...]:
    made = []
    for key, role in ROLE_KEYS.items():
        for index, reference in enumerate(getattr(model, key)):
            person = desk.person(reference, document.at((key, index)))
            if person:
                made.append(Contributor(person, role))
    return (*made, *desk.contributors(model.contributors, document, ("contributors",)))


def _origin(model: SourceModel | None, document: YamlDocument, key: str, desk: Desk) -> Origin | None:
    if not model:
        return None
    path: YamlPath = (key, "date" if model.date else "year")
    date = desk.date(model.date or model.year, document.at(path))
    return Origin(model.title, model.author, model.publisher, model.place, date, model.pages, model.url, model.occasion)


def _opener(file: Path, desk: Desk) -> OpenPicture:
    """How the text's pictures are opened: relative to its file, inside the press."""

    def open_picture(path: str, where: Location) -> tuple[str, bytes] | None:
        if not path:
            desk.findings.error("M06", "the picture names no file", where, "write ![what it shows](images/name.png)")
            return None
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", path):
            hint = "copy the picture into the press"
            desk.findings.error("M07", f'the picture "{path}" is not a file of the press', where, hint)
            return None
        picture = Path(os.path.normpath(file.parent / path))
        data = load_bytes(picture, desk.folder, where, desk.findings, PICTURE_LIMIT)
        return None if data is None else (desk.folder.name(picture.resolve()), data)

    return open_picture


def check_cross_references(
    drafts: list[Draft], ids: Collection[str] | None, slugs: tuple[str, ...], desk: Desk
) -> None:
    """Tell of every link to a text, person, book or anchor that is not there.

    `ids` are those of all texts that the manifest names, None where its outline is wrong and they cannot be told.
    """
    targets = Targets(desk.people, slugs, ids, {draft.text.id: draft.text for draft in drafts})
    for draft in drafts:
        content, headnote_at = draft.text.content, draft.headnote_at
        words = "".join([content.html, *(note.html for note in content.notes)])
        targets.check(words, draft.source.target, desk.findings)
        targets.check(draft.text.headnote, lambda _, __, at=headnote_at: at, desk.findings)  # type: ignore[misc]
