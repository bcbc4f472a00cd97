"""Tables: rows read whole, heads given their scope, alignment made a class."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence

from lxml import etree
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor

from publisher.diagnostics import Findings
from publisher.read.markup.source import Source

Element = etree._Element
SURPLUS = "data-surplus"  # a row with more cells than the head; told to the editor from the finished tree


class Rows(TableProcessor):
    """The library's tables; a row that is too long, whose last cells they drop, is marked."""

    def _build_row(self, row: str, parent: ElementTree.Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]  # the stubs leave it out
        if len(self._split_row(row)) > len(align):  # type: ignore[attr-defined]
            parent[-1].set(SURPLUS, row)


class Tables(Extension):
    """Registers tables before paragraphs."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by the library
        """Register the processor; a bar can be escaped."""
        if "|" not in md.ESCAPED_CHARS:
            md.ESCAPED_CHARS.append("|")
        md.parser.blockprocessors.register(Rows(md.parser, {"use_align_attribute": False}), "table", 75)


def check_tables(root: Element, source: Source, findings: Findings) -> None:
    """Tell of rows that are longer than the head, and of lines between bars that are no table."""
    for row in root.iter("tr"):
        words = row.attrib.pop(SURPLUS, None)
        if words is not None:
            hint = r"write \| for a bar that is a sign, or add a column to the head"
            findings.error("T11", "this row has more cells than the head of its table", source.find(str(words)), hint)
    for paragraph in root.iter("p"):
        lines = (paragraph.text or "").split("\n")
        if len(lines) > 1 and all(line.lstrip().startswith("|") for line in lines):
            hint = "the second line is | --- | with one --- for each cell of the first"
            findings.error("T11", "this table cannot be read", source.find(lines[0]), hint)


def tidy_tables(root: Element) -> None:
    """Give heads their scope, make alignment a class, and drop heads without words."""
    for head in list(root.iter("thead")):
        if not "".join(head.itertext()).strip() and not head.xpath(".//img"):
            table = head.getparent()
            assert table is not None
            table.remove(head)
    for cell in root.iter("th", "td"):
        side = re.search(r"left|right|center", str(cell.attrib.pop("style", "")))
        if side:
            cell.set("class", f"{cell.get('class', '')} {side[0]}".strip())
        if cell.tag == "th":
            cell.set("scope", "col")
