"""Roles: what the elements of a document are in a structure tree (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

ROLE_MAP: Final = {"Em": "Span", "Strong": "Span"}
"""Roles of PDF 2.0 that readers of PDF 1.7 take for another."""

GROUPS: Final = frozenset({"Document", "Sect", "Art", "BlockQuote", "Div", "TOCI"})
"""Roles that hold blocks alone: words straight inside them make a paragraph."""
LINES: Final = frozenset({"Em", "Strong", "Span", "Link", "Reference", "Note", "Quote", "Code", "Lbl"})
"""Roles that stand in a line of words."""

SVG = "{http://www.w3.org/2000/svg}svg"
_ROLES: Mapping[str, str] = {
    "section": "Sect", "aside": "Sect", "nav": "Sect", "article": "Art", "blockquote": "BlockQuote",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P", "pre": "P", "address": "P",
    "ol": "L", "ul": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "figure": "Figure", "img": "Figure", SVG: "Figure", "figcaption": "Caption", "caption": "Caption",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "a": "Link", "em": "Em", "strong": "Strong", "q": "Quote", "code": "Code", "kbd": "Code",
}  # fmt: skip
_NUMBERING: Mapping[str, str] = {
    "disc": "Disc", "circle": "Circle", "square": "Square",
    "decimal": "Decimal", "decimal-leading-zero": "Decimal",
    "lower-roman": "LowerRoman", "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha", "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha", "upper-latin": "UpperAlpha",
}  # fmt: skip
_SCOPES: Mapping[str, str] = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}
_PICTURES = ("img", SVG)
_SVG_TITLE = "{http://www.w3.org/2000/svg}title"


def role(element: Element) -> str:
    """The role of an element by its name; empty for one that says nothing, such as `i` or `div`."""
    return _ROLES.get(element.tag, "")


def is_contents(element: Element) -> bool:
    """Whether an element is the list of a table of contents."""
    return element.tag in ("ol", "ul") and "toc" in element.get("class", "").split()


def scope(cell: Element, row: Element | None, head: bool) -> str:
    """The cells that a table header is about: those of its row or of its column."""
    said = _SCOPES.get(cell.get("scope", ""), "")
    if said or head or row is None:
        return said or "Column"
    return "Row" if any(other.tag == "td" for other in row) else "Column"


def spans(cell: Element) -> dict[str, int]:
    """The columns and rows that a table cell spans, where there are more than one."""
    counts = {"ColSpan": cell.get("colspan", ""), "RowSpan": cell.get("rowspan", "")}
    return {name: int(count) for name, count in counts.items() if count.isdecimal() and int(count) > 1}


def numbering(style: str) -> str:
    """The ListNumbering of a `list-style-type` (ISO 32000-1, 14.8.5.5); `None` for one that PDF has no name for."""
    return _NUMBERING.get(style, "None")


def alternative(element: Element) -> str:
    """What stands for the pictures in an element where they cannot be seen."""
    pictures = filter(is_picture, element.iter())
    words = (picture.get("alt") or picture.findtext(_SVG_TITLE) for picture in pictures)
    return " ".join(filter(None, words))


def is_picture(element: Element) -> bool:
    """Whether an element is a picture itself."""
    return element.tag in _PICTURES


def is_ornament(element: Element) -> bool:
    """Whether an element is there for the eye alone: a rule, or a picture that says it stands for nothing."""
    return element.tag == "hr" or (element.tag == "img" and element.get("alt") == "")
