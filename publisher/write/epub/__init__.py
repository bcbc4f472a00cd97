"""write/epub: a `Publication` becomes an EPUB 3.

pages wraps the fragments · division keeps them small · links resolves them over the whole book · navigation lists
them · fonts and stylesheet dress them · lettering dresses drawings · resources are the other files · metadata describes
the book · kobo makes the pages that Kobo expects · container packs it all with EbookLib
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.diagnostics import BookError, Findings, Location
from publisher.publication import PageMap, Publication, Resource
from publisher.write.epub.breaks import PageTargets, mark_breaks
from publisher.write.epub.container import Package, pack
from publisher.write.epub.division import divide
from publisher.write.epub.fonts import characters, font_items, font_rules, named_faces
from publisher.write.epub.items import Item
from publisher.write.epub.kobo import make_kobo_page
from publisher.write.epub.lettering import lettered
from publisher.write.epub.links import Place, collect, link
from publisher.write.epub.metadata import package_metadata
from publisher.write.epub.navigation import has_contents_page, navigation_draft, ncx, word
from publisher.write.epub.pages import Page, cover_draft, direction, document_draft, parse
from publisher.write.epub.pictures import sized
from publisher.write.epub.resources import COVER, file_paths, resource_items
from publisher.write.epub.stylesheet import stylesheet_item
from publisher.write.files import place
from publisher.write.plant import ALONE, Plant

__all__ = ["check_links", "write_epub"]

NO_PAGES = PageMap()


@dataclass(frozen=True, slots=True)
class _Linked:
    """The pages of a book with every link resolved: texts, navigation, places, printed pages, files."""

    texts: tuple[Page, ...]
    navigation: Page
    places: dict[str, Place]
    targets: PageTargets
    resources: tuple[Item, ...]
    files: frozenset[str]


def _silent(message: str) -> None:
    """Say nothing."""


def write_epub(
    publication: Publication,
    target: Path,
    progress: Callable[[str], None] = _silent,
    plant: Plant = ALONE,
    cover: Callable[[], Resource] | None = None,
    pages: PageMap = NO_PAGES,
    *,
    kobo: bool = False,
) -> None:
    """Write a publication as an EPUB 3 at `target`, whole or not at all; the same publication gives the same bytes.

    `cover` gives the picture of the cover where it was not drawn yet when the publication was rendered.
    `pages` says where the printed book breaks, for marks and a page list that agree with it; else there are none.
    With `kobo`, sentences are marked for Kobo's readers.
    Raises BookError: E01 for an id or a file that stands twice, E02 for a link that leads nowhere, E03 for a page
    that is not well-formed.
    """
    progress("pages")
    linked = _link(publication, _parse(publication), pages)
    navigation = linked.navigation.item()
    fonts = _fonts(publication, linked, plant, progress)
    if kobo:
        for page in linked.texts:
            make_kobo_page(page)
    rules = font_rules(named_faces(publication.fonts, publication.stylesheet))
    items = [
        replace(navigation, properties=("nav", *navigation.properties)),
        ncx(publication, linked.places, linked.targets),
        stylesheet_item(publication.stylesheet, rules, linked.files),
        *(page.item() for page in linked.texts),
        *sized(_drawn(tuple(lettered(linked.resources, publication.fonts, plant)), cover), plant),
        *fonts,
    ]
    progress("container")
    language = publication.language
    package = Package(package_metadata(publication, bool(fonts)), language, direction(language))
    records = [(publication.record.path, publication.record.data)] if publication.record else []
    place(target, pack(package, items, _spine(publication, linked.texts), records))


def check_links(publication: Publication) -> None:
    """Raise BookError for all that keeps a publication of any edition from being linked: E01, E02, E03."""
    linked = _link(publication, _parse(publication), NO_PAGES)
    findings = Findings()
    for page in linked.texts:
        for element in page.html.iterfind(".//*[@data-folio]"):
            target = str(element.get("data-folio"))
            if target not in linked.places:
                where = Location(page.location.path, element.sourceline or 0)
                findings.error("E02", f'the folio of "{target}" is printed, which is nowhere', where)
    _report(findings)


def _parse(publication: Publication) -> tuple[Page, ...]:
    """The cover page and the pages of all documents in reading order; BookError where one is not well-formed."""
    findings = Findings()
    drafts = [document_draft(document, publication) for document in publication.documents]
    if publication.cover is not None:
        drafts.insert(0, cover_draft(publication.cover, publication))
    pages = [parse(draft, publication, findings) for draft in drafts]
    _report(findings)
    return tuple(page for page in pages if page is not None)


def _link(publication: Publication, texts: tuple[Page, ...], pages: PageMap) -> _Linked:
    """The pages with their links resolved, in their trees; BookError where an id is doubled or missing."""
    findings = Findings()
    targets = mark_breaks(texts, pages, word(publication, "page-name"))
    texts = tuple(part for page in texts for part in divide(page))
    places = collect(texts, findings)
    navigation = parse(navigation_draft(publication, targets), publication, findings)
    resources = resource_items(publication, findings)
    files = file_paths(publication, texts, resources, findings)
    for page in texts:
        link(page, places, files, findings)
    if navigation is None:
        raise BookError(findings.errors)
    link(navigation, places, files, findings, whole=True)
    _report(findings)
    return _Linked(texts, navigation, places, targets, resources, files)


def _fonts(publication: Publication, linked: _Linked, plant: Plant, progress: Callable[[str], None]) -> Sequence[Item]:
    """The font files, cut down to the characters that the pages and the stylesheet use."""
    css = publication.stylesheet
    used = characters(("".join(map(str, page.html.itertext())) for page in (*linked.texts, linked.navigation)), css)
    progress("fonts")
    return font_items(named_faces(publication.fonts, css), used, css, plant)


def _drawn(resources: Sequence[Item], cover: Callable[[], Resource] | None) -> Iterator[Item]:
    """The resources, the cover image with the picture that was waited for."""
    for item in resources:
        yield replace(item, data=cover().data) if cover and item.id == COVER else item


def _spine(publication: Publication, texts: Sequence[Page]) -> tuple[str, ...]:
    """The ids of what is read, in order; the navigation follows the front matter where no document has the contents."""
    ids = [page.id for page in texts]
    if not has_contents_page(publication):
        after = (f"doc-{document.id}" for document in publication.documents if document.matter != "front")
        first = next(after, "")
        ids.insert(ids.index(first) if first else len(ids), "nav")
    return tuple(ids)


def _report(findings: Findings) -> None:
    """Raise BookError where there are errors."""
    if findings.errors:
        raise BookError(findings.errors)
