"""One structure tree: the fragments' trees joined under one Document, their parent trees renumbered."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from publisher.write.pdf.roles import ROLE_MAP


class StructureTree:
    """The structure tree of a book in the making (ISO 32000-1, 14.7); fragments are added in reading order."""

    def __init__(self, book: Pdf) -> None:
        """An empty Document in `book`."""
        self._book = book
        self._parents: list[int | Object] = []
        self._next = 0
        self._links: list[tuple[Page, Object, Object]] = []
        self._ids: dict[str, Object] = {}
        self._document = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))

    def add(self, tree: Object, pages: Sequence[Page]) -> None:
        """Join a fragment's tree, already copied into the book together with its `pages`."""
        old = _numbers(tree.ParentTree)
        for page in pages:
            page.obj.StructParents = self._number(old[int(page.obj.StructParents)])
            for annotation in page.obj.get(Name.Annots, Array()):
                if Name.StructParent in annotation:
                    self._links.append((page, annotation, old[int(annotation.StructParent)]))
        for document in tree.K:
            for element in document.K:
                element.P = self._document
                self._document.K.append(element)
        names = list(tree.IDTree.Names) if Name.IDTree in tree else []
        self._ids.update(zip(map(str, names[::2]), names[1::2], strict=True))

    def close(self) -> None:
        """Hang the finished tree into the book's catalogue; links that were taken off their page leave it."""
        self._join_links()
        tree = Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([self._document]),
            ParentTree=self._book.make_indirect(Dictionary(Nums=Array(self._parents))),
            ParentTreeNextKey=self._next,
            RoleMap=Dictionary({f"/{role}": Name(f"/{known}") for role, known in ROLE_MAP.items()}),
        )
        if self._ids:
            names = [item for name in sorted(self._ids) for item in (name, self._ids[name])]
            tree.IDTree = self._book.make_indirect(Dictionary(Names=Array(names)))
        self._book.Root.StructTreeRoot = self._document.P = self._book.make_indirect(tree)
        self._book.Root.MarkInfo = Dictionary(Marked=True)

    def _join_links(self) -> None:
        """Number the link annotations that are still on their pages, and forget the others."""
        pages = {page.obj.objgen: page for page, _, _ in self._links}
        alive = {link.objgen for page in pages.values() for link in page.obj.Annots}
        for _, annotation, element in self._links:
            if annotation.objgen in alive:
                annotation.StructParent = self._number(element)
            else:
                element.K = Array([kid for kid in element.K if not _is_reference(kid, annotation)])
                element.S = Name.Span

    def _number(self, parents: Object) -> int:
        """Give the next number to an entry of a parent tree."""
        self._parents += [self._next, parents]
        self._next += 1
        return self._next - 1


def _is_reference(kid: object, annotation: Object) -> bool:
    """Whether a kid of an element is a reference to an annotation."""
    return isinstance(kid, Dictionary) and Name.Obj in kid and kid.Obj.objgen == annotation.objgen


def _numbers(tree: Object) -> dict[int, Object]:
    """The entries of a flat number tree."""
    pairs = list(tree.Nums)
    return {int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)}
