"""A page of HTML or XHTML as a tidy tree: no namespaces, scripts, comments or empty shells; ids qualified."""

from __future__ import annotations

import re
from html.entities import html5

from lxml import etree, html

from publisher.acquire.archive import SourceError
from publisher.acquire.encodings import UNSHOWABLE, decode
from publisher.acquire.piece import Element

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
UNSEEN = (
    "head",
    "script",
    "style",
    "noscript",
    "template",
    "object",
    "iframe",
    "form",
    "input",
    "button",
    "audio",
    "video",
)
# What HTML writes for looks alone, and what has no meaning of its own.
SHELLS = ("font", "center", "big", "tt", "u", "ins", "nobr", "acronym", "data", "main", "wbr", "bdi", "dfn", "tbody")
KEPT = ("id", "class", "lang", "href", "src", "alt", "title", "colspan", "rowspan", "type", "style", "datetime")
NAME = re.compile(r"[a-z][a-z0-9]*")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?[^>]*>", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*;)")
_XML = ("amp;", "lt;", "gt;", "quot;", "apos;")
_DEEP = "Excessive depth"


def parse_page(data: bytes, name: str) -> Element:
    """The `<html>` of a page, read as XML where it is well-formed, else as HTML; SourceError for what is neither."""
    words, _ = decode(data)
    words = _DOCTYPE.sub("", _DECLARATION.sub("", words), count=1)
    if "xmlns=" in words[:2000]:
        found = _as_xml(words)
        if found is not None:
            return found
    return _as_html(words, name)


def _as_xml(words: str) -> Element | None:
    """The root of a well-formed page; None for any other."""
    spelt = _ENTITY.sub(lambda match: match[0] if match[1] in _XML else html5.get(match[1], match[0]), words)
    try:
        return etree.fromstring(
            spelt.encode(), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError:
        return None


def _as_html(words: str, name: str) -> Element:
    """The root of whatever a browser would show."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(words.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError) as problem:
        raise SourceError(f'"{name}" holds no page', "open it in a browser and save it again") from problem
    if any(_DEEP in entry.message for entry in parser.error_log):
        raise SourceError(f'"{name}" nests its elements too deeply to be read')
    return root


def tidy(root: Element, prefix: str = "") -> Element:
    """The body of a page as a new tree; with a prefix, its ids and the links to them begin with it."""
    found = next((each for each in root.iter() if _local(each) == "body"), root)
    body = etree.Element("body")
    _copy_attributes(found, body, prefix)
    language = root.get(XML_LANG) or root.get("lang")
    if language and not body.get("lang"):
        body.set("lang", language)
    _copy(found, body, prefix)
    return body


def _copy(source: Element, target: Element, prefix: str) -> None:
    """Append copies of what is seen of an element; what is a mere shell gives way to what it holds."""
    _add(target, source.text)
    for child in source:
        name = _local(child)
        if (name in SHELLS and not child.get("id")) or (name and not NAME.fullmatch(name)):
            _copy(child, target, prefix)
        elif name == "svg" or (name and name not in UNSEEN):
            made = etree.SubElement(target, name)
            _copy_attributes(child, made, prefix)
            if name == "svg":
                made.set("alt", " ".join("".join(child.itertext()).split()))
            else:
                _copy(child, made, prefix)
        _add(target, child.tail)


def _copy_attributes(source: Element, target: Element, prefix: str) -> None:
    for key in KEPT:
        value = source.get(key)
        if value is not None:
            target.set(key, UNSHOWABLE.sub("", value))
    if language := source.get(XML_LANG):
        target.set("lang", UNSHOWABLE.sub("", language))
    if kinds := " ".join(filter(None, (source.get(EPUB_TYPE), source.get("role")))):
        target.set("kind", UNSHOWABLE.sub("", kinds))
    own = source.get("id") or (source.get("name") if target.tag == "a" else None)
    target.attrib.pop("id", None)
    if own:
        target.set("id", prefix + UNSHOWABLE.sub("", own))
    if target.get("href", "").startswith("#"):
        target.set("href", f"#{prefix}{target.get('href', '')[1:]}")


def _local(element: Element) -> str:
    """The name of an element in small letters without its namespace; "" for comments and instructions."""
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _add(target: Element, words: str | None) -> None:
    """Append words to what an element holds."""
    if not words:
        return
    words = UNSHOWABLE.sub("", words)  # a reference may have brought them in
    if len(target):
        target[-1].tail = (target[-1].tail or "") + words
    else:
        target.text = (target.text or "") + words


def drop(element: Element, *, keep_tail: bool = True) -> None:
    """Take an element out of its tree; the words after it stay."""
    parent = element.getparent()
    if parent is None:
        return
    if keep_tail and element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def words_of(element: Element) -> str:
    """The words of an element on one line."""
    return " ".join("".join(map(str, element.itertext())).split())
