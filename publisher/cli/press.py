"""The press that a command works on, its books and the editions, checked against what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from publisher.cli.report import WrongUse
from publisher.diagnostics import nearest

MANIFEST = Path("books", "press.yaml")


def press_folder(ctx: click.Context) -> Path:
    """The folder named by `--press`, or the nearest press at or above the current one; WrongUse where there is none."""
    chosen: Path | None = ctx.find_root().params.get("press")
    if chosen is not None:
        if not (chosen / MANIFEST).is_file():
            raise WrongUse(f'"{chosen}" is not a press: it has no {MANIFEST}', "publisher new press NAME")
        return chosen.absolute()
    folder = find_press(Path.cwd())
    if folder is None:
        message = f"there is no press here: no {MANIFEST} in this folder or above it"
        raise WrongUse(message, "`publisher new press NAME` makes one; --press DIR names one elsewhere")
    return folder


def find_press(start: Path) -> Path | None:
    """The nearest folder at or above `start` that holds `books/press.yaml`."""
    try:
        start = start.resolve()
    except (OSError, RuntimeError):  # links that lead in a circle
        start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / MANIFEST).is_file()), None)


def slugs(folder: Path) -> tuple[str, ...]:
    """The folders under `books/` that hold a manifest."""
    return tuple(sorted(manifest.parent.name for manifest in (folder / "books").glob("*/book.yaml")))


def named_books(folder: Path, names: Sequence[str]) -> tuple[str, ...]:
    """The books that were named, each once; WrongUse for one that the press does not have."""
    known = slugs(folder)
    for name in names:
        if name not in known:
            listed = (
                f"the press has {', '.join(known)}" if known else "`publisher new book SLUG --title TITLE` makes one"
            )
            raise WrongUse(f'there is no book "{name}"', nearest(name, known) or listed)
    return tuple(dict.fromkeys(names))


def named_editions(names: Sequence[str]) -> tuple[str, ...]:
    """The editions that were named, each once; WrongUse for one that the program does not make."""
    known = editions()
    for name in names:
        if name not in known:
            raise WrongUse(
                f'there is no edition "{name}"', nearest(name, known) or f"the editions are {', '.join(known)}"
            )
    return tuple(dict.fromkeys(names))


def editions() -> tuple[str, ...]:
    """The names of all editions that the program makes."""
    from publisher.read.manifest import EDITIONS

    return EDITIONS


def complete_book(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The books whose names begin so, for the shell."""
    try:
        return _beginning(incomplete, slugs(press_folder(ctx)))
    except WrongUse:
        return []


def complete_edition(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The editions whose names begin so, for the shell."""
    return _beginning(incomplete, editions())


def complete_theme(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The themes whose names begin so, for the shell."""
    from publisher.read.themes import list_themes

    try:
        return _beginning(incomplete, sorted(list_themes(press_folder(ctx))))
    except WrongUse:
        return []


def _beginning(start: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.startswith(start)]
