"""`publisher offprint`: some texts of a book as an EPUB of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publisher.cli.build import Means, Run, build_one, tell_run
from publisher.cli.plant import open_plant, plant_options
from publisher.cli.press import complete_book, named_books, press_folder
from publisher.cli.progress import Display
from publisher.cli.report import WrongUse, shown
from publisher.diagnostics import nearest

if TYPE_CHECKING:
    from publisher.book import Book


@click.command("offprint", short_help="Make an EPUB of some texts of a book.")
@click.argument("book", metavar="BOOK", shell_complete=complete_book)
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option(
    "--name", default="", metavar="NAME", help="The last part of the file name. When absent, the text, or sample."
)
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write: a folder for the book goes into it. When absent, dist in the press.",
)
@plant_options
@click.pass_context
def command(
    ctx: click.Context,
    book: str,
    texts: tuple[str, ...],
    name: str,
    output: Path | None,
    jobs: int | None,
    cache: Path | None,
    cluster: str | None,
) -> int:
    """Make an EPUB of some texts of a book, with a cover, contents, notes and an identifier of its own.

    One TEXT is an offprint under its own title; several are a sample of the book, in its order. The lists at the end
    keep what these texts speak of, and a link to a text that is not there says that it is in the full edition.

    \b
    Examples:
      publisher offprint kornilov revolt
      publisher offprint kornilov introduction revolt --name sample
    """
    folder = press_folder(ctx)
    chosen = named_books(folder, (book,))
    with open_plant(jobs, cache, cluster, anew=False) as plant, Display(quiet=False) as display:
        run = _run(folder, chosen[0], texts, name, Means(output or folder / "dist", plant, False, display))
    tell_run(run)
    return run.code


def _run(folder: Path, slug: str, texts: tuple[str, ...], name: str, means: Means) -> Run:
    """Read the book, and where it is sound build the offprint; WrongUse for a text that the book does not have."""
    from publisher.build import prepare
    from publisher.offprint import offprint

    plan = prepare(folder, [slug], means.plant.cache, means.plant.workers, ["epub"])
    run = Run([*plan.findings])
    if plan.sound:
        job = plan.jobs[0]
        _check(job.book, texts)
        short = name or (texts[0] if len(set(texts)) == 1 else "sample")
        means.display.expect(3)  # cover, EPUB, record
        build_one(replace(job, book=offprint(job.book, texts, short)), slug, run, means)
    return run


def _check(book: Book, names: tuple[str, ...]) -> None:
    """Raise WrongUse for a name that is none of the book's texts."""
    known = [text.id for text in (book.introduction, *book.pieces) if text]  # a part is introduced with its texts alone
    for name in names:
        if name not in known:
            where = f"the texts of {shown(Path(book.location.path))} are {', '.join(known)}"
            raise WrongUse(f'the book "{book.slug}" has no text "{name}"', nearest(name, known) or where)
