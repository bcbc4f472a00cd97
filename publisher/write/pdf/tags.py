"""Tags: the structure tree of a galley, written in place of WeasyPrint's own.

WeasyPrint 70 tags what it sees on each page: a paragraph that crosses a page becomes two, notes stand unlinked at the
end of their page, contents and captions have no role. A tree made from the source elements has none of this.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from publisher.write.pdf.printed import Annotated, Mark, Printed, printed
from publisher.write.pdf.roles import ROLE_MAP
from publisher.write.pdf.tagging import Tag, tags

_POINTS = 0.75


def mend_tags(scheme: str) -> None:
    """Let WeasyPrint write our structure tree where it would write its own; doing it twice changes nothing.

    `scheme` begins the URI of a link to a place in the book: such links are laid over the calls of notes.
    Raises AttributeError when a newer WeasyPrint has moved the function.
    """
    from weasyprint import pdf as engine

    def add_tags(pdf: Any, document: Any, version: Any, streams: Sequence[Any]) -> None:
        """Write the structure tree; the signature is WeasyPrint's."""
        _Writer(engine.pydyf, pdf, document, scheme).write(streams)

    if not getattr(engine.add_tags, "mended", False):
        add_tags.mended = True  # type: ignore[attr-defined]
        engine.add_tags = add_tags


class _Writer:
    """The writing of one structure tree with pydyf, whose module is `objects`."""

    def __init__(self, objects: Any, pdf: Any, document: Any, scheme: str) -> None:
        self._new = objects
        self._pdf = pdf
        self._sheets = document.pages
        self._scheme = scheme
        self._pages = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Page"]
        self._parents: list[dict[int, Any]] = [{} for _ in self._sheets]
        self._annotated: list[Any] = []
        self._ids: dict[str, Any] = {}

    def write(self, streams: Sequence[Any]) -> None:
        """The whole tree, and the parent tree that leads back into it."""
        galley = printed([sheet._page_box for sheet in self._sheets], [stream._tags for stream in streams])
        for page, stream in enumerate(streams):
            self._amend(stream, galley.ornaments.get(page, set()), galley.spaces.get(page, set()))
        root = self._add({"Type": "/StructTreeRoot", "RoleMap": self._names(ROLE_MAP)})
        document = self._element(Tag("Document", list(tags(galley))), root)
        root["K"] = self._new.Array([document])
        root["ParentTree"] = self._parent_tree().reference
        root["ParentTreeNextKey"] = len(self._sheets) + len(self._annotated)
        pairs = [item for name in sorted(self._ids) for item in (self._new.String(name), self._ids[name])]
        if pairs:
            root["IDTree"] = self._new.Dictionary({"Names": self._new.Array(pairs)})
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = self._new.Dictionary({"Marked": "true"})
        self._pdf.catalog["ViewerPreferences"] = self._new.Dictionary({"DisplayDocTitle": "true"})

    def _amend(self, stream: Any, ornaments: set[int], spaces: set[int]) -> None:
        """Turn ornaments into artifacts, and let the spaces for which nothing is drawn be read as such."""
        items = stream.stream
        for place in reversed([n for n, item in enumerate(items) if isinstance(item, dict) and "MCID" in item]):
            if items[place]["MCID"] in ornaments:
                items[place - 1 : place + 2] = ["/Artifact", b"BMC"]
            elif items[place]["MCID"] in spaces:
                items[place]["ActualText"] = self._new.String(" ")

    def _add(self, entries: dict[str, Any]) -> Any:
        """A new dictionary in the PDF."""
        dictionary = self._new.Dictionary(entries)
        self._pdf.add_object(dictionary)
        return dictionary

    def _names(self, entries: dict[str, str]) -> Any:
        return self._new.Dictionary({key: f"/{value}" for key, value in entries.items()})

    def _element(self, tag: Tag, parent: Any) -> Any:
        """Write a structure element and all under it; its reference."""
        element = self._add({"Type": "/StructElem", "S": f"/{tag.role}", "P": parent.reference})
        page = _first_page(tag)
        if page is not None:
            element["Pg"] = self._pdf.page_references[page]
        element.update({key: self._new.String(words) for key, words in tag.entries.items() if words})
        for owner, entries in self._attributes(tag).items():
            if entries:
                element["A"] = self._new.Dictionary({"O": f"/{owner}", **entries})
        if "ID" in tag.entries:
            self._ids[tag.entries["ID"]] = element.reference
        kids = [self._link_to_note(tag)] if tag.target else tag.kids
        element["K"] = self._new.Array([self._kid(kid, element, page) for kid in kids])
        return element.reference

    def _attributes(self, tag: Tag) -> dict[str, dict[str, object]]:
        """The attributes of a tag; a figure says where it is and must say what it shows."""
        if tag.role != "Figure" or tag.source is None:
            return tag.attributes
        if not tag.entries.get("Alt"):
            name = tag.source.element.get("src", tag.source.element.get("id", ""))
            logging.getLogger("weasyprint").error('picture "%s" has no alternative text', name)
        return {"Layout": {"Placement": "/Block", "BBox": self._new.Array(self._area(tag.source))}}

    def _area(self, source: Printed) -> tuple[float, ...]:
        """Where an element is on its first page: left, bottom, right, top in pt."""
        box = source.box
        left, top = box.border_box_x(), self._sheets[source.page].height - box.border_box_y()
        area = (left, top - box.border_height(), left + box.border_width(), top)
        return tuple(round(length * _POINTS, 3) for length in area)

    def _link_to_note(self, call: Tag) -> Tag:
        """The call of a note as a link to it, with an annotation over it."""
        assert call.source is not None
        annotation = self._add(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": self._new.Array(self._area(call.source)),
                "BS": self._new.Dictionary({"W": 0}),
                "Contents": self._new.String(call.source.element.get("data-mark", call.target)),
                "A": self._new.Dictionary(
                    {"Type": "/Action", "S": "/URI", "URI": self._new.String(self._scheme + call.target)}
                ),
            }
        )
        self._pages[call.source.page].setdefault("Annots", self._new.Array()).append(annotation.reference)
        return Tag("Link", [*call.kids, Annotated(call.source.page, annotation)])

    def _kid(self, kid: Tag | Mark | Annotated, element: Any, page: int | None) -> Any:
        """What stands for a kid among those of its element; marked content and annotations learn their parent."""
        if isinstance(kid, Tag):
            return self._element(kid, element)
        sheet = self._pdf.page_references[kid.page]
        if isinstance(kid, Annotated):
            kid.annotation["StructParent"] = len(self._sheets) + len(self._annotated)
            self._annotated.append(element.reference)
            return self._new.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": sheet})
        self._parents[kid.page][kid.number] = element.reference
        if kid.page == page:
            return kid.number
        return self._new.Dictionary({"Type": "/MCR", "Pg": sheet, "MCID": kid.number})

    def _parent_tree(self) -> Any:
        """The parent tree: an array for each page, then the element of each annotation (ISO 32000-1, 14.7.4.4)."""
        numbers: list[Any] = []
        for page, parents in enumerate(self._parents):
            row = [parents.get(number, "null") for number in range(max(parents, default=-1) + 1)]
            numbers += [page, self._new.Array(row)]
        for number, element in enumerate(self._annotated, len(self._sheets)):
            numbers += [number, element]
        return self._add({"Nums": self._new.Array(numbers)})


def _first_page(tag: Tag) -> int | None:
    """The page on which an element begins; None when nothing of it is printed."""
    for kid in tag.kids:
        page = _first_page(kid) if isinstance(kid, Tag) else kid.page
        if page is not None:
            return page
    return None
