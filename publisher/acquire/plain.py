"""Plain text as a tree: paragraphs, headings in capitals or with a number, verse, `_italics_`, notes `[1]`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from publisher.acquire.encodings import decode
from publisher.acquire.piece import About, Element, Fate, Foreign, Remark

START = re.compile(r"^\*{3}\s*START OF (?:THIS|THE) PROJECT GUTENBERG.*$", re.M | re.I)
END = re.compile(
    r"^(?:\*{3}\s*END OF (?:THIS|THE) PROJECT GUTENBERG|End of (?:the )?Project Gutenberg).*$", re.M | re.I
)
FIELD = re.compile(r"^(Title|Author|Translator|Editor|Language|Release Date):\s*(.+)$", re.M)
ITALIC = re.compile(r"(?<![\w_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])")
CALL = re.compile(r"(?<=\S)\[(\d{1,3}|\*{1,3})\]")
NOTE = re.compile(r"^\s*\[(?:Footnote\s+)?(\d{1,3}|\*{1,3})(?:\]|:)\s*(.+?)\]?\s*$", re.S)
NUMERAL = re.compile(r"\s*(?:[IVXLCM]{1,9}|\d{1,3}|(?:chapter|part|book|глава|часть)\s+\S+)\.?\s*", re.I)
BYLINE = re.compile(r"(?:by|BY)\s+[A-Z][^,;:!?]{2,50}")
LANGUAGES = {"english": "en", "russian": "ru", "german": "de", "french": "fr"}
LONG = 80  # characters of a line above which it is a paragraph and not a line of a wrapped one


def read_plain(data: bytes, name: str) -> Foreign:
    """The text as a source."""
    words, encoding = decode(data)
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    remarks = [] if encoding == "utf-8" else [Remark(Fate.GUESSED, f"the encoding {encoding}")]
    about = About()
    if start := START.search(words):
        about = _gutenberg(words[: start.start()])
        end = END.search(words, start.end())
        rest = words[end.start() :] if end else ""
        header = f"{words[: start.end()]} {rest}"
        remarks.append(Remark(Fate.DROPPED, " ".join(header.split()), "Project Gutenberg's header and licence"))
        words = words[start.end() : end.start() if end else None]
    body = etree.Element("body")
    for block in _blocks(words):
        body.append(block)
    _link_notes(body)
    return Foreign(name, body, about, {}, (), tuple(remarks))


def _gutenberg(header: str) -> About:
    """What Project Gutenberg says of the book."""
    from publisher.acquire.piece import Credit

    fields = {match[1]: " ".join(match[2].split()) for match in FIELD.finditer(header)}
    roles = (("Author", "aut"), ("Translator", "trl"), ("Editor", "edt"))
    makers = tuple(Credit(fields[key], "", role) for key, role in roles if fields.get(key, "Various") != "Various")
    language = LANGUAGES.get(fields.get("Language", "").lower(), "")
    return About(fields.get("Title", ""), language, credits=makers)


def _blocks(words: str) -> list[Element]:
    """The blocks between empty lines; where lines are long, every line is a paragraph."""
    lines = words.split("\n")
    filled = [line for line in lines if line.strip()]
    if filled and sum(len(line) > LONG * 1.5 for line in filled) > len(filled) // 5:
        chunks = [[line] for line in filled]
    else:
        chunks = [chunk.split("\n") for chunk in re.split(r"\n\s*\n", words) if chunk.strip()]
    if chunks and len(chunks[0]) <= 3:  # author and title
        chunks[:1] = [[line] for line in chunks[0] if line.strip()]
    blocks: list[Element] = []
    for index, chunk in enumerate(chunks):
        kept = [line.rstrip() for line in chunk if line.strip()]
        if kept:
            blocks.append(_block(kept, blocks, last=index + 1 == len(chunks)))
    return _joined(blocks)


def _block(lines: Sequence[str], before: Sequence[Element], *, last: bool) -> Element:
    """One block: a heading, a stanza of verse, or a paragraph."""
    whole = " ".join(line.strip() for line in lines)
    if BYLINE.fullmatch(whole) or (not before and _is_name(whole)):
        byline = etree.Element("p", {"class": "byline"})
        byline.text = whole
        return byline
    if not last and len(lines) <= 2 and _is_heading(whole):
        heading = etree.Element("h3" if NUMERAL.fullmatch(whole) else "h2")
        heading.text = whole
        return heading
    if _is_verse(lines):
        return _stanza(lines)
    paragraph = etree.Element("p")
    _fill(paragraph, whole)
    return paragraph


def _is_name(words: str) -> bool:
    """Whether the first line of a file is somebody's name: two to four words with capitals."""
    parts = words.split()
    return 2 <= len(parts) <= 4 and all(
        part[0].isupper() and (part[1:].islower() or part.endswith(".")) for part in parts
    )


