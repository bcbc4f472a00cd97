"""Navigation: the EPUB 3 navigation document and the NCX for older reading systems, from one table of contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from publisher.publication import Index, Landmark, Publication, TocEntry
from publisher.write.epub.breaks import PageTargets
from publisher.write.epub.items import Item
from publisher.write.epub.links import Place
from publisher.write.epub.pages import Draft, label

PATH = "nav.xhtml"
NCX_PATH = "toc.ncx"
WORDS = {"contents": "Contents", "landmarks": "Landmarks", "cover": "Cover", "page-name": "Page", "pages": "Pages"}


def contents(publication: Publication) -> tuple[TocEntry, ...]:
    """The table of contents of a publication, or a line for each document where it has none."""
    flat = (TocEntry(d.title or publication.title, d.id, d.authors, (), d.language) for d in publication.documents)
    return publication.toc or tuple(flat)


def has_contents_page(publication: Publication) -> bool:
    """Whether a document of the publication shows the contents, so that the navigation document need not."""
    return any(document.kind == "contents" for document in publication.documents)


def navigation_draft(publication: Publication, targets: PageTargets) -> Draft:
    """The navigation document at `nav.xhtml`: contents, landmarks and, where there are page targets, a page list."""
    heading = _heading(publication)
    toc = (
        '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents-title">'
        f'<h1 id="contents-title">{escape(heading)}</h1>\n{_list(contents(publication), publication.language)}</nav>'
    )
    lists = (_illustrations(publication), *(_index(index, publication.language) for index in publication.indexes))
    parts = (toc, *lists, _landmarks(publication, heading), _page_list(publication, targets))
    html = "\n".join(filter(None, parts))
    return Draft("nav", PATH, html, heading, publication.language, "front")


def _illustrations(publication: Publication) -> str:
    """The list of illustrations, or nothing where the book lists none."""
    name = next((document.title for document in publication.documents if document.kind == "illustrations"), "")
    lines = [
        f'<li><a href="#{escape(entry.target)}">{escape(entry.title)}</a></li>' for entry in publication.illustrations
    ]
    head = f'<nav epub:type="loi" aria-labelledby="loi-title" hidden=""><h2 id="loi-title">{escape(name)}</h2>'
    return f"{head}<ol>\n" + "\n".join(lines) + "\n</ol></nav>" if lines else ""


def _index(index: Index, language: str) -> str:
    """A second way into the book, by author or by date."""
    name = f"{index.kind}-title"
    head = f'<nav aria-labelledby="{name}" hidden=""><h2 id="{name}">{escape(index.title)}</h2>'
    return f"{head}{_list(index.entries, language)}</nav>"


def word(publication: Publication, name: str) -> str:
    """A word of the writer's own, in the language of the book where the publication has it, else in English."""
    return publication.words.get(name) or WORDS[name]


def _heading(publication: Publication) -> str:
    """What the book calls its contents: the title of the contents page, else its landmark, else the plain word."""
    titles = (document.title for document in publication.documents if document.kind == "contents")
    labels = (landmark.label for landmark in publication.landmarks if landmark.kind == "toc")
    return next(filter(None, [*titles, *labels]), word(publication, "contents"))


def _list(entries: tuple[TocEntry, ...], language: str) -> str:
    """The entries as a nested ordered list, each with its language where it is not the book's."""
    lines = []
    for entry in entries:
        tongue = f' lang="{escape(entry.language)}"' if entry.language not in ("", language) else ""
        words = escape(label(entry.title, entry.authors))
        beneath = _list(entry.children, language) if entry.children else ""
        link = f'<a href="#{escape(entry.target)}"{tongue}>{words}</a>' if entry.target else f"<span>{words}</span>"
        lines.append(f"<li>{link}{beneath}</li>")
    return "<ol>\n" + "\n".join(lines) + "\n</ol>"


def _landmarks(publication: Publication, heading: str) -> str:
    """The landmarks, each kind and target once, with the cover and the contents added where they are missing."""
    unique: dict[tuple[str, str], str] = {}
    for mark in _with_cover(publication):
        unique.setdefault((mark.kind, f"#{mark.target}"), mark.label)
    if not any(mark.kind == "toc" for mark in publication.landmarks):
        unique["toc", PATH] = heading
    lines = [
        f'<li><a epub:type="{escape(kind)}" href="{escape(target)}">{escape(words)}</a></li>'
        for (kind, target), words in unique.items()
    ]
    return _hidden("landmarks", "", word(publication, "landmarks"), lines)


