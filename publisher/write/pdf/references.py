"""Folios that a document prints of other places: the contents, an index, "see p. 123"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

PLACEHOLDER = "000"
"""What stands for a folio before the first make-up: as wide as most folios are."""


class FolioError(Exception):
    """A folio that cannot be printed: its place is unknown, or moves whenever the folio is printed."""

    def __init__(self, reason: str, references: Iterable[tuple[str, str]]) -> None:
        """Keep the (document id, target id) of every reference at fault."""
        self.reason = reason
        self.references = tuple(references)
        named = ", ".join(f'"{target}" (printed in "{document}")' for document, target in self.references)
        super().__init__(f"{reason}: {named}")


def targets(section: Element) -> frozenset[str]:
    """The ids whose folios a document prints."""
    return frozenset(element.attrib["data-folio"] for element in section.iter() if "data-folio" in element.attrib)


def fill(section: Element, folios: Mapping[str, str]) -> None:
    """Put the folio label of its target into every element with `data-folio`, in place of what it held."""
    for element in list(section.iter()):
        target = element.get("data-folio")
        if target is not None:
            for child in list(element):
                element.remove(child)
            element.text = folios.get(target, PLACEHOLDER)


def unknown(printed: Iterable[tuple[str, str]], known: Iterable[str]) -> list[tuple[str, str]]:
    """The (document id, target id) pairs whose target is nowhere in the book."""
    places = frozenset(known)
    return [reference for reference in printed if reference[1] not in places]


def unsettled(
    printed: Iterable[tuple[str, str]], before: Mapping[str, str], after: Mapping[str, str]
) -> list[tuple[str, str]]:
    """The (document id, target id) pairs whose folio is another one than the last setting printed."""
    return [(document, target) for document, target in printed if before.get(target) != after.get(target)]
