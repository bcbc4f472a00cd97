"""Markdown as one XHTML tree, by Python-Markdown and the blocks and spans of the dialect."""

from __future__ import annotations

import re

from lxml import etree
from markdown import Markdown
from markdown.extensions import Extension

from publisher.diagnostics import Findings
from publisher.read.markup.blocks import DialectBlocks, Figures
from publisher.read.markup.emphasis import Emphasis
from publisher.read.markup.footnotes import Footnotes
from publisher.read.markup.html import Html, spell_out
from publisher.read.markup.inlines import Inlines
from publisher.read.markup.source import Source, check_size
from publisher.read.markup.spans import REFUSED, Spans
from publisher.read.markup.tables import Tables

Element = etree._Element
DEEPEST = 100
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d{1,2}\.)[ ]+\S")


def parser() -> Markdown:
    """A parser of the dialect; one may serve many texts."""
    extensions = ["attr_list", "def_list", "fenced_code", "sane_lists"]
    ours: list[Extension] = [Footnotes(), Tables(), DialectBlocks(), Figures(), Spans(), Html(), Emphasis(), Inlines()]
    return Markdown(extensions=[*extensions, *ours], output_format="xhtml")


def parse_tree(markdown: Markdown, source: Source, findings: Findings) -> Element | None:
    """A `<body>` that holds the blocks and, last, `<notes>`; None with an error when the source is past reading."""
    if not check_size(source, findings):
        return None
    try:
        words = spell_out(markdown.reset().convert(source.markdown))
    except RecursionError:
        root = None
    else:
        root = _parse_xml(f"<body>{words}</body>", source, findings)
    if root is None or _depth(root) > DEEPEST:
        hint = "close every block, and flatten lists and quotations"
        findings.error("T10", f"blocks nested in more than {DEEPEST} blocks cannot be read", source.at(0), hint)
        return None
    return root


def _depth(root: Element) -> int:
    """How deep elements lie in elements."""
    level = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def _parse_xml(words: str, source: Source, findings: Findings) -> Element | None:
    """The tree; where elements cross each other, the nearest tree, so that the rest of the text is checked too."""
    xml = etree.XMLParser(resolve_entities=False, huge_tree=True, recover=True, remove_comments=True)
    root = etree.fromstring(words, xml)
    problem = next(iter(xml.error_log), None)
    told = any(item.code in ("T02", "T07") and item.location.path == source.name for item in findings.items)
    if problem is not None and not told:
        names = re.search(r"mismatch: (\w+)", problem.message)
        if names and names[1] != "body":
            message = f"the HTML element <{names[1]}> crosses another"
            findings.error("T07", message, source.find(f"<{names[1]}"), f"write </{names[1]}> before the other ends")
        else:
            message = "the HTML in this text is not well formed"
            findings.error("T07", message, source.find("<"), "close every element, quote every attribute")
    return root


def check_lists(root: Element, source: Source, findings: Findings) -> None:
    """Warn of lines that look like items of a list, and go on with the paragraph above."""
    for element in root.iter("p", "li", "dd"):
        for before, words in (("", element.text), *((child.tag, child.tail) for child in element)):
            for line in (words or "").lstrip("\n" if before == "br" else "").split("\n")[1:]:
                if _ITEM.match(line):
                    hint = "leave a line blank above a list; indent a list in a list by four spaces"
                    message = "this line looks like an item of a list, and goes on with the paragraph"
                    findings.warning("T12", message, source.find(f"\n{line}", 1), hint)


def check_attributes(root: Element, source: Source, findings: Findings) -> None:
    """Tell of words in braces that are no attributes."""
    for element in root.iter("*"):
        words = element.attrib.pop(REFUSED, None)
        if words is not None:
            hint = r"write {#anchor}, {.class} or {lang=ru}; for a brace that is a sign write \{"
            findings.error("T02", f'"{words}" is not allowed', source.find(str(words)), hint)
