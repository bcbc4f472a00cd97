"""Characters for which the faces of a theme have no sign, with the place where each stands in its text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from html import unescape

from publisher.book import Book, Text
from publisher.diagnostics import Diagnostic, Location, Severity
from publisher.publication import FontFace

_TAG = re.compile(r"<[^>]*>")
_STACK = re.compile(r"(?:^|[\s,}/])(?:html|body)\s*\{[^}]*?font(?:-family)?:\s*([^;}]+)")
_NAMES = re.compile(r"""["']([^"']+)["']|([A-Za-z][\w -]*\w)\s*(?:,|$)""")
# Signs that are nothing to look at: the shaper leaves them out, or makes a space where the face has none.
UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")
STANDS_FOR = {"\u2011": "\u2010"}  # what HarfBuzz sets where a face lacks the sign
PEOPLE = "books/people.yaml"
HINT = "give the theme a face that has it, or write it in other signs"


def missing_glyphs(
    book: Book, faces: Iterable[FontFace], stylesheet: str, words: Callable[[str], str]
) -> Iterator[Diagnostic]:
    """T14 for each character of each text that the typeface of its words lacks.

    `words` gives what stands in a file of the press, so that the line can be told.
    """
    known = coverage(text_faces(faces, stylesheet))
    if not known:
        return
    shown = [(text.location, _shown(text)) for text in book.texts]
    bios = "".join(_TAG.sub("", entry.bio) for entry in book.press.people.values() if "people" in book.apparatus)
    for location, said in (*shown, (Location(PEOPLE), unescape(bios))):
        for sign in sorted(_lacking(said, known)):
            yield _diagnose(sign, location, words(location.path))


def text_faces(faces: Iterable[FontFace], stylesheet: str) -> tuple[FontFace, ...]:
    """The upright text faces of the families in which a stylesheet sets its words, or all of them."""
    stack = _STACK.search(stylesheet)
    families = [(quoted or bare).lower() for quoted, bare in _NAMES.findall(stack[1].strip())] if stack else []
    upright = [face for face in faces if face.style == "normal"]
    return tuple(face for face in upright if face.family.lower() in families) or tuple(upright)


def coverage(faces: Iterable[FontFace]) -> frozenset[str]:
    """Every character for which one of the faces has a sign."""
    import uharfbuzz

    return frozenset(chr(point) for face in faces for point in uharfbuzz.Face(face.file.data).unicodes)


def _shown(text: Text) -> str:
    """All that a reader sees of a text."""
    html = "".join([text.headnote, text.content.html, *(note.html for note in text.content.notes)])
    return "".join([text.title, text.subtitle, unescape(_TAG.sub("", html))])


def _lacking(words: str, known: frozenset[str]) -> set[str]:
    """The signs that are neither known nor made of known ones."""
    signs = set(words) - known
    if not signs:
        return signs
    signs = set(unicodedata.normalize("NFC", words)) - known  # an accent of its own goes with its letter
    return {sign for sign in signs if not _spared(sign, known)}


def _spared(sign: str, known: frozenset[str]) -> bool:
    """Whether a sign is set all the same: unseen, made of others, or with a stand-in."""
    if unicodedata.category(sign) in UNSEEN or "VARIATION SELECTOR" in unicodedata.name(sign, ""):
        return True
    return STANDS_FOR.get(sign) in known or set(unicodedata.normalize("NFD", sign)) <= known


def _diagnose(sign: str, location: Location, words: str) -> Diagnostic:
    """The finding at the first place where the sign stands in its file, or at the text where the file has it not."""
    name = unicodedata.name(sign, "a sign without a name").lower()
    message = f'the theme has no sign for "{sign}" (U+{ord(sign):04X}, {name})'
    times, offset = words.count(sign), words.find(sign)
    if offset >= 0:
        line = words.count("\n", 0, offset) + 1
        location = Location(location.path, line, offset - words.rfind("\n", 0, offset))
        message += f", which stands {times} times in this file" if times > 1 else ""
    return Diagnostic("T14", message, location, HINT, Severity.WARNING)
