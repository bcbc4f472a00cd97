"""XHTML pages: a fragment of the publication wrapped as a complete, well-formed page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from lxml import etree

from publisher.diagnostics import Findings, Location
from publisher.publication import Document, Matter, Publication, Resource
from publisher.write.epub.items import Item

XHTML = "http://www.w3.org/1999/xhtml"
SVG = "http://www.w3.org/2000/svg"
MATHML = "http://www.w3.org/1998/Math/MathML"
EPUB = "http://www.idpf.org/2007/ops"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

# Prefixes of `epub:type` beyond the reserved ones (EPUB 3.3, appendix D.1.4).
PREFIXES = {
    "se": "https://standardebooks.org/vocab/1.0",
    "z3998": "http://www.daisy.org/z3998/2012/vocab/structure/#",
}
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

# HTML, section 13.1.2: the elements that have no end tag. All others get one, which careless parsers need.
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_REMOTE = ("audio", "embed", "iframe", "image", "img", "link", "object", "script", "source", "track", "use", "video")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)


@dataclass(frozen=True, slots=True)
class Draft:
    """A page before it is parsed: manifest id, path, the XHTML of its body, title, language and matter."""

    id: str
    path: str
    html: str
    title: str
    language: str
    matter: Matter


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the EPUB: manifest id, path, its `<html>` element, and where to say that a mistake stands."""

    id: str
    path: str
    html: etree._Element
    location: Location

    def item(self) -> Item:
        """The page as a file of the container, with the manifest properties that its content asks for."""
        for element in self.html.iter("*"):
            _complete(element)
        prolog = b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        body = etree.tostring(self.html, encoding="utf-8", xml_declaration=False)
        return Item(self.id, self.path, prolog + body + b"\n", properties(self.html))


def label(title: str, authors: tuple[str, ...]) -> str:
    """A title with its authors as lists and bars show it: `V. I. Lenin: April Theses`."""
    return f"{', '.join(authors)}: {title}" if authors else title


def direction(language: str) -> str:
    """`rtl` for a language that is written from right to left, else `ltr`."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def document_draft(document: Document, publication: Publication) -> Draft:
    """The page of a document, at `text/ID.xhtml`."""
    title = label(document.title or publication.title, document.authors)
    language = document.language or publication.language
    path = f"text/{document.id}.xhtml"
    return Draft(f"doc-{document.id}", path, document.html, title, language, document.matter)


def cover_draft(cover: Resource, publication: Publication) -> Draft:
    """The page that shows the cover, at `text/cover.xhtml`."""
    words = publication.words.get("cover-of") or f"Cover: {publication.title}"
    html = (
        f'<section epub:type="cover" id="_cover" class="cover"><img src="{escape(quote(cover.path))}" '
        f'alt="{escape(words)}" role="doc-cover" '
        'style="display: block; margin: 0 auto; max-width: 100%; max-height: 100vh"/></section>'
    )
    return Draft("_cover", "text/_cover.xhtml", html, publication.title, publication.language, "front")


def parse(draft: Draft, publication: Publication, findings: Findings) -> Page | None:
    """The complete page of a draft; None, and E03 among the findings, where it is not well-formed."""
    location = Location(f"{publication.slug}/{publication.edition}/{draft.path}")
    language = escape(draft.language)
    way = ' dir="rtl"' if direction(draft.language) == "rtl" else ""
    # On one line up to the fragment, so that the lines of the page are the lines of the fragment.
    source = (
        f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}" lang="{language}" xml:lang="{language}"{way}>'
        f'<head><meta charset="utf-8"/><title>{escape(draft.title)}</title>'
        '<link rel="stylesheet" type="text/css" href="styles/book.css"/></head>'
        f'<body epub:type="{draft.matter}matter">{draft.html}</body></html>'
    )
    try:
        html = etree.fromstring(source.encode(), PARSER)
    except etree.XMLSyntaxError as error:
        findings.error("E03", f"not well-formed: {error.msg}", Location(location.path, error.position[0]))
        return None
    html[0].tail = "\n"
    _declare_prefixes(html)
    return Page(draft.id, draft.path, html, location)


def properties(root: etree._Element) -> tuple[str, ...]:
    """The manifest properties of a content document (EPUB 3.3, section 5.6.2.1), in alphabetical order."""
    found = set()
    for element in root.iter("*"):
        name = etree.QName(element)
        if name.namespace in (SVG, MATHML) and element is not root:
            found.add("svg" if name.namespace == SVG else "mathml")
        if name.localname in ("script", "form") or any(key.startswith("on") for key in map(str, element.attrib)):
            found.add("scripted")
        sources = (element.get(key) or "" for key in ("src", "href", "data", "poster", XLINK_HREF))
        if name.localname in _REMOTE and any(source.startswith(("http:", "https:")) for source in sources):
            found.add("remote-resources")
    return tuple(sorted(found))


def _declare_prefixes(html: etree._Element) -> None:
    """Declare on the page the prefixes that its `epub:type` attributes use."""
    tokens = " ".join(element.get(f"{{{EPUB}}}type", "") for element in html.iter("*")).split()
    used = sorted({token.partition(":")[0] for token in tokens if ":" in token} & PREFIXES.keys())
    if used:
        html.set(f"{{{EPUB}}}prefix", " ".join(f"{name}: {PREFIXES[name]}" for name in used))


def _complete(element: etree._Element) -> None:
    """Give an XHTML element its language in both attributes, and an end tag where it is empty but not void."""
    name = etree.QName(element)
    if name.namespace != XHTML:
        return
    language = element.get("lang") or element.get(LANG)
    if language:
        element.set("lang", language)
        element.set(LANG, language)
    if not len(element) and not element.text and name.localname not in _VOID:
        element.text = ""
