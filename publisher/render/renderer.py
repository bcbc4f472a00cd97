"""A book through a theme: the documents of one edition in reading order, and all that describes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from math import lcm
from types import MappingProxyType
from typing import Any

from publisher.book import Book, Date, Day, Edition, Part, Text
from publisher.cache import Cache
from publisher.printer import Printer, Step
from publisher.publication import Binding, Document, Matter, Opens, Publication, Resource, Sheet
from publisher.render.addresses import Addresses, addresses
from publisher.render.apparatus import contributors, illustrations, people, sources
from publisher.render.balance import balance
from publisher.render.body import Placement
from publisher.render.dates import machine_date, show_date, show_life
from publisher.render.indexes import indexes
from publisher.render.metadata import package_metadata
from publisher.render.navigation import Navigation, authors_vary
from publisher.render.onix import onix_record
from publisher.render.strings import strings
from publisher.render.templates import Templates
from publisher.theme import Theme
from publisher.wrap import Wrap

PAGED = ("screen", "print")
WORDS = ("landmarks", "contents", "cover", "page-name", "pages")
COVER_WIDTH, COVER_HEIGHT = 1600, 2560  # px: the size that bookshops ask for (Amazon KDP, cover image guidelines)
POINTS = 72 / 25.4  # in a mm
ACROSS = 160  # the width of a cover in the units in which it is drawn


def render(
    book: Book,
    theme: Theme,
    edition: Edition,
    options: Mapping[str, Any],
    cover: Resource | None = None,
    store: Cache | None = None,
) -> Publication:
    """One edition of a book; `cover` is its picture, `store` where compiled templates are kept."""
    return _Renderer(book, theme, edition, options, cover, store).publication()


def render_cover(book: Book, theme: Theme, options: Mapping[str, Any], store: Cache | None = None) -> Publication:
    """The cover as a publication of one document, 1600 × 2560 px."""
    renderer = _Renderer(book, theme, Edition("cover"), options, None, store)
    tall = ACROSS * COVER_HEIGHT / COVER_WIDTH
    html = renderer.templates.page("cover", **renderer.context, emblem=_emblem(theme, book), tall=tall)
    document = Document("cover", "cover", book.title, html, "front", book.language)
    style = renderer.templates.style("cover", width=COVER_WIDTH, height=COVER_HEIGHT, options=options)
    return renderer.make((document,), style)


def render_wrap(
    book: Book,
    theme: Theme,
    edition: Edition,
    options: Mapping[str, Any],
    wrap: Wrap,
    guides: bool = False,
    store: Cache | None = None,
) -> Publication:
    """The cover in one piece as a publication of one page; `guides` draws trim, folds and safe zones on it."""
    renderer = _Renderer(book, theme, Edition("wrap", edition.settings), options, None, store)
    tall = ACROSS * wrap.page[1] / wrap.page[0]
    context = {**renderer.context, "wrap": wrap, "guides": guides, "tall": tall, "emblem": _emblem(theme, book)}
    html = renderer.templates.page("wrap", **context)
    style = renderer.templates.style("wrap", wrap=wrap, tall=tall, options=options)
    return renderer.make((Document("wrap", "wrap", book.title, html, "front", book.language),), style)


def _emblem(theme: Theme, book: Book) -> str:
    """The SVG of the emblem that the manifest names, or of the theme's first."""
    emblems = {
        name.removesuffix(".svg"): svg for layer in reversed(theme.layers) for name, svg in layer.emblems.items()
    }
    chosen = book.cover.get("emblem") or next(iter(emblems), "")
    svg = book.cover.get("drawing") or emblems.get(chosen, "")
    return svg[svg.index("<svg") :] if "<svg" in svg else ""


def _day(modified: str) -> Date:
    """The day of a time stamp `2026-11-23T00:00:00Z`."""
    year, month, day = (int(part) for part in modified[:10].split("-"))
    return Date(modified[:10], Day(year, month, day))


def theme_files(theme: Theme, style: str) -> tuple[Resource, ...]:
    """The files of the theme that the stylesheet names, those of upper layers before those they stand for."""
    files = {path: file for layer in reversed(theme.layers) for path, file in layer.files.items()}
    return tuple(file for path, file in files.items() if path in style)


