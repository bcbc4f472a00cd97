"""Spans of the dialect: words in another language, `[Правда]{lang=ru}`, and `{#anchor .class}` after a block."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import InlineProcessor

LANGUAGE_SPAN = r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\{\s*lang=\"?([A-Za-z0-9-]+)\"?\s*\}"
ATTRIBUTES = re.compile(r"[:\s]*(?:(?:#[^\s{}#]+|\.[A-Za-z][\w-]*|lang=\"?[A-Za-z0-9-]+\"?)(?:\s+|(?=\})|$))+")
REFUSED = "data-refused"  # an attribute list that is none; told to the editor from the finished tree
NOT_OURS = ("reference", "image_reference", "short_reference", "short_image_ref")


class LanguageSpan(InlineProcessor):
    """`[words]{lang=ru}` becomes `<span lang="ru">words</span>`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - named by the library
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        """The span, its words still to be parsed."""
        span = etree.Element("span", {"lang": m[2]})
        span.text = m[1]
        return span, m.start(0), m.end(0)


class Attributes(AttrListTreeprocessor):
    """Attribute lists of ids, classes and languages; any other stays words, and is told to the editor."""

    def assign_attrs(self, elem: etree.Element, attrs_string: str, *, strict: bool = False) -> str:
        """Assign the attributes; the words that are left over after the closing brace."""
        listed, brace, rest = attrs_string.partition("}")
        if not ATTRIBUTES.fullmatch(listed) or (strict and brace):
            elem.set(REFUSED, "{" + listed + "}")
            return "{" + attrs_string + "}"
        give_attributes(elem, listed)
        return f"{rest}{brace}"


def give_attributes(element: etree.Element, listed: str) -> None:
    """Set the id, classes and language of a list such as `#map .wide lang=ru`."""
    for word in listed.lstrip(":").split():
        if word.startswith("#"):
            element.set("id", word[1:])
        elif word.startswith("."):
            element.set("class", f"{element.get('class', '')} {word[1:]}".strip())
        elif word.startswith("lang="):
            element.set("lang", word[5:].strip('"'))


class Spans(Extension):
    """Registers the spans before links (priority 160) so that brackets are theirs first.

    Markdown's links by reference are not part of the dialect: `[Editor]: no` in an interview would vanish as one.
    Nor are paragraphs that an indent makes code: an editor who indents a paragraph does not mean a program.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by the library
        """Register the patterns and drop those that are not ours."""
        for name in NOT_OURS:
            md.inlinePatterns.deregister(name)
        md.parser.blockprocessors.deregister("reference")
        md.parser.blockprocessors.deregister("code")
        md.inlinePatterns.register(LanguageSpan(LANGUAGE_SPAN, md), "language-span", 172)
        md.treeprocessors.register(Attributes(md), "attr_list", 8)
