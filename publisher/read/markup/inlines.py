"""Words without any sign of the dialect, left as they are: most paragraphs need none of the twenty inline patterns."""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor

# A backslash, a backtick, a bracket, a tag or address, an entity, emphasis, or a line broken by two spaces.
SIGNS = re.compile(r"[\\`\[<&*_]|  \n")


class SignedOnly(InlineProcessor):
    """The library's processor of inline patterns, spared the words in which no pattern can match."""

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - the library's
        """The words with place-holders for what was found in them."""
        if not SIGNS.search(data):
            return data
        words: str = super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc]
        return words


class Inlines(Extension):
    """Registers the processor in place of the library's."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by the library
        """Replace the processor."""
        md.treeprocessors.register(SignedOnly(md), "inline", 20)
