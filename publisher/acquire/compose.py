"""Blocks of a source as Markdown of our dialect, with front matter; every word is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from publisher.acquire.piece import Element, Note, Piece

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
EMPHASIS = {"i": "*", "em": "*", "cite": "*", "var": "*", "b": "**", "strong": "**"}
PLAIN = ("sup", "sub", "small", "kbd", "abbr", "q", "time")
LISTS = ("ol", "ul")
BLOCKS = (
    *HEADINGS, *LISTS, "p", "div", "section", "article", "aside", "blockquote", "table", "figure", "hr", "pre", "dl",
    "li", "dt", "dd", "header", "footer", "nav", "hgroup", "address", "details", "summary", "caption", "tr", "td", "th",
)  # fmt: skip
BREAK = "  \n"
REST = "* * *"
INDENT = " " * 4
_SPECIAL = re.compile(r"[\\`*_\[\]{}|]")
_OPENING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+>#:]|/{3})", re.M)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # what our reader takes for a language tag


@dataclass
class Composer:
    """One text in the making: its notes, where links lead, the names of pictures, and the notes called so far."""

    notes: Mapping[str, Note]
    links: Mapping[str, str]
    pictures: Mapping[str, str]
    language: str = ""
    called: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)

    def compose(self, piece: Piece, front: Sequence[str]) -> str:
        """The file of a text: front matter, body, notes."""
        blocks = _without_idle_breaks(self.blocks(piece.body))
        done = 0
        while done < len(self.called):  # a note may call another
            note = self.notes[self.called[done]]
            body = "\n\n".join(self.blocks(note.body)) or "…"
            blocks.append(f"[^{self.names[note.id]}]: {_indented(body)}")
            done += 1
        return "---\n" + "".join(f"{line}\n" for line in front) + "---\n" + "\n\n".join(blocks) + "\n"

    def blocks(self, parent: Element) -> list[str]:
        """The blocks inside an element; words that stand there without a block of their own are paragraphs."""
        made: list[str] = []
        loose = [_escape(parent.text or "")]
        for child in parent:
            if child.tag in BLOCKS or child.tag in ("img", "svg") or _wraps_blocks(child):
                made += _paragraphs("".join(loose))
                loose = []
                made += self._block(child)
            else:
                loose.append(self._span(child, nested=False))
            loose.append(_escape(child.tail or ""))
        return made + _paragraphs("".join(loose))

    def _block(self, element: Element) -> list[str]:
        """The blocks that one element gives."""
        kinds: dict[str, Callable[[Element], list[str]]] = {
            **dict.fromkeys(HEADINGS, self._heading),
            **dict.fromkeys(LISTS, self._list),
            "p": self.blocks,
            "blockquote": self._quotation,
            "table": self._table,
            "figure": self._figure,
            "img": self._figure,
            "svg": self._figure,
            "hr": lambda _: [REST],
            "pre": self._preformatted,
            "dl": self._definitions,
        }
        if "verse" in element.get("class", "").split():
            return self._verse(element)
        if "z3998:letter" in element.get("kind", "").split():
            return self._letter(element)
        return kinds.get(str(element.tag), self.blocks)(element)

    def _heading(self, element: Element) -> list[str]:
        """A heading, the first of the second level, none more than one below the one before."""
        words = self._inline(element).replace(BREAK, " ")
        if not words:
            return []
        own = int(str(element.tag)[1])
        self.levels = [*(level for level in self.levels if level < own), own]
        anchor = self._anchor(element)
        return [f"{'#' * (1 + len(self.levels))} {words}" + (f" {{#{anchor}}}" if anchor else "")]

    def _anchor(self, element: Element) -> str:
        """The name by which links lead to an element; "" where none does."""
        target = self.links.get(str(element.get("id")), "")
        return target.partition("#")[2]

    def _list(self, element: Element) -> list[str]:
        items, numbered = [], element.tag == "ol"
        for number, item in enumerate([each for each in element if isinstance(each.tag, str)], 1):
            mark = f"{number}." if numbered else "-"
            items.append(mark.ljust(4) + _indented("\n\n".join(self.blocks(item))))
        filled = [item for item in items if item.strip(" -.0123456789")]
        return ["\n\n".join(filled)] if filled else []

    def _definitions(self, element: Element) -> list[str]:
        """Terms in strong words, what they mean below them."""
        made = []
        for child in element:
            inner = self.blocks(child)
            if child.tag == "dt" and inner and not any(each.tag in BLOCKS for each in child):
                inner = [f"**{inner[0]}**", *inner[1:]]
            made += inner
        return made

    def _quotation(self, element: Element) -> list[str]:
        words = "\n\n".join(self.blocks(element))
        return [re.sub("^(?=.)", "> ", words, flags=re.M).replace("\n\n", "\n>\n")] if words else []

    def _verse(self, element: Element) -> list[str]:
        """A block of verse: stanzas of lines, two spaces for a step."""
        stanzas = []
        for stanza in element.iter("p"):
            lines = ["  " * int(line.get("step", "0")) + self._inline(line) for line in stanza if line.tag == "span"]
            stanzas.append("\n".join(lines))
        return ["/// verse\n\n" + "\n\n".join(stanzas) + "\n///"]

    def _letter(self, element: Element) -> list[str]:
        """A block with a letter; its salutation and signature stand where they stood."""
        inner = "\n\n".join(self.blocks(element))
        return [f"//// letter\n\n{inner}\n////"] if inner else []

    def _preformatted(self, element: Element) -> list[str]:
        """Lines that the source keeps as they stand, as verse keeps them."""
        lines = "".join(map(str, element.itertext())).expandtabs(4).strip("\n").split("\n")
        margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        kept = [
            " " * ((len(line[margin:]) - len(line[margin:].lstrip())) // 2 * 2) + _escape(line.strip())
            for line in lines
        ]
        words = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in kept))
        return [f"/// verse\n\n{words}\n///"] if words.strip() else []

    def _table(self, element: Element) -> list[str]:
        """A pipe table, its caption before it; one that only arranges blocks gives those."""
        rows = list(element.iter("tr"))
        if element.find(".//table") is not None or not rows or max(len(row) for row in rows) < 2:
            return self.blocks(element)
        cells = [self._row(row) for row in rows]
        headed = all(cell.tag == "th" for cell in rows[0]) or element.find("thead") is not None
        if not headed:
            cells.insert(0, [])
        width = max(map(len, cells))
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in cells]
        lines.insert(1, "|" + " --- |" * width)
        caption = element.find("caption")
        return ([] if caption is None else [f"**{self._inline(caption)}**"]) + ["\n".join(lines)]

    def _row(self, row: Element) -> list[str]:
        cells = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            words = " ".join(" ".join(self._cell(cell)).split())
            span = cell.get("colspan", "1")
            cells += [words, *[""] * (min(int(span), 50) - 1 if span.isdecimal() else 0)]
        return cells

    def _cell(self, cell: Element) -> list[str]:
        """The blocks of a cell, its headings as strong words, for no heading stands in a table."""
        for heading in cell.iter(*HEADINGS):
            heading.tag = "b"
        return self.blocks(cell)

    def _figure(self, element: Element) -> list[str]:
        """Each picture alone in its paragraph, the caption with the last; what else stands in it follows."""
        images = [element] if element.tag in ("img", "svg") else list(element.iter("img", "svg"))
        found = element.find(".//figcaption") if element.tag == "figure" else None
        caption = "" if found is None else self._inline(found).replace(BREAK, " ").replace('"', "”")
        made = []
        for image in images:
            name = self.pictures.get(image.get("src", ""))
            if name is None:
                continue
            title = f' "{caption}"' if caption and image is images[-1] else ""
            anchor = self._anchor(element)
            alt = _escape(image.get("alt", "")).strip() or "A picture of the source; it had no description\\."
            made.append(f"![{alt}]({name}{title})" + (f"{{#{anchor}}}" if anchor else ""))
        if not made and caption:
            made.append(caption)
        return made

    def _inline(self, element: Element) -> str:
        """The words of an element with their emphasis, links, languages and note calls."""
        return _one_line(self._run(element, nested=False))

    def _run(self, element: Element, *, nested: bool) -> str:
        words = [_escape(element.text or "")]
        for child in element:
            words += [self._span(child, nested=nested), _escape(child.tail or "")]
        return "".join(words)

    def _span(self, element: Element, *, nested: bool) -> str:
        tag = str(element.tag)
        if tag == "br":
            return BREAK
        if element.get("data-note"):
            return self._call(str(element.get("data-note")))
        if tag == "a" and element.get("href"):
            return self._link(element, nested=nested)
        if tag in ("img", "svg"):
            return _escape(element.get("alt", ""))
        mark = EMPHASIS.get(tag, "")
        words = self._run(element, nested=nested or bool(mark))
        inner = words.strip(" \n")
        if not inner or inner == BREAK.strip():
            return words
        shown = inner
        if tag in PLAIN and not words.count("[^"):
            shown = f"<{tag}>{inner}</{tag}>"
        elif mark:
            # Asterisks do not say what is emphasis in emphasis, nor what runs over a line.
            plain = nested or "*" in inner or "\n" in inner
            shown = (
                f"<{'em' if mark == '*' else 'strong'}>{inner}</{'em' if mark == '*' else 'strong'}>"
                if plain
                else f"{mark}{inner}{mark}"
            )
        language = element.get("lang", "")
        if LANGUAGE.fullmatch(language) and language != self.language and "[" not in shown:
            shown = f"[{shown}]{{lang={language}}}"
        start = words.index(inner)
        return words[:start] + shown + words[start + len(inner) :]

    def _call(self, name: str) -> str:
        """The call of a note; only its first, for a note is called once."""
        note = self.notes[name]
        if name not in self.names:
            prefix = f"{note.kind}-" if note.kind else ""
            number = next(n for n in count(1) if f"{prefix}{n}" not in self.names.values())
            self.names[name] = f"{prefix}{number}"
            self.called.append(name)
            return f"[^{self.names[name]}]"
        self.repeated.append(name)
        return ""

    def _link(self, element: Element, *, nested: bool) -> str:
        words, target = self._run(element, nested=nested), element.get("href", "")
        if target.startswith("#"):
            target = self.links.get(target[1:], "")
        if not words.strip() or not re.match(r"(https?:|mailto:|text:|#)", target) or re.search(r"[\s()<>]", target):
            return words
        if "[^" in words or "](" in words:
            return words
        return f"[{words.strip()}]({target})"


def front_matter(piece: Piece, people: Mapping[str, str], more: Mapping[str, object]) -> list[str]:
    """The lines between the rows of hyphens; a guess is marked so that the editor looks at it."""
    keys: dict[str, object] = {"title": piece.title}
    if piece.subtitle:
        keys["subtitle"] = piece.subtitle
    by_role: dict[str, list[str]] = {}
    for credit in piece.credits:
        by_role.setdefault(credit.role, []).append(people[credit.name])
    for role, key in (("aut", "author"), ("trl", "translator")):
        if ids := by_role.pop(role, []):
            keys[key] = ids[0] if len(ids) == 1 else ids
    if by_role:
        keys["contributors"] = [{"person": who, "role": role} for role, ids in sorted(by_role.items()) for who in ids]
    if piece.language:
        keys["language"] = piece.language
    keys.update(more)
    lines = []
    for key, value in keys.items():
        guess = "  # guessed" if key in piece.guessed else ""
        lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}{guess}")
    return lines


def _without_idle_breaks(blocks: Sequence[str]) -> list[str]:
    """The blocks without the breaks that only frame headings, or stand first or last."""
    kept: list[str] = []
    for block, following in zip(blocks, [*blocks[1:], BREAK], strict=False):
        idle = not kept or kept[-1].startswith(("#", REST)) or following.startswith(("#", BREAK, REST))
        if block != REST or not idle:
            kept.append(block)
    return kept


def _wraps_blocks(element: Element) -> bool:
    """Whether an element of phrases holds blocks all the same."""
    return element.tag in ("a", "span", "em", "i", "b", "strong", "small", "ins", "del", "cite") and any(
        each.tag in BLOCKS for each in element.iterdescendants()
    )


def _paragraphs(words: str) -> list[str]:
    """The words as a paragraph, where there are any."""
    line = _one_line(words)
    while line.endswith(BREAK.strip(" ")) or line.startswith("\n"):
        line = line.strip()
    shown = _OPENING.sub(lambda m: rf"{m[1]}\{m[2]}" if m[1] else rf"\{m[3]}", line)
    return [shown] if words_in(shown) else []


def words_in(shown: str) -> bool:
    """Whether anything is there to be read."""
    return bool(shown.strip(" \n\u00a0\u200b\ufeff"))


def _one_line(words: str) -> str:
    """Words with single spaces, their breaks kept."""
    tight = re.sub(r"[ \t]*(?:  \n)[ \t]*", "\x00", words)
    tight = re.sub(r"[ \t\n]+", " ", tight).strip(" ")
    return re.sub(r"\x00+", BREAK, tight).strip()


def _escape(words: str) -> str:
    """Words with the signs of Markdown made plain; unbreakable spaces stay."""
    plain = re.sub(r"[ \t\r\n\f]+", " ", words).replace("&", "&amp;").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\g<0>", plain)


def _indented(words: str) -> str:
    """Every line after the first indented, as items and notes want it."""
    return re.sub(r"\n(?=[^\n])", "\n" + INDENT, words)
