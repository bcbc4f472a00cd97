"""Tagging: from what is printed of each element to the elements of the structure tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from publisher.write.pdf import roles
from publisher.write.pdf.printed import Annotated, Mark, Print, Printed

_MIXED = frozenset({"Note", "LBody", "TD", "TH", "Caption"})
"""Roles that hold words or blocks; beside blocks, words make a paragraph."""
_CELLS = frozenset({"TR", "TH", "TD"})
"""Roles that stay when they are empty: a table keeps its shape."""
_WORDS = frozenset({"P", *(f"H{level}" for level in range(1, 7)), *roles.LINES}) - {"Note"}
"""Roles that hold words and never a block."""


@dataclass(slots=True, eq=False)
class Tag:
    """An element of the structure tree: role, kids in reading order, entries of text, attributes and their owner.

    `target` is the id of the note that a reference calls; `source` is what it was made from.
    """

    role: str
    kids: list[Tag | Mark | Annotated]
    source: Printed | None = None
    entries: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    target: str = ""


Kid = Tag | Mark | Annotated


def tags(galley: Print) -> list[Tag]:
    """The structure elements of a galley, in reading order."""
    return [kid for kid in _Tagging(galley).children(galley.root, "Document") if isinstance(kid, Tag)]


class _Tagging:
    """The tagging of one galley."""

    def __init__(self, galley: Print) -> None:
        self._parents = {child: parent for child, (parent, _) in galley.parents.items()}
        self._notes = 0

    def children(self, printed: Printed, role: str, around: str = "") -> list[Kid]:
        """What is under an element, with words in paragraphs where the role holds blocks."""
        inner = role or around
        kids = [kid for child in printed.kids for kid in self._kids(child, inner)]
        if role in roles.GROUPS or (role in _MIXED and not all(map(_in_line, kids))):
            return list(_paragraphs(kids))
        return kids

    def _kids(self, child: Printed | Mark | Annotated, around: str) -> list[Kid]:
        """What a child becomes inside a role: one tag, or what is under it where it says nothing itself."""
        if not isinstance(child, Printed):
            return [child]
        if child.part:
            return [self._part(child)]
        role, language = self._role(child, around), self._language(child.element)
        kids = self.children(child, role, around)
        if not role and _is_block(child) and around not in _WORDS:
            role = "P" if kids and all(map(_in_line, kids)) else ""
            kids = kids if role else list(_paragraphs(kids))
        expansion = child.element.get("title", "") if child.element.tag == "abbr" else ""
        if not role and kids and (language or expansion):
            role = "Span" if all(map(_in_line, kids)) else "Div"
        if not role or not (kids or role in _CELLS):
            return kids
        return [self._tag(child, role, kids, {"Lang": language, "E": expansion})]

    def _role(self, printed: Printed, around: str) -> str:
        """The role of an element in its surroundings; empty when it has none."""
        element, role = printed.element, roles.role(printed.element)
        if printed.note:
            return "Note"
        if role in ("L", "LI") and any(map(roles.is_contents, self._ancestors(element))):
            return {"L": "TOC", "LI": "TOCI"}[role]
        if role in ("", "Link"):
            return "Link" if any(isinstance(kid, Annotated) for kid in printed.kids) else ""
        if role == "Figure":
            return "" if around == "Figure" or not _shows_picture(printed) else role
        return role

    def _tag(self, printed: Printed, role: str, kids: list[Kid], entries: dict[str, str]) -> Tag:
        """The tag of an element, with what its role demands."""
        tag = Tag(role, kids, printed, entries)
        element = printed.element
        if role == "Note":
            entries["ID"] = element.get("id", "") or self._number_note(element)
        elif role == "Figure":
            entries["Alt"] = roles.alternative(element)
        elif role == "L":
            tag.kids = list(_definitions(kids)) if element.tag == "dl" else kids
            tag.attributes["List"] = {"ListNumbering": f"/{_numbering(printed)}"}
        elif role == "LI":
            tag.kids = _item(kids)
        elif role in ("TD", "TH"):
            tag.attributes["Table"] = {**roles.spans(element), **self._scope(element)}
        return tag

    def _part(self, printed: Printed) -> Tag:
        """The tag of a generated part: a list marker, the call of a note, the mark before a note."""
        kids = self.children(printed, "Lbl")
        if printed.part == "footnote-call":
            return Tag("Reference", kids, printed, target=printed.element.get("id", ""))
        return Tag("Lbl", kids, printed)

    def _number_note(self, element: Element) -> str:
        """An id for a note that has none, from the nearest that has one."""
        self._notes += 1
        near = next((ancestor.get("id", "") for ancestor in self._ancestors(element) if ancestor.get("id")), "")
        return f"{near}.note-{self._notes}"

    def _scope(self, cell: Element) -> dict[str, str]:
        """The Scope of a header cell."""
        if cell.tag != "th":
            return {}
        head = any(ancestor.tag == "thead" for ancestor in self._ancestors(cell))
        return {"Scope": f"/{roles.scope(cell, self._parents.get(cell), head)}"}

    def _language(self, element: Element) -> str:
        """The language that an element says, where it is another one than around it; else empty."""
        said = element.get("lang", "")
        if not said:
            return ""
        around = next((ancestor.get("lang") for ancestor in self._ancestors(element)[1:] if ancestor.get("lang")), "")
        return said if said != around else ""

    def _ancestors(self, element: Element) -> list[Element]:
        """An element and those around it, from the inside."""
        line = [element]
        while line[-1] in self._parents:
            line.append(self._parents[line[-1]])
        return line


def _in_line(kid: Kid) -> bool:
    """Whether a kid stands in a line of words."""
    return not isinstance(kid, Tag) or kid.role in roles.LINES


def _is_block(printed: Printed) -> bool:
    """Whether an element is a block on its page."""
    return printed.box is None or not {"inline", "inline-block"} & set(printed.box.style["display"])


def _shows_picture(printed: Printed) -> bool:
    """Whether a picture is printed in an element."""
    return any(
        (isinstance(kid, Printed) and _shows_picture(kid))
        or (isinstance(kid, Mark) and roles.role(printed.element) == "Figure" and printed.element.tag != "figure")
        for kid in printed.kids
    )  # fmt: skip


def _paragraphs(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Blocks as they are, and what stands between them as paragraphs; the mark of a note stays before it."""
    loose: list[Kid] = []
    for kid in kids:
        if _in_line(kid) and not (isinstance(kid, Tag) and kid.role == "Lbl"):
            loose.append(kid)
            continue
        if loose:
            yield Tag("P", loose)
            loose = []
        yield kid
    if loose:
        yield Tag("P", loose)


def _item(kids: Iterable[Kid]) -> list[Kid]:
    """A list item: its label, then all else as its body."""
    labels: list[Kid] = []
    body: list[Kid] = []
    for kid in kids:
        (labels if isinstance(kid, Tag) and kid.role == "Lbl" else body).append(kid)
    if not all(map(_in_line, body)):
        body = list(_paragraphs(body))
    return [*labels, Tag("LBody", body)] if body else labels


def _definitions(kids: Iterable[Kid]) -> Iterator[Kid]:
    """The items of a definition list: terms, then what is said of them."""
    item: list[Kid] = []
    for kid in kids:
        said = bool(item) and isinstance(item[-1], Tag) and item[-1].role == "LBody"
        if said and isinstance(kid, Tag) and kid.role == "Lbl":
            yield Tag("LI", item)
            item = []
        item.append(kid)
    if item:
        yield Tag("LI", item)


def _numbering(printed: Printed) -> str:
    """How the items of a list are labelled on the page: by the style of the first that has a label."""
    for kid in printed.kids:
        if isinstance(kid, Printed) and any(isinstance(part, Printed) and part.part == "marker" for part in kid.kids):
            return roles.numbering(str(kid.box.style["list_style_type"]))
    return "None"
