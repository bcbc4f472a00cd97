"""Ids, headings, links and languages of a text's tree: checked, and namespaced by text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

from lxml import etree

from publisher.book import Heading
from publisher.diagnostics import Findings, Location, nearest
from publisher.read.languages import COMMON, check_language
from publisher.read.markup.source import Source

Element = etree._Element
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")  # an XML name that is safe in a URL and has no full stop
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # BCP 47 §2.1, without private use
OUTSIDE = re.compile(r"https?://[^\s/]+\S*|mailto:\S+@\S+", re.I)
INSIDE = ("text:", "page:", "person:", "book:")


def place_ids(root: Element, text: str, source: Source, findings: Findings) -> frozenset[str]:
    """Put the text's name before every id; all local ids that a link may name."""
    local: Counter[str] = Counter()
    notes = {str(note.get("name")) for note in root.iter("note")}
    for element in root.iter("*"):
        anchor = element.get("id")
        if anchor is None:
            continue
        where = source.anchor(anchor, local[anchor])
        if not PLAIN.fullmatch(anchor):
            hint = "begin with a letter; use letters, digits and hyphens"
            findings.error("N09", f'the anchor "{anchor}" is not a plain word', where, hint)
        elif anchor in local:
            findings.error("N09", f'the anchor "{anchor}" stands twice in this text', where, "rename one")
        elif anchor in notes:
            findings.error("N09", f'the anchor "{anchor}" is also the name of a note', where, "rename one")
        local[anchor] += 1
        element.set("id", f"{text}.{anchor}")
    return frozenset(local)


def list_headings(root: Element, text: str, source: Source, findings: Findings) -> tuple[Heading, ...]:
    """The headings in order, each with an id; levels that are wrong are told."""
    headings: list[Heading] = []
    above, seen = 1, Counter[int]()
    taken = {element.get("id") for element in root.iter("*")}
    names = (f"{text}._h{number}" for number in count(1))
    for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        level, words = int(str(element.tag)[1]), re.sub(r"[ \t\n]+", " ", "".join(element.itertext())).strip()
        _check_level(level, above, words, source.heading(level, seen[level]), findings)
        seen[level] += 1
        above = level
        if not element.get("id"):
            element.set("id", next(name for name in names if name not in taken))
        headings.append(Heading(level, str(element.get("id")), words))
    return tuple(headings)


def name_figures(root: Element, text: str) -> None:
    """Give every figure with a caption an id, so that a list of illustrations leads to it."""
    captioned = [figure for figure in root.iter("figure") if figure.find("figcaption") is not None]
    for number, figure in enumerate(captioned, 1):
        if not figure.get("id"):
            figure.set("id", f"{text}._figure-{number}")


def _check_level(level: int, above: int, words: str, where: Location, findings: Findings) -> None:
    if level == 1:
        hint = r"begin the line with ## for a heading, with \# for the sign itself"
        findings.error("T04", f'"{words}" is a heading of level 1, which is the title\'s', where, hint)
    elif level > above + 1:
        message = f'"{words}" is a heading of level {level} after one of level {above}'
        findings.error("A02", message, where, f"begin the line with {'#' * (above + 1)}")


def check_links(root: Element, anchors: frozenset[str], text: str, source: Source, findings: Findings) -> None:
    """Tell of links of unknown kinds and of anchors that the text lacks; `#x` becomes `text:ID#x`."""
    counts: Counter[str] = Counter()
    for link in root.iter("a"):
        target = link.get("href")
        if target is None:
            continue
        where = source.target(target, counts[target])
        counts[target] += 1
        if target.startswith("#"):
            if target[1:] not in anchors:
                hint = nearest(target[1:], anchors) or f"write {{{target}}} after the heading or picture that is meant"
                findings.error("N10", f'this text has no anchor "{target[1:]}"', where, hint)
            else:
                link.set("href", f"text:{text}{target}")
        elif not target.startswith(INSIDE) and not OUTSIDE.fullmatch(target):
            hint = f"a link begins with one of: {' '.join(INSIDE)} https:// mailto: #"
            findings.error("N08", f'the link "{target}" leads nowhere that a book can lead', where, hint)


def check_languages(root: Element, source: Source, findings: Findings) -> None:
    """Tell of language tags that are not well formed, or of no known language."""
    for element in root.iter("*"):
        language = element.get("lang")
        if language is None or language in COMMON:
            continue
        where = source.find(f"lang={language}") if f"lang={language}" in source.words else source.find(language)
        if LANGUAGE.fullmatch(language):
            check_language(language, where, findings)
        else:
            findings.error("T09", f'"{language}" is not a language tag', where, "write one as in en, ru or en-GB")
