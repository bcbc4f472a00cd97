"""Markdown in pandoc's dialect as a tree: metadata block, notes in place and below, line blocks, definition lists."""

from __future__ import annotations

import json
import re

from lxml import etree

from publisher.acquire.encodings import decode
from publisher.acquire.page import parse_page, tidy
from publisher.acquire.piece import About, Credit, Element, Foreign

METADATA = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.S)
TITLE_BLOCK = re.compile(r"\A% ?(.*)\n(?:% ?(.*)\n)?(?:% ?(.*)\n)?")
FIELD = re.compile(r"^(title|subtitle|author|date|lang)[ \t]*:[ \t]*(.*)\n?((?:[ \t]+-?.*\n?)*)", re.M)
LINE_BLOCK = re.compile(r"(?:^\| ?.*(?:\n|\Z)(?:^ +\S.*\n)*)+", re.M)
ATTRIBUTES = re.compile(r"[ \t]*\{[^{}\n]*\}[ \t]*$", re.M)
FENCE = re.compile(r"^:{3,}[^\n]*$", re.M)


def read_pandoc(data: bytes, name: str) -> Foreign:
    """The text as a source."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    words = decode(data)[0].replace("\r\n", "\n").replace("\r", "\n")
    about, words = _about(words)
    words = FENCE.sub("", LINE_BLOCK.sub(lambda match: _verse(match[0]), words))
    words = re.sub(r"(?m)^(#{1,6} .*?)[ \t]*\{[^{}\n]*\}[ \t]*$", r"\1", words)
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    html = reader.use(footnote_plugin).use(deflist_plugin).render(words)
    body = tidy(parse_page(f"<html><body>{html}</body></html>".encode(), name))
    for rule in body.iter("hr"):
        if rule.get("class") == "footnotes-sep":
            rule.tag = "p"
    _put_title(body, about.title)
    return Foreign(name, body, about)


def _put_title(body: Element, title: str) -> None:
    """Make the title of the metadata the first heading, and all others lower by one level."""
    if not title:
        return
    for heading in list(body.iter("h1", "h2", "h3", "h4", "h5")):
        heading.tag = f"h{int(str(heading.tag)[1]) + 1}"
    first = etree.Element("h1")
    first.text = title
    body.insert(0, first)


def _about(words: str) -> tuple[About, str]:
    """What the head of the file says, and the words below it."""
    if match := METADATA.match(words):
        fields = {each[1]: _value(each[2], each[3]) for each in FIELD.finditer(match[1] + "\n")}
        people = tuple(Credit(name) for name in fields.get("author", []))
        first = {key: values[0] if values else "" for key, values in fields.items()}
        return About(first.get("title", ""), first.get("lang", ""), first.get("date", ""), credits=people), words[
            match.end() :
        ]
    if match := TITLE_BLOCK.match(words):
        people = tuple(Credit(name.strip()) for name in (match[2] or "").split(";") if name.strip())
        return About(match[1].strip(), date=(match[3] or "").strip(), credits=people), words[match.end() :]
    return About(), words


def _value(words: str, below: str) -> list[str]:
    """The values of a field: on its line, in brackets, or as a list below it."""
    listed = [line.strip(" -\t") for line in below.split("\n") if line.strip(" -\t")]
    inline = words.strip()
    if inline.startswith("[") and inline.endswith("]"):
        listed = [part.strip() for part in inline[1:-1].split(",")]
    elif inline:
        listed = [inline]
    return [_unquoted(re.sub(r"^name:\s*", "", each)) for each in listed]


def _unquoted(words: str) -> str:
    if words.startswith('"'):
        try:
            return str(json.loads(words))
        except ValueError:
            return words.strip('"')
    return words.strip("'")


def _verse(block: str) -> str:
    """A line block as HTML; two spaces at the start of a line are a step."""
    from html import escape

    stanzas: list[list[str]] = [[]]
    for line in re.sub(r"\n +(?=\S)", " ", block).rstrip("\n").split("\n"):
        words = line[1:].removeprefix(" ")
        if not words.strip():
            stanzas.append([])
            continue
        step = min((len(words) - len(words.lstrip())) // 2, 9)
        stanzas[-1].append(f'<span class="i{step}">{escape(words.strip(), quote=False)}</span>')
    inner = "".join(f"<p>{'<br/>'.join(lines)}</p>" for lines in stanzas if lines)
    return f'\n<div class="verse">{inner}</div>\n\n'
