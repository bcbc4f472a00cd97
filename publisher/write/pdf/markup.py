"""The XHTML of a document as a tree, and as the HTML that the engine parses."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

LEAF = "x-leaf"
_PREFIXES = {
    "epub": "http://www.idpf.org/2007/ops",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_ENVELOPE = "<x {}>{{}}</x>".format(" ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _PREFIXES.items()))
_ATTRIBUTES = {f"{{{uri}}}": f"{prefix}:" for prefix, uri in _PREFIXES.items()}


def parse(xhtml: str, language: str) -> Element:
    """The section of a document with plain names, as HTML has them; it says its language even where it did not.

    Raises `xml.etree.ElementTree.ParseError` when the XHTML is not well-formed.
    """
    (section,) = ElementTree.fromstring(_ENVELOPE.format(xhtml))  # noqa: S314 - our own templates made it
    for element in section.iter():
        element.tag = element.tag.rpartition("}")[2]
        for name in [name for name in element.attrib if name.startswith("{")]:
            uri, brace, local = name.rpartition("}")
            element.set(_ATTRIBUTES.get(uri + brace, "") + local, element.attrib.pop(name))
    if "lang" not in section.attrib:
        section.set("lang", section.get("xml:lang", language))
    return section


def html(section: Element) -> str:
    """HTML syntax of a tree: an empty `<a id="x"/>` gets its end tag, which the HTML parser cannot do without."""
    return ElementTree.tostring(section, encoding="unicode", method="html")


def stub(section: Element, leaves: tuple[bool, ...], opens: bool) -> str:
    """An empty twin of a section for the furniture: its attributes, and one leaf for each page that it stands on.

    A leaf is tall where the section is the first to claim its page, so that the next leaf falls on the next page.
    """
    twin = Element(section.tag, {name: value for name, value in section.attrib.items() if name != "id"})
    if opens:
        twin.set("data-galley", "")
    for tall in leaves:
        ElementTree.SubElement(twin, LEAF, {"class": "tall"} if tall else {})
    return html(twin)
