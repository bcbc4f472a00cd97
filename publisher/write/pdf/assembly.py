"""Assembly: fragments and furniture put together into one PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf

from publisher.publication import Publication
from publisher.write.pdf.fonts import SharedFonts
from publisher.write.pdf.furniture import SetFurniture
from publisher.write.pdf.galleys import Fragment, SetText
from publisher.write.pdf.images import SharedImages
from publisher.write.pdf.makeup import Leaf
from publisher.write.pdf.metadata import write_metadata
from publisher.write.pdf.navigation import Destinations, page_labels, resolve_links, write_outline
from publisher.write.pdf.structure import StructureTree

_FURNITURE = Name("/Furniture")
_BEFORE = b"q\n"
_OVERLAY = b"\nQ\n/Artifact <</Type /Pagination>> BDC\nq /Furniture Do Q\nEMC\n"
_MILLIMETRE = 72 / 25.4


def assemble(
    publication: Publication,
    leaves: Sequence[Leaf],
    texts: Sequence[SetText],
    furniture: Iterable[SetFurniture],
    accessible: bool = False,
) -> tuple[bytes, tuple[str, ...]]:
    """The PDF of the book, and warnings about places that are nowhere; `accessible` says that it keeps PDF/UA-1.

    Same values in, same bytes out: identifiers are derived from the content.
    """
    return _Assembly(publication, leaves).put_together(texts, furniture, accessible)


class _Assembly:
    """A book in the making."""

    def __init__(self, publication: Publication, leaves: Sequence[Leaf]) -> None:
        """An empty book with as many places for pages as there are leaves."""
        self._publication = publication
        self._leaves = leaves
        self._book = Pdf.new()
        self._fonts = SharedFonts(self._book, publication.fonts)
        self._images = SharedImages(self._book)
        self._structure = StructureTree(self._book)
        self._destinations = Destinations()
        self._before = self._book.make_stream(_BEFORE)
        self._overlay = self._book.make_stream(_OVERLAY)

    def put_together(
        self, texts: Sequence[SetText], furniture: Iterable[SetFurniture], accessible: bool
    ) -> tuple[bytes, tuple[str, ...]]:
        """The steps in order: pages, furniture over them, what is shared, ways through, metadata."""
        for text in texts:
            self._add_text(text)
        self._add_blanks()
        for run in furniture:
            self._lay_over(run)
        self._fonts.close()
        for page in self._book.pages:
            resolve_links(page, self._destinations)
        self._structure.close()
        write_outline(self._book, self._publication.toc, self._destinations)
        self._book.Root.PageLabels = page_labels(self._leaves)
        write_metadata(self._book, self._publication, accessible)
        return self._save(), tuple(dict.fromkeys(self._destinations.missing))

    def _open(self, fragment: Fragment) -> Pdf:
        """A fragment's PDF, for as long as its pages are copied; streams that were copied are read from it later.

        It must not be closed, nor kept: its objects take several times the memory of its bytes.
        """
        return Pdf.open(BytesIO(fragment.pdf))

    def _add_text(self, text: SetText) -> None:
        """The pages of a galley, with its tree, places and resources."""
        source = self._open(text.fragment)
        fonts = self._fonts.take(source.pages[0].obj.Resources.Font, text.fragment.faces)
        first = len(self._book.pages)
        self._book.pages.extend(source.pages)
        pages = [self._book.pages[first + number] for number in range(text.fragment.pages)]
        self._structure.add(self._book.copy_foreign(source.Root.StructTreeRoot), pages)
        self._share(pages[0].obj.Resources, text.fragment, fonts)
        titles, title = {document.id: document.title for document in text.documents}, ""
        for anchor, place in sorted(text.fragment.places.items(), key=lambda item: (item[1].page, -item[1].y)):
            title = titles.get(anchor, title)
            self._destinations.add(anchor, pages[place.page], place.x, place.y, title)

    def _share(self, resources: Object, fragment: Fragment, fonts: Iterable[str]) -> None:
        """Let a fragment's resources use the fonts of these names, and the images, of the book."""
        self._fonts.give(resources.Font, fonts)
        self._images.add(resources, fragment.rasters)

    def _add_blanks(self) -> None:
        """Blank pages where make-up wants them, with the boxes of the other pages of their side."""
        boxes = {leaf.side: page for leaf, page in zip(_printed(self._leaves), self._book.pages, strict=True)}
        for position, leaf in enumerate(self._leaves):
            if leaf.galley is None:
                self._book.pages.insert(position, self._blank(boxes.get(leaf.side)))

    def _blank(self, like: Page | None) -> Page:
        """A page with nothing on it, of the size of another or else of the sheet."""
        sheet = self._publication.sheet
        blank = Dictionary(Type=Name.Page, Tabs=Name.S, Resources=Dictionary(), Contents=self._book.make_stream(b""))
        if sheet is not None:
            size = Array([0, 0, round(sheet.width * _MILLIMETRE, 3), round(sheet.height * _MILLIMETRE, 3)])
            blank.MediaBox = blank.TrimBox = blank.BleedBox = size
        for box in (Name.MediaBox, Name.TrimBox, Name.BleedBox):
            if like is not None and box in like.obj:
                blank[box] = Array(list(like.obj[box]))
        return Page(self._book.make_indirect(blank))

    def _lay_over(self, furniture: SetFurniture) -> None:
        """Put the running heads and folios of a furniture document over its pages, as artifacts."""
        source = self._open(furniture.fragment)
        fonts = self._fonts.take(source.pages[0].obj.Resources.Font, furniture.fragment.faces)
        resources = self._book.copy_foreign(source.pages[0].obj.Resources)
        self._share(resources, furniture.fragment, fonts)
        for position, sheet in zip(furniture.run.positions, source.pages, strict=True):
            if self._leaves[position].galley is not None:
                form = self._book.make_stream(
                    sheet.obj.Contents.read_bytes(),
                    Type=Name.XObject,
                    Subtype=Name.Form,
                    BBox=Array(list(sheet.obj.MediaBox)),
                    Resources=resources,
                )
                self._overlay_page(self._book.pages[position], form)

    def _overlay_page(self, page: Page, form: Object) -> None:
        """Draw a form over a page; the page's own resources stay shared with its galley's other pages."""
        resources = _copy(page.obj.Resources)
        resources.XObject = _copy(resources.XObject) if Name.XObject in resources else Dictionary()
        resources.XObject[_FURNITURE] = form
        page.obj.Resources = resources
        page.obj.Contents = Array([self._before, page.obj.Contents, self._overlay])

    def _save(self) -> bytes:
        """The finished file; its /ID is a digest of its content."""
        out = BytesIO()
        self._book.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()


def _copy(dictionary: Object) -> Dictionary:
    """A dictionary with the same entries."""
    return Dictionary(dict(dictionary.items()))


def _printed(leaves: Iterable[Leaf]) -> list[Leaf]:
    """The leaves that are not blank."""
    return [leaf for leaf in leaves if leaf.galley is not None]
