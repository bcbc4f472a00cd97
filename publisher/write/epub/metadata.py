"""The `<metadata>` element of the package, and the vocabulary prefixes that it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from lxml import etree

from publisher.publication import Meta, Publication

DC = "http://purl.org/dc/elements/1.1/"
IDENTIFIER = "uid"

# Prefixes beyond the reserved ones (EPUB 3.3, appendix D.1.4), which need no declaration.
PREFIXES = {
    "ibooks": "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "se": "https://standardebooks.org/vocab/1.0",
}
_XML = "http://www.w3.org/XML/1998/namespace"


def package_metadata(publication: Publication, embedded_fonts: bool) -> etree._Element:
    """The metadata of a publication in its order, after the identifier and the one `dcterms:modified`.

    What refines an element follows it; ids are given here, all with the prefix `meta-`.
    """
    # EbookLib writes the elements of the package without a namespace, below an `xmlns` that it sets as text.
    root = etree.Element("metadata", nsmap={"dc": DC})
    counts: Counter[str] = Counter()
    own = next((meta for meta in publication.metadata if _is_identifier(meta, publication)), None)
    _add(
        root, Meta("dc:identifier", publication.identifier, {"id": IDENTIFIER}, own.refinements if own else ()), counts
    )
    _add(root, Meta("dcterms:modified", publication.modified), counts)
    for meta in publication.metadata:
        if meta.name != "dcterms:modified" and not _is_identifier(meta, publication):
            _add(root, meta, counts)
    if publication.record is not None:
        # EPUB 3.3, appendix D.5.4.1: a record in the container says what it is by properties.
        said = {"rel": "record", "media-type": publication.record.media_type, "properties": "onix"}
        _add(root, Meta("link", publication.record.path, said), counts)
    if embedded_fonts:
        # Apple Books sets a book in its own faces unless the package says that it has specified some.
        _add(root, Meta("ibooks:specified-fonts", "true"), counts)
    for name, value in _calibre_series(publication).items():
        etree.SubElement(root, "meta", {"name": name, "content": value})
    if publication.cover is not None:
        # The EPUB 2 form, which Kindle and Nook read; the Nook only with `name` before `content`.
        etree.SubElement(root, "meta", {"name": "cover", "content": "cover-image"})
    return root


def prefixes(metadata: etree._Element) -> str:
    """The `prefix` attribute that the metadata needs, or the empty string."""
    keys = ("property", "scheme", "rel", "properties")
    values = (element.get(key) or "" for element in metadata.iter("*") for key in keys)
    used = {token.partition(":")[0] for value in values for token in value.split() if ":" in token}
    return " ".join(f"{name}: {PREFIXES[name]}" for name in sorted(used & PREFIXES.keys()))


def _calibre_series(publication: Publication) -> dict[str, str]:
    """The first series in the form of Calibre, which readers knew before EPUB 3 had one, and some know alone."""
    for meta in publication.metadata:
        said = {refinement.name: refinement.value for refinement in meta.refinements}
        if meta.name == "belongs-to-collection" and said.get("collection-type") == "series":
            position = said.get("group-position")
            return {"calibre:series": meta.value, **({"calibre:series_index": position} if position else {})}
    return {}


def _is_identifier(meta: Meta, publication: Publication) -> bool:
    """Whether an element is the unique identifier, which is written first whoever else names it."""
    return meta.name == "dc:identifier" and meta.value == publication.identifier


def _add(root: etree._Element, meta: Meta, counts: Counter[str], refines: str = "") -> None:
    """Add an element and all that refines it."""
    attributes = dict(meta.attributes)
    id_ = attributes.pop("id", "")
    if meta.refinements and not id_:
        kind = meta.name.removeprefix("dc:").replace(":", "-")
        counts[kind] += 1
        id_ = f"meta-{kind}-{counts[kind]}"
    known = {"id": id_, "refines": f"#{refines}" if refines else ""}
    _element(root, meta, {**{key: value for key, value in known.items() if value}, **attributes})
    for refinement in meta.refinements:
        _add(root, refinement, counts, id_)


def _element(root: etree._Element, meta: Meta, attributes: Mapping[str, str]) -> None:
    """Add one element: Dublin Core, a `link` (its value is the address), or a `meta` property."""
    if meta.name == "link":
        element = etree.SubElement(root, "link", {"href": meta.value})
    elif meta.name.startswith("dc:"):
        element = etree.SubElement(root, f"{{{DC}}}{meta.name[3:]}")
        element.text = meta.value
    else:
        element = etree.SubElement(root, "meta", {"property": meta.name})
        element.text = meta.value
    for key, value in attributes.items():
        element.set(_qualify(key), value)


def _qualify(key: str) -> str:
    """The name of an attribute as the tree knows it: `xml:lang` with its namespace."""
    return f"{{{_XML}}}{key[4:]}" if key.startswith("xml:") else key
