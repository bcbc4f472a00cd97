"""The blocks of the dialect: `/// verse`, `/// letter`, `/// document`, `/// epigraph`, and figures."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass
from textwrap import dedent
from typing import Any, ClassVar

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from pymdownx.blocks import BlocksExtension, get_frontmatter
from pymdownx.blocks.block import Block, type_string

from publisher.diagnostics import Findings, nearest
from publisher.read.markup.source import Source
from publisher.read.markup.spans import ATTRIBUTES, give_attributes

Option = tuple[Any, Any]
SplitHeader = Callable[[str, int], tuple[dict[str, Any] | None, str]]
WORDS: Option = ("", type_string)
STEP = 2  # spaces of source to one step of indentation in verse

BLOCK_OPTIONS: dict[str, tuple[str, ...]] = {
    "verse": ("source",),
    "letter": ("dateline", "salutation", "signature"),
    "document": ("source",),
    "epigraph": ("source",),
}


def _line(parent: etree.Element, kind: str, words: str, tag: str = "p") -> None:
    """Append a line of one kind, if there are words for it."""
    if words:
        etree.SubElement(parent, tag, {"class": kind}).text = words


class Verse(Block):
    """Lines kept as they stand: stanzas between blank lines, leading spaces as steps."""

    NAME = "verse"
    OPTIONS: ClassVar[dict[str, Option]] = {"source": WORDS}

    def on_markdown(self) -> str:
        """Take the lines raw."""
        return "raw"

    def on_create(self, parent: etree.Element) -> etree.Element:
        """A `div.verse`."""
        return etree.SubElement(parent, "div", {"class": "verse"})

    def on_end(self, block: etree.Element) -> None:
        """Stanzas of lines, then the source line."""
        words, block.text = str(block.text or ""), None
        for stanza in re.split(r"\n\s*\n", words.strip("\n")):
            lines = etree.SubElement(block, "p", {"class": "stanza"})
            for line in stanza.split("\n"):
                steps = min((len(line) - len(line.lstrip())) // STEP, 9)
                kind = f"line step-{steps}" if steps else "line"
                etree.SubElement(lines, "span", {"class": kind}).text = line.strip()
        _line(block, "source-line", self.options["source"])


class Letter(Block):
    """A letter with its dateline, salutation and signature."""

    NAME = "letter"
    OPTIONS: ClassVar[dict[str, Option]] = {"dateline": WORDS, "salutation": WORDS, "signature": WORDS}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """A `div.letter` that opens with dateline and salutation."""
        letter = etree.SubElement(parent, "div", {"class": "letter"})
        _line(letter, "dateline", self.options["dateline"])
        _line(letter, "salutation", self.options["salutation"])
        return letter

    def on_end(self, block: etree.Element) -> None:
        """The signature at the foot."""
        _line(block, "signature", self.options["signature"])


class Document(Block):
    """A document quoted at length, with its title and source line."""

    NAME = "document"
    ARGUMENT: bool | None = None
    OPTIONS: ClassVar[dict[str, Option]] = {"source": WORDS}

    def on_create(self, parent: etree.Element) -> etree.Element:
        """A `blockquote.document` that opens with its title."""
        document = etree.SubElement(parent, "blockquote", {"class": "document"})
        _line(document, "document-title", self.argument or "")
        return document

    def on_end(self, block: etree.Element) -> None:
        """The source line at the foot."""
        _line(block, "source-line", self.options["source"])


class Epigraph(Document):
    """A motto and where it comes from."""

    NAME = "epigraph"
    ARGUMENT = False

    def on_create(self, parent: etree.Element) -> etree.Element:
        """A `blockquote.epigraph`."""
        return etree.SubElement(parent, "blockquote", {"class": "epigraph"})


class DialectBlocks(BlocksExtension):
    """Registers the blocks above."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by the library
        """Register every block."""
        for block in (Verse, Letter, Document, Epigraph):
            block_mgr.register(block, self.getConfigs())
        block_mgr.split_header = _with_named_options(block_mgr.split_header)


def _with_named_options(split: SplitHeader) -> SplitHeader:
    """Splits the header off a block, none where one has no name, on which the library raises."""

    def split_named(block: str, length: int) -> tuple[dict[str, Any] | None, str]:
        options, rest = split(block, length)
        return (None if any(not isinstance(name, str) for name in options or ()) else options), rest

    return split_named


class FigureProcessor(BlockProcessor):
    """An image alone in its paragraph is a figure; its title is the caption."""

    IMAGE = re.compile(
        r"[ ]{0,3}!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?P<src><[^<>\n]*>|[^\s()]*)"
        r"(?:\s+\"(?P<caption>.*)\")?\s*\)(?:\{(?P<attributes>[^{}\n]*)\})?\s*",
        re.S,
    )

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether the block is one image."""
        match = self.IMAGE.fullmatch(block) if block.lstrip(" ").startswith("![") else None
        return match is not None and (not match["attributes"] or bool(ATTRIBUTES.fullmatch(match["attributes"])))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Append the figure; the caption's words are parsed later, with all inline markup."""
        match = self.IMAGE.fullmatch(blocks.pop(0))
        assert match is not None
        figure = etree.SubElement(parent, "figure")
        give_attributes(figure, match["attributes"] or "")
        alternative = re.sub(r"\\(.)", r"\1", " ".join(match["alt"].split()))
        etree.SubElement(figure, "img", {"src": match["src"].strip("<>"), "alt": alternative})
        if match["caption"]:
            etree.SubElement(figure, "figcaption").text = match["caption"]


