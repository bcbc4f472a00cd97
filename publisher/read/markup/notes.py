"""The notes of a text: checked where they stand, then taken out of its tree and held apart by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from publisher.book import Note, NoteKind
from publisher.diagnostics import Findings, nearest
from publisher.read.markup.source import Source
from publisher.read.typography import refine

Element = etree._Element
PREFIXES: dict[str, NoteKind] = {"ed-": "editor", "tr-": "translator"}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_DEFINITION = re.compile(r"^([ >]*)\[\^([^\[\]\n]*)\]:", re.M)
_CALL = re.compile(r"\[\^([^\[\]\n]*)\]")


def note_kind(note: str) -> NoteKind:
    """Whose note it is, by the prefix of its id."""
    return next((kind for prefix, kind in PREFIXES.items() if note.startswith(prefix)), "author")


def check_notes(source: Source, findings: Findings) -> None:
    """Tell of notes that are called and not defined, defined and not called, or either of them twice."""
    defined: dict[str, int] = {}
    for match in _DEFINITION.finditer(source.prose):
        note, offset = match[2], match.start(2) - 2
        where = source.at(offset)
        if not NAME.fullmatch(note):
            hint = "use letters, digits and hyphens, as in [^1] or [^ed-1]"
            findings.error("N09", f"the name of the note [^{note}] is not a plain word", where, hint)
        if ">" in match[1] or len(match[1]) > 3:
            message = f"the note [^{note}] is defined inside another block"
            findings.error("N12", message, where, "begin its line at the left margin, below the block")
        if note in defined:
            findings.error("N04", f"the note [^{note}] is defined twice", where, "rename one")
        defined.setdefault(note, offset)
    called: set[str] = set()
    for note, offset in _calls(source):
        if note not in defined:
            hint = nearest(note, defined) or f"add a line that begins [^{note}]:"
            findings.error("N01", f"the note [^{note}] is called but not defined", source.at(offset), hint)
        elif note in called:
            hint = "give each call its own note"
            findings.error("N03", f"the note [^{note}] is called twice", source.at(offset), hint)
        called.add(note)
    for note in defined.keys() - called:
        where = source.at(defined[note])
        findings.error("N02", f"the note [^{note}] is defined but never called", where, "call it, or delete it")


def _calls(source: Source) -> Iterator[tuple[str, int]]:
    definitions = {match.start(2) - 2 for match in _DEFINITION.finditer(source.prose)}
    for match in _CALL.finditer(source.prose):
        if match.start() not in definitions:
            yield match[1], match.start()


def lift_notes(root: Element, text: str, source: Source, findings: Findings) -> tuple[list[str], dict[str, Element]]:
    """Take the notes out of the tree and mark the calls; the order of the calls, and each note's blocks by id."""
    bodies = take_notes(root)
    for note, body in bodies.items():
        _check_body(note, body, source, findings)
    calls = []
    for call in list(root.iter("call")):
        note = str(call.get("name"))
        call.tag = "a"
        call.attrib.clear()
        call.set("class", "note-call")
        call.set("data-note", f"{text}.{note}")
        calls.append(note)
    return calls, bodies


def take_notes(root: Element) -> dict[str, Element]:
    """Take the notes out of the tree, wherever HTML that is not closed has moved them; each note's blocks by id."""
    bodies = {str(note.get("name")): note for note in root.iter("note")}
    for container in list(root.iter("notes")):
        parent = container.getparent()
        if parent is not None:
            parent.remove(container)
    return bodies


def _check_body(note: str, body: Element, source: Source, findings: Findings) -> None:
    """Tell of what no note can hold: notes, for no page can show them, and headings."""
    for call in body.iter("call"):
        inner = str(call.get("name"))
        where = next((source.at(offset) for called, offset in _calls(source) if called == inner), source.at(0))
        message = f"the note [^{inner}] is called inside the note [^{note}]"
        findings.error("N11", message, where, "put it into the same note")
    for heading in body.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        words = "".join(heading.itertext()).strip()
        message = f'the heading "{words}" stands inside the note [^{note}]'
        findings.error("T04", message, source.find(f"[^{note}]:"), "make it a paragraph")


def make_notes(calls: list[str], bodies: dict[str, Element], text: str, language: str) -> tuple[Note, ...]:
    """The notes in the order of their calls, numbered within their kind, their typography refined."""
    counts = {"author": 0, "editor": 0, "translator": 0}
    notes = []
    for note in dict.fromkeys(call for call in calls if call in bodies):
        kind = note_kind(note)
        counts[kind] += 1
        body = bodies[note]
        refine(body, language)
        notes.append(Note(f"{text}.{note}", kind, counts[kind], blocks_of(body)))
    return tuple(notes)


def blocks_of(container: Element) -> str:
    """The XHTML of everything inside an element."""
    inside = etree.tostring(container, encoding="unicode", with_tail=False)
    return (
        ""
        if inside.endswith("/>") and not len(container)
        else inside[inside.index(">") + 1 : inside.rindex("</")].strip()
    )
