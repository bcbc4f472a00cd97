"""Verse found in a tree: stanzas of lines with their steps, in whatever manner the page marks them."""

from __future__ import annotations

import re

from lxml import etree

from publisher.acquire.piece import Element

KINDS = re.compile(r"\b(?:z3998:(?:verse|poem|song|hymn|lyrics)|poem|verse)\b")
CLASSES = {"poem", "poetry", "verse", "stanza", "poem-container", "poetry-container"}
STEP = re.compile(r"\bi(?:ndent)?-?(\d)\b")


def mark_verse(body: Element) -> None:
    """Give every poem the form `div.verse > p > span[step]`, one span a line."""
    for element in list(body.iter("div", "section", "blockquote", "p")):
        if element.getparent() is None or any(each.get("class") == "verse" for each in element.iterancestors()):
            continue
        if element.get("class") == "verse" and element.find(".//br") is None:
            continue  # a reader of ours has found it
        if _is_verse(element):
            _shape(element)


def _is_verse(element: Element) -> bool:
    """Whether the source says so, and nothing but lines stands inside."""
    said = bool(KINDS.search(element.get("kind", ""))) or bool(CLASSES & set(element.get("class", "").lower().split()))
    inside = {str(each.tag) for each in element.iterdescendants() if isinstance(each.tag, str)}
    return said and not inside & {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "ul",
        "ol",
        "img",
        "figure",
        "blockquote",
    }


def _shape(poem: Element) -> None:
    """Put the lines of a poem into spans of their own."""
    stanzas = [poem] if poem.tag == "p" else _stanzas(poem)
    verse = etree.Element("div", {"class": "verse"})
    for stanza in stanzas:
        made = etree.SubElement(verse, "p")
        for line in _lines(stanza):
            made.append(line)
        if not len(made):
            verse.remove(made)
    parent = poem.getparent()
    assert parent is not None
    verse.tail = poem.tail
    if poem.get("id"):
        verse.set("id", str(poem.get("id")))
    parent.replace(poem, verse)


def _stanzas(poem: Element) -> list[Element]:
    """The elements that hold lines: paragraphs, or divisions without any inside."""
    found = [each for each in poem.iter("p", "div") if each is not poem and each.find(".//p") is None]
    holders = [each for each in found if not any(inner in found for inner in each.iterdescendants())]
    single = (
        all(each.find("br") is None and each.find("span") is None for each in holders) and poem.find(".//p") is None
    )
    return [poem] if not holders or single else holders


def _lines(stanza: Element) -> list[Element]:
    """The lines of a stanza as spans; the line breaks between them are gone."""
    lines = [etree.Element("span")]
    _put(lines[-1], stanza.text)
    for child in list(stanza):
        tail, child.tail = child.tail, None
        if child.tag == "br":
            lines.append(etree.Element("span"))
        elif child.tag in ("div", "p") or (child.tag == "span" and stanza.find("span") is not None and _alone(child)):
            child.tag = "span"
            lines += [child, etree.Element("span")]
        else:
            lines[-1].append(child)
        if (tail and tail.strip()) or (tail and not _blank(lines[-1])):
            _put(lines[-1], tail)
    kept = [line for line in lines if not _blank(line)]
    for line in kept:
        step = STEP.search(line.get("class", ""))
        line.attrib.clear()
        if step:
            line.set("step", step[1])
    return kept


def _alone(span: Element) -> bool:
    """Whether a span is a line of its own: it opens the stanza or follows a break, and a break or the end follows."""
    before, after = span.getprevious(), span.getnext()
    return (before is None or before.tag in ("br", "span")) and (after is None or after.tag in ("br", "span"))


def _blank(line: Element) -> bool:
    return not "".join(map(str, line.itertext())).strip() and line.find(".//a") is None


def _put(element: Element, words: str | None) -> None:
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words
