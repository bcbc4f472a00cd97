"""Words proven: what a built file says is what its texts say, nothing lost, doubled or in another order.

Letters and figures are compared, without case, spaces, signs and hyphens, which languages and lines change.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from publisher.book import Text

APART = frozenset({"note-call", "unseen"})
_LONG = 80  # letters: a passage of this length does not occur twice by chance
_GAP = 400  # letters: the most that a heading with its byline, or a folio, puts between two passages
_SHOWN = 6  # words


@dataclass(frozen=True)
class Passage:
    """Words in one piece, as the editor wrote them."""

    words: str

    @cached_property
    def letters(self) -> str:
        """What is compared."""
        return letters(self.words)


@dataclass(frozen=True, slots=True)
class Said:
    """What a built file says: the letters of its texts in the order of reading, and those of its notes."""

    flow: str
    notes: str


def letters(words: str) -> str:
    """Letters and figures alone, ligatures undone, without case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", words).casefold()))


def differences(texts: Iterable[Text], said: Said) -> Iterator[tuple[Text, str]]:
    """The texts whose words a file does not have as they are, each with what differs first."""
    place = 0
    for text in texts:
        found, place = _flow(text, said.flow, place)
        found = found or next(filter(None, (_note(passages, said) for passages in _notes(text))), "")
        if found:
            yield text, found


def _flow(text: Text, flow: str, start: int) -> tuple[str, int]:
    """What differs first in the flow of a text, or nothing; and where the flow of the next begins."""
    place, furthest = start, start
    for number, passage in enumerate(_passages(text.content.html)):
        at = flow.find(passage.letters, place)
        if at < 0:
            again = flow.find(passage.letters)
            if again >= 0 and len(passage.letters) >= _LONG:
                return f"in another order: {_opening(passage.words)}", furthest
            return _first_lost(passage, flow, place), furthest
        if number and at - place > _GAP:
            return f"more words than the text has before {_opening(passage.words)}", furthest
        place = furthest = at + len(passage.letters)
        if len(passage.letters) >= _LONG and flow.find(passage.letters, place) >= 0:
            return f"twice: {_opening(passage.words)}", furthest
    return "", furthest


def _note(passages: tuple[Passage, ...], said: Said) -> str:
    """What a file lacks of a note, or nothing."""
    lost = next((passage for passage in passages if passage.letters not in said.notes), None)
    return _first_lost(lost, said.notes, 0) if lost else ""


def _notes(text: Text) -> Iterator[tuple[Passage, ...]]:
    """The passages of each note."""
    return (tuple(_passages(note.html)) for note in text.content.notes)


def _first_lost(passage: Passage, flow: str, start: int) -> str:
    """Where a passage ceases to be in a flow, in words."""
    least, most = 0, len(passage.letters)
    while least < most:  # the longest beginning that is there
        middle = (least + most + 1) // 2
        if flow.find(passage.letters[:middle], start) >= 0:
            least = middle
        else:
            most = middle - 1
    seen = 0
    for place, character in enumerate(passage.words):
        seen += len(letters(character))
        if seen > least:
            return f"not as written from {_opening(passage.words[_word_start(passage.words, place) :])}"
    return f"not as written: {_opening(passage.words)}"


def _word_start(words: str, place: int) -> int:
    while place and not words[place - 1].isspace():
        place -= 1
    return place


def _opening(words: str) -> str:
    """The first words of a passage, quoted."""
    first = words.split()
    return f'"{" ".join(first[:_SHOWN])}{" …" if len(first) > _SHOWN else ""}"'


def _passages(html: str) -> Iterator[Passage]:
    """The words of a run of blocks, in pieces: where a number, a folio or a title is added, another begins."""
    pieces = [""]
    _collect(etree.fromstring(f"<body>{html}</body>"), pieces)
    return (passage for passage in map(Passage, pieces) if passage.letters)


def _collect(element: Any, pieces: list[str]) -> None:
    if element.tag in ("svg", "math") or not APART.isdisjoint((element.get("class") or "").split()):
        return
    address = element.get("href") or ""
    filled = element.tag == "a" and (address.startswith("page:") or not "".join(element.itertext()).strip())
    if element.tag == "li":
        pieces.append("")
    pieces[-1] += element.text or ""
    for child in element:
        _collect(child, pieces)
        pieces[-1] += child.tail or ""
    if filled:
        pieces.append("")
