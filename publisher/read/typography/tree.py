"""An XHTML tree with its words refined in place: collected into streams, one for each block and language, and put back.

A stream crosses inline elements, so that the quotes of `"<em>word</em>"` see the word; each block starts afresh.
All streams of a language are refined at once, for the patterns are fastest on one long string.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element

from publisher.read.typography.languages import rules_for
from publisher.read.typography.refinery import refine_stream
from publisher.read.typography.stream import BLOCK, CALL, LINE, MARKS, OBJECT, Q_END, Q_START, SLOT

OPAQUE = frozenset("code pre kbd samp script style math svg".split())
INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em font i img ins kbd label mark math q rp rt ruby s samp small span "
    "strong sub sup svg time tt u var wbr".split()
)
ATTRIBUTES = ("alt", "title")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_UNMARK = dict.fromkeys(map(ord, MARKS))
_MARKED = frozenset(MARKS)


@dataclass(frozen=True, slots=True)
class _Slot:
    """One place where words stand: `text`, `tail` or an attribute of an element."""

    element: _Element
    place: str
    words: str

    def fill(self, words: str) -> None:
        """Put words into the place."""
        if words == self.words:
            return
        if self.place == "text":
            self.element.text = words
        elif self.place == "tail":
            self.element.tail = words
        else:
            self.element.set(self.place, words)


@dataclass(slots=True)
class _Stream:
    """The words of one block in one language: slots, and in `pieces` their words among marks."""

    language: str
    slots: list[_Slot] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def add(self, element: _Element, place: str, words: str | None) -> None:
        """Add a slot that has words."""
        if words:
            self.slots.append(_Slot(element, place, words))
            self.pieces += (words, SLOT)


def refine(root: _Element, language: str) -> None:
    """Refine the words, `alt` and `title` of a tree of XHTML without namespace, by the nearest `lang` or `language`.

    Letters and digits never change; code, formulas, pictures and addresses stay as they are; a second time changes
    nothing.
    """
    streams: list[_Stream] = []
    _enter(root, language, streams)
    by_language: dict[str, list[_Stream]] = {}
    for stream in streams:
        if stream.slots:
            by_language.setdefault(_primary(stream.language), []).append(stream)
    for primary, found in by_language.items():
        words = BLOCK.join("".join(stream.pieces) for stream in found)
        refined = refine_stream(words, rules_for(primary))
        for mark in _MARKED - {SLOT}:
            refined = refined.replace(mark, "")
        slots = (slot for stream in found for slot in stream.slots)
        for slot, filled in zip(slots, refined.split(SLOT)[:-1], strict=True):
            slot.fill(filled)


def refine_text(words: str, language: str) -> str:
    """A title, caption or other plain string, refined like a block of its own."""
    if not _MARKED.isdisjoint(words):
        return words
    return refine_stream(words, rules_for(_primary(language))).translate(_UNMARK)


def _primary(language: str) -> str:
    """The primary subtag: `ru` for `ru-Latn`."""
    return language.partition("-")[0].lower()


def _language(element: _Element, language: str) -> str:
    """The language of an element that stands in another."""
    return element.get("lang") or element.get(XML_LANG) or language


def _enter(element: _Element, language: str, streams: list[_Stream]) -> None:
    """Collect a block, or words in another language, into a stream of their own."""
    stream = _Stream(_language(element, language))
    streams.append(stream)
    if element.tag in OPAQUE:
        return
    _titles(element, stream.language, streams)
    _walk(element, stream, streams)


def _titles(element: _Element, language: str, streams: list[_Stream]) -> None:
    """Collect the attributes that are read."""
    for name in ATTRIBUTES:
        if words := element.get(name):
            stream = _Stream(language)
            stream.add(element, name, words)
            streams.append(stream)


def _walk(element: _Element, stream: _Stream, streams: list[_Stream]) -> None:
    """Collect the text of an element, of its children and what follows each."""
    stream.add(element, "text", element.text)
    for child in element:
        if isinstance(child.tag, str):  # neither a comment nor an instruction
            _place(child, stream, streams)
        stream.add(child, "tail", child.tail)


def _place(element: _Element, stream: _Stream, streams: list[_Stream]) -> None:
    """Collect a child, in the stream around it or, for a block or another language, beside it."""
    tag = element.tag
    language = _language(element, stream.language)
    if tag not in INLINE:
        stream.pieces.append(BLOCK)
        _enter(element, language, streams)
    elif tag in OPAQUE:
        stream.pieces.append(OBJECT)
    elif _primary(language) != _primary(stream.language):
        stream.pieces.append(OBJECT)
        _enter(element, language, streams)
    else:
        _titles(element, language, streams)
        before, after = _marks(element)
        stream.pieces.append(before)
        _walk(element, stream, streams)
        stream.pieces.append(after)


def _marks(element: _Element) -> tuple[str, str]:
    """The marks before and after the words of an inline element."""
    match element.tag:
        case "br":
            return LINE, ""
        case "img":
            return OBJECT, ""
        case "q":
            return Q_START, Q_END
    classes = element.get("class", "").split()
    if "note-call" in classes:
        return CALL, CALL
    return (LINE if "line" in classes else ""), ""
