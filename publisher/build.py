"""The whole story: read the press, render each book through its theme, write its editions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from publisher.book import REFLOWABLE, Book, Edition
from publisher.cache import Cache
from publisher.diagnostics import BookError, Diagnostic, Findings, Location, Severity, as_message, waive
from publisher.jobs import WorkerDied, Workers
from publisher.publication import PageMap, Publication, Resource
from publisher.read import load
from publisher.read.ahead import Ahead
from publisher.read.themes import check_emblem, check_options, load_theme
from publisher.render import render, render_cover, render_wrap
from publisher.render.onix import onix_record
from publisher.render.strings import strings
from publisher.theme import Theme
from publisher.wrap import Wrap
from publisher.write import (
    ALONE,
    NO_TALLY,
    FolioError,
    Plant,
    Tally,
    Typeset,
    changed_pages,
    prepare_setting,
    typeset,
    write_cover,
    write_epub,
    write_record,
)
from publisher.write.cover import UNDRAWN, show_cover, spare
from publisher.write.files import place

Progress = Callable[[str, str, str], None]
"""Told the book, the edition and what is being done."""


def silent(book: str, edition: str, step: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Job:
    """A book that can be built: with its theme and the options that hold for it."""

    book: Book
    theme: Theme
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a press can build, and everything the editor should know about it."""

    jobs: tuple[Job, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found that stops a build."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written: its count of pages (0 where it has none), what was remarked, what was set or kept.

    `changed` names, where that was asked for, the folios of the pages that differ from the file that was there before.
    """

    book: str
    edition: str
    path: Path
    pages: int = 0
    findings: tuple[Diagnostic, ...] = ()
    tally: Tally = NO_TALLY
    changed: tuple[str, ...] = ()


def prepare(
    folder: Path,
    slugs: Sequence[str] = (),
    store: Cache | None = None,
    workers: Workers | None = None,
    editions: Sequence[str] = (),
) -> Plan:
    """Read a press and the themes of its books: all that can go wrong before anything is written.

    Workers help to read where much is new, and are made ready for the editions (all when none is named).
    """
    paged = not editions or any(name not in REFLOWABLE for name in editions)
    ahead = Ahead(workers, prepare_setting, paged) if workers else None
    reading = load(folder, slugs, store, ahead)
    findings = Findings(list(reading.findings))
    jobs = []
    for book in reading.books:
        if not book.editions:
            findings.error(
                "M04", "no edition is named", book.at("editions"), "name epub, screen or print, or delete the key"
            )
        theme = load_theme(book.theme, folder, book.at("theme"), findings, store)
        if theme:
            check_emblem(theme, book.cover["emblem"], book.at("emblem"), findings)
            jobs.append(Job(book, theme, check_options(theme, book.options, book.at("options"), findings)))
    waivers = [waiver for book in reading.books for waiver in book.waivers]
    return Plan(tuple(jobs), waive(findings.items, waivers))


def build(
    plan: Plan,
    output: Path,
    editions: Sequence[str] = (),
    progress: Progress = silent,
    plant: Plant = ALONE,
    *,
    compare: bool = False,
) -> Iterator[Output]:
    """Write the editions of every book of a plan (all when none is named), each file whole or not at all.

    With `compare`, tell which pages differ from those of the file that was there before.
    """
    if not plan.sound:
        raise BookError(plan.findings)
    for job in plan.jobs:
        yield from build_book(job, output / job.book.slug, editions, progress, plant, compare=compare)


def build_book(
    job: Job,
    folder: Path,
    editions: Sequence[str] = (),
    progress: Progress = silent,
    plant: Plant = ALONE,
    *,
    compare: bool = False,
) -> Iterator[Output]:
    """Write the editions of one book into a folder; the cover is drawn once and shown in all of them."""
    book = job.book
    chosen = chosen_editions(book, editions)
    if not chosen:
        return
    progress(book.slug, "cover", "drawing")
    picture = Output(book.slug, "cover", folder / f"{book.slug}-cover.jpg")
    with _drawing(job, picture.path, plant) as cover:
        builder = _Builder(job, cover, folder, progress, plant, compare)
        made = chain.from_iterable(map(builder.build, chosen))
        try:
            first = next(made)
        except Exception:
            cover()
            yield picture  # which is there all the same
            raise
        yield from (picture, first)
        yield from made
    if any(edition.name == "epub" for edition in chosen):
        yield _write_record(job, folder)


def chosen_editions(book: Book, editions: Sequence[str]) -> list[Edition]:
    """The editions of a book that are named; all when none is."""
    return [edition for edition in book.editions if not editions or edition.name in editions]


def _write_record(job: Job, folder: Path) -> Output:
    """The ONIX record of a book beside its EPUB, which holds it too."""
    target = folder / f"{job.book.slug}.onix.xml"
    write_record(onix_record(job.book, strings(job.theme, job.book.language)), target)
    return Output(job.book.slug, "onix", target)


@contextmanager
def _drawing(job: Job, target: Path, plant: Plant) -> Iterator[Callable[[], Resource]]:
    """What gives the cover, which is drawn first or, where a core is spare, beside the rendering of an edition."""
    publication = render_cover(job.book, job.theme, job.options, plant.cache)
    if spare(plant):
        with ThreadPoolExecutor(1) as thread:  # it waits for a process
            yield thread.submit(write_cover, publication, target, plant, True).result
    else:
        cover = write_cover(publication, target, plant)
        yield lambda: cover


NOTHING: tuple[Diagnostic, ...] = ()


@dataclass
class _Builder:
    """Writes the editions of one book; `printed` is its print edition once it has been set, for the EPUB or itself."""

    job: Job
    cover: Callable[[], Resource]
    folder: Path
    progress: Progress
    plant: Plant
    compare: bool
    printed: Typeset | None = None

    def build(self, edition: Edition) -> Iterator[Output]:
        """The file of one edition, and the cover in one piece where a printer is named."""
        name = edition.name
        target = self.folder / file_name(self.job.book.slug, name)
        before = target.read_bytes() if self.compare and target.is_file() else b""
        with _mishaps(self.job.book):
            if name in REFLOWABLE:
                self._write_epub(edition, target)
                yield Output(self.job.book.slug, name, target)
                return
            made, found = self._write_paged(edition, target)
        changed = changed_pages(before, target.read_bytes()) if self.compare else ()
        pages, found = len(made.pages.labels), (*_remarks(self.job, made), *found)
        wrap = self._measure(edition, pages)
        found += (wrap,) if isinstance(wrap, Diagnostic) else ()
        yield Output(self.job.book.slug, name, target, pages, found, made.tally, changed)
        if isinstance(wrap, Wrap):
            yield self._write_wrap(edition, wrap)

    def _write_epub(self, edition: Edition, target: Path) -> None:
        """Write the EPUB, with the pages of the print edition where it tells them: that is set first."""
        publication, printed = self._render(edition), self.job.book.printed
        if printed and self.printed is None:
            self.printed = typeset(self._paged(printed), self._tell(printed.name), self.plant)
        pages = self.printed.pages if self.printed else PageMap()
        kobo = edition.name == "kepub"
        write_epub(publication, target, self._tell(edition.name), self.plant, self.cover, pages, kobo=kobo)

    def _write_paged(self, edition: Edition, target: Path) -> tuple[Typeset, tuple[Diagnostic, ...]]:
        """Write a PDF, which may have been set already, as its printer wants it; how it was set, and what was found."""
        made = self.printed if edition.name == "print" else None
        made = made or typeset(self._paged(edition), self._tell(edition.name), self.plant)
        pdf, found = made.pdf, NOTHING
        if printer := edition.settings.get("printer"):
            from publisher.printing import ready

            self.progress(self.job.book.slug, edition.name, "making ready")
            pdf, found = ready(pdf, printer, self.job.book.at("printer"), self.plant)
        place(target, pdf)
        return made, found

    def _measure(self, edition: Edition, pages: int) -> Wrap | Diagnostic | None:
        """The measures of the cover in one piece, where a printer is named."""
        if not edition.settings.get("printer"):
            return None
        from publisher.printing import measure

        return measure(self.job.book, edition, edition.settings["printer"], pages)

    def _write_wrap(self, edition: Edition, wrap: Wrap) -> Output:
        """Write the cover in one piece."""
        from publisher.printing import make_wrap

        book, printer = self.job.book, edition.settings["printer"]
        self.progress(book.slug, "wrap", "drawing")
        drawn = render_wrap(book, self.job.theme, edition, self.job.options, wrap, store=self.plant.cache)
        pdf, found = make_wrap(drawn, wrap, printer, book.at("printer"), self.plant)
        target = self.folder / file_name(book.slug, "wrap")
        place(target, pdf)
        return Output(book.slug, "wrap", target, 1, found)

    def _paged(self, edition: Edition) -> Publication:
        """A paged edition with its cover."""
        return show_cover(self._render(edition), self.cover())

    def _render(self, edition: Edition) -> Publication:
        self.progress(self.job.book.slug, edition.name, "rendering")
        return render(self.job.book, self.job.theme, as_rendered(edition), self.job.options, UNDRAWN, self.plant.cache)

    def _tell(self, name: str) -> Callable[[str], None]:
        """What is told of the steps of an edition."""
        return partial(self.progress, self.job.book.slug, name)


def as_rendered(edition: Edition) -> Edition:
    """The edition as the theme knows it: what Kobo reads is the EPUB."""
    return replace(edition, name="epub") if edition.name in REFLOWABLE else edition


@contextmanager
def _mishaps(book: Book) -> Iterator[None]:
    """What stops the setting of a book, as problems of its texts."""
    try:
        yield
    except FolioError as problem:
        raise BookError(_unsettled(book, problem)) from problem
    except WorkerDied as problem:
        raise BookError([Diagnostic("P03", str(problem), places(book).get(problem.name, book.location))]) from problem


def places(book: Book) -> dict[str, Location]:
    """Where each text of a book stands, by the id of its document."""
    return {text.id: text.location for text in book.texts}


def _remarks(job: Job, made: Typeset) -> tuple[Diagnostic, ...]:
    """What the typesetter remarked, at the text that it is about; what it says of all texts is about the theme."""
    where = {"": Location(f"themes/{job.theme.name}"), **places(job.book)}
    remarks = (
        Diagnostic(
            "P02",
            as_message(remark.message),
            where.get(remark.document, job.book.location),
            severity=Severity.WARNING,
        )
        for remark in made.remarks
    )
    return waive(remarks, job.book.waivers)


def _unsettled(book: Book, problem: FolioError) -> list[Diagnostic]:
    """The references that cannot be printed, each at the text that prints it."""
    where = places(book)
    return [
        Diagnostic("P01", f'{problem.reason}: "{target}", printed in "{document}"', where.get(document, book.location))
        for document, target in problem.references
    ]


def file_name(slug: str, edition: str) -> str:
    """The name of an edition's file: `kornilov.epub`, `kornilov-print.pdf`; `kornilov-cover.pdf` is the wrap."""
    names = {"epub": f"{slug}.epub", "kepub": f"{slug}.kepub.epub", "wrap": f"{slug}-cover.pdf"}
    return names.get(edition, f"{slug}-{edition}.pdf")