def _is_heading(words: str) -> bool:
    """Whether a short block stands in capitals, or is a number."""
    letters = [sign for sign in words if sign.isalpha()]
    if NUMERAL.fullmatch(words):
        return True
    return len(letters) > 3 and len(words) < 70 and all(sign.isupper() for sign in letters) and words[-1] not in ".,;:"


def _is_verse(lines: Sequence[str]) -> bool:
    """Whether lines are ended by the poet: short, indented as one, or each beginning with a capital."""
    if len(lines) < 2 or max(map(len, lines)) > 60:
        return False
    indented = all(line.startswith("  ") for line in lines)
    capital = sum(
        bool(re.match(r"\s*[\"«“„—–-]*\s*[^\W\d_]", line)) and line.strip(' "«“„—–-')[:1].isupper() for line in lines
    )
    return indented or (capital == len(lines) and max(len(line) for line in lines[:-1]) < 55 and len(lines) > 2)


def _stanza(lines: Sequence[str]) -> Element:
    """A stanza; two spaces beyond the margin are a step, nine at most."""
    verse = etree.Element("div", {"class": "verse"})
    stanza = etree.SubElement(verse, "p")
    for line in lines:
        made = etree.SubElement(stanza, "span", {"margin": str(len(line) - len(line.lstrip()))})
        _fill(made, line.strip())
    return verse


def _joined(blocks: Sequence[Element]) -> list[Element]:
    """The blocks with neighbouring stanzas in one poem, their steps counted from its margin."""
    made: list[Element] = []
    for block in blocks:
        if block.tag == "div" and made and made[-1].tag == "div":
            made[-1].extend(list(block))
        else:
            made.append(block)
    for poem in made:
        lines = list(poem.iter("span")) if poem.tag == "div" else []
        margin = min((int(line.get("margin", "0")) for line in lines), default=0)
        for line in lines:
            step = min((int(line.attrib.pop("margin", "0")) - margin) // 2, 9)
            if step:
                line.set("step", str(step))
    return made


def _fill(element: Element, words: str) -> None:
    """Put words into an element, those between low lines as emphasis."""
    parts = ITALIC.split(words)
    element.text = parts[0]
    for emphasised, after in zip(parts[1::2], parts[2::2], strict=True):
        inner = etree.SubElement(element, "em")
        inner.text, inner.tail = emphasised, after


def _link_notes(body: Element) -> None:
    """Make links of the numbers in brackets that have a note, and give the notes their ids."""
    notes: dict[str, list[Element]] = {}
    for paragraph in body.iter("p"):
        match = NOTE.match("".join(map(str, paragraph.itertext())))
        if match and paragraph.getparent() is body:
            name = f"note-{match[1]}-{len(notes.setdefault(match[1], [])) + 1}"
            paragraph.set("id", name)
            paragraph.set("kind", "footnote")
            notes[match[1]].append(paragraph)
    used: dict[str, int] = {}
    for element in [each for each in body.iter() if each.get("kind") != "footnote"]:
        for holder, where in ((element, "text"), (element, "tail")):
            _call_notes(holder, where, notes, used)


def _call_notes(holder: Element, where: str, notes: dict[str, list[Element]], used: dict[str, int]) -> None:
    """Split the words of an element at the first call of a note that is still to come, and go on behind it."""
    words = getattr(holder, where) or ""
    for match in CALL.finditer(words):
        turn = used.get(match[1], 0)
        if turn >= len(notes.get(match[1], ())):
            continue
        used[match[1]] = turn + 1
        link = etree.Element("a", {"href": f"#{notes[match[1]][turn].get('id')}", "kind": "noteref"})
        link.text = match[1]
        setattr(holder, where, words[: match.start()])
        if where == "text":
            holder.insert(0, link)
        else:
            parent = holder.getparent()
            assert parent is not None
            parent.insert(parent.index(holder) + 1, link)
        link.tail = words[match.end() :]
        _call_notes(link, "tail", notes, used)
        return