def _with_cover(publication: Publication) -> tuple[Landmark, ...]:
    """The landmarks of a publication, with one for the cover page that we write."""
    known = any(mark.kind == "cover" for mark in publication.landmarks)
    if publication.cover is None or known:
        return publication.landmarks
    return (Landmark("cover", word(publication, "cover"), "_cover"), *publication.landmarks)


def _page_list(publication: Publication, targets: PageTargets) -> str:
    """The page list, or nothing where there are no page targets."""
    lines = [f'<li><a href="#{escape(id_)}">{escape(folio)}</a></li>' for folio, id_ in targets]
    return _hidden("page-list", ' role="doc-pagelist"', word(publication, "pages"), lines) if lines else ""


def _hidden(kind: str, role: str, name: str, lines: list[str]) -> str:
    """A list for reading systems alone, which the page itself does not show."""
    head = f'<nav epub:type="{kind}"{role} aria-label="{escape(name)}" hidden="">'
    return f"{head}<ol>\n" + "\n".join(lines) + "\n</ol></nav>"


def ncx(publication: Publication, places: Mapping[str, Place], targets: PageTargets) -> Item:
    """The NCX (OPF 2.0.1, section 2.4.1) with nested points, play order in reading order, and the page list."""
    entries = contents(publication)
    order = _play_order([*(entry.target for entry in _walk(entries)), *(id_ for _, id_ in targets)], places)
    numbers = [int(folio) for folio, _ in targets if folio.isdecimal()]
    head = {
        "dtb:uid": publication.identifier,
        "dtb:depth": str(_depth(entries)),
        "dtb:totalPageCount": str(len(targets)),
        "dtb:maxPageNumber": str(max(numbers, default=0)),
    }
    language = escape(publication.language)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{language}">',
        "<head>",
        *(f'<meta name="{name}" content="{escape(value)}"/>' for name, value in head.items()),
        "</head>",
        f"<docTitle><text>{escape(publication.title)}</text></docTitle>",
        *(f"<docAuthor><text>{escape(author)}</text></docAuthor>" for author in publication.authors),
        "<navMap>",
        *_points(entries, places, order, "point"),
        "</navMap>",
        *_page_points(word(publication, "pages"), targets, places, order),
        "</ncx>",
    ]
    return Item("ncx", NCX_PATH, ("\n".join(lines) + "\n").encode())


def _walk(entries: tuple[TocEntry, ...]) -> Iterator[TocEntry]:
    """Every entry, those beneath after the one above."""
    for entry in entries:
        yield entry
        yield from _walk(entry.children)


def _depth(entries: tuple[TocEntry, ...]) -> int:
    """How many levels the entries have."""
    return 1 + max((_depth(entry.children) for entry in entries), default=0) if entries else 0


def _play_order(ids: list[str], places: Mapping[str, Place]) -> dict[str, int]:
    """The number of each target in reading order, the same for the same target."""
    ordered = sorted(set(ids), key=lambda id_: places[id_].position)
    return {id_: number for number, id_ in enumerate(ordered, 1)}


def _points(
    entries: tuple[TocEntry, ...], places: Mapping[str, Place], order: Mapping[str, int], prefix: str
) -> Iterator[str]:
    """The entries as nested `navPoint` elements, numbered by their place in the tree."""
    for number, entry in enumerate(entries, 1):
        name = f"{prefix}-{number}"
        yield f'<navPoint id="{name}" playOrder="{order[entry.target]}">'
        yield f"<navLabel><text>{escape(label(entry.title, entry.authors))}</text></navLabel>"
        yield f'<content src="{places[entry.target].href(whole=True)}"/>'
        yield from _points(entry.children, places, order, name)
        yield "</navPoint>"


def _page_points(
    name: str, targets: PageTargets, places: Mapping[str, Place], order: Mapping[str, int]
) -> Iterator[str]:
    """The page targets as a `pageList`, or nothing where there are none."""
    if not targets:
        return
    yield f"<pageList><navLabel><text>{escape(name)}</text></navLabel>"
    for number, (folio, id_) in enumerate(targets, 1):
        kind = f'type="normal" value="{folio}"' if folio.isdecimal() else 'type="front"'
        yield f'<pageTarget id="page-{number}" {kind} playOrder="{order[id_]}">'
        yield f"<navLabel><text>{escape(folio)}</text></navLabel>"
        yield f'<content src="{places[id_].href(whole=True)}"/></pageTarget>'
    yield "</pageList>"
