"""XHTML of Standard Ebooks as Markdown of our dialect; every word is kept, structure as far as the dialect has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

Element = etree._Element
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HEADING_GROUPS = (*HEADINGS, "hgroup")
EMPHASIS = {"i": "*", "em": "*", "b": "**", "strong": "**"}
LISTS = ("ol", "ul")
PHRASES = ("cite", "span", "abbr", "a", *EMPHASIS)
BREAK = "  \n"
INDENT = " " * 4
_SPECIAL = re.compile(r"[\\`*_\[\]{}|]")
_OPENING = re.compile(r"^(\d+)([.)])(?=\s)|^([-+>#])")
_NOTE = re.compile(r"endnotes\.xhtml#(note-\d+)")
_PLACE = re.compile(r"([\w-]+)\.xhtml(?:#([\w-]+))?")


@dataclass
class Text:
    """One file in the making: its name, the notes of the book by id, the anchors of all files, and the notes called."""

    name: str
    notes: Mapping[str, Element]
    anchors: Mapping[str, frozenset[str]]
    called: list[str] = field(default_factory=list)

    def body(self, section: Element) -> str:
        """The Markdown of a section without its heading, its notes at the end."""
        blocks = [block for child in content(section) for block in self._blocks(child)]
        done = 0
        while done < len(self.called):  # a note may call another
            words = self._paragraphs(self.notes[self.called[done]])
            blocks.append(f"[^{done + 1}]: {_indented(words)}")
            done += 1
        return "\n\n".join(blocks) + "\n"

    def _paragraphs(self, element: Element) -> str:
        return "\n\n".join(block for child in element for block in self._blocks(child))

    def _blocks(self, element: Element) -> list[str]:
        """The blocks that an element gives; one without a meaning in the dialect gives those of its children."""
        tag = local(element)
        if tag in HEADING_GROUPS:
            return [self._heading(element)]
        if tag in LISTS:
            return ["\n\n".join(self._items(element, numbered=tag == "ol"))]
        kinds: dict[str, Callable[[Element], str]] = {
            **dict.fromkeys(("p", *PHRASES), self._paragraph),
            "blockquote": self._quotation,
            "table": self._table,
            "figure": self._figure,
            "hr": lambda _: "* * *",
        }
        if tag in kinds:
            return [kinds[tag](element)]
        if (element.text or "").strip():
            raise ValueError(f"{self.name}: words directly in <{tag}>")
        return [block for child in element for block in self._blocks(child)]

    def _heading(self, element: Element) -> str:
        """A heading one level higher than in the source, whose second level is the title of the file."""
        group = element if local(element) == "hgroup" else None
        lines = [self._inline(child) for child in group] if group is not None else [self._inline(element)]
        levels = [int(local(each)[1]) for each in element.iter() if local(each) in HEADINGS]
        section = element.getparent()
        anchor = section.get("id") if section is not None and section[0] is element else None
        return f"{'#' * max(2, levels[0] - 1)} {': '.join(lines)}" + (f" {{#{anchor}}}" if anchor else "")

    def _paragraph(self, element: Element) -> str:
        return _OPENING.sub(lambda m: rf"{m[1]}\{m[2]}" if m[1] else rf"\{m[3]}", self._inline(element))

    def _quotation(self, element: Element) -> str:
        return re.sub("^", "> ", self._paragraphs(element), flags=re.M).replace("> \n", ">\n")

    def _items(self, element: Element, *, numbered: bool) -> list[str]:
        return [
            (f"{number}." if numbered else "-").ljust(4) + _indented(self._item(item))
            for number, item in enumerate(element, 1)
        ]

    def _item(self, item: Element) -> str:
        """The blocks of an item; words that stand in it without a paragraph are one."""
        if any(local(child) in ("p", "blockquote", *LISTS) for child in item):
            return self._paragraphs(item)
        return self._paragraph(item)

    def _table(self, element: Element) -> str:
        """A pipe table, its caption a paragraph before it; a cell over many columns leaves the others empty."""
        rows = [self._row(row) for row in element.iter(f"{XHTML}tr")]
        if element.find(f"{XHTML}thead") is None:
            rows.insert(0, [""])
        width = max(map(len, rows))
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        caption = element.find(f"{XHTML}caption")
        return "\n".join(([] if caption is None else [f"**{self._inline(caption)}**", ""]) + lines)

    def _row(self, row: Element) -> list[str]:
        cells = []
        for cell in row:
            cells += [self._inline(cell).replace(BREAK, " "), *[""] * (int(cell.get("colspan", "1")) - 1)]
        return cells

    def _figure(self, element: Element) -> str:
        """An image alone in its paragraph, with alternative text, caption and id."""
        image, caption = element.find(f".//{XHTML}img"), element.find(f"{XHTML}figcaption")
        assert image is not None
        path = image.get("src", "").replace("../images", "images")
        title = "" if caption is None else f' "{self._inline(caption)}"'
        return f"![{_escape(image.get('alt', ''))}]({path}{title}){{#{element.get('id', '')}}}"

    def _inline(self, element: Element) -> str:
        """The words of an element with their emphasis, links, languages and note calls, on one line."""
        return re.sub(r" *(?:  \n) *", BREAK, re.sub(r" +(?!\n| \n)", " ", self._run(element, nested=False)).strip())

    def _run(self, element: Element, *, nested: bool) -> str:
        words = [_escape(element.text or "")]
        for child in element:
            words += [self._span(child, nested=nested), _escape(child.tail or "")]
        return "".join(words)

    def _span(self, element: Element, *, nested: bool) -> str:
        tag = local(element)
        if tag == "br":
            return BREAK
        if tag == "a":
            return self._link(element, nested=nested)
        mark = EMPHASIS.get(tag, "")
        words = self._run(element, nested=nested or bool(mark))
        inner = words.strip(" ")
        if not mark or not inner:
            return words
        language = element.get(LANG)
        # Asterisks do not say what is emphasis in emphasis.
        shown = f"<{tag}>{inner}</{tag}>" if nested else f"{mark}{inner}{mark}"
        return words.replace(inner, f"[{shown}]{{lang={language}}}" if language else shown, 1)

    def _link(self, element: Element, *, nested: bool) -> str:
        target = element.get("href", "")
        if "backlink" in element.get(EPUB_TYPE, ""):
            return ""
        if note := _NOTE.fullmatch(target):
            self.called.append(note[1])
            return f"[^{len(self.called)}]"
        words = self._run(element, nested=nested)
        if target.startswith("#"):
            target = f"{self.name}.xhtml{target}"
        if place := _PLACE.fullmatch(target):
            if place[1] not in self.anchors:
                return words
            anchor = f"#{place[2]}" if place[2] in self.anchors[place[1]] else ""
            target = f"text:{place[1]}{anchor}"
        return f"[{words}]({target})"


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return etree.QName(element).localname


def title(section: Element) -> str:
    """The words of a section's heading: `III: On the Eve`; a reference in it stands in brackets, for it cannot link."""
    heading = section[0]
    lines = [*heading] if local(heading) == "hgroup" else [heading]
    return ": ".join(" ".join("".join(_title_words(line)).split()) for line in lines)


def _title_words(line: Element) -> Iterator[str]:
    for words in line.xpath(".//text()"):
        refers = local(words.getparent()) == "a" and words.is_text
        yield f" ({words})" if refers else str(words)


def content(section: Element) -> list[Element]:
    """What stands in a section after its heading."""
    return [*section][1:]


def kept_anchors(section: Element) -> frozenset[str]:
    """The ids that the Markdown of a section keeps: those of sections with a heading, and of figures."""
    headed = [each for each in section.iter(f"{XHTML}section") if len(each) and local(each[0]) in HEADING_GROUPS]
    anchored = [*headed[1:], *section.iter(f"{XHTML}figure")]
    return frozenset(str(each.get("id")) for each in anchored if each.get("id"))


def _escape(words: str) -> str:
    """Words without line breaks, their special signs escaped."""
    plain = re.sub(r"[ \t\n]+", " ", words).replace("&", "&amp;").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\g<0>", plain)


def _indented(words: str) -> str:
    """Every line after the first indented, as items and notes want it."""
    return re.sub(r"\n(?=[^\n])", "\n" + INDENT, words)
