"""Emphasis, strong words and code by rules of our own, so that every version of the library reads a text alike.

A sign that opens stands before a letter or sign, one that closes after one, and as many close as open. A sign that
finds no partner stays in the words. (The library's own rules lose letters where signs cross: `*a**b*c`.)
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString, code_escape

CODE = r"(?<![\\`])(?:\\\\)*(`++)((?:(?!\n[ \t]*\n).)+?)(?<!`)\1(?!`)"
# From the outside in: what an earlier rule has put by, a later one takes for words.
RULES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("both", r"(?<!\*)\*\*\*(?![\s*])([^*]+)(?<!\s)\*\*\*(?!\*)", ("strong", "em")),
    ("strong-first", r"(?<!\*)\*\*(?=\*(?![\s*])[^*]+\*(?!\*))(.+?)(?<!\s)\*\*(?!\*)", ("strong",)),
    ("strong-within", r"(?<!\*\*)(?<=\*)\*\*(?![\s*])([^*]+)(?<!\s)\*\*(?!\*)", ("strong",)),
    ("strong-last", r"(?<!\*)\*\*(?![\s*])([^*]+)(?<!\s)\*\*(?=\*(?!\*))", ("strong",)),
    ("strong", r"(?<!\*)\*\*(?![\s*])(.+?)(?<!\s)\*\*(?!\*)", ("strong",)),
    ("emphasis", r"(?<!\*)\*(?![\s*])([^*]+)(?<!\s)\*(?!\*)", ("em",)),
    ("strong-underlined", r"(?<![\w_])__(?![\s_])(.+?)(?<![\s_])__(?![\w_])", ("strong",)),
    ("emphasis-underlined", r"(?<![\w_])_(?![\s_])([^_]+)(?<!\s)_(?![\w_])", ("em",)),
)
PRIORITY = 60  # that of the library's rules, after links and HTML


class Enclosed(InlineProcessor):
    """Words between signs, in one element or in two."""

    def __init__(self, pattern: str, md: Markdown, tags: tuple[str, ...]) -> None:
        """Take the elements from the outside in."""
        super().__init__(pattern, md)
        self.tags = tags

    def handleMatch(  # type: ignore[override]  # noqa: N802 - named by the library
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        """The element, its words still to be parsed by the rules that follow."""
        outer = inner = etree.Element(self.tags[0])
        for tag in self.tags[1:]:
            inner = etree.SubElement(inner, tag)
        inner.text = m[1]
        return outer, m.start(0), m.end(0)


class Code(InlineProcessor):
    """Words between rows of as many backticks, as they stand."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - named by the library
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        """A `<code>` that nothing parses further."""
        code = etree.Element("code")
        code.text = AtomicString(code_escape(m[2].strip()))
        return code, m.start(1), m.end(0)


class Emphasis(Extension):
    """Registers these rules in place of the library's."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by the library
        """Replace the patterns."""
        for name in ("em_strong", "em_strong2"):
            md.inlinePatterns.deregister(name, strict=False)
        md.inlinePatterns.register(Code(CODE, md), "backtick", 190)
        for place, (name, pattern, tags) in enumerate(RULES):
            md.inlinePatterns.register(Enclosed(pattern, md, tags), name, PRIORITY - place / 10)
