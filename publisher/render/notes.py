"""Notes put in their places: at the foot of the printed page, or as pop-up asides of an EPUB."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from publisher.book import Note, Text

Element = etree._Element
EDITOR_MARKS = ("*", "†", "‡", "§")  # in the order of the trade (New Hart's Rules 14.2.4); they come round again
EPUB = "{http://www.idpf.org/2007/ops}"
etree.register_namespace("epub", EPUB.strip("{}"))
BLOCKS = ("p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "div", "table", "tr", "td", "th", "tbody", "thead")
BACK = "↩\ufe0e"  # the selector keeps iOS from drawing an emoji


def mark(note: Note) -> str:
    """What stands at the call: figures for the author, signs for the editor, letters for the translator."""
    if note.kind == "editor":
        return EDITOR_MARKS[(note.number - 1) % len(EDITOR_MARKS)]
    if note.kind == "translator":
        return letters(note.number)
    return str(note.number)


def letters(number: int) -> str:
    """1, 2, … 26, 27 as a, b, … z, aa."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


def place_feet(root: Element, text: Text, resolve: Callable[[Element], None], sign: Callable[[Note], str]) -> None:
    """Put each note at its call as a `span.note`, whose style floats it to the foot of the page."""
    for call, note in _calls(root, text):
        span = etree.Element("span", {"class": f"note {note.kind}", "id": note.id, "data-mark": mark(note)})
        first, *others = _blocks(note, resolve)
        if first.tag == "p":
            # The words of the first paragraph stand in the note itself: a line may break badly in an inner span.
            _as_spans(first)
            span.text = first.text
            span.extend(first)
        else:
            others.insert(0, first)
        span.extend(_inline(block) for block in others)
        _sign(span[-1] if others else span, sign(note))
        _put(span, call)


def place_popups(
    root: Element, text: Text, resolve: Callable[[Element], None], sign: Callable[[Note], str], back: str
) -> list[Element]:
    """Turn the calls into note references, and give the asides that they open, in order; `back` labels the way back."""
    asides = []
    for call, note in _calls(root, text):
        reference = etree.Element(
            "a", {"class": f"noteref {note.kind}", "href": f"#{note.id}", "id": f"{note.id}.call"}
        )
        reference.set(f"{EPUB}type", "noteref")
        reference.set("role", "doc-noteref")
        reference.text = mark(note)
        _put(reference, call)
        asides.append(_aside(note, resolve, sign, back))
    return asides


def _aside(note: Note, resolve: Callable[[Element], None], sign: Callable[[Note], str], back: str) -> Element:
    aside = etree.Element("aside", {"class": f"note {note.kind}", "id": note.id, "role": "doc-footnote"})
    aside.set(f"{EPUB}type", "footnote")
    aside.extend(_blocks(note, resolve))
    if aside[0].tag != "p":
        aside.insert(0, etree.Element("p"))
    first, last = aside[0], _end(aside)
    first.set("class", "note-first")
    number = etree.Element("span", {"class": "note-mark"})
    number.text, number.tail = mark(note), f" {first.text or ''}"
    first.text = None
    first.insert(0, number)
    _sign(last, sign(note))
    link = etree.SubElement(last, "a", {"class": "backlink", "href": f"#{note.id}.call", "role": "doc-backlink"})
    link.set("aria-label", back)
    link.text = BACK
    _space_before(link)
    return aside


def _end(aside: Element) -> Element:
    """The block that holds a note's last words: a paragraph or an item, else a paragraph after what is neither."""
    last = aside[-1]
    while last.tag not in ("p", "table") and len(last) and last[-1].tag in BLOCKS:
        last = last[-1]
    return last if last.tag in ("p", "li", "dd") else etree.SubElement(aside, "p")


def _calls(root: Element, text: Text) -> list[tuple[Element, Note]]:
    notes = {note.id: note for note in text.content.notes}
    return [
        (call, notes[call.get("data-note", "")]) for call in list(root.iter("a")) if call.get("class") == "note-call"
    ]


def _blocks(note: Note, resolve: Callable[[Element], None]) -> list[Element]:
    body = etree.fromstring(f"<body>{note.html}</body>")
    resolve(body)
    blocks = list(body)
    for block in blocks:
        block.tail = None
    return blocks


def _inline(block: Element) -> Element:
    """A block of a note as a span, which alone the typesetter floats to the foot of a page."""
    kinds = ["note-paragraph"] if block.tag == "p" else ["note-paragraph", str(block.tag)]
    _as_spans(block)
    block.tag = "span"
    block.set("class", " ".join(kinds))
    return block


def _as_spans(block: Element) -> None:
    """Turn all blocks inside a block into spans of a class, and its words into one line each."""
    _number_items(block)
    for element in block.iter("*"):
        # The typesetter breaks a line at a newline beside an element in a note (WeasyPrint 70).
        element.text = _one_line(element.text)
        if element is not block:
            element.tail = _one_line(element.tail)
            if element.tag in BLOCKS:
                element.set("class", f"{element.tag} {element.get('class', '')}".strip())
                element.tag = "span"


def _number_items(block: Element) -> None:
    """Write the marks of list items and the gaps between cells as words, for spans have neither."""
    for items in block.iter("ul", "ol"):
        for number, item in enumerate(items.iterfind("li"), int(items.get("start") or 1)):
            first = next((child for child in item if child.tag == "p"), None) if not (item.text or "").strip() else None
            holder = item if first is None else first
            sign = f"{number}." if items.tag == "ol" else "•"
            holder.text = f"{sign}\u00a0{(holder.text or '').lstrip()}"
    for cell in block.iter("td", "th"):
        if cell.getnext() is not None:
            cell.tail = " · "


def _one_line(words: str | None) -> str | None:
    return re.sub(r"[ \t]*\n\s*", " ", words) if words else words


def _sign(block: Element, words: str) -> None:
    """Append whose hand it is (`—Ed.`), when it is not the author's."""
    if words:
        hand = etree.SubElement(block, "span", {"class": "note-hand"})
        hand.text = words
        _space_before(hand)


def _space_before(element: Element) -> None:
    """A no-break space before an element."""
    _set_words_before(element, f"{_words_before(element).rstrip()}\u00a0")


def _put(element: Element, call: Element) -> None:
    """Put an element in the place of a call; no space stands before it."""
    element.tail = call.tail
    _set_words_before(call, _words_before(call).rstrip(" "))
    parent = call.getparent()
    if parent is not None:
        parent.replace(call, element)


def _words_before(element: Element) -> str:
    previous, parent = element.getprevious(), element.getparent()
    words = previous.tail if previous is not None else parent.text if parent is not None else ""
    return words or ""


def _set_words_before(element: Element, words: str) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = words or None
    elif parent is not None:
        parent.text = words or None
