"""What an acquisition brings home: files for a book, people for the register, and a report; pure values, not written yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from publisher.acquire.compose import Composer, front_matter, slug
from publisher.acquire.divide import HEADINGS, divide
from publisher.acquire.notes import lift_notes
from publisher.acquire.page import words_of
from publisher.acquire.piece import About, Credit, Element, Fate, Foreign, Note, Piece, Remark
from publisher.acquire.verse import mark_verse

PICTURES = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted in the source and in the texts: words, notes, pictures, tables."""

    words: int = 0
    notes: int = 0
    pictures: int = 0
    tables: int = 0


@dataclass(frozen=True, slots=True)
class AcquiredText:
    """A text as it is to be written: its name, its file, what it is (`text`, `introduction` …), and what it counts."""

    name: str
    title: str
    markdown: str
    role: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Haul:
    """All that one source gave."""

    about: About
    texts: tuple[AcquiredText, ...]
    pictures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    people: Mapping[str, Credit] = field(default_factory=lambda: MappingProxyType({}))
    remarks: tuple[Remark, ...] = ()


def bring_home(foreign: Foreign) -> Haul:
    """The texts of a source, with their notes, pictures and people."""
    notes = {note.id: note for note in lift_notes(foreign.body)}
    for body in (foreign.body, *(note.body for note in notes.values())):
        mark_verse(body)
    pieces, remarks = divide(foreign)
    endings = [remark for piece in pieces for remark in _drop_idle_end(piece.body)]
    pictures, more = _pictures(foreign)
    people = _people(pieces)
    links = _links(pieces, notes)
    names = {credit.name: id for id, credit in people.items()}
    texts = []
    called: list[str] = []
    for piece in pieces:
        composer = Composer(notes, links[piece.name], pictures, piece.language)
        markdown = composer.compose(piece, front_matter(piece, names, {}))
        called += composer.called
        texts.append(AcquiredText(piece.name, piece.title, markdown, piece.role, _tally(piece, composer)))
    lost = [note for note in notes.values() if note.id not in called]
    unseen = [Remark(Fate.DROPPED, f"the note “{words_of(note.body)[:60]}”", "nothing that was kept calls it") for note in lost]
    files = {pictures[source]: data for source, data in foreign.pictures.items() if source in pictures}
    return Haul(foreign.about, tuple(texts), files, people, (*foreign.remarks, *remarks, *endings, *more, *unseen))


def _drop_idle_end(body: Element) -> list[Remark]:
    """What stood last and heads nothing, now that the notes below it have gone to their calls."""
    remarks = []
    while len(body) and (last := body[-1]).find(".//img") is None and not (last.tail or "").strip():
        words = words_of(last)
        if words and last.tag not in HEADINGS:
            break
        if words:
            remarks.append(Remark(Fate.DROPPED, words, "a heading without a text"))
        body.remove(last)
    return remarks


def _pictures(foreign: Foreign) -> tuple[dict[str, str], list[Remark]]:
    """The name that each picture gets beside the texts, by its name in the source."""
    named: dict[str, str] = {}
    remarks = []
    for source, data in foreign.pictures.items():
        kind = next((kind for mark, kind in PICTURES if data.startswith(mark)), "svg" if b"<svg" in data[:2000] else "")
        if not kind:
            remarks.append(Remark(Fate.DROPPED, source, "no picture that can be printed: PNG, JPEG, GIF or SVG"))
            continue
        stem = slug(source.rpartition("/")[2].rpartition(".")[0], {each[7:].rpartition(".")[0] for each in named.values()}, "picture")
        named[source] = f"images/{stem}.{kind}"
    return named, remarks


def _people(pieces: Sequence[Piece]) -> dict[str, Credit]:
    """The people of all pieces by id, each name once."""
    people: dict[str, Credit] = {}
    for credit in (credit for piece in pieces for credit in piece.credits):
        if credit.name not in {each.name for each in people.values()}:
            surname = (credit.sort or credit.name.rpartition(" ")[2] or credit.name).partition(",")[0]
            people[slug(surname, set(people), "somebody")] = credit
    return people


def _links(pieces: Sequence[Piece], notes: Mapping[str, Note]) -> dict[str, dict[str, str]]:
    """For each piece, where the ids of the source are to be found: `#anchor` in itself, `text:name#anchor` in another."""
    wanted = {
        str(link.get("href"))[1:]
        for body in (*(piece.body for piece in pieces), *(note.body for note in notes.values()))
        for link in body.iter("a")
        if str(link.get("href", "")).startswith("#")
    }
    homes: dict[str, tuple[str, str]] = {}
    for piece in pieces:
        taken: set[str] = set()
        for element in piece.body.iter():
            name = str(element.get("id", ""))
            if name and (name in wanted or element is piece.body):
                homes[name] = (piece.name, _anchor(element, piece.body, taken))
                if homes[name][1]:
                    taken.add(homes[name][1])
    return {
        piece.name: {
            name: (f"#{anchor}" if anchor else "") if home == piece.name else f"text:{home}" + (f"#{anchor}" if anchor else "")
            for name, (home, anchor) in homes.items()
        }
        for piece in pieces
    }


def _anchor(element: Element, body: Element, taken: set[str]) -> str:
    """The name of a place that a text can keep: that of a heading or figure; "" for any other, which leads to the text."""
    if element is body or element.tag not in (*HEADINGS, "figure", "img"):
        return ""
    return slug(str(element.get("id")).rpartition("#")[2], taken, "place")


def _tally(piece: Piece, composer: Composer) -> Tally:
    bodies = [piece.body, *(composer.notes[name].body for name in composer.called)]
    count = [sum(1 for body in bodies for _ in body.iter(*tags)) for tags in (("img", "svg"), ("table",))]
    return Tally(sum(len(words_of(body).split()) for body in bodies), len(composer.called), *count)

