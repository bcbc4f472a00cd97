"""Notes found in a tree and lifted out of it, whoever made the page: a call leads forward, its body leads back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from publisher.acquire.page import drop, words_of
from publisher.acquire.piece import Element, Note

LABEL = re.compile(r"[\[({]?\s*(?:\d{1,4}[a-z]?|[*†‡§‖¶#]{1,4}|[a-z]|[ivxlc]{1,6})\s*[\])}]?\s*[.:)]?", re.I)
CALL_KINDS = {"noteref", "doc-noteref"}
BODY_KINDS = {"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"}
CALL_CLASS = re.compile(r"note|fn|foot", re.I)
BACK_KINDS = {"backlink", "doc-backlink", "referrer"}
BACK_SIGNS = re.compile(r"\s*[↩↑⏎^←]\ufe0e?\s*|\s*(?:back|return)\s*", re.I)
BLOCKS = ("p", "li", "dd", "aside", "div", "blockquote", "td", "section", "article")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FOLLOWS = ("p", "blockquote", "table", "pre", "ul", "ol", "div")
SIGNED = (
    ("ed", re.compile(r"[\[(]?\s*[—–-]*\s*\bEd(?:itor|\.)(?:'s note|\.)?\s*[\])]?\.?\s*$")),
    ("tr", re.compile(r"[\[(]?\s*[—–-]*\s*\bTr(?:ans(?:lator)?|\.)(?:'s note|\.)?\s*[\])]?\.?\s*$")),
)


def lift_notes(body: Element) -> tuple[Note, ...]:
    """The notes of a tree in the order of their calls; each call becomes `<a data-note="ID"/>`, the bodies are gone."""
    places = {str(each.get("id")): (order, each) for order, each in enumerate(body.iter()) if each.get("id")}
    order = {each: number for number, each in enumerate(body.iter())}
    pairs = []
    starts: dict[Element, str] = {}
    for call in body.iter("a"):
        _, target = places.get(call.get("href", "")[1:], (0, None))
        block = None if target is None else _block(target)
        if target is not None and block is not None and _calls(call, target, block, order):
            starts.setdefault(block, str(target.get("id")))
            pairs.append((call, block))
    bodies = {block: _body(block, starts) for block in starts}
    made: dict[Element, Note] = {}
    for call, block in pairs:
        if block not in made:
            made[block] = _note(
                starts[block], bodies[block], words_of(call), {c.get("id") for c, b in pairs if b is block}
            )
        _put_call(call, made[block].id)
    return tuple(made.values())


def _calls(call: Element, target: Element, block: Element, order: dict[Element, int]) -> bool:
    """Whether a link calls a note: it says so, or it looks like a call and leads forward to what looks like a note."""
    kinds = set(call.get("kind", "").split())
    if kinds & BACK_KINDS or _holds(block, call) or any(each.tag in HEADINGS for each in block.iter()):
        return False
    if kinds & CALL_KINDS:
        return True
    if order[target] < order[call]:
        return False
    parent = call.getparent()
    marked = parent is not None and (parent.tag == "sup" or CALL_CLASS.search(parent.get("class", "")))
    raised = bool(marked or call.find(".//sup") is not None or CALL_CLASS.search(call.get("class", "")))
    if not LABEL.fullmatch(words_of(call)):
        return raised and any(link.get("href", "").startswith("#") for link in block.iter("a"))
    label = _bare(words_of(call))
    return raised or _bare(words_of(block)[: len(label) + 4]).startswith(label)


def _block(target: Element) -> Element | None:
    """The block in which a note's anchor stands; None where it stands in none."""
    for each in (target, *target.iterancestors()):
        if each.tag in BLOCKS:
            return each
        if each.tag in (*HEADINGS, "body"):
            return None
    return None


def _holds(block: Element, call: Element) -> bool:
    return any(each is block for each in call.iterancestors())


def _bare(label: str) -> str:
    """A label without brackets and points."""
    return re.sub(r"[\s\[\](){}.:]", "", label)


def _body(block: Element, starts: dict[Element, str]) -> list[Element]:
    """The blocks of a note: its own, and where only a paragraph is named, those up to the next note."""
    blocks = [block]
    if block.tag != "p":
        return blocks
    following: list[Element] = []
    for each in block.itersiblings():
        if each in starts or any(inner in starts for inner in each.iter()):
            return blocks + following
        if each.tag not in FOLLOWS:
            break
        following.append(each)
    return blocks  # the last note of a row: what follows it may be anything


def _note(name: str, blocks: list[Element], label: str, calls: set[str | None]) -> Note:
    """The note of these blocks, taken out of the tree, without its label and the way back."""
    body = etree.Element("note")
    for block in blocks:
        drop(block)
        block.attrib.pop("id", None)
        body.append(block)
    if len(body) == 1 and body[0].tag in ("li", "dd", "aside", "div", "section", "td"):
        body[0].tag = "div"
    _strip_ways_back(body, calls)
    _strip_label(body, _bare(label))
    kind = next((kind for kind, pattern in SIGNED if _strip_signature(body, pattern)), "")
    return Note(name, kind, body)


def _strip_ways_back(body: Element, calls: set[str | None]) -> None:
    """Take out the links that lead back, with the label that some of them hold."""
    for link in list(body.iter("a")):
        words, kinds = words_of(link), set(link.get("kind", "").split())
        back = link.get("href", "").startswith("#") and (LABEL.fullmatch(words) or not words)
        if kinds & BACK_KINDS or (link.get("href") and BACK_SIGNS.fullmatch(words)) or back:
            drop(link)
        elif link.get("href", "")[1:] in calls:
            link.attrib.pop("href")


def _strip_label(body: Element, label: str) -> None:
    """Take the note's own label from the head of its words."""
    head = next(iter(_texts(body)), None)
    if head is None or not label:
        return
    holder, where = head
    words = str(getattr(holder, where)).lstrip()
    match = re.match(rf"[\[({{]?\s*{re.escape(label)}\s*[\])}}]?\s*[.:)]?(?=\s|$|[A-Z“‘\"])", words, re.I)
    if match:
        setattr(holder, where, words[match.end() :].lstrip())


def _texts(body: Element) -> Iterator[tuple[Element, str]]:
    """Where words stand, in order: an element and `text` or `tail`."""
    for each in body.iter():
        if (each.text or "").strip():
            yield each, "text"
        if each is not body and (each.tail or "").strip():
            yield each, "tail"


def _strip_signature(body: Element, pattern: re.Pattern[str]) -> bool:
    """Take the signature from the end of a note; whether there was one."""
    places = list(_texts(body))
    if not places:
        return False
    last = words_of(body)
    match = pattern.search(last)
    if not match or match.start() == 0:
        return False
    holder, where = places[-1]
    words = str(getattr(holder, where))
    cut = pattern.search(words)
    if cut is None:
        return False
    setattr(holder, where, words[: cut.start()].rstrip())
    return True


def _put_call(call: Element, name: str) -> None:
    """Make a link the call of a note; a raised or bracketed wrapper around it alone goes."""
    tail = call.tail
    call.attrib.clear()
    for child in list(call):
        call.remove(child)
    call.text, call.tail = None, tail
    call.set("data-note", name)
    parent = call.getparent()
    while (
        parent is not None
        and parent.tag in ("sup", "span", "small")
        and len(parent) == 1
        and not _bare(words_of(parent))
    ):
        parent.tag, parent.text = "a", None
        parent.attrib.clear()
        parent.set("data-note", name)
        parent.remove(call)
        call, parent = parent, parent.getparent()
