"""`publisher build`: the editions of books, written into a folder."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publisher.cli.plant import open_plant, plant_options
from publisher.cli.press import complete_book, complete_edition, named_books, named_editions, press_folder
from publisher.cli.progress import Display
from publisher.cli.report import (
    CannotWrite,
    NoTypesetter,
    WrongUse,
    count,
    diagnostic_value,
    errors,
    in_order,
    print_json,
    shown,
    size,
    tell,
    tell_diagnostics,
    tell_error,
)
from publisher.diagnostics import BookError, Diagnostic

if TYPE_CHECKING:
    from publisher.build import Job, Output, Plan
    from publisher.write import Plant


NAMED = 6
"""How many galleys are named that were set."""


@dataclass
class Run:
    """What a run made, found and met."""

    findings: list[Diagnostic] = field(default_factory=list)
    files: list[Output] = field(default_factory=list)
    lacking: list[tuple[str, str]] = field(default_factory=list)
    mishap: click.ClickException | None = None

    @property
    def code(self) -> int:
        """The exit code: 0 when all is well."""
        return 1 if self.mishap or errors(self.findings) else 0


@dataclass(frozen=True)
class Means:
    """Where a run writes and what it works with."""

    output: Path
    plant: Plant
    compare: bool
    display: Display


@click.command("build", short_help="Build editions of books: EPUB and PDF.")
@click.argument("books", nargs=-1, metavar="[BOOK]...", shell_complete=complete_book)
@click.option(
    "--edition",
    "editions",
    metavar="NAME",
    multiple=True,
    shell_complete=complete_edition,
    help="Only this edition: epub, screen or print. May be given again.",
)
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write: a folder for each book goes into it. When absent, dist in the press.",
)
@plant_options
@click.option("--changed-pages", "compare", is_flag=True, help="List the pages that differ from the last build.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object: files and diagnostics.")
@click.pass_context
def command(
    ctx: click.Context,
    books: tuple[str, ...],
    editions: tuple[str, ...],
    output: Path | None,
    jobs: int | None,
    cache: Path | None,
    cluster: str | None,
    compare: bool,
    as_json: bool,
) -> int:
    """Build the editions of books: of all books and all editions, when none is named.

    The press is read and checked first, and nothing is written while it has an error. What goes wrong later, in
    rendering or setting, stops that book alone; a file that is written is whole. One line is printed for each file:
    path, edition, pages, size.

    \b
    Examples:
      publisher build
      publisher build kornilov june
      publisher build kornilov --edition epub --edition print
      publisher build --output /tmp/proofs
      publisher build kornilov --changed-pages
      publisher --press ~/presses/demo build --json
    """
    folder = press_folder(ctx)
    chosen = named_books(folder, books)
    output = output or folder / "dist"
    anew = not all((output / slug).exists() for slug in chosen or ["."])
    with open_plant(jobs, cache, cluster, anew=anew) as plant, Display(quiet=as_json) as display:
        run = _run(folder, chosen, named_editions(editions), Means(output, plant, compare, display))
    if as_json:
        _tell_json(run)
    else:
        tell_run(run)
    return run.code


def _run(folder: Path, books: Sequence[str], editions: Sequence[str], means: Means) -> Run:
    """Read the press, and where it is sound build its books; a book that fails does not stop the others."""
    from publisher.build import prepare

    plan = prepare(folder, books, means.plant.cache, means.plant.workers, editions)
    run = Run([*plan.findings], lacking=_lacking(plan, editions))
    if not plan.sound:
        return run
    if not plan.jobs:
        raise WrongUse("the press has no books yet", "`publisher new book SLUG --title TITLE` makes one")
    if editions and len(run.lacking) == len(plan.jobs) * len(editions):
        raise WrongUse("; ".join(_refusals(run.lacking)), "name it under `editions:` in the book's book.yaml")
    means.display.expect(sum(_count_files(job, editions) for job in plan.jobs))
    for job in plan.jobs:
        if not run.mishap:
            build_one(job, job.book.slug, run, means, editions)
    return run


def build_one(job: Job, name: str, run: Run, means: Means, editions: Sequence[str] = ()) -> None:
    """Build one book into the folder of this name; the problems of its rendering and setting join the findings."""
    from publisher.build import build_book

    try:
        for file in build_book(
            job, means.output / name, editions, means.display.tell, means.plant, compare=means.compare
        ):
            run.files.append(file)
            run.findings.extend(file.findings)
            means.display.advance()
    except BookError as problem:
        run.findings.extend(problem.diagnostics)
    except OSError as problem:  # a library that cannot be loaded has no errno, a disk that is full has one
        run.mishap = CannotWrite(means.output, problem) if problem.errno else NoTypesetter(problem)


def _lacking(plan: Plan, editions: Sequence[str]) -> list[tuple[str, str]]:
    """The (book, edition) pairs that were asked for and that the book does not make."""
    made = {job.book.slug: {edition.name for edition in job.book.editions} for job in plan.jobs}
    return [(slug, name) for slug, names in made.items() for name in editions if name not in names]


def _refusals(lacking: Sequence[tuple[str, str]]) -> list[str]:
    return [f'the book "{slug}" makes no {name} edition' for slug, name in lacking]


def _count_files(job: Job, editions: Sequence[str]) -> int:
    """How many files a book will give: its editions, a cover where there are any, a record beside the EPUB."""
    chosen = [edition.name for edition in job.book.editions if not editions or edition.name in editions]
    return len(chosen) + bool(chosen) + ("epub" in chosen)


def tell_run(run: Run) -> None:
    """Diagnostics and what could not be done on stderr, the files on stdout."""
    tell_diagnostics(run.findings)
    for refusal in _refusals(run.lacking):
        tell(f"note: {refusal}")
    rows = [(shown(f.path), f.edition, count(f.pages, "page") if f.pages else "-", size(_bytes(f))) for f in run.files]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row, file in zip(rows, run.files, strict=True):
        aligned = "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip()
        click.echo(aligned if sys.stdout.isatty() else "\t".join(row))
        _tell_work(file)
    if run.mishap:
        tell_error(run.mishap.message, getattr(run.mishap, "hint", ""))


def _tell_work(file: Output) -> None:
    """On stderr, what of a file was set now and what was kept; with --changed-pages, its new pages on stdout."""
    done = file.tally
    if done.set or done.cached:
        names = [name.removeprefix("_") for name in dict.fromkeys(done.set)]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        named = f" ({', '.join(names[:NAMED])}{more})" if names else ""
        tell(f"  {file.path.name}: {count(len(names), 'galley')} set{named}, {done.cached} kept from before")
    if file.changed:
        click.echo(f"  changed pages: {', '.join(file.changed)}")


def _tell_json(run: Run) -> None:
    """One object on stdout; a mishap that is not in the books is told on stderr too."""
    print_json(
        {
            "ok": run.code == 0,
            "files": [_file_value(file) for file in run.files],
            "diagnostics": [diagnostic_value(each) for each in in_order(run.findings)],
            "error": run.mishap.message if run.mishap else "",
            "lacking": [{"book": slug, "edition": name} for slug, name in run.lacking],
        }
    )
    if run.mishap:
        tell_error(run.mishap.message, getattr(run.mishap, "hint", ""))


def _file_value(file: Output) -> dict[str, Any]:
    return {
        "book": file.book,
        "edition": file.edition,
        "path": str(file.path.absolute()),
        "pages": file.pages,
        "bytes": _bytes(file),
        "set": [*file.tally.set],
        "kept": file.tally.cached,
        "changed_pages": [*file.changed],
    }


def _bytes(file: Output) -> int:
    return file.path.stat().st_size
