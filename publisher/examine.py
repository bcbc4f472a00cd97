"""What can be found in a book beyond reading it: in its pages, and in what was built of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from publisher.book import Book, Edition
from publisher.build import Job, Progress, as_rendered, chosen_editions, file_name, places, silent
from publisher.check import differences, missing_glyphs, said_by
from publisher.diagnostics import BookError, Diagnostic, waive
from publisher.read.files import show_text
from publisher.render import render, render_cover
from publisher.write import check_links
from publisher.write.cover import UNDRAWN


def examine(job: Job, progress: Progress = silent) -> Iterator[Diagnostic]:
    """What rendering and linking a book would bring to light, and the rules for the whole book; nothing is written."""
    book = job.book
    progress(book.slug, "cover", "rendering")
    yield from _problems(job, lambda: render_cover(book, job.theme, job.options))
    for edition in book.editions:
        progress(book.slug, edition.name, "checking")
        yield from waive(_problems(job, partial(_examine_edition, job, edition)), book.waivers)


def _examine_edition(job: Job, edition: Edition) -> Iterator[Diagnostic]:
    publication = render(job.book, job.theme, as_rendered(edition), job.options, UNDRAWN)
    check_links(publication)
    words = partial(show_text, folder=job.book.press.folder)
    return missing_glyphs(job.book, publication.fonts, publication.stylesheet, words)


def examine_built(
    job: Job, folder: Path, editions: Sequence[str] = (), progress: Progress = silent
) -> Iterator[Diagnostic]:
    """What the built files in a folder say otherwise than the texts of the book: E04; E05 for one that is not there."""
    book = job.book
    for edition in chosen_editions(book, editions):
        progress(book.slug, edition.name, "comparing")
        path = folder / file_name(book.slug, edition.name)
        try:
            said = said_by(path)
            found = [*differences(book.texts, said)] if said else []  # what was made for a press may have no tags
        except (OSError, ValueError):
            hint = f"publisher build {book.slug} --edition {edition.name}"
            yield Diagnostic("E05", f'there is no sound file "{path.name}" among what was built', book.location, hint)
            continue
        for text, words in found:
            yield Diagnostic("E04", f"{path.name}: {words}", text.location, "build again if the text has changed since")


def _problems(job: Job, task: Callable[[], object]) -> Iterator[Diagnostic]:
    """What a task finds, or what stops it, each at the text that it is about."""
    try:
        found = task()
    except BookError as problem:
        yield from (_in_text(job.book, each) for each in problem.diagnostics)
    else:
        yield from found if isinstance(found, Iterator) else ()


def _in_text(book: Book, finding: Diagnostic) -> Diagnostic:
    """A finding in a page of the publication, at the text that the page shows."""
    page = PurePosixPath(finding.location.path)
    place = places(book).get(page.stem) if page.suffix == ".xhtml" else None
    return replace(finding, location=place) if place else finding
