"""Markdown to one tree per text, with its notes held apart."""

from __future__ import annotations

from lxml import etree
from markdown import Markdown

from publisher.book import Content
from publisher.diagnostics import Findings, Location
from publisher.read.markup.anchors import check_languages, check_links, list_headings, name_figures, place_ids
from publisher.read.markup.blocks import check_blocks
from publisher.read.markup.html import check_html
from publisher.read.markup.notes import blocks_of, check_notes, lift_notes, make_notes, take_notes
from publisher.read.markup.pictures import OpenPicture, load_pictures
from publisher.read.markup.source import Source, check_comments
from publisher.read.markup.tables import check_tables, tidy_tables
from publisher.read.markup.tree import check_attributes, check_lists, parse_tree, parser
from publisher.read.typography import refine


class Markup:
    """A reader of texts in the dialect; it keeps its Markdown parser from text to text."""

    def __init__(self) -> None:
        """Make the parser."""
        self._markdown: Markdown = parser()

    def parse(
        self, source: Source, text: str, language: str, open_picture: OpenPicture, findings: Findings
    ) -> Content | None:
        """The content of a text whose id is `text`; None only when its source is past reading."""
        root = self._tree(source, findings)
        if root is None:
            return None
        anchors = place_ids(root, text, source, findings)
        check_links(root, anchors, text, source, findings)
        images = load_pictures(root, source, open_picture, findings)
        calls, bodies = lift_notes(root, text, source, findings)
        for name in sorted(anchors & bodies.keys()):
            where = source.find(f"#{name}")
            findings.error("N09", f'the anchor "{name}" is also the name of a note', where, "rename the anchor")
        words = len("".join(root.itertext()).split())
        if not words and next(root.iter("img"), None) is None:
            findings.error("T06", "the text has no words", source.at(0), "write it, or take it out of the manifest")
        refine(root, language)
        name_figures(root, text)
        headings = list_headings(root, text, source, findings)
        return Content(blocks_of(root), make_notes(calls, bodies, text, language), images, headings, anchors, words)

    def parse_inline(self, words: str, where: Location, language: str, findings: Findings) -> str:
        """Paragraphs of Markdown as XHTML without their `<p>`, for headnotes and biographies."""
        source = Source(words, where.path, where.line, where)
        root = self._tree(source, findings)
        if root is None:
            return ""
        check_links(root, frozenset(), "", source, findings)
        take_notes(root)
        others = sorted({str(element.tag) for element in root if element.tag != "p"})
        if others or root.xpath(".//img | .//call"):
            message = "only words, emphasis and links can stand here"
            findings.error("T05", message, where, "move notes, lists, headings and pictures into a text")
        refine(root, language)
        return " ".join(blocks_of(paragraph) for paragraph in root)

    def _tree(self, source: Source, findings: Findings) -> etree._Element | None:
        """The tree of a source, what is wrong in it told, its tables put right."""
        for check in (check_comments, check_notes, check_html, check_blocks):
            check(source, findings)
        root = parse_tree(self._markdown, source, findings)
        if root is None:
            return None
        check_attributes(root, source, findings)
        check_tables(root, source, findings)
        check_lists(root, source, findings)
        check_languages(root, source, findings)
        tidy_tables(root)
        return root