def _bind_sides(steps: Iterable[Step], style: Callable[..., str]) -> tuple[tuple[int, str], ...]:
    """The stylesheets for a table of gutters; steps that a theme's own margin covers give one stylesheet."""
    styles: list[tuple[int, str]] = []
    for step in steps:
        made = style(gutter=round(step.width, 4))
        if styles and styles[-1][1] == made:
            del styles[-1]
        styles.append((step.to, made))
    return tuple(styles)


def _wishes(printer: Printer | None) -> dict[str, float]:
    """What a theme can see to: how far from the trim text must stay in mm, and how thin a line may be in pt."""
    safe = printer.safe.margin if printer and printer.safe else 0.0
    return {"safe": round(safe, 3), "thinnest": printer.lines.least * POINTS if printer and printer.lines else 0.0}


def _binding(printer: Printer | None, signature: int, styles: tuple[tuple[int, str], ...]) -> Binding:
    """How the sheets are bound: in signatures, and as the printer wants its pages."""
    rule = printer.pages if printer else None
    multiple = lcm(signature, rule.multiple) if rule else signature
    return Binding(multiple, bool(rule and rule.last_blank), styles if len(styles) > 1 else ())


@dataclass
class _Renderer:
    """Makes the documents of one edition, page kind by page kind, in reading order."""

    book: Book
    theme: Theme
    edition: Edition
    options: Mapping[str, Any]
    cover: Resource | None
    store: Cache | None = None
    documents: list[Document] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Prepare what every template sees."""
        book = self.book
        self.t = strings(self.theme, book.language)
        self.paged = self.edition.name in PAGED
        self.people = people(book) if "people" in book.apparatus else ()
        self.apparatus = tuple(name for name in book.apparatus if name != "people" or self.people)
        self.illustrations = illustrations(book) if "illustrations" in book.lists else ()
        self.indexes = indexes(book, self.t, paged=self.paged)
        self.navigation = Navigation(book, (*(index.kind for index in self.indexes), *self.apparatus), self.t)
        self.addresses: Addresses = addresses(
            book,
            frozenset(entry.person.id for entry in self.people),
            self.t("page") if self.paged else "",
            self.t("in-full"),
        )
        self.placement = Placement(self.paged, self.addresses, self.t)
        self.templates = Templates(
            self.theme,
            self.store,
            t=self.t,
            date=lambda date, language=book.language: show_date(date, language),
            machine_date=machine_date,
            balance=balance,
            life=lambda person, language=book.language: show_life(person.born, person.died, language),
            inline=self.placement.inline,
        )
        self.context: dict[str, Any] = {
            "book": book,
            "press": book.press,
            "theme": self.theme,
            "edition": self.edition,
            "options": self.options,
            "paged": self.paged,
            "authors_vary": authors_vary(book),
            "edition_date": show_date(_day(book.modified), book.language),
        }

    def publication(self) -> Publication:
        """All documents with style, navigation, resources and metadata."""
        self._front()
        self._body()
        self._back()
        documents = tuple(self.documents)
        width, height = self.edition.settings.get("trim", (0.0, 0.0))
        names = ("all", "paged", self.edition.name) if self.paged else ("all", self.edition.name)
        sheet = {"width": width, "height": height, "edition": self.edition.name}
        style = partial(self.templates.style, *names, **sheet, options=self.options, t=self.t)
        printer = self.edition.settings.get("printer")
        style = partial(style, **_wishes(printer))
        styles = _bind_sides(printer.gutter.steps, style) if printer and printer.gutter else ()
        made = self.make(documents, styles[0][1] if styles else style(gutter=0.0))
        return replace(made, binding=_binding(printer, self.edition.settings.get("signature", 1), styles))

    def make(self, documents: tuple[Document, ...], style: str) -> Publication:
        """The publication of these documents in this style."""
        book = self.book
        width, height = self.edition.settings.get("trim", (0.0, 0.0))
        images = {image.name: image for text in book.texts for image in text.content.images}
        return Publication(
            slug=book.slug,
            edition=self.edition.name,
            title=book.title,
            language=book.language,
            identifier=book.identifier,
            modified=book.modified,
            authors=tuple(c.person.name for c in book.contributors),
            documents=documents,
            stylesheet=style,
            fonts=self.theme.faces,
            resources=(
                *(Resource(image.name, image.media_type, image.data) for image in images.values()),
                *theme_files(self.theme, style),
                *([self.cover] if self.cover and self.paged else []),
            ),
            toc=self.navigation.toc(),
            illustrations=self.illustrations,
            landmarks=self.navigation.landmarks(documents),
            indexes=self.indexes,
            metadata=package_metadata(book, self.edition, self.t) if self.edition.name not in ("cover", "wrap") else (),
            cover=self.cover,
            sheet=Sheet(width, height, mirrored=self.edition.name == "print") if self.paged else None,
            settings=self.edition.settings,
            words=MappingProxyType({**{word: self.t(word) for word in WORDS}, "cover-of": self._cover_words()}),
            record=onix_record(book, self.t) if self.edition.name == "epub" else None,
        )

    def _cover_words(self) -> str:
        """What the picture of the cover shows."""
        return self.t("cover-of", title=self.book.title)

    def _front(self) -> None:
        if self.cover and self.edition.name == "screen":
            self._page("cover-page", "front", self.book.title, cover=self.cover)
        if self.edition.name == "print":
            self._page("half-title", "front", self.book.title, opens="recto")
        if self.paged and self.book.series:
            self._page("series", "front", self.book.series.title)
        self._page("title-page", "front", self.t("title-page"), opens="recto")
        self._page("copyright", "front", self.t("copyright"))
        self._page("contents", "front", self.t("contents"), opens="recto", toc=self.navigation.toc())
        if self.illustrations:
            self._page("illustrations", "front", self.t("illustrations"), toc=self.illustrations)
        if self.book.introduction:
            self._text(self.book.introduction, "introduction", "front", "recto")

    def _body(self) -> None:
        numbers = iter(range(1, 1 + len(self.book.pieces)))
        titled = [part for part in self.book.contents if part.title]
        for part in self.book.contents:
            if part.title:
                number = titled.index(part) + 1
                body = self.placement.text(part.introduction) if part.introduction else None
                self._page("part", "body", part.title, opens="recto", id=part.id, part=part, number=number, body=body)
            elif part.introduction:
                self._text(part.introduction, "introduction", "body", "recto", part)
            for text in part.texts:
                opens = text.opens or self.options.get("texts-open", "recto")
                self._text(text, "chapter", "body", opens, part, next(numbers))

    def _back(self) -> None:
        entries: dict[str, dict[str, Any]] = {
            "contributors": {"entries": contributors(self.book)},
            "people": {"entries": self.people},
            "sources": {**sources(self.book)},
        }
        for index in self.indexes:
            self._page(index.kind, "back", index.title, opens="recto", index=index)
        for name in self.apparatus:
            self._page(name, "back", self.t(name), opens="recto", **entries[name])
        if self.book.series and not self.paged:
            self._page("series", "back", self.book.series.title)
        if self.book.see_also:
            self._page("see-also", "back", self.t("see-also"))
        self._page("colophon", "back", self.t("colophon"))
        if self.book.closing:
            self._text(self.book.closing, "closing", "back", "page")

    def _page(self, kind: str, matter: Matter, title: str, opens: Opens = "page", id: str = "", **more: Any) -> None:
        """Render the template of a kind as a document."""
        place = id or f"_{kind}"
        html = self.templates.page(kind, **self.context, id=place, title=title, matter=matter, **more)
        self.documents.append(Document(place, kind, title, html, matter, self.book.language, opens))

    def _text(
        self, text: Text, kind: str, matter: Matter, opens: Opens, part: Part | None = None, number: int = 0
    ) -> None:
        """Render a text by the template `text`; its kind (chapter, introduction, closing) is a class there."""
        body = self.placement.text(text)
        context = {**self.context, "id": text.id, "kind": kind, "matter": matter, "text": text, "part": part}
        html = self.templates.page("text", **context, body=body, number=number)
        authors = tuple(person.name for person in text.authors)
        self.documents.append(Document(text.id, kind, text.title, html, matter, text.language, opens, authors))