class Figures(Extension):
    """Registers the figure processor before paragraphs."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by the library
        """Register the processor."""
        md.parser.blockprocessors.register(FigureProcessor(md.parser), "figure", 76)


# ---------------------------------------------------------------- what the source itself tells of blocks

_SLASHES = re.compile(r"^([ >]*)(/{3,})([^\n]*)$", re.M)
_OPENING = re.compile(r"[ ]*([\w-]+)[ ]*(?:\|[ ]*(.*?)[ ]*)?")
_OPTION = re.compile(r" {4,}([\w-]+):(?: +(.*))?")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A block that waits for its end: its name, its row of slashes, and where it and its body begin."""

    name: str
    slashes: str
    start: int
    end: int


def check_blocks(source: Source, findings: Findings) -> None:
    """Tell of blocks that are unknown, not closed, wrongly nested, or have options that are unknown or no YAML."""
    opened: list[_Opened] = []
    for match in _SLASHES.finditer(source.prose):
        if not match[3].strip():
            _close(match, opened, source, findings)
        elif opening := _OPENING.fullmatch(match[3]):
            _open(match, opening, opened, source, findings)
        else:
            hint = "write the block's name alone after ///, or a title after |"
            findings.error("T05", "this line is no beginning of a block", source.at(match.start(2)), hint)
    for block in opened:
        where = source.at(block.start)
        message = f"the block {block.slashes} {block.name} is not closed"
        findings.error("T05", message, where, f"end it with a line {block.slashes}")


def _close(match: re.Match[str], opened: list[_Opened], source: Source, findings: Findings) -> None:
    where = source.at(match.start(2))
    if not opened:
        findings.error("T05", f"{match[2]} closes a block that was not opened", where, "delete the line")
        return
    if match[2] not in [block.slashes for block in opened]:
        hint = f"end it with as many slashes as it began with: {opened[-1].slashes}"
        findings.error(
            "T05", f"{match[2]} does not close the block {opened[-1].slashes} {opened[-1].name}", where, hint
        )
        return
    while (block := opened.pop()).slashes != match[2]:
        message = f"the block {block.slashes} {block.name} is not closed inside the block around it"
        findings.error("T05", message, source.at(block.start), f"end it with a line {block.slashes}")
    if block.name == "verse":
        _check_verse(block.end, match.start(), source, findings)


def _check_verse(start: int, end: int, source: Source, findings: Findings) -> None:
    """Tell of emphasis that runs on from line to line, which would print its asterisks."""
    for line in re.finditer(r"[^\n]+", source.prose[start:end]):
        if line[0].count("*") % 2:
            where = source.at(start + line.start() + line[0].index("*"))
            hint = "close it at the end of the line and open it again in the next"
            findings.error("T05", "this emphasis does not end in its line of verse", where, hint)


def _open(
    match: re.Match[str], opening: re.Match[str], opened: list[_Opened], source: Source, findings: Findings
) -> None:
    name, slashes, start = opening[1], match[2], match.start(2)
    if opened and opened[-1].name == "verse":
        findings.error("T05", f"no block stands inside /// verse, as {slashes} {name} does", source.at(start))
    if slashes in [block.slashes for block in opened]:
        hint = f"give the block around it more slashes: {slashes}/ … {slashes}/"
        findings.error("T05", f"{slashes} {name} stands inside a block with as many slashes", source.at(start), hint)
    opened.append(_Opened(name, slashes, start, match.end()))
    if name not in BLOCK_OPTIONS:
        hint = nearest(name, BLOCK_OPTIONS) or f"there are: {', '.join(BLOCK_OPTIONS)}"
        findings.error("T05", f'there is no block "{name}"', source.at(match.start(3) + opening.start(1)), hint)
        return
    if opening[2] and name != "document":
        hint = "only /// document has a title"
        findings.error("T05", f"the block /// {name} takes no title after |", source.at(start), hint)
    _check_options(name, match, source, findings)


def _check_options(name: str, match: re.Match[str], source: Source, findings: Findings) -> None:
    """Tell of options that the block does not have, and of those that are not words."""
    known, margin, offset = BLOCK_OPTIONS[name], match[1], match.end() + 1
    lines: list[str] = []
    first, told = offset, len(findings.items)
    for whole in source.words[offset:].split("\n"):
        line = whole[len(margin) :]
        if not whole.startswith(margin) or not re.match(r" {4,}\S", line):
            break
        lines.append(line)
        option = _OPTION.fullmatch(line)
        if option and option[1] not in known:
            hint = nearest(option[1], known) or f"there are: {', '.join(known)}"
            where = source.at(offset + len(margin) + option.start(1))
            findings.error("T05", f'/// {name} has no option "{option[1]}"', where, hint)
        offset += len(whole) + 1
    if lines and len(findings.items) == told:
        options = get_frontmatter(dedent("\n".join(lines)))
        if options is None or not all(isinstance(value, str) for value in options.values()):
            hint = "put values in quotation marks; leave a line blank above words that are indented"
            findings.error("T05", f"the options of /// {name} cannot be read", source.at(first + len(margin) + 4), hint)
