"""Raw HTML in a text: a short list of harmless elements; all else is told to the editor and stays words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from publisher.diagnostics import Findings
from publisher.read.files import UNSHOWABLE
from publisher.read.markup.source import Source

HARMLESS: dict[str, tuple[str, ...]] = {
    "br": (), "sup": (), "sub": (), "abbr": ("title",), "cite": (), "q": ("cite",), "small": (), "span": ("lang",),
    "i": ("lang",), "b": (), "em": ("lang",), "strong": (), "kbd": (), "time": ("datetime",),
}  # fmt: skip
TAG = r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:\s[^<>]*)?)/?>"
_TAG = re.compile(rf"(?<!\]\()(?:{TAG}|<[!?][^<>]*>)")
_ATTRIBUTE = re.compile(r"\s+([A-Za-z_:@][\w:.@-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=`]+)))?")
_REFERENCE = re.compile(r"&#(?:[0-9]+|[xX][0-9A-Fa-f]+);")
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_XML = ("&amp;", "&lt;", "&gt;", "&quot;", "&apos;")
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")


def check_html(source: Source, findings: Findings) -> None:
    """Tell of elements and attributes that are not harmless, of elements left open, and of impossible characters."""
    opened: list[tuple[str, int]] = []
    ends = [match.start() for match in _BLANK_LINE.finditer(source.prose)]
    for match in _TAG.finditer(source.prose):
        while ends and ends[0] < match.start():
            ends.pop(0)
            _leave_open(opened, source, findings)
        _check_tag(match, opened, source, findings)
    _leave_open(opened, source, findings)
    for match in _REFERENCE.finditer(source.prose):
        if UNSHOWABLE.search(_character(match[0])) or "\ufffd" in _character(match[0]):
            message = f"the character {_shorten(match[0])} cannot be shown"
            findings.error("T03", message, source.at(match.start()), "delete it")


def _check_tag(match: re.Match[str], opened: list[tuple[str, int]], source: Source, findings: Findings) -> None:
    name, where = (match[2] or "").lower(), source.at(match.start())
    if name not in HARMLESS:
        if not match[1]:  # the closing tag of a forbidden element needs no word of its own
            shown = f"the HTML element <{name}>" if name else f"the HTML {_shorten(match[0])}"
            hint = f"use Markdown, or one of: {' '.join(sorted(HARMLESS))}"
            findings.error("T02", f"{shown} is not allowed", where, hint)
        return
    if match[1]:
        _close(name, match.start(), opened, source, findings)
        return
    words = (match[3] or "").rstrip("/")
    for attribute in _ATTRIBUTE.finditer(words):
        if attribute[1].lower() not in HARMLESS[name]:
            place = source.at(match.start(3) + attribute.start(1))
            findings.error("T02", f'the attribute "{attribute[1]}" is not allowed on <{name}>', place, "delete it")
    if _ATTRIBUTE.sub("", words).strip():
        findings.error("T02", f"the attributes of <{name}> cannot be read", where, 'write them as in lang="ru"')
    if name != "br" and not match[0].endswith("/>"):
        opened.append((name, match.start()))


def _close(name: str, offset: int, opened: list[tuple[str, int]], source: Source, findings: Findings) -> None:
    if name not in [each for each, _ in opened]:
        findings.error("T07", f"</{name}> closes an element that is not open", source.at(offset), "delete it")
        return
    while opened[-1][0] != name:
        _tell_open(*opened.pop(), source, findings)
    opened.pop()


def _leave_open(opened: list[tuple[str, int]], source: Source, findings: Findings) -> None:
    """Tell of what is still open at the end of a paragraph."""
    while opened:
        _tell_open(*opened.pop(), source, findings)


def _tell_open(name: str, offset: int, source: Source, findings: Findings) -> None:
    message = f"the HTML element <{name}> is not closed where it should be"
    findings.error("T07", message, source.at(offset), f"write </{name}>")


def _shorten(words: str) -> str:
    return words if len(words) <= 20 else f"{words[:18]} …"


class Harmless(InlineProcessor):
    """A harmless tag, its attributes put in order; anything else stays words."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - named by the library
        self, m: re.Match[str], data: str
    ) -> tuple[str | None, int | None, int | None]:
        """A place-holder for the tag."""
        name = m[2].lower()
        if name not in HARMLESS:
            return None, None, None
        return str(self.md.htmlStash.store(_tag(name, m))), m.start(0), m.end(0)


def _tag(name: str, match: re.Match[str]) -> str:
    """The tag as XHTML."""
    if match[1]:
        return f"</{name}>"
    shown = "".join(f' {key}="{value}"' for key, value in _attributes(name, (match[3] or "").rstrip("/")))
    if name == "br":
        return f"<br{shown}/>"
    return f"<{name}{shown}></{name}>" if match[0].endswith("/>") else f"<{name}{shown}>"


def _attributes(name: str, words: str) -> Iterator[tuple[str, str]]:
    found: dict[str, str] = {}
    for attribute in _ATTRIBUTE.finditer(words):
        if attribute[1].lower() in HARMLESS[name]:
            value = attribute[2] or attribute[3] or attribute[4] or ""
            found.setdefault(attribute[1].lower(), escape(unescape(value)))
    yield from found.items()


class Html(Extension):
    """Registers harmless tags in place of all tags; blocks of HTML are not known at all."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by the library
        """Replace the pattern and drop the block."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.register(Harmless(TAG, md), "html", 90)


def spell_out(words: str) -> str:
    """XHTML with each character reference as its character, those of XML left alone."""
    return _ENTITY.sub(lambda match: match[0] if match[0] in _XML else escape(_character(match[0])), words)


def _character(reference: str) -> str:
    """The character of a reference; U+FFFD where there is none that can be shown."""
    if len(reference) > 40:
        return "\ufffd"
    return UNSHOWABLE.sub("\ufffd", unescape(reference)) or "\ufffd"
