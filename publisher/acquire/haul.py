"""What an acquisition brings home, not written yet: files for a book, people for the register, and a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from publisher.acquire.archive import SourceError
from publisher.acquire.compose import Composer, front_matter
from publisher.acquire.divide import HEADINGS, divide
from publisher.acquire.names import slug
from publisher.acquire.notes import lift_notes
from publisher.acquire.page import words_of
from publisher.acquire.piece import About, Credit, Element, Fate, Foreign, Note, Piece, Remark
from publisher.acquire.plan import FOUND, Plan, follow
from publisher.acquire.verse import mark_verse

PICTURES = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))


AROUND = ("section", "div", "article", "body", "header", "hgroup", "blockquote", "note")
NOBODY: Mapping[str, str] = MappingProxyType({})
LICENCES = (
    ("creativecommons.org/publicdomain/zero", "CC0-1.0"),
    ("creativecommons.org/licenses/by-sa/4.0", "CC-BY-SA-4.0"),
    ("creativecommons.org/licenses/by/4.0", "CC-BY-4.0"),
    ("public domain", "public domain"),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted in the source and in the texts: words, notes, pictures, tables."""

    words: int = 0
    notes: int = 0
    pictures: int = 0
    tables: int = 0


@dataclass(frozen=True, slots=True)
class AcquiredText:
    """A text as it is to be written: its name, the piece that it was, its file, its role and what it counts."""

    name: str
    piece: str
    title: str
    authors: tuple[str, ...]
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

    @property
    def slug(self) -> str:
        """The name of a book that is made of this source."""
        return slug(self.about.title or self.texts[0].title, frozenset(), "book")


def bring_home(
    foreign: Foreign, plan: Plan = FOUND, known: Mapping[str, str] = NOBODY, name: str = "", **more: object
) -> Haul:
    """The texts of a source, with their notes, pictures and people.

    `known` gives the ids of people in the register by their names; `more` are keys for the front matter of every text.
    """
    notes = {note.id: note for note in lift_notes(foreign.body)}
    for body in (foreign.body, *(note.body for note in notes.values())):
        mark_verse(body)
    found, remarks = divide(foreign, plan.divide)
    pieces, skipped = follow(plan, found)
    pieces = tuple(piece for piece in pieces if words_of(piece.body) or piece.body.find(".//img") is not None)
    if not pieces:
        raise SourceError("there is no text in it", "look at it in the program that made it")
    if name:
        if len(pieces) > 1:
            raise SourceError(f"it holds {len(pieces)} texts, and one name is given", "name them in a plan: --dry-run")
        pieces = (replace(pieces[0], name=name),)
    endings = [remark for piece in pieces for remark in _drop_idle_end(piece.body)]
    pictures, unprintable = _pictures(foreign)
    people = _people(pieces, known)
    links = _links(pieces, notes)
    names = {**known, **{credit.name: each for each, credit in people.items()}}
    texts = []
    called: list[str] = []
    repeated: list[Remark] = []
    for piece in pieces:
        composer = Composer(notes, links[piece.name], pictures, piece.language)
        markdown = composer.compose(piece, front_matter(piece, names, {**_said(foreign.about), **more}))
        called += composer.called
        repeated += [
            Remark(Fate.DROPPED, "", f"a second call of the note “{words_of(notes[each].body)[:40]} …” in {piece.name}")
            for each in composer.repeated
        ]
        authors = tuple(credit.name for credit in piece.credits if credit.role == "aut")
        texts.append(
            AcquiredText(
                piece.name,
                piece.piece or piece.name,
                piece.title,
                authors,
                markdown,
                piece.role,
                _tally(piece, composer),
            )
        )
    lost = [note for note in notes.values() if note.id not in called]
    unseen = [
        Remark(Fate.DROPPED, f"the note “{words_of(note.body)[:60]}”", "nothing that was kept calls it")
        for note in lost
    ]
    written = "".join(text.markdown for text in texts)
    absent = [
        Remark(Fate.DROPPED, f"the picture {image.get('src', '')}: {image.get('alt', '')}", "it cannot be had")
        for piece in pieces
        for image in piece.body.iter("img")
        if image.get("src", "") not in foreign.pictures
    ]
    files = {
        pictures[source]: data
        for source, data in foreign.pictures.items()
        if source in pictures and f"]({pictures[source]}" in written
    }
    return Haul(
        foreign.about,
        tuple(texts),
        files,
        people,
        (*foreign.remarks, *remarks, *skipped, *endings, *unprintable, *absent, *repeated, *unseen),
    )


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
        stem = slug(
            source.rpartition("/")[2].rpartition(".")[0],
            {each[7:].rpartition(".")[0] for each in named.values()},
            "picture",
        )
        named[source] = f"images/{stem}.{kind}"
    return named, remarks


def _people(pieces: Sequence[Piece], known: Mapping[str, str]) -> dict[str, Credit]:
    """The people of all pieces who are not known yet, by id, each name once."""
    people: dict[str, Credit] = {}
    for credit in (credit for piece in pieces for credit in piece.credits):
        if credit.name not in known and credit.name not in {each.name for each in people.values()}:
            surname = (credit.sort or credit.name.rpartition(" ")[2] or credit.name).partition(",")[0]
            people[slug(surname, {*people, *known.values()}, "somebody")] = credit
    return people


def _said(about: About) -> dict[str, object]:
    """The keys of front matter that a source's own metadata fills."""
    source = {"title": about.title, "publisher": about.publisher, "url": about.url}
    kept = {key: value for key, value in source.items() if value}
    rights = next((name for sign, name in LICENCES if sign in about.rights.casefold()), "")
    return {**({"source": kept} if kept else {}), **({"rights": {"licence": rights}} if rights else {})}


def _links(pieces: Sequence[Piece], notes: Mapping[str, Note]) -> dict[str, dict[str, str]]:
    """For each piece, where the ids of the source are now: `#anchor` in itself, `text:name#anchor` in another."""
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
            name: (f"#{anchor}" if anchor else "")
            if home == piece.name
            else f"text:{home}" + (f"#{anchor}" if anchor else "")
            for name, (home, anchor) in homes.items()
        }
        for piece in pieces
    }


def _anchor(element: Element, body: Element, taken: set[str]) -> str:
    """The name of a place that a text keeps: of a heading or figure; "" for any other, which leads to the text."""
    if element is body or element.tag not in (*HEADINGS, "figure", "img"):
        return ""
    if any(each.tag not in AROUND for each in element.iterancestors()):
        return ""
    return slug(str(element.get("id")).rpartition("#")[2], taken, "place")


def _tally(piece: Piece, composer: Composer) -> Tally:
    bodies = [piece.body, *(composer.notes[name].body for name in composer.called)]
    count = [sum(1 for body in bodies for _ in body.iter(*tags)) for tags in (("img", "svg"), ("table",))]
    return Tally(sum(len(words_of(body).split()) for body in bodies), len(composer.called), *count)
