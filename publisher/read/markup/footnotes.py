"""Notes as the parser meets them: `[^1]` becomes `<call name="1"/>`, `[^1]: …` a `<note name="1">` at the end."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor


class NoteCall(InlineProcessor):
    """The call of a note that is defined."""

    def __init__(self, pattern: str, md: Markdown, notes: FootnoteExtension) -> None:
        """Look notes up among those met so far."""
        super().__init__(pattern, md)
        self.notes = notes

    def handleMatch(  # type: ignore[override]  # noqa: N802 - named by the library
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """A `<call>`."""
        if m[1] not in self.notes.footnotes:
            return None, None, None
        return etree.Element("call", {"name": m[1]}), m.start(0), m.end(0)


class NoteDefinition(FootnoteBlockProcessor):
    """The definition of a note, whose name stands on one line (the library's may run on and swallow words)."""

    RE = re.compile(r"^[ ]{0,3}\[\^([^\[\]\n]*)\]:[ ]*(.*)$", re.M)


class NoteBodies(Treeprocessor):
    """Appends `<notes>` with every note, parsed as blocks."""

    def __init__(self, md: Markdown, notes: FootnoteExtension) -> None:
        """Take the notes that the extension has met."""
        super().__init__(md)
        self.notes = notes

    def run(self, root: etree.Element) -> None:
        """Parse the notes, and those that are met inside notes."""
        container = etree.SubElement(root, "notes")
        done: set[str] = set()
        while pending := [name for name in self.notes.footnotes if name not in done]:
            for name in pending:
                done.add(name)
                note = etree.SubElement(container, "note", {"name": name})
                self.notes.parser.parseChunk(note, self.notes.footnotes[name])


class Footnotes(FootnoteExtension):
    """Registers notes without the library's own list, numbers and ways back."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by the library
        """Register definitions, calls and bodies (bodies before inline markup, priority 20)."""
        md.registerExtension(self)
        self.parser, self.md = md.parser, md
        md.parser.blockprocessors.register(NoteDefinition(self), "footnote", 17)
        md.inlinePatterns.register(NoteCall(r"\[\^([^\[\]\n]*)\]", md, self), "footnote", 175)
        md.treeprocessors.register(NoteBodies(md, self), "footnote", 50)
